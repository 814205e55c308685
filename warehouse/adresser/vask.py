"""The wash: a text held against the register, answered with certainty or not at all (docs/adressevask.md)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.adressetekst import Adressetekst, Enhed, noegle, parse_laesninger
from domain.afstand import Maaler
from domain.vask import Aarsag, Forskel, Fundet, Kategori, Vask
from warehouse.adresser.betegnelse import encode_husnr
from warehouse.adresser.forskelle import find_forskelle
from warehouse.adresser.huse import Hus, encode_enhed, find_houses, narrow_by_town, show, show_house
from warehouse.adresser.register import Raekke, Register
from warehouse.adresser.skema import ADGANG
from warehouse.adresser.steder import FLEST_BOGSTAVER, Plads, find_pladser

_FLEST_KANDIDATER = 5
# Shorter than any supplerende bynavn that could be meant by a misspelling.
_MINDSTE_NAVN = 4
_RANG = {Kategori.A: 0, Kategori.B: 1, Kategori.C: 2}


@dataclass(frozen=True)
class _Traef:
    """A row that fits, where it stands, and whether it is the house itself that is meant."""

    hus: Hus
    raekke: Raekke
    er_hus: bool = False
    er_gaettet_enhed: bool = False


def wash(register: Register, text: str) -> Vask:
    """Wash one address text. Never raises for a text, whatever is in it."""
    laesninger = parse_laesninger(text)
    foerste = laesninger[0]
    if foerste.er_for_lang:
        return _unsure(text, Aarsag.FOR_LANG)
    if foerste.land is not None:
        return replace(_unsure(text, Aarsag.UDLAND), forskelle=(Forskel("land", foerste.land, "Danmark"),))
    svar = [_wash_reading(register, text, laesning) for laesning in laesninger]
    return svar[0] if len(svar) == 1 else _choose(text, svar)


def _choose(text: str, svar: list[Vask]) -> Vask:
    """Give the best of several readings; two that are equally good and mean different addresses are no answer."""
    bedst = min(_RANG[et.kategori] for et in svar)
    bedste = [et for et in svar if _RANG[et.kategori] == bedst]
    if bedst < _RANG[Kategori.C] and len({et.fundet for et in bedste}) > 1:
        return _unsure(text, Aarsag.FLERE, [et.fundet for et in bedste if et.fundet])
    return max(bedste, key=lambda et: len(et.kandidater)) if bedst == _RANG[Kategori.C] else bedste[0]


def _wash_reading(register: Register, text: str, laesning: Adressetekst) -> Vask:
    if not laesning.husnr:
        return _unsure(text, Aarsag.UDEN_NUMMER)
    pladser = find_pladser(register, laesning)
    if not pladser:
        return _unsure(text, Aarsag.UKENDT_VEJ, _elsewhere(register, laesning))
    nr = encode_husnr(laesning.husnr)
    if nr is None:
        return _unsure(text, Aarsag.UKENDT_NUMMER)
    huse = [Hus(plads.sted, nr, tuple(register.huse(plads.sted.id, nr))) for plads in pladser[:_FLEST_KANDIDATER]]
    if laesning.husnr_til:
        return _unsure(text, Aarsag.INTERVAL, _houses(register, huse))
    if not _is_clear(register, pladser, huse, laesning):
        return _unsure(text, Aarsag.UKLAR_VEJ, _candidates(register, huse, laesning))
    bedste = [plads for plads in pladser if plads.omkostning == pladser[0].omkostning]
    return _wash_houses(register, text, laesning, list(zip(bedste, huse, strict=False)))


def _is_clear(register: Register, pladser: list[Plads], huse: list[Hus], laesning: Adressetekst) -> bool:
    """Tell whether the street is certain: the rule for B, with its reason, is in docs/adressevask.md."""
    bedst = pladser[0]
    if bedst.omkostning > FLEST_BOGSTAVER:
        return False
    lige_naer = [plads for plads in pladser[1:] if plads.omkostning <= bedst.omkostning]
    if not bedst.bogstaver:
        return all(_is_same_name(plads, bedst) for plads in lige_naer)
    if lige_naer or len(pladser) > len(huse) or register.find_overalt(noegle(laesning.vejnavn)):
        return False
    return not any(_match(register, hus, laesning) or hus.tidligere for hus in huse[1:])


def _is_same_name(plads: Plads, anden: Plads) -> bool:
    return plads.sted.noegle == anden.sted.noegle and plads.sted.postnr == anden.sted.postnr


def _wash_houses(register: Register, text: str, laesning: Adressetekst, huse: list[tuple[Plads, Hus]]) -> Vask:
    traef = [fundet for _, hus in huse for fundet in _match(register, hus, laesning)]
    if traef and not _rest_is_clear(register, laesning, traef):
        return _unsure(text, Aarsag.UKENDT_REST, [_show(register, et) for et in traef])
    if len(traef) == 1:
        plads = next(plads for plads, hus in huse if hus is traef[0].hus)
        return _answer(register, text, laesning, plads, traef[0])
    if traef:
        return _unsure(text, Aarsag.FLERE, [_show(register, et) for et in traef])
    if efterfulgt := _succeeded(register, text, [hus for _, hus in huse], laesning):
        return efterfulgt
    er_hus = any(hus.gaeldende for _, hus in huse)
    return _unsure(
        text,
        Aarsag.UKENDT_ENHED if er_hus else Aarsag.UKENDT_NUMMER,
        _candidates(register, [hus for _, hus in huse], laesning),
    )


def _rest_is_clear(register: Register, laesning: Adressetekst, traef: list[_Traef]) -> bool:
    """Tell whether what stands after etage and dør can be set aside.

    A short word or a number may be a door misread, and the supplerende by of other houses on the street means those.
    """
    kendte = {noegle(register.supplerende[et.raekke.supplerende]) for et in traef}
    fremmede = [key for del_ in laesning.rest if (key := noegle(del_)) not in kendte]
    foerste_ord = [noegle(del_.split()[0]) for del_ in laesning.rest if noegle(del_) not in kendte]
    if not all(len(key) >= _MINDSTE_NAVN for key in foerste_ord) or not all(key.isalpha() for key in fremmede):
        return False
    andre = {noegle(navn) for et in traef for navn in register.towns_of(et.hus.sted.id)} - kendte if fremmede else set()
    return not any(Maaler(key).measure(anden) <= FLEST_BOGSTAVER for key in fremmede for anden in andre)


def _match(register: Register, hus: Hus, laesning: Adressetekst) -> list[_Traef]:
    """Give what the text's etage and dør mean in a house; several when it cannot be told."""
    gaeldende = hus.gaeldende
    if laesning.er_adgang:
        huse = narrow_by_town(register, find_houses(gaeldende), laesning.rest)
        return [_Traef(hus, raekke, er_hus=True) for raekke in huse]
    fundne: list[Raekke] = []
    for enhed in laesning.enheder:
        kode = encode_enhed(enhed)
        fundne += [raekke for raekke in gaeldende if raekke.enhed == kode and raekke not in fundne]
    if fundne:
        return [_Traef(hus, raekke) for raekke in narrow_by_town(register, fundne, laesning.rest)]
    return [] if laesning.rest else _match_half(hus, gaeldende, laesning.enheder)


