"""What no delivery alone can show: lists that change, and a page younger than the delivery it is held against."""

from collections.abc import Mapping
from typing import Any

from domain.regel import Eksempel
from tests.expectations.lovaendring import Lovaendring

Rows = tuple[Mapping[str, Any], ...]

_TRE_TILBUD: Rows = ({}, {"tilbudsid": "1002"}, {"tilbudsid": "1003"})
# Something went missing, so there were two nights; the delivery is of the first, 1002 came or changed on the second.
_SAVNET = (("1003", "1"),)
_UDTRAEK_AF_FOERSTE_NAT = "UPDATE udtraek SET dag = '2026-10-31', dag_nr = dag_nr - 1"
_KOM_TIL = "UPDATE afdeling_liv SET foerst_set = 2 WHERE tilbudsid = '1002'"
_AENDRET = "UPDATE afdeling SET gyldig_fra = 2 WHERE tilbudsid = '1002'"

_BESOEG_HOEJST_DAGE = 456
_L200 = """
    UPDATE reference_tema SET gyldig_til = '2026-05-31'
    WHERE tema IN ('Uddannelse og beskæftigelse', 'Selvstændighed og relationer')
"""
_FEM = (
    "Målgrupper, metoder og resultater",
    "Sundhed og trivsel",
    "Organisation og ledelse",
    "Kompetencer",
    "Fysiske rammer",
)


def _judge_old_and_new(regel, saetning, afdelingsid, udtraek):
    """Give an example where 1001 is found, and 1002 only were it not new."""
    eksempel = Eksempel(
        navn="Nyt eller ændret efter udtrækket",
        udtraek=udtraek,
        fund=(("1001", afdelingsid),),
        afdelinger=_TRE_TILBUD,
        savnet=_SAVNET,
    )
    return Lovaendring(regel, (_UDTRAEK_AF_FOERSTE_NAT, saetning), eksempel)


def _for_each(*rows, **aendringer):
    """Give rows for 1001 and 1002, or one each with changes."""
    return tuple({**row, **aendringer, "tilbudsid": x} for x in ("1001", "1002") for row in rows or ({},))


def _visit(siden_dage):
    """Give an example of a tilbud that only the register knows, since so many days, and was last visited before."""
    siden = f"UPDATE snapshot SET dag_nr = (SELECT MAX(dag_nr) FROM udtraek) - {siden_dage} WHERE id = 1"
    eksempel = Eksempel(
        navn=f"I registret i {siden_dage} dage",
        udtraek={"tilsynsbesoeg": ({"besoeg_dato": "2024-03-01"}, {"tilbudsid": "1002"})},
        fund=(("1001", None),) if siden_dage > _BESOEG_HOEJST_DAGE else (),
        afdelinger=_TRE_TILBUD,
        savnet=_SAVNET,
    )
    return Lovaendring("TILSYN-007", (siden,), eksempel)


def _five_temaer(dag, fund=()):
    """Give an assessment of five temaer on a day, where L 200 ends the other two on 31 May 2026."""
    udtraek = {"kvalitetsscore": tuple({"tema": tema, "vurderet_dato": dag} for tema in _FEM)}
    eksempel = Eksempel(navn=f"Fem temaer {dag}", afdelinger=({},), udtraek=udtraek, fund=fund)
    return Lovaendring("TILSYN-009", (_L200,), eksempel)


TILSYNSAENDRINGER = (
    _judge_old_and_new("PLADS-007", _KOM_TIL, "1", {"plads": ({"tilbudsid": "1003"},)}),
    _judge_old_and_new("PLADS-009", _AENDRET, None, {"plads": _for_each({}, {"paragraf": "§ 108"})}),
    _judge_old_and_new("PLADS-010", _AENDRET, "1", {"plads": _for_each(godkendte_antal=9)}),
    _judge_old_and_new(
        "TILSYN-007", _KOM_TIL, None, {"tilsynsbesoeg": _for_each(besoeg_dato="2024-03-01"), "tilbud": _for_each()}
    ),
    _visit(_BESOEG_HOEJST_DAGE),
    _visit(_BESOEG_HOEJST_DAGE + 1),
    _five_temaer("2026-05-31", (("1001", None),)),
    _five_temaer("2026-06-01"),
    _judge_old_and_new(
        "TILSYN-011",
        _AENDRET,
        None,
        {"kvalitetsscore": _for_each(myndighed="Nord", vurderet_dato="2026-10-31")},
    ),
    *(
        Lovaendring(
            regel,
            ("UPDATE udtraek SET dag_nr = dag_nr + 1",),
            Eksempel(navn="Registret er hentet før udtrækket", afdelinger=({},), udtraek=udtraek),
        )
        for regel, udtraek in (
            ("TILSYN-013", {"tilsynsbesoeg": ({"afdelingsid": "7"},)}),
            ("AKTUEL-006", {"tilbud": ({"godkendelsesstatus": "Ophørt"},)}),
        )
    ),
)
