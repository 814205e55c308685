"""How a control is drawn, as data: what the strata are made of, how many cases, how shared, who is left out."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sampling.fejl import StikproeveFejl

_SKILLER = " / "
OEVRIGE = "øvrige"
_ALLE = "alle"
FLAGGET, UFLAGGET = "flagget", "ikke flagget"


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
    draw; `udeluk_runder` how many earlier rounds leave their drawn units out. `forventet_fejl_pct` is the share of
    faults that a margin is reckoned with; 50 is the safe choice.
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
        if Stratumtegn.FLAGGET in self.strata[1:]:
            raise StikproeveFejl("Kendetegnet flagget skal stå først i strata.")


def design_to_json(design: Design) -> str:
    """Write a design as JSON, keys sorted: the same design gives the same text."""
    return json.dumps(asdict(design), ensure_ascii=False, sort_keys=True)


def design_from_json(tekst: str) -> Design:
    """Read a design from JSON; what is left out has its default.

    Raises:
        StikproeveFejl: It is no JSON object, names something unknown, or cannot be drawn.
    """
    try:
        return _LAESER.validate_json(tekst, strict=True, extra="forbid")
    except ValidationError as fejl:
        raise StikproeveFejl(" ".join(_explain(en) for en in fejl.errors())) from fejl


def name_strata(design: Design, antal: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], str]:
    """Name the strata, small ones put together: first over the last characteristic, then over the last two, and so on.

    What is flagged is never put together with what is not.

    Args:
        design: Its characteristics, and the size below which a stratum is put together with other small ones.
        antal: Units that can be drawn, by the values of the design's characteristics in its order; of `flagget`, the
            values are `FLAGGET` and `UFLAGGET`.

    Returns:
        The name of the stratum of each combination, such as "Nord / § 107 / privat" or "Nord / øvrige".
    """
    bundet = int(Stratumtegn.FLAGGET in design.strata)
    dele = {vaerdier: vaerdier for vaerdier in antal}
    for niveau in reversed(range(bundet, len(design.strata))):
        samlet = Counter[tuple[str, ...]]()
        for vaerdier, units in antal.items():
            samlet[dele[vaerdier]] += units
        for vaerdier, nu in dele.items():
            if samlet[nu] < design.mindste_stratum:
                dele[vaerdier] = (*nu[:niveau], OEVRIGE)
    return {vaerdier: _SKILLER.join(nu) or _ALLE for vaerdier, nu in dele.items()}


def flag_of(stratum: str) -> str | None:
    """Give `FLAGGET` or `UFLAGGET` when a stratum was drawn by it, None when it was not."""
    foerste = stratum.split(_SKILLER, maxsplit=1)[0]
    return foerste if foerste in {FLAGGET, UFLAGGET} else None


def _explain(fejl: ErrorDetails) -> str:
    if "error" in fejl.get("ctx", {}) and fejl["type"] == "value_error":
        return str(fejl["ctx"]["error"])
    if not fejl["loc"]:
        return 'Designet skal være et JSON-objekt, f.eks. {"antal": 400}.'
    felt = str(fejl["loc"][0])
    if fejl["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        return f"Designet har et ukendt felt: {felt}."
    return f"Designets felt {felt} har en værdi, det ikke kan have. Det skal være {_FORMER[felt]}."


_LAESER = TypeAdapter(Design)
_FORMER = {
    "strata": f"en liste af {', '.join(Stratumtegn)}",
    "fordeling": " eller ".join(Fordelingsmetode),
    "antal": "et helt tal",
    "margin_pct": "et tal i procentpoint",
    "forventet_fejl_pct": "et tal i procent",
    "minimum": "et helt tal",
    "mindste_stratum": "et helt tal",
    "udeluk_runder": "et helt tal",
}
