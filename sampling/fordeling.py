"""How many cases each stratum gets: proportional with a minimum, or Neyman by the fault shares of earlier rounds."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor, sqrt

from sampling.design import Design, Fordelingsmetode
from sampling.fejl import StikproeveFejl
from sampling.stoerrelse import find_antal

# A stratum where the last rounds found no fault, or only faults, still varies: Neyman would else give it nothing.
_MINDSTE_ANDEL = 0.02


def allocate(
    design: Design, stoerrelser: Mapping[str, int], *, fejlandele: Mapping[str, float] | None = None
) -> dict[str, int]:
    """Share a design's cases among the strata of its frame.

    Args:
        design: Says how many cases and by which method.
        stoerrelser: Units that can be drawn, by stratum (`sampling.traek.count_strata`).
        fejlandele: Shares of faults (0-1) of earlier rounds, by stratum; only Neyman asks for them.

    Raises:
        StikproeveFejl: It cannot be done; the sentence says what to change.
    """
    antal = find_antal(design, sum(stoerrelser.values()))
    if design.fordeling is Fordelingsmetode.NEYMAN:
        return allocate_neyman(antal, stoerrelser, fejlandele or {}, minimum=design.minimum)
    return allocate_proportional(antal, stoerrelser, minimum=design.minimum)


def allocate_proportional(antal: int, stoerrelser: Mapping[str, int], *, minimum: int) -> dict[str, int]:
    """Share `antal` cases among strata by their number of units, at least `minimum` in each (or all it has).

    Args:
        antal: Cases in all; given out to the last one.
        stoerrelser: Units that can be drawn, by stratum; 0 gets 0.
        minimum: Cases in a stratum at least. Two are needed to compute how it varies.

    Raises:
        StikproeveFejl: There are fewer units than cases wanted, or the minima alone need more.
    """
    return _allocate(antal, stoerrelser, minimum, {navn: Fraction(units) for navn, units in stoerrelser.items()})


def allocate_neyman(
    antal: int, stoerrelser: Mapping[str, int], fejlandele: Mapping[str, float], *, minimum: int
) -> dict[str, int]:
    """Share `antal` cases by units times the spread sqrt(p(1-p)) of each stratum: most where faults vary most.

    Args:
        antal: Cases in all.
        stoerrelser: Units that can be drawn, by stratum.
        fejlandele: The share of faults (0-1) of earlier rounds, by stratum. A stratum without one gets the mean of the
            others; shares under 2 % and over 98 % count as these, since no share found is ever quite sure.
        minimum: Cases in a stratum at least.

    Raises:
        StikproeveFejl: No stratum has a fault share, or as for the proportional allocation.
    """
    kendte = {navn: fejlandele[navn] for navn in stoerrelser if navn in fejlandele}
    if not kendte:
        raise StikproeveFejl(
            "Neyman-fordeling kræver fejlandele fra en tidligere kontrol, og der er ingen. "
            "Vælg proportional fordeling i den første kontrol af et emne."
        )
    middel = sum(kendte.values()) / len(kendte)
    vaegte = {
        navn: Fraction(units) * Fraction(_spread(kendte.get(navn, middel))) for navn, units in stoerrelser.items()
    }
    return _allocate(antal, stoerrelser, minimum, vaegte)


def _spread(andel: float) -> float:
    inde = min(max(andel, _MINDSTE_ANDEL), 1 - _MINDSTE_ANDEL)
    return sqrt(inde * (1 - inde))


def _allocate(
    antal: int, stoerrelser: Mapping[str, int], minimum: int, vaegte: Mapping[str, Fraction]
) -> dict[str, int]:
    nedre = {navn: min(minimum, units) for navn, units in stoerrelser.items()}
    _check(antal, stoerrelser, sum(nedre.values()), minimum)
    return _round(antal, _fill(antal, nedre, stoerrelser, vaegte), stoerrelser)


def _fill(
    antal: int, nedre: Mapping[str, int], oevre: Mapping[str, int], vaegte: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Share exactly by weight within the bounds: those that break a bound the most are settled on it, the rest anew."""
    fast: dict[str, Fraction] = {navn: Fraction(0) for navn, units in oevre.items() if units == 0}
    while True:
        frie = [navn for navn in oevre if navn not in fast]
        if not frie:
            return fast
        pr_vaegt = (antal - sum(fast.values(), Fraction(0))) / sum((vaegte[navn] for navn in frie), Fraction(0))
        raa = {navn: pr_vaegt * vaegte[navn] for navn in frie}
        inde = {navn: min(max(raa[navn], Fraction(nedre[navn])), Fraction(oevre[navn])) for navn in frie}
        skaevt = sum((inde[navn] - raa[navn] for navn in frie), Fraction(0))
        brudte = [navn for navn in frie if (inde[navn] - raa[navn]) * (skaevt or inde[navn] - raa[navn]) > 0]
        if not brudte:
            return fast | inde
        fast |= {navn: inde[navn] for navn in brudte}


def _round(antal: int, andele: Mapping[str, Fraction], oevre: Mapping[str, int]) -> dict[str, int]:
    """Round down, and give what is left to the largest remainders; of equal ones to the first name."""
    hele = {navn: floor(andel) for navn, andel in andele.items()}
    efter_rest = sorted(andele, key=lambda navn: (hele[navn] - andele[navn], navn))
    mangler = antal - sum(hele.values())
    for navn in [navn for navn in efter_rest if hele[navn] < oevre[navn]][:mangler]:
        hele[navn] += 1
    return dict(sorted(hele.items()))


def _check(antal: int, stoerrelser: Mapping[str, int], kraevet: int, minimum: int) -> None:
    findes = sum(stoerrelser.values())
    if antal < 1 or minimum < 0:
        raise StikproeveFejl("En stikprøve skal have mindst én sag, og minimum pr. stratum kan ikke være negativt.")
    if antal > findes:
        raise StikproeveFejl(
            f"Der ønskes {antal} sager, men rammen har kun {findes} at trække blandt. "
            "Ønsk færre, eller udeluk færre tidligere udtrukne."
        )
    if kraevet > antal:
        raise StikproeveFejl(
            f"Mindst {minimum} sager i hvert af {len(stoerrelser)} strata er {kraevet} i alt, men der ønskes {antal}. "
            "Sænk minimum, slå strata sammen, eller ønsk flere sager."
        )
