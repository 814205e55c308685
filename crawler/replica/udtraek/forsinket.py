"""Who is late with the budget on the day of the extract, beside what is planted: most of the year somebody is.

In the year of the extract budgets come in as late as published, so before the next year's time limits have passed the
rules of time limits find what they should. Judged here by reading the rows, not by the rules' SQL.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from crawler.replica.fejl import Plantet
from crawler.replica.udtraek.model import Row, Tilbudsdata, tilbud_fund
from crawler.replica.udtraek.vilkaar import Vilkaar
from domain.frister import find_frist, find_sidste_dag
from domain.reference.udtraek import Frist, load_frister, load_pligter

_MANGLER, _FOR_SENT, _IKKE_GODKENDT = "BUDGET-001", "BUDGET-002", "BUDGET-003"


def find_forsinkede(data: Iterable[Tilbudsdata], vilkaar: Mapping[str, Vilkaar]) -> Iterator[Plantet]:
    """Give what the rules of the budget's time limits must find: nothing where the pages do not say who owns."""
    for x in data:
        if vilkaar[x.tilbudsid].har_kendt_ejerform:
            yield from _judge(x, vilkaar[x.tilbudsid])


def _judge(data: Tilbudsdata, vilkaar: Vilkaar) -> Iterator[Plantet]:
    modtaget, godkendt = (_find_frist(navn, vilkaar) for navn in ("budget_modtaget", "budget_godkendt"))
    aar = _find_nyeste_aar(modtaget, data.dag)
    if _read(data.rows("tilbud")[0], "godkendt_dato") < find_frist(modtaget, aar):
        yield from _judge_modtaget(data, modtaget, aar, skylder=_owes(vilkaar, aar))
    aar = _find_nyeste_aar(godkendt, data.dag)
    row = _find_row(data, aar)
    if row.get("godkendt_dato") is None and _read(row, "modtaget_dato") <= find_sidste_dag(modtaget, aar):
        yield from tilbud_fund(_IKKE_GODKENDT, data)


def _judge_modtaget(data: Tilbudsdata, frist: Frist, aar: int, *, skylder: bool) -> Iterator[Plantet]:
    row = _find_row(data, aar)
    modtaget, godkendt = _read(row, "modtaget_dato"), _read(row, "godkendt_dato")
    if modtaget == godkendt == date.max:
        if skylder:
            yield from tilbud_fund(_MANGLER, data)
    elif find_sidste_dag(frist, aar) < modtaget <= min(godkendt, data.dag):
        yield from tilbud_fund(_FOR_SENT, data)


def _find_frist(navn: str, vilkaar: Vilkaar) -> Frist:
    return next(x for x in load_frister() if x.frist == navn and x.gruppe == vilkaar.budgetgruppe)


def _find_nyeste_aar(frist: Frist, dag: date) -> int:
    """Give the newest budget year whose time limit has passed."""
    aar = dag.year + 2
    while find_sidste_dag(frist, aar) >= dag:
        aar -= 1
    return aar


def _find_row(data: Tilbudsdata, aar: int) -> Row:
    return next(iter(data.rows("budget", hvor=lambda row: row["budgetaar"] == aar)), {})


def _read(row: Row, kolonne: str) -> date:
    """Read a day; a day that is not there has not come."""
    return date.fromisoformat(row[kolonne]) if row.get(kolonne) else date.max


def _owes(vilkaar: Vilkaar, aar: int) -> bool:
    paragraffer = vilkaar.typer | {plads.paragraf for plads in vilkaar.pladser}
    aarets = [date(aar, 1, 1) + timedelta(days=n) for n in (0, 364)]
    return any(
        x.pligt == "budget" and x.paragraf in paragraffer and any(x.gyldig.covers(dag) for dag in aarets)
        for x in load_pligter()
    )
