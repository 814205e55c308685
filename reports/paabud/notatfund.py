"""Which findings each line of a case's file note is about, read from what is kept of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.regel import Regel
from domain.sag import Haendelsesart, Sagstilstand
from domain.sagsbeslutning import SYSTEM
from reports.paabud.fundliv import Stand, count_accepted, find_lukket, find_stand, is_accepted_by
from reports.paabud.grundlag import list_fulgte
from reports.visning import rens
from warehouse.queries.notatfund import Notatfund, Notatgrundlag, Notatmail, load_notatgrundlag
from warehouse.queries.sager import Notatlinje, Sagsakt

HOEJST = 10
_VAEK = "Tilbuddet står ikke længere"
_MAILTRIN = {Sagstilstand.VARSLET: {"varsel", "rykker"}, Sagstilstand.RYKKET: {"rykker"}}


@dataclass(frozen=True, kw_only=True)
class Notatgruppe:
    """Findings beneath a line: what they have in common, at most ten of them in words, and how many there are more."""

    overskrift: str
    linjer: tuple[str, ...]
    andre: int = 0


@dataclass(frozen=True, kw_only=True)
class Notatstof:
    """A file note with what its lines can be about. `fulgte` are the rules that cases follow, `titler` their words."""

    noter: Sequence[Notatlinje]
    grundlag: Notatgrundlag
    fulgte: Collection[str]
    titler: Mapping[str, str]


def load_notatfund(conn: Connection, akt: Sagsakt, regler: Sequence[Regel]) -> dict[int, tuple[Notatgruppe, ...]]:
    """Read what each line of a case's file note is about, by the line's id."""
    stof = Notatstof(
        noter=akt.noter,
        grundlag=load_notatgrundlag(conn, akt.linje.tilbudsid),
        fulgte=frozenset(list_fulgte(regler)),
        titler={regel.id: regel.titel for regel in regler},
    )
    return list_notatfund(stof)


def list_notatfund(stof: Notatstof) -> dict[int, tuple[Notatgruppe, ...]]:
    """Give what each line of a file note is about, by the line's id; a line about no finding is not there."""
    samlet = {}
    for nr, note in enumerate(stof.noter):
        grupper = tuple(
            _make_gruppe(stof, overskrift, fund) for overskrift, fund in _list_grupper(stof, nr, note) if fund
        )
        if grupper:
            samlet[note.id] = grupper
    return samlet


def tell_fund(fund: Notatfund, titler: Mapping[str, str]) -> str:
    """Name a finding by its rule and its place; never by what the register says."""
    titel = titler.get(fund.regel)
    hvad = f"{titel} ({fund.regel})" if titel else fund.regel
    sted = f"afdeling {rens(fund.afdelingsid, 40)}" if fund.afdelingsid is not None else "hele tilbuddet"
    return f"{hvad}, {sted}{f', {rens(fund.raekke, 120)}' if fund.raekke else ''}"


Gruppe = tuple[str, list[Notatfund]]


def _make_gruppe(stof: Notatstof, overskrift: str, fund: Sequence[Notatfund]) -> Notatgruppe:
    linjer = tuple(tell_fund(et, stof.titler) for et in fund[:HOEJST])
    return Notatgruppe(overskrift=overskrift, linjer=linjer, andre=len(fund) - len(linjer))


def _list_grupper(stof: Notatstof, nr: int, note: Notatlinje) -> Iterable[Gruppe]:
    if note.art == Haendelsesart.ACCEPT:
        return [("Accepteret", _list_accepterede(stof, note))]
    if note.fra is note.til:
        return []
    return _SKRIDT[note.til](stof, nr)


def _tell_ny(stof: Notatstof, nr: int) -> Iterable[Gruppe]:
    return [("Det drejer sig om", _list_aabne(stof, nr))]


def _tell_besked(stof: Notatstof, nr: int) -> Iterable[Gruppe]:
    if stof.noter[nr].af != SYSTEM:
        return [("Tilbuddet fik besked om", _list_aabne(stof, nr))]
    mails = _list_mails(stof, nr)
    foer = _list_fortalt(stof, nr, mails)
    alle = {(noegle, aabnet) for mail in mails for noegle, aabnet in mail.fund.items()}
    kendte = {noegle for noegle, aabnet in alle if (noegle, aabnet) in foer or (noegle, None) in foer}
    nye = {noegle for noegle, _ in alle} - kendte
    return [
        ("Mailen fortalte om" if not kendte else "Nye i mailen", _take(stof, nye)),
        ("Kendte, som mailen mindede om", _take(stof, kendte)),
    ]


def _tell_vurdering(stof: Notatstof, nr: int) -> Iterable[Gruppe]:
    """Name what the tilbud was told of in this course of the case and that stood."""
    begyndte, note = stof.noter[_find_start(stof, nr)].tidspunkt, stof.noter[nr]
    fortalt = {n for m in stof.grundlag.mails if begyndte <= m.naar <= note.tidspunkt and m.er_fortalt for n in m.fund}
    fortalt |= _list_besked(stof, nr)
    return [("Det står stadig", [et for et in _list_aabne(stof, nr) if et.noegle in fortalt])]


