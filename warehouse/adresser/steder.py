"""Which street in which postcode a text can mean: exact first, else every one near enough, each with its cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from domain.adressetekst import Adressetekst, bynoegle, kort_noegle, letters, noegle
from domain.afstand import Maaler, count_edits, letter_mask
from domain.reference import load_stormodtagere
from warehouse.adresser.register import Omraade, Register, Sted, Vejnavn

# Two letters wrong at most; in a very short name one, for there two make half of it.
_KORT_NAVN = 4
FLEST_BOGSTAVER = 2
_MINDST_BYNAVN = 3
_TAL = re.compile(r"\d+")


@dataclass(frozen=True)
class Plads:
    """A street that the text can mean.

    `bogstaver` is how many letters of its name are wrong; `omkostning` adds one for a postcode or town that does not
    fit. `art` tells how the name was met: exact, andet navn, forkortet, bogstav, uden forord.
    """

    sted: Sted
    bogstaver: int
    omkostning: int
    art: str = "exact"


@dataclass(frozen=True)
class _Kreds:
    """Postcodes to search as one, and what it costs that it is one of these."""

    postnumre: tuple[int, ...]
    omkostning: int


def find_pladser(register: Register, tekst: Adressetekst) -> list[Plads]:
    """Give the streets the text can mean, the likeliest first; none when nothing is near."""
    postnr = int(tekst.postnr) if tekst.postnr else 0
    key = noegle(tekst.vejnavn)
    if not key:
        return []
    enig = bool(postnr) and agrees_with_town(register, tekst.by, postnr)
    if enig and (fundne := register.samlet((postnr,)).steder.get(key)):
        return _exact(fundne, tekst.vejnavn, 0)
    if stor := _stormodtager(register, tekst, key, postnr):
        return stor
    kredse = list(_areas(register, tekst, postnr))
    pladser = [plads for kreds in kredse for plads in _search(register.samlet(kreds.postnumre), tekst.vejnavn, kreds)]
    if not pladser:
        pladser = [
            plads for kreds in kredse for plads in _drop_words(register.samlet(kreds.postnumre), tekst.vejnavn, kreds)
        ]
    return sorted(_distinct(pladser), key=lambda plads: (plads.omkostning, plads.bogstaver, plads.sted.id))


def agrees_with_town(register: Register, by: str, postnr: int) -> bool:
    """Tell whether a town as written fits the postcode: its name, a beginning of it, nearly it, or no town at all.

    A town that is no town's name at all does not speak against the postcode; another postcode's town does.
    """
    if postnr not in register.byer:
        return False
    key = bynoegle(by)
    officiel = register.byer[postnr][1]
    if not key or key == officiel:
        return True
    if key in register.postnumre:
        return False
    return is_short_for(key, officiel) or not _starts_a_town(register, key)


def is_short_for(kort: str, lang: str) -> bool:
    """Tell whether one town's key is the beginning of another's (`odense` of `odensec`), or the other way round."""
    mindst = min(len(kort), len(lang))
    return mindst >= _MINDST_BYNAVN and (lang.startswith(kort) or kort.startswith(lang))


def _starts_a_town(register: Register, key: str) -> bool:
    return len(key) > _MINDST_BYNAVN and any(navn.startswith(key) for navn in register.postnumre)


def _areas(register: Register, tekst: Adressetekst, postnr: int) -> Iterator[_Kreds]:
    """Give the postcodes to search: the written one, and those of the written town; one dearer where the two differ."""
    enig = agrees_with_town(register, tekst.by, postnr) if postnr else False
    key = bynoegle(tekst.by)
    if postnr in register.byer:
        yield _Kreds((postnr,), 0 if enig else 1)
    # The town without a postcode costs nothing; against a postcode, one.
    pris = 1 if postnr else 0
    if enig:
        key = register.byer[postnr][1]
    egne = set(register.postnumre.get(key, ()))
    if not egne and len(key) > _MINDST_BYNAVN:
        egne, pris = _near_towns(register, key, pris)
    if egne - {postnr}:
        yield _Kreds(tuple(sorted(egne)), pris)


def _near_towns(register: Register, key: str, pris: int) -> tuple[set[int], int]:
    begynder = {postnr for navn, liste in register.postnumre.items() if is_short_for(key, navn) for postnr in liste}
    if begynder:
        return begynder, pris
    maaler, flest = Maaler(key), 1 if len(key) <= _KORT_NAVN else FLEST_BOGSTAVER
    naere = {
        postnr
        for navn, liste in register.postnumre.items()
        if abs(len(navn) - len(key)) <= flest and maaler.measure(navn) <= flest
        for postnr in liste
    }
    return naere, pris + 1


def _search(omraade: Omraade, vejnavn: str, kreds: _Kreds) -> Iterator[Plads]:
    key = noegle(vejnavn)
    fundne = omraade.steder.get(key, ())
    yield from _exact(fundne, vejnavn, kreds.omkostning)
    kendte = {sted.id for sted in fundne}
    for sted in omraade.korte.get(kort_noegle(vejnavn), ()):
        if sted.id not in kendte:
            kendte.add(sted.id)
            yield Plads(sted, 0, kreds.omkostning, "forkortet")
    for form in {key, letters(vejnavn)}:
        for bogstaver, sted in _near(omraade, form):
            if sted.id not in kendte:
                yield Plads(sted, bogstaver, kreds.omkostning + bogstaver, "bogstav")


def _near(omraade: Omraade, key: str) -> Iterator[tuple[int, Sted]]:
    """Give names at most two letters away. Cheap signs first: the length, and the letters that only one of them has."""
    maske, laengde, maaler, tal = letter_mask(key), len(key), Maaler(key), _TAL.findall(key)
    for navn, anden, sted in _of_length(omraade, laengde):
        if (maske & ~anden).bit_count() > FLEST_BOGSTAVER or (anden & ~maske).bit_count() > FLEST_BOGSTAVER:
            continue
        flest = most_letters(max(len(navn), laengde))
        bogstaver = maaler.measure(navn)
        if bogstaver == flest + 1:
            bogstaver = count_edits(key, navn)
        if bogstaver <= flest and _TAL.findall(navn) == tal:
            yield bogstaver, sted


def _of_length(omraade: Omraade, laengde: int) -> Iterator[Vejnavn]:
    fra, til = laengde - FLEST_BOGSTAVER, laengde + FLEST_BOGSTAVER + 1
    return chain.from_iterable(omraade.efter_laengde.get(anden, ()) for anden in range(fra, til))


def most_letters(laengde: int) -> int:
    """Give how many letters of a name of this length may be wrong."""
    return 1 if laengde <= _KORT_NAVN else FLEST_BOGSTAVER


def _drop_words(omraade: Omraade, vejnavn: str, kreds: _Kreds) -> Iterator[Plads]:
    """Meet the street without words in front of it: `Bostedet Solsikken Ridehusgade`; only an exact name counts."""
    ord_ = vejnavn.split()
    for fra in range(1, len(ord_)):
        if fundne := omraade.steder.get(noegle(" ".join(ord_[fra:]))):
            return (yield from (Plads(sted, 0, kreds.omkostning, "uden forord") for sted in fundne))


def _exact(fundne: tuple[Sted, ...], vejnavn: str, omkostning: int) -> list[Plads]:
    """Give streets of one key; of several, those written just so, if any are (Ny Vej and Nyvej)."""
    if len(fundne) > 1:
        ens = tuple(sted for sted in fundne if sted.vejnavn.casefold() == vejnavn.casefold())
        fundne = ens or fundne
    return [Plads(sted, 0, omkostning, "andet navn" if sted.er_andet_navn else "exact") for sted in fundne]


def _stormodtager(register: Register, tekst: Adressetekst, key: str, postnr: int) -> list[Plads]:
    """Meet an address written with its owner's own postcode at the postcode of its street."""
    for post in load_stormodtagere().get(postnr, ()):
        if noegle(post.vejnavn) == key and post.husnr == tekst.husnr:
            fundne = register.samlet((post.gade_postnr,)).steder.get(key, ())
            return [Plads(sted, 0, 0, "stormodtager") for sted in fundne]
    return []


def _distinct(pladser: list[Plads]) -> list[Plads]:
    """Keep the cheapest meeting of each street, which can be met by several of its names."""
    bedste: dict[int, Plads] = {}
    for plads in pladser:
        kendt = bedste.get(plads.sted.id)
        if kendt is None or (plads.omkostning, plads.bogstaver) < (kendt.omkostning, kendt.bogstaver):
            bedste[plads.sted.id] = plads
    return list(bedste.values())