def _match_half(hus: Hus, gaeldende: Iterable[Raekke], enheder: tuple[Enhed, ...]) -> list[_Traef]:
    """Meet a floor written without door, or a door without floor, where the house has only one such address."""
    skrevet = enheder[0]
    if (skrevet.etage and skrevet.doer) or (skrevet.doer and len(enheder) > 1):
        return []
    fundne = []
    for raekke in gaeldende:
        etage, skel, doer = raekke.enhed.partition("|")
        if skel and (etage == skrevet.etage if skrevet.etage else doer == skrevet.doer):
            fundne.append(raekke)
    return [_Traef(hus, fundne[0], er_gaettet_enhed=True)] if len(fundne) == 1 else []


def _answer(register: Register, text: str, laesning: Adressetekst, plads: Plads, traef: _Traef) -> Vask:
    forskelle = find_forskelle(register, laesning, plads, traef.raekke)
    if traef.er_gaettet_enhed:
        etage, _, doer = traef.raekke.enhed.partition("|")
        skrevet = laesning.enheder[0]
        forskelle.taeller.append(
            Forskel("dør", skrevet.doer, doer) if skrevet.etage else Forskel("etage", skrevet.etage, etage)
        )
    return Vask(
        input=text,
        kategori=Kategori.B if forskelle.taeller else Kategori.A,
        fundet=_show(register, traef),
        forskelle=(*forskelle.taeller, *forskelle.noter),
    )


def _show(register: Register, traef: _Traef) -> Fundet:
    return (show_house if traef.er_hus else show)(register, traef.hus, traef.raekke)