def _tell_paabud(stof: Notatstof, nr: int) -> Iterable[Gruppe]:
    return [("Påbuddet nævner", _take(stof, _find_paabud(stof, nr)))]


def _tell_markering(stof: Notatstof, nr: int) -> Iterable[Gruppe]:
    naevnte = _find_paabud(stof, nr)
    return [("I påbuddet og står stadig", [et for et in _list_aabne(stof, nr) if et.noegle in naevnte])]


def _tell_lukket(stof: Notatstof, nr: int) -> Iterator[Gruppe]:
    begyndte, note = stof.noter[_find_start(stof, nr)].tidspunkt, stof.noter[nr]

    def ended(fund: Notatfund) -> bool:
        lukket = find_lukket(fund, note.tidspunkt)
        return lukket is None or lukket > begyndte

    staar = {stand: [et for et in _list_som(stof, nr, stand) if ended(et)] for stand in Stand}
    yield "Rettet", staar[Stand.RETTET]
    yield "Accepteret", staar[Stand.ACCEPTERET]
    yield "Faldet bort, fordi afdelingen eller reglen ikke er der mere", staar[Stand.BORTFALDET]
    if note.grund.startswith(_VAEK):
        yield "Stod stadig, da tilbuddet faldt bort", staar[Stand.AABEN]


_SKRIDT: Mapping[Sagstilstand, Callable[[Notatstof, int], Iterable[Gruppe]]] = {
    Sagstilstand.NY: _tell_ny,
    Sagstilstand.VARSLET: _tell_besked,
    Sagstilstand.RYKKET: _tell_besked,
    Sagstilstand.TIL_VURDERING: _tell_vurdering,
    Sagstilstand.PAABUD_AFGJORT: _tell_paabud,
    Sagstilstand.MARKERING_MULIG: _tell_markering,
    Sagstilstand.MARKERET: _tell_markering,
    Sagstilstand.LUKKET: _tell_lukket,
}


def _list_som(stof: Notatstof, nr: int, stand: Stand) -> list[Notatfund]:
    naar = stof.noter[nr].tidspunkt
    noter = stof.noter[: nr + 1]
    fulgte = (et for et in stof.grundlag.fund.values() if et.regel in stof.fulgte)
    return [et for et in fulgte if find_stand(et, naar, noter) is stand]


def _list_aabne(stof: Notatstof, nr: int) -> list[Notatfund]:
    return _list_som(stof, nr, Stand.AABEN)


def _list_accepterede(stof: Notatstof, note: Notatlinje) -> list[Notatfund]:
    """Give what a line accepted, or nothing when what is kept since fits more than it says."""
    fund = [et for et in stof.grundlag.fund.values() if is_accepted_by(et, note)]
    return fund if len(fund) <= count_accepted(note) else []


def _list_mails(stof: Notatstof, nr: int) -> list[Notatmail]:
    """Give the mails that made a step: handed over since the case became what it was."""
    note = stof.noter[nr]
    flyttet = next((x.tidspunkt for x in reversed(stof.noter[:nr]) if x.fra is not x.til), note.tidspunkt)
    trin = _MAILTRIN[note.til]
    return [m for m in stof.grundlag.mails if flyttet <= m.naar <= note.tidspunkt and m.trin in trin]


def _list_fortalt(stof: Notatstof, nr: int, mails: Sequence[Notatmail]) -> set[tuple[str, int | None]]:
    """Give what earlier mails had told of, each with the snapshot that had opened it, and what a person had (None)."""
    foerst = min((mail.naar for mail in mails), default=stof.noter[nr].tidspunkt)
    tidligere = (m for m in stof.grundlag.mails if m.naar < foerst and m.er_fortalt)
    return {et for m in tidligere for et in m.fund.items()} | {(n, None) for n in _list_besked(stof, nr)}


def _list_besked(stof: Notatstof, nr: int) -> set[str]:
    """Give the findings that a person had told of in this course of the case."""
    egne = range(_find_start(stof, nr), nr)
    besked = (i for i in egne if stof.noter[i].til in _MAILTRIN and stof.noter[i].fra is not stof.noter[i].til)
    return {et.noegle for i in besked if stof.noter[i].af != SYSTEM for et in _list_aabne(stof, i)}


def _find_start(stof: Notatstof, nr: int) -> int:
    """Give where this course of the case began: its last line that made it new."""
    nye = (
        i
        for i in range(nr - 1, -1, -1)
        if stof.noter[i].til is Sagstilstand.NY and stof.noter[i].fra is not Sagstilstand.NY
    )
    return next(nye, 0)


def _find_paabud(stof: Notatstof, nr: int) -> frozenset[str]:
    """Give what the påbud of this course of the case names: each is decided once, in the order they are kept."""
    afgjort = Sagstilstand.PAABUD_AFGJORT
    antal = sum(1 for x in stof.noter[: nr + 1] if x.til is afgjort and x.fra is not afgjort)
    paabud = stof.grundlag.paabud
    return paabud[antal - 1] if 0 < antal <= len(paabud) else frozenset()


def _take(stof: Notatstof, noegler: Collection[str]) -> list[Notatfund]:
    return [et for noegle, et in stof.grundlag.fund.items() if noegle in noegler]
