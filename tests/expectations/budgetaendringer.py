"""File types and duties that end, and tilbud known only by when they were first seen, for budgets and årsrapporter."""

from dataclasses import replace
from datetime import date

from domain.regel import Eksempel
from expectations.registry import load_regler
from tests.expectations.lovaendring import Lovaendring

_PLIGTEN_OPHOERT = "DELETE FROM reference_pligt WHERE aar >= 2025"
_XLS_UDGAAET = "DELETE FROM reference_budgetfiltype WHERE filtype = 'xls' AND aar = 2026"
_XLS = Eksempel(
    navn="Den gamle Excel gælder ikke længere",
    afdelinger=({}, {"tilbudsid": "1002"}),
    udtraek={"budget": ({"filtype": "xls"}, {"tilbudsid": "1002", "budgetaar": 2027, "filtype": "xls"})},
    fund=(("1001", None),),
)

# Two nights, since 1003 went missing; nothing tells when 1001 was approved, only that it was there on the first.
_KENDT_LAENGE = Eksempel(
    navn="Dagen for godkendelsen er ukendt, men tilbuddet har længe været i registret",
    afdelinger=({}, {"tilbudsid": "1002"}, {"tilbudsid": "1003"}),
    savnet=(("1003", "1"),),
    dato=date(2026, 11, 18),
    fund=(("1001", None),),
)
_NABOENS_BUDGET = {"tilbudsid": "1002", "budgetaar": 2027, "modtaget_dato": "2026-09-15", "godkendt_dato": None}
_SENT_BUDGET = {**_NABOENS_BUDGET, "tilbudsid": "1001", "modtaget_dato": "2026-11-17"}


def _first_seen(dag):
    return (f"UPDATE snapshot SET dag = '{dag}', dag_nr = {dag.toordinal()} WHERE id = 1",)


def _end_duty(regel_id):
    regel = next(regel for regel in load_regler() if regel.id == regel_id)
    eksempel = replace(regel.bryder[0], navn="Pligten er ophørt", fund=())
    return Lovaendring(regel_id, (_PLIGTEN_OPHOERT,), eksempel)


def _judge_known(regel, dag, udtraek, fund=_KENDT_LAENGE.fund):
    return Lovaendring(regel, _first_seen(dag), replace(_KENDT_LAENGE, udtraek=udtraek, fund=fund))


BUDGETAENDRINGER = (
    _end_duty("BUDGET-001"),
    _end_duty("NOEGLE-001"),
    Lovaendring("BUDGET-005", (_XLS_UDGAAET,), _XLS),
    _judge_known("BUDGET-001", date(2026, 11, 14), {"budget": (_NABOENS_BUDGET,)}),
    _judge_known("BUDGET-001", date(2026, 11, 15), {"budget": (_NABOENS_BUDGET,)}, fund=()),
    _judge_known("BUDGET-002", date(2026, 11, 14), {"budget": (_NABOENS_BUDGET, _SENT_BUDGET)}),
    _judge_known("BUDGET-002", date(2026, 11, 15), {"budget": (_NABOENS_BUDGET, _SENT_BUDGET)}, fund=()),
    _judge_known("NOEGLE-001", date(2024, 12, 31), {"noegletal": ({"tilbudsid": "1002"},)}),
    _judge_known("NOEGLE-001", date(2025, 1, 1), {"noegletal": ({"tilbudsid": "1002"},)}, fund=()),
)
