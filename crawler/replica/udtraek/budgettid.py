"""When budgets came in and were approved: of one year as published (Figur 27-30), of the others all in time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.replica.grundlag import fordel, load_tal
from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.vilkaar import Vilkaar
from domain.frister import find_frist, find_sidste_dag
from domain.reference.udtraek import Frist, load_frister

_FIGURER = {
    ("privat", "budget_modtaget"): ("Figur 27", "Private tilbud: budget indberettet rettidigt"),
    ("offentlig", "budget_modtaget"): ("Figur 28", "Offentlige tilbud: budget indberettet rettidigt"),
    ("privat", "budget_godkendt"): ("Figur 29", "Private tilbud: budget godkendt"),
    ("offentlig", "budget_godkendt"): ("Figur 30", "Offentlige tilbud: budget godkendt"),
}
# Where a socialtilsyn's figure is not published, its weight in what is left of the total: Hovedstaden, which approves
# least in time, is thought to get least in time too.
_VAEGTE = {("Figur 27", "Hovedstaden"): 0.76}
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


def plan_budgettider(alle: Iterable[Vilkaar], aar: int) -> Mapping[str, Budgettid]:
    """Give the days of every budget of a year, by tilbud, so that the published shares come out."""
    grupper: defaultdict[str, list[Vilkaar]] = defaultdict(list)
    for vilkaar in alle:
        if vilkaar.har_aarsbudget:
            grupper[vilkaar.budgetgruppe].append(vilkaar)
    return dict(tid for gruppe, samlet in grupper.items() for tid in _plan_gruppe(gruppe, samlet, aar))


def _plan_gruppe(gruppe: str, alle: Sequence[Vilkaar], aar: int) -> Iterator[tuple[str, Budgettid]]:
    def lod(vilkaar: Vilkaar) -> int:
        return draw_lod("rettidig", vilkaar.tilbudsid)

    modtaget = _choose(alle, _FIGURER[gruppe, "budget_modtaget"], rang=lod)
    # Who was late himself waits longest.
    godkendt = _choose(alle, _FIGURER[gruppe, "budget_godkendt"], rang=lambda v: (v.tilbudsid not in modtaget, lod(v)))
    for vilkaar in alle:
        tid = _make_tid(
            vilkaar,
            aar,
            modtaget_til_tiden=vilkaar.tilbudsid in modtaget,
            godkendt_til_tiden=vilkaar.tilbudsid in godkendt,
        )
        yield vilkaar.tilbudsid, tid


def _choose(alle: Sequence[Vilkaar], figur: tuple[str, str], *, rang: Callable[[Vilkaar], object]) -> frozenset[str]:
    grupper: defaultdict[str | None, list[Vilkaar]] = defaultdict(list)
    for vilkaar in alle:
        grupper[vilkaar.tilsyn].append(vilkaar)
    antal = count_rettidige(figur, {tilsyn: len(samlet) for tilsyn, samlet in grupper.items()})
    return frozenset(
        vilkaar.tilbudsid
        for tilsyn, samlet in grupper.items()
        for vilkaar in sorted(samlet, key=rang)[: antal[tilsyn]]  # type: ignore[arg-type]
    )


def count_rettidige(figur: tuple[str, str], alle: Mapping[str | None, int]) -> dict[str | None, int]:
    """Give how many of each socialtilsyn's tilbud were in time, by a published figure.

    What a socialtilsyn published holds for it, and the share of all for the rest together. None is the key of tilbud
    whose socialtilsyn is unclear.
    """
    pct = load_tal()[figur]
    antal = {tilsyn: round(pct[tilsyn] * n / 100) for tilsyn, n in alle.items() if tilsyn is not None and tilsyn in pct}
    rest = max(0, round(pct["I alt"] * sum(alle.values()) / 100) - sum(antal.values()))
    andre = {tilsyn: n * _VAEGTE.get((figur[0], str(tilsyn)), 1.0) for tilsyn, n in alle.items() if tilsyn not in antal}
    dele = fordel(rest, andre) if andre else {}
    return {tilsyn: min(antal.get(str(tilsyn), dele.get(tilsyn, 0)), n) for tilsyn, n in alle.items()}


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
