"""The share and its variance in a stratified sample without replacement, by samplics' Taylor linearisation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, inf, isinf

from sampling.bibliotek import load_samplics

_SLAAET_SAMMEN = "\x00slået sammen"


@dataclass(frozen=True, kw_only=True)
class Maaling:
    """What one assessed unit counts: `taeller` of `naevner`, as 1 of 1 for a fault; 0 of 0 when it does not belong."""

    stratum: str
    taeller: float
    naevner: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Maal:
    """A weighted share with its variance.

    `effektiv_n` is how many units of a simple random sample from an endless register would tell as much; infinite when
    every unit was assessed. `vurderede` are all assessed units, `antal` those that count (their `naevner` is not 0);
    `frihedsgrader` are the assessed ones less the strata.
    """

    andel: float
    varians: float
    effektiv_n: float
    antal: int
    vurderede: int
    frihedsgrader: int

    def scale(self, gange: float, population: int) -> "Maal":
        """Give the same share as if `gange` times as many of the `population` units that count had been assessed."""
        flere = min(gange * self.antal, population) - self.antal
        if isinf(self.effektiv_n) or flere <= 0:
            return self
        rest = 1 - (self.antal + flere) / population
        foer = 1 - self.antal / population
        effektiv = self.effektiv_n * (1 + flere / self.antal) * foer / rest if rest > 0 else inf
        return replace(
            self,
            effektiv_n=effektiv,
            vurderede=self.vurderede + int(flere),
            frihedsgrader=self.frihedsgrader + int(flere),
        )


def measure(maalinger: Sequence[Maaling], stoerrelser: Mapping[str, int]) -> Maal | None:
    """Estimate sum(taeller) / sum(naevner) in the whole register, None when no unit counts.

    Each stratum counts by its number of units, with finite population correction. A stratum with one assessed unit
    tells nothing of how it varies: such strata are put together for the variance (a single one with the smallest other
    stratum), which makes it larger rather than smaller; each keeps its own weight.

    Args:
        maalinger: The assessed units.
        stoerrelser: Units that could be drawn, of every stratum that has an assessed one.
    """
    antal = Counter(maaling.stratum for maaling in maalinger)
    vaegte = [stoerrelser[maaling.stratum] / antal[maaling.stratum] for maaling in maalinger]
    under = fsum(vaegt * m.naevner for vaegt, m in zip(vaegte, maalinger, strict=True))
    if not under:
        return None
    samlet = _collapse(antal, stoerrelser)
    andel = fsum(vaegt * m.taeller for vaegt, m in zip(vaegte, maalinger, strict=True)) / under
    varians = 0.0 if _is_constant(maalinger) else _variance(maalinger, vaegte, samlet, stoerrelser)
    return Maal(
        andel=andel,
        varians=varians,
        effektiv_n=andel * (1 - andel) / varians if varians else _kish(maalinger, vaegte, antal, stoerrelser),
        antal=sum(m.naevner > 0 for m in maalinger),
        vurderede=len(maalinger),
        frihedsgrader=len(maalinger) - len(set(samlet.values())),
    )


def _kish(
    maalinger: Sequence[Maaling],
    vaegte: Sequence[float],
    antal: Mapping[str, int],
    stoerrelser: Mapping[str, int],
) -> float:
    """Give the effective sample size of the weights alone (Kish), for where no variation was seen."""
    led = [
        (vaegt * m.naevner, 1 - antal[m.stratum] / stoerrelser[m.stratum])
        for vaegt, m in zip(vaegte, maalinger, strict=True)
    ]
    uvis = sum(vaegt**2 * rest for vaegt, rest in led)
    return sum(vaegt for vaegt, _ in led) ** 2 / uvis if uvis else inf


def _is_constant(maalinger: Sequence[Maaling]) -> bool:
    """Tell whether all that counts is the same; samplics divides by the share, and fails when it is 0."""
    return len(maalinger) == 1 or len({m.taeller / m.naevner for m in maalinger if m.naevner}) == 1


def _variance(
    maalinger: Sequence[Maaling],
    vaegte: Sequence[float],
    samlet: Mapping[str, str],
    stoerrelser: Mapping[str, int],
) -> float:
    import numpy as np  # noqa: PLC0415

    samplics = load_samplics()
    grupper = [samlet[m.stratum] for m in maalinger]
    vurderet = Counter(grupper)
    units = Counter[str]()
    for navn, gruppe in samlet.items():
        units[gruppe] += stoerrelser[navn]
    estimator = samplics.TaylorEstimator(samplics.PopParam.ratio)
    estimator.estimate(
        y=np.array([m.taeller for m in maalinger], dtype=float),
        x=np.array([m.naevner for m in maalinger], dtype=float),
        samp_weight=np.array(vaegte),
        stratum=np.array(grupper),
        fpc={gruppe: 1 - vurderet[gruppe] / units[gruppe] for gruppe in np.unique(np.array(grupper)).tolist()},
    )
    return max(float(estimator.variance), 0.0)


def _collapse(antal: Mapping[str, int], stoerrelser: Mapping[str, int]) -> dict[str, str]:
    """Give each stratum the one its variance is reckoned in."""
    alene = {navn for navn, tal in antal.items() if tal == 1}
    if len(alene) == 1 and len(antal) > 1:
        alene.add(min(antal.keys() - alene, key=lambda navn: (stoerrelser[navn], navn)))
    return {navn: _SLAAET_SAMMEN if navn in alene else navn for navn in antal}
