"""How a control is drawn, as data: what the strata are made of, how many cases, how they are shared, who is left out."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from sampling.fejl import StikproeveFejl

_SKILLER = " / "
_OEVRIGE = "øvrige"
_ALLE = "alle"


class Stratumtegn(StrEnum):
    """What a stratum can be made of, each a column of the frame; `flagget` is whether a rule had found anything."""

    SOCIALTILSYN = "socialtilsyn"
    TYPE = "type"
    EJERFORM = "ejerform"
    FLAGGET = "flagget"


class Fordelingsmetode(StrEnum):
    """How cases are shared among strata."""

    PROPORTIONAL = "proportional"
    NEYMAN = "neyman"


@dataclass(frozen=True, kw_only=True)
class Design:
    """A design. Either `antal` (cases) or `margin_pct` (wished margin of error in percentage points) is given.

    `minimum` is cases per stratum at least; `mindste_stratum` units, below which strata are put together before the
    draw; `udeluk_runder` how many earlier rounds leave their drawn units out. `forventet_fejl_pct` is the expected share
    of faults that a margin is reckoned with; 50 is the safe choice.
    """

    strata: tuple[Stratumtegn, ...] = (Stratumtegn.SOCIALTILSYN, Stratumtegn.TYPE, Stratumtegn.EJERFORM)
    fordeling: Fordelingsmetode = Fordelingsmetode.PROPORTIONAL
    antal: int | None = None
    margin_pct: float | None = None
    forventet_fejl_pct: float = 50.0
    minimum: int = 2
    mindste_stratum: int = 10
    udeluk_runder: int = 4

    def __post_init__(self) -> None:
        """Refuse a design that cannot be drawn.

        Raises:
            StikproeveFejl: Neither or both of number and margin are given, or a number is out of range.
        """
        if (self.antal is None) == (self.margin_pct is None):
            raise StikproeveFejl("Angiv enten antal sager eller en ønsket usikkerhed (margin_pct), og kun det ene.")
        if self.antal is not None and self.antal < 1:
            raise StikproeveFejl("Antal sager skal være mindst 1.")
        if self.margin_pct is not None and not 0 < self.margin_pct < 50:  # noqa: PLR2004
            raise StikproeveFejl("Den ønskede usikkerhed skal ligge mellem 0 og 50 procentpoint.")
        if not 0 < self.forventet_fejl_pct < 100:  # noqa: PLR2004
            raise StikproeveFejl("Den forventede fejlandel skal ligge mellem 0 og 100 procent.")
        if min(self.minimum, self.mindste_stratum, self.udeluk_runder) < 0:
            raise StikproeveFejl("Minimum, mindste stratum og udelukkede runder kan ikke være negative.")
        if len(set(self.strata)) != len(self.strata):
            raise StikproeveFejl("Et kendetegn kan kun indgå én gang i strata.")


def design_to_json(design: Design) -> str:
    """Write a design as JSON, keys sorted: the same design gives the same text."""
    return json.dumps(asdict(design), ensure_ascii=False, sort_keys=True)


def design_from_json(tekst: str) -> Design:
    """Read a design from JSON; what is left out has its default.

    Raises:
        StikproeveFejl: It is no JSON object, names something unknown, or cannot be drawn.
    """
    try:
        raa = json.loads(tekst)
    except (ValueError, RecursionError) as fejl:
        raise StikproeveFejl("Designet er ikke gyldig JSON.") from fejl
    if not isinstance(raa, dict):
        raise StikproeveFejl('Designet skal være et JSON-objekt, f.eks. {"antal": 400}.')
    ukendte = sorted(set(raa) - {felt.name for felt in fields(Design)})
    if ukendte:
        raise StikproeveFejl(f"Designet har ukendte felter: {', '.join(ukendte)}.")
    return Design(**{navn: _LAESERE[navn](navn, vaerdi) for navn, vaerdi in raa.items()})


def name_strata(antal: Mapping[tuple[str, ...], int], *, mindst: int) -> dict[tuple[str, ...], str]:
    """Name the strata, small ones put together: first over the last characteristic, then over the last two, and so on.

    Args:
        antal: Units that can be drawn, by the values of the design's characteristics in its order.
        mindst: A stratum with fewer units is put together with other small ones as "øvrige".

    Returns:
        The name of the stratum of each combination, such as "Nord / § 107 / privat" or "Nord / øvrige".
    """
    dele = {vaerdier: vaerdier for vaerdier in antal}
    for niveau in reversed(range(max(map(len, antal), default=0))):
        samlet = Counter[tuple[str, ...]]()
        for vaerdier, units in antal.items():
            samlet[dele[vaerdier]] += units
        for vaerdier, nu in dele.items():
            if samlet[nu] < mindst:
                dele[vaerdier] = (*nu[:niveau], _OEVRIGE)
    return {vaerdier: _SKILLER.join(nu) or _ALLE for vaerdier, nu in dele.items()}


def _read_strata(navn: str, vaerdi: object) -> tuple[Stratumtegn, ...]:
    if not isinstance(vaerdi, list) or not all(tegn in list(Stratumtegn) for tegn in vaerdi):
        raise StikproeveFejl(f"{navn} skal være en liste af: {', '.join(Stratumtegn)}.")
    return tuple(Stratumtegn(tegn) for tegn in vaerdi)


def _read_fordeling(navn: str, vaerdi: object) -> Fordelingsmetode:
    if vaerdi not in list(Fordelingsmetode):
        raise StikproeveFejl(f"{navn} skal være en af: {', '.join(Fordelingsmetode)}.")
    return Fordelingsmetode(str(vaerdi))


def _read_heltal(navn: str, vaerdi: object) -> int:
    if isinstance(vaerdi, bool) or not isinstance(vaerdi, int):
        raise StikproeveFejl(f"{navn} skal være et helt tal.")
    return vaerdi


def _read_heltal_eller_intet(navn: str, vaerdi: object) -> int | None:
    return None if vaerdi is None else _read_heltal(navn, vaerdi)


def _read_tal(navn: str, vaerdi: object) -> float:
    if isinstance(vaerdi, bool) or not isinstance(vaerdi, int | float):
        raise StikproeveFejl(f"{navn} skal være et tal.")
    return float(vaerdi)


def _read_tal_eller_intet(navn: str, vaerdi: object) -> float | None:
    return None if vaerdi is None else _read_tal(navn, vaerdi)


_LAESERE = {
    "strata": _read_strata,
    "fordeling": _read_fordeling,
    "antal": _read_heltal_eller_intet,
    "margin_pct": _read_tal_eller_intet,
    "forventet_fejl_pct": _read_tal,
    "minimum": _read_heltal,
    "mindste_stratum": _read_heltal,
    "udeluk_runder": _read_heltal,
}
