"""How large a sample must be for a wished margin of error, in a register that is not endless."""

from collections.abc import Mapping
from math import sqrt
from statistics import NormalDist

from sampling.bibliotek import load_samplics
from sampling.design import Design
from sampling.fejl import StikproeveFejl

_Z_95 = NormalDist().inv_cdf(0.975)


def compute_stoerrelse(population: int, *, margin_pct: float, forventet_fejl_pct: float = 50.0) -> int:
    """Give the cases needed for a margin of error at 95 % confidence, with finite population correction.

    Args:
        population: Units that can be drawn.
        margin_pct: Half the width of the interval wished for, in percentage points.
        forventet_fejl_pct: The expected share of faults in percent; 50 needs the most cases.

    Returns:
        The smallest number whose margin is no wider, had the draw not been stratified; never more than `population`.

    Raises:
        StikproeveFejl: The population is empty or a percentage out of range.
    """
    if population < 1:
        raise StikproeveFejl("Rammen er tom: der er ingen enheder at trække blandt.")
    design = Design(margin_pct=margin_pct, forventet_fejl_pct=forventet_fejl_pct)
    antal: int = load_samplics().calculate_ss_wald_prop(
        half_ci=margin_pct / 100, target=design.forventet_fejl_pct / 100, pop_size=population
    )
    return max(1, min(antal, population))


def find_antal(design: Design, population: int) -> int:
    """Give a design's number of cases: the number it names, or the one its margin needs.

    Raises:
        StikproeveFejl: More cases are named than there are units.
    """
    if design.antal is None:
        margin = design.margin_pct or 0.0
        return compute_stoerrelse(population, margin_pct=margin, forventet_fejl_pct=design.forventet_fejl_pct)
    if design.antal > population:
        raise StikproeveFejl(
            f"Der ønskes {design.antal} sager, men rammen har kun {population} at trække blandt. "
            "Ønsk færre, eller udeluk færre tidligere udtrukne."
        )
    return design.antal


def expect_margin_pct(
    fordeling: Mapping[str, int], stoerrelser: Mapping[str, int], *, forventet_fejl_pct: float = 50.0
) -> float:
    """Give the margin of error to expect of an allocation, in percentage points, were all strata equally faulty.

    Small strata with a minimum make it wider than `compute_stoerrelse` reckons with; this says by how much.

    Raises:
        StikproeveFejl: A stratum with units gets no case.
    """
    tomme = [navn for navn, units in stoerrelser.items() if units and not fordeling.get(navn)]
    if tomme:
        raise StikproeveFejl(f"{len(tomme)} strata får ingen sager, så de kan ikke måles. Sæt minimum til mindst 1.")
    i_alt = sum(stoerrelser.values())
    andel = forventet_fejl_pct / 100
    varians = sum(
        (units / i_alt) ** 2 * (units - fordeling[navn]) / max(units - 1, 1) * andel * (1 - andel) / fordeling[navn]
        for navn, units in stoerrelser.items()
        if units
    )
    return 100 * _Z_95 * sqrt(varians)
