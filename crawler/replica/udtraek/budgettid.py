"""When budgets came in and were approved: of one year as published (Figur 27-30), of the others all in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.rettidighed import Portefoelje, choose_rettidige
from crawler.replica.udtraek.vilkaar import Vilkaar
from domain.frister import find_frist, find_sidste_dag
from domain.reference.udtraek import Frist, load_frister

_FOER_FRISTEN_DAGE = 61
_EFTER_FRISTEN_DAGE = {"privat": 70, "offentlig": 110}
_EFTER_GODKENDELSESFRISTEN_DAGE = 120
_BEHANDLING_DAGE = 7


@dataclass(frozen=True, kw_only=True)
class Budgettid:
    """The days one budget was received and approved."""

    modtaget: date
    godkendt: date


def make_rettidig(vilkaar: Vilkaar, aar: int) -> Budgettid:
    """Give the days of a budget that was in time, and approved in time."""
    return _make_tid(vilkaar, aar, modtaget_til_tiden=True, godkendt_til_tiden=True)


def plan_budgettider(portefoelje: Portefoelje, aar: int) -> Mapping[str, Budgettid]:
    """Give the days of every budget of a year, by tilbud, so that the published shares come out on both nights."""
    modtaget = choose_rettidige(portefoelje, "budget_modtaget", foerst=frozenset())
    godkendt = choose_rettidige(portefoelje, "budget_godkendt", foerst=modtaget)
    return {
        vilkaar.tilbudsid: _make_tid(
            vilkaar,
            aar,
            modtaget_til_tiden=vilkaar.tilbudsid in modtaget,
            godkendt_til_tiden=vilkaar.tilbudsid in godkendt,
        )
        for vilkaar in portefoelje.rene
    }


def _make_tid(vilkaar: Vilkaar, aar: int, *, modtaget_til_tiden: bool, godkendt_til_tiden: bool) -> Budgettid:
    modtaget = _draw_modtaget(vilkaar, aar, til_tiden=modtaget_til_tiden)
    return Budgettid(modtaget=modtaget, godkendt=_draw_godkendt(vilkaar, aar, modtaget, til_tiden=godkendt_til_tiden))


def _draw_modtaget(vilkaar: Vilkaar, aar: int, *, til_tiden: bool) -> date:
    frist = _find(vilkaar, "budget_modtaget")
    lod = _draw(vilkaar, f"modtaget {aar}") ** 2
    if til_tiden:
        return find_frist(frist, aar) - timedelta(days=int(_FOER_FRISTEN_DAGE * lod))
    senest = _EFTER_FRISTEN_DAGE[vilkaar.budgetgruppe]
    return find_sidste_dag(frist, aar) + timedelta(days=1 + int(senest * lod))


def _draw_godkendt(vilkaar: Vilkaar, aar: int, modtaget: date, *, til_tiden: bool) -> date:
    frist = _find(vilkaar, "budget_godkendt")
    lod = _draw(vilkaar, f"godkendt {aar}")
    if til_tiden:
        tidligst = modtaget + timedelta(days=_BEHANDLING_DAGE)
        return tidligst + timedelta(days=int((find_frist(frist, aar) - tidligst).days * lod))
    return find_sidste_dag(frist, aar) + timedelta(days=1 + int(_EFTER_GODKENDELSESFRISTEN_DAGE * lod**2))


def _find(vilkaar: Vilkaar, navn: str) -> Frist:
    return next(x for x in load_frister() if x.frist == navn and x.gruppe == vilkaar.budgetgruppe)


def _draw(vilkaar: Vilkaar, formaal: str) -> float:
    return draw_lod("budgettid", formaal, vilkaar.tilbudsid) % 10_000 / 10_000
