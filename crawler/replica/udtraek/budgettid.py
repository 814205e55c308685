"""When budgets came in and were approved: of one year as published (Figur 27-30), of the others all in time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

from crawler.replica.grundlag import load_tal
from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.vilkaar import Vilkaar
from domain.frister import find_frist, find_sidste_dag
from domain.reference.udtraek import Frist, load_frister

Celle = tuple[str, str | None]

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


@dataclass(frozen=True, kw_only=True)
class Portefoelje:
    """The tilbud that owe a budget: without a fault (`rene`), and as the pages of each night show them (`viste`).

    `frie` look the same in all three; only they are late or in time as the figures need it.
    """

    rene: Sequence[Vilkaar]
    viste: Sequence[Sequence[Vilkaar]]
    frie: frozenset[str]


def plan_budgettider(portefoelje: Portefoelje, aar: int) -> Mapping[str, Budgettid]:
    """Give the days of every budget of a year, by tilbud, so that the published shares come out on both nights."""
    modtaget = _choose_all(portefoelje, "budget_modtaget", foerst=frozenset())
    # Who was late himself waits longest.
    godkendt = _choose_all(portefoelje, "budget_godkendt", foerst=modtaget)
    return {
        vilkaar.tilbudsid: _make_tid(
            vilkaar,
            aar,
            modtaget_til_tiden=vilkaar.tilbudsid in modtaget,
            godkendt_til_tiden=vilkaar.tilbudsid in godkendt,
        )
        for vilkaar in portefoelje.rene
    }


def _choose_all(portefoelje: Portefoelje, frist: str, *, foerst: frozenset[str]) -> frozenset[str]:
    """Choose who was in time by a time limit; those of `foerst` before others."""
    valgte: set[str] = set()
    celler = _group_by_celle(portefoelje.rene)
    for celle, samlet in celler.items():
        samlet.sort(key=lambda v: (v.tilbudsid not in foerst, draw_lod("rettidig", v.tilbudsid)))
        antal = _count_rettidige(celle, frist, celler)
        valgte.update(v.tilbudsid for v in samlet[: round(antal)])
    faste = valgte - portefoelje.frie
    for celle, samlet in celler.items():
        frie = [v.tilbudsid for v in samlet if v.tilbudsid in portefoelje.frie]
        faste |= set(frie[: _count_frie(portefoelje, celle, frist, valgte - portefoelje.frie)])
    return frozenset(faste)


def _count_frie(portefoelje: Portefoelje, celle: Celle, frist: str, faste: Set[str]) -> int:
    """Count how many of a cell's free tilbud were in time, so that its share is right, on the mean of the nights."""
    mangler = []
    for viste in portefoelje.viste:
        celler = _group_by_celle(viste)
        vist = {tilsyn: sum(v.tilbudsid in faste for v in celler[celle[0], tilsyn]) for tilsyn in (celle[1], None)}
        mangler.append(_count_rettidige(celle, frist, celler, uplacerede=vist[None]) - vist[celle[1]])
    return max(0, round(mean(mangler)))


def _count_rettidige(
    celle: Celle, frist: str, celler: Mapping[Celle, Sequence[Vilkaar]], *, uplacerede: int = 0
) -> float:
    antal = {tilsyn: len(samlet) for (gruppe, tilsyn), samlet in celler.items() if gruppe == celle[0]}
    return count_rettidige(_FIGURER[celle[0], frist], antal, uplacerede=uplacerede).get(celle[1], 0.0)


def _group_by_celle(alle: Iterable[Vilkaar]) -> dict[Celle, list[Vilkaar]]:
    celler: defaultdict[Celle, list[Vilkaar]] = defaultdict(list)
    for vilkaar in alle:
        celler[vilkaar.budgetgruppe, vilkaar.tilsyn].append(vilkaar)
    return celler


def count_rettidige(
    figur: tuple[str, str], alle: Mapping[str | None, int], *, uplacerede: int = 0
) -> dict[str | None, float]:
    """Give how many of each socialtilsyn's tilbud were in time, by a published figure.

    What a socialtilsyn published holds for it, and the share of all for the rest together. None is the key of tilbud
    whose socialtilsyn is unclear: `uplacerede` of them were in time.
    """
    pct = load_tal()[figur]
    antal = {tilsyn: pct[tilsyn] * n / 100 for tilsyn, n in alle.items() if tilsyn is not None and tilsyn in pct}
    rest = max(0.0, pct["I alt"] * sum(alle.values()) / 100 - sum(antal.values()) - uplacerede)
    andre = {t: n * _VAEGTE.get((figur[0], t), 1.0) for t, n in alle.items() if t is not None and t not in antal}
    andel = rest / (sum(andre.values()) or 1.0)
    return {t: min(antal.get(t, andre.get(t, 0.0) * andel), n) for t, n in alle.items() if t is not None}


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
