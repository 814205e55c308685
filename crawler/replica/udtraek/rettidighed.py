"""Who had the budget in, and approved, in time: so many in each socialtilsyn as published (Figur 27-30)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from statistics import mean

from crawler.replica.grundlag import load_tal
from crawler.replica.terning import draw_lod
from crawler.replica.udtraek.vilkaar import Vilkaar

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
_VENTER_HVER = 16


@dataclass(frozen=True, kw_only=True)
class Portefoelje:
    """The tilbud that owe a budget: without a fault (`rene`), and as the pages of each night show them (`viste`).

    `frie` look the same in all three; only they are late or in time as the figures need it.
    """

    rene: Sequence[Vilkaar]
    viste: Sequence[Sequence[Vilkaar]]
    frie: frozenset[str]

    @cached_property
    def celler(self) -> tuple[Mapping[Celle, Sequence[Vilkaar]], ...]:
        """Those of each night by budget group and socialtilsyn, as the published figures count them."""
        return tuple(_group_by_celle(viste) for viste in self.viste)

    @cached_property
    def vandrende(self) -> frozenset[str]:
        """The tilbud that are in another cell on some night, or in none, than without a fault."""
        rene = _list_steder(_group_by_celle(self.rene))
        andre = (rene ^ _list_steder(celler) for celler in self.celler)
        return frozenset(tilbudsid for forskelle in andre for tilbudsid, _ in forskelle)


def choose_rettidige(portefoelje: Portefoelje, frist: str, *, foerst: frozenset[str]) -> frozenset[str]:
    """Choose who was in time by a time limit; those of `foerst` before others."""
    celler = _group_by_celle(portefoelje.rene)
    for samlet in celler.values():
        samlet.sort(key=lambda v: (_must_wait(v, foerst), draw_lod(frist, v.tilbudsid)))
    faste = {x for celle in celler for x in _choose_faste(portefoelje, celle, frist, celler)}
    valgte = set(faste)
    for celle, samlet in celler.items():
        frie = [v.tilbudsid for v in samlet if v.tilbudsid in portefoelje.frie]
        valgte.update(frie[: _count_frie(portefoelje, celle, frist, faste)])
    return frozenset(valgte)


def _choose_faste(
    portefoelje: Portefoelje, celle: Celle, frist: str, celler: Mapping[Celle, Sequence[Vilkaar]]
) -> Iterator[str]:
    """Choose who was in time among those whose pages change.

    One that is in another cell on some night does as most do: then its coming and going changes the shares least.
    """
    antal = _count_rettidige(celle, frist, celler)
    de_fleste = 2 * antal > len(celler[celle])
    for nummer, vilkaar in enumerate(celler[celle]):
        til_tiden = de_fleste if vilkaar.tilbudsid in portefoelje.vandrende else nummer < round(antal)
        if til_tiden and vilkaar.tilbudsid not in portefoelje.frie:
            yield vilkaar.tilbudsid


def _must_wait(vilkaar: Vilkaar, foerst: Set[str]) -> bool:
    """Tell whether others come first: who was late himself waits longest, and a few for other reasons."""
    return vilkaar.tilbudsid not in foerst or draw_lod("venter", vilkaar.tilbudsid) % _VENTER_HVER == 0


def _count_frie(portefoelje: Portefoelje, celle: Celle, frist: str, faste: Set[str]) -> int:
    """Count how many of a cell's free tilbud were in time, so that its share is right, as near as both nights allow."""
    mangler = []
    for celler in portefoelje.celler:
        vist = {tilsyn: sum(v.tilbudsid in faste for v in celler[celle[0], tilsyn]) for tilsyn in (celle[1], None)}
        mangler.append(_count_rettidige(celle, frist, celler, uplacerede=vist[None]) - vist[celle[1]])
    return max(0, round(mean(mangler)))


def _count_rettidige(
    celle: Celle, frist: str, celler: Mapping[Celle, Sequence[Vilkaar]], *, uplacerede: int = 0
) -> float:
    antal = {tilsyn: len(samlet) for (gruppe, tilsyn), samlet in celler.items() if gruppe == celle[0]}
    return count_rettidige(_FIGURER[celle[0], frist], antal, uplacerede=uplacerede).get(celle[1], 0.0)


def _list_steder(celler: Mapping[Celle, Sequence[Vilkaar]]) -> set[tuple[str, Celle]]:
    return {(vilkaar.tilbudsid, celle) for celle, alle in celler.items() for vilkaar in alle}


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
