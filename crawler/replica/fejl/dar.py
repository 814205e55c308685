"""Faults that show only against the address register: each brings what the register must hold for it to be one."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from crawler.replica.dar.registeradresse import Registeradresse, read_linjer
from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantning, of_afdelinger
from crawler.replica.navne import make_saervej
from crawler.replica.side import Side

# Beyond every number that the replica gives a house or its neighbour.
_LANGT_NED_AD_VEJEN = 400
_KONSONANTER = "bdfgklmnprst"
_FAA, _MANGE = 3, 10

_Flytning = Callable[[Side, Registeradresse, Random], tuple[str, tuple[Registeradresse, ...]]]


def _read(side: Side) -> Registeradresse:
    return read_linjer(side.adresselinjer, side.omraade)


def _on_saervej(side: Side, egen: Registeradresse, formaal: str) -> Registeradresse:
    """Give a house on a street that is like no other's, so that no other can be meant by it."""
    return replace(egen, vej=make_saervej(*side.noegle, formaal), etage="", doer="")


def _far_down(egen: Registeradresse) -> Registeradresse:
    nummer = int("".join(tegn for tegn in egen.husnr if tegn.isdigit()))
    return replace(egen, husnr=str(nummer + _LANGT_NED_AD_VEJEN), etage="", doer="")


def _vejlinje(adresse: Registeradresse) -> str:
    enhed = f", {adresse.etage}. {adresse.doer}".rstrip() if adresse.etage else ""
    return f"{adresse.vej} {adresse.husnr}{enhed}"


def _invent_nummer(_: Side, egen: Registeradresse, __: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    return _vejlinje(_far_down(egen)), ()


def _invent_etage(_: Side, egen: Registeradresse, terning: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    return _vejlinje(replace(egen, etage=str(terning.randint(6, 9)))), ()


def _misspell(side: Side, egen: Registeradresse, terning: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    rigtig = _on_saervej(side, egen, "rigtig")
    plads = terning.randint(1, 4)
    foer, to, efter = rigtig.vej[:plads], rigtig.vej[plads : plads + 2], rigtig.vej[plads + 2 :]
    forkert = terning.choice((to[1], to[::-1])) if to[0] != to[1] else to[1]
    return _vejlinje(replace(rigtig, vej=foer + forkert + efter)), (rigtig,)


def _rename_vej(side: Side, egen: Registeradresse, _: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    ny = _on_saervej(side, egen, "ny")
    gammel = replace(_on_saervej(side, egen, "gammel"), ny=ny)
    return _vejlinje(gammel), (gammel, ny)


def _renumber(_: Side, egen: Registeradresse, __: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    gammel = replace(_far_down(egen), ny=egen)
    return _vejlinje(gammel), (gammel,)


def _double_house(side: Side, egen: Registeradresse, _: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    huset = _on_saervej(side, egen, "to byer")
    return _vejlinje(huset), tuple(replace(huset, supplerende=by) for by in ("Nørre Prøveby", "Sønder Prøveby"))


def _write_between(side: Side, egen: Registeradresse, terning: Random) -> tuple[str, tuple[Registeradresse, ...]]:
    """Leave a letter out, so that two streets are equally near."""
    den_ene = _on_saervej(side, egen, "to veje")
    plads = terning.randint(2, 5)
    foer, efter = den_ene.vej[:plads], den_ene.vej[plads + 1 :]
    andet = terning.choice([bogstav for bogstav in _KONSONANTER if bogstav != den_ene.vej[plads]])
    den_anden = replace(den_ene, vej=foer + andet + efter)
    return _vejlinje(replace(den_ene, vej=foer + efter)), (den_ene, den_anden)


def _is_open(gruppe: Gruppe) -> bool:
    return not any(side.er_hemmelig for side in gruppe)


def _has_etage(gruppe: Gruppe) -> bool:
    return _is_open(gruppe) and bool(_read(gruppe[0]).etage)


def _dar_fejl(
    navn: str, kasus: int, change: _Flytning, *, passer: Callable[[Gruppe], bool] = _is_open, er_kraesen: bool = False
) -> Fejlart:
    def plant(gruppe: Gruppe, terning: Random) -> Plantning:
        side = gruppe[0]
        vejlinje, adresser = change(side, _read(side), terning)
        sider = (side.move(vejlinje, side.adresselinjer[1]),)
        return Plantning(
            sider, frozenset(), fund_dar=of_afdelinger(navn[: len("ADRESSE-000")], sider), adresser=adresser
        )

    return Fejlart(navn=navn, omfang=Omfang.SIDE, kasus=kasus, plant=plant, passer=passer, er_kraesen=er_kraesen)


def _move_to_office(gruppe: Gruppe, _: Random) -> Plantning:
    """Two of a firm's tilbud state its head office as their own address; the others stay where they are."""
    foerste = gruppe[0]
    anden = next(side for side in gruppe if side.noegle[0] != foerste.noegle[0])
    sider = tuple(side.move(*side.ejerlinjer) for side in (foerste, anden))
    return Plantning(sider, frozenset(), fund_dar=of_afdelinger("ADRESSE-011", sider))


def _is_firm_of_several(gruppe: Gruppe) -> bool:
    tilbud = {side.noegle[0] for side in gruppe}
    return len(tilbud) >= _FAA and len(gruppe) <= _MANGE and _lies_where_it_is_supervised(gruppe)


def _lies_where_it_is_supervised(gruppe: Gruppe) -> bool:
    """Tell whether the pages may lie at each other's places: open, all of one socialtilsyn's own kommuner."""
    enige = len({side.omraade for side in gruppe}) == 1
    return enige and _is_open(gruppe) and not any(side.er_specialist for side in gruppe)


def _borrow_address(gruppe: Gruppe, _: Random) -> Plantning:
    flyttet = gruppe[1].move(*gruppe[0].adresselinjer)
    return Plantning((flyttet,), frozenset(), fund_dar=of_afdelinger("ADRESSE-012", gruppe))


DAR: tuple[Fejlart, ...] = (
    _dar_fejl("ADRESSE-007", 6, _invent_nummer),
    _dar_fejl("ADRESSE-007 etage", 4, _invent_etage, passer=_has_etage, er_kraesen=True),
    _dar_fejl("ADRESSE-008", 9, _misspell),
    _dar_fejl("ADRESSE-009", 5, _rename_vej),
    _dar_fejl("ADRESSE-009 nyt nummer", 4, _renumber),
    _dar_fejl("ADRESSE-010", 5, _double_house),
    _dar_fejl("ADRESSE-010 to veje", 4, _write_between),
    Fejlart(
        navn="ADRESSE-011",
        omfang=Omfang.EJER,
        kasus=6,
        plant=_move_to_office,
        passer=_is_firm_of_several,
        er_kraesen=True,
    ),
    Fejlart(
        navn="ADRESSE-012",
        omfang=Omfang.PAR,
        kasus=6,
        plant=_borrow_address,
        passer=_lies_where_it_is_supervised,
        er_kraesen=True,
    ),
)