def _succeeded(register: Register, text: str, huse: list[Hus], laesning: Adressetekst) -> Vask | None:
    """Answer for an address that was renamed, renumbered or closed; None when it never was."""
    koder = {encode_enhed(enhed) for enhed in laesning.enheder}
    tidligere = [
        (hus, raekke)
        for hus in huse
        for raekke in hus.tidligere
        if raekke.enhed in koder or (laesning.er_adgang and not hus.gaeldende)
    ]
    if not tidligere:
        return None
    nye = {fundet for _, raekke in tidligere if (fundet := _follow(register, raekke, er_adgang=laesning.er_adgang))}
    gammel = show(register, *tidligere[0]).betegnelse
    if len(nye) != 1:
        kandidater = sorted(nye, key=lambda ny: ny.betegnelse)
        return replace(_unsure(text, Aarsag.NEDLAGT, kandidater), er_nedlagt=True)
    ny = nye.pop()
    return Vask(
        input=text,
        kategori=Kategori.B,
        fundet=ny,
        forskelle=(Forskel("nedlagt", gammel, ny.betegnelse),),
        er_nedlagt=True,
    )


def _follow(register: Register, raekke: Raekke, *, er_adgang: bool) -> Fundet | None:
    ny = register.efterfoelger(raekke.id)
    if ny is None:
        return None
    hus = Hus(register.sted(ny.sted), ny.nr, tuple(register.huse(ny.sted, ny.nr)))
    egne = [anden for anden in hus.gaeldende if anden.id == ny.id]
    if not egne:
        return None
    if er_adgang and raekke.enhed not in {"", ADGANG}:
        return show_house(register, hus, egne[0])
    return show(register, hus, egne[0])


def _candidates(register: Register, huse: list[Hus], laesning: Adressetekst) -> list[Fundet]:
    """Rank what it could be: addresses in the house first, then the nearest houses of the street."""
    kandidater: list[Fundet] = []
    for hus in huse:
        if hus.gaeldende:
            kandidater += _units(register, hus, laesning)
        else:
            kandidater += _neighbours(register, hus)
    return kandidater


def _units(register: Register, hus: Hus, laesning: Adressetekst) -> list[Fundet]:
    if laesning.er_adgang:
        return [show_house(register, hus, raekke) for raekke in find_houses(hus.gaeldende)]
    etager, doere = {enhed.etage for enhed in laesning.enheder}, {enhed.doer for enhed in laesning.enheder}

    def nearness(raekke: Raekke) -> tuple[bool, bool, str]:
        etage, _, doer = raekke.enhed.partition("|")
        return etage not in etager, doer not in doere, raekke.enhed

    egne = sorted((raekke for raekke in hus.gaeldende if raekke.enhed != ADGANG), key=nearness)
    return [show(register, hus, raekke) for raekke in egne[:_FLEST_KANDIDATER]] or [
        show(register, hus, raekke) for raekke in hus.gaeldende[:1]
    ]


def _neighbours(register: Register, hus: Hus) -> list[Fundet]:
    numre = register.nearby_numbers(hus.sted.id, hus.nr, 3)
    naboer = (Hus(hus.sted, nr, tuple(register.huse(hus.sted.id, nr))) for nr in numre)
    return [show_house(register, nabo, raekke) for nabo in naboer for raekke in find_houses(nabo.gaeldende)]


def _houses(register: Register, huse: list[Hus]) -> list[Fundet]:
    return [show_house(register, hus, raekke) for hus in huse for raekke in find_houses(hus.gaeldende)]


def _elsewhere(register: Register, laesning: Adressetekst) -> list[Fundet]:
    """Give the same street and number in other postcodes, the nearest postcode first, when the text names one."""
    nr = encode_husnr(laesning.husnr)
    if nr is None or not laesning.postnr:
        return []
    steder = sorted(
        register.find_overalt(noegle(laesning.vejnavn)), key=lambda sted: abs(sted.postnr - int(laesning.postnr))
    )
    huse = [Hus(sted, nr, tuple(register.huse(sted.id, nr))) for sted in steder[: 2 * _FLEST_KANDIDATER]]
    return _houses(register, huse)


def _unsure(text: str, aarsag: Aarsag, kandidater: Iterable[Fundet] = ()) -> Vask:
    return Vask(
        input=text, kategori=Kategori.C, kandidater=tuple(dict.fromkeys(kandidater))[:_FLEST_KANDIDATER], aarsag=aarsag
    )
