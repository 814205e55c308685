"""Faults of identity: CVR number, P-number, names and forms of owners."""

from random import Random

from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantning, empty_field, of_afdelinger, side_fejl
from crawler.replica.navne import make_firmanavn
from crawler.replica.side import Side

_FAA, _MANGE = 2, 6


def _break_cvr_form(side: Side, terning: Random) -> Side:
    cvr = side.ejer
    return side.change(cvr=terning.choice((cvr[:-1], f"0{cvr[1:]}", f"{cvr}7")))


def _break_cvr_modulus(side: Side, terning: Random) -> Side:
    sidste = (int(side.ejer[-1]) + terning.randint(1, 9)) % 10
    return side.change(cvr=f"{side.ejer[:-1]}{sidste}")


def _break_p_nummer(side: Side, terning: Random) -> Side:
    p_nummer = str(side.afdeling.p_nummer)
    return side.change(p_nummer=terning.choice((p_nummer[:-1], f"{p_nummer}3", p_nummer[:7])))


def _share_p_nummer(gruppe: Gruppe, _: Random) -> Plantning:
    laant = gruppe[1].change(p_nummer=gruppe[0].afdeling.p_nummer)
    sider = (gruppe[0], laant)
    return Plantning(sider, of_afdelinger("IDENT-005", sider))


def _has_a_few(gruppe: Gruppe) -> bool:
    return _FAA <= len(gruppe) <= _MANGE


def _rename_owner(gruppe: Gruppe, terning: Random) -> Plantning:
    andet = make_firmanavn(terning, "ApS")
    return _differ(gruppe, "IDENT-006", gruppe[0].change(virksomhed=f"Ny {andet}"))


def _change_form(gruppe: Gruppe, terning: Random) -> Plantning:
    former = {"Forening", "Fond", "Privat", "A/S", "Fælleskommunal"} - {str(gruppe[0].afdeling.virksomhedsform)}
    return _differ(gruppe, "IDENT-010", gruppe[0].change(virksomhedsform=terning.choice(sorted(former))))


def _differ(gruppe: Gruppe, regel: str, anden: Side) -> Plantning:
    """One page says another thing than the rest; where it is one against one, nobody knows which is right."""
    sider = (anden, *gruppe[1:])
    return Plantning(sider, of_afdelinger(regel, sider if len(sider) == _FAA else sider[:1]))


IDENTITET = (
    empty_field("IDENT-001", 14, "cvr"),
    side_fejl("IDENT-002", 8, _break_cvr_form),
    side_fejl("IDENT-003", 8, _break_cvr_modulus),
    side_fejl("IDENT-004", 10, _break_p_nummer),
    Fejlart(navn="IDENT-005", omfang=Omfang.PAR, kasus=6, plant=_share_p_nummer),
    Fejlart(navn="IDENT-006", omfang=Omfang.EJER, kasus=8, plant=_rename_owner, passer=_has_a_few, er_kraesen=True),
    empty_field("IDENT-007", 6, "navn"),
    empty_field("IDENT-008", 16, "p_nummer"),
    empty_field("IDENT-009", 8, "virksomhed"),
    Fejlart(navn="IDENT-010", omfang=Omfang.EJER, kasus=7, plant=_change_form, passer=_has_a_few, er_kraesen=True),
)
