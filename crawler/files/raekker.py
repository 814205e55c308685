"""Read rows as rows of a dump; those of a krisecenter (§ 109) without any text that could name its street."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from crawler.files.former import Form, forms_of
from crawler.files.tabel import Laestraekke
from crawler.pages.beskyttelse import scrub
from domain.entiteter import ENTITETER, Raekke
from domain.entiteter.beskyttelse import withhold


def find_protected(raekker: Iterable[Laestraekke]) -> frozenset[str]:
    """Give the tilbudsids of which some row says krisecenter."""
    return frozenset(
        str(raekke.felter["tilbudsid"]) for raekke in raekker if raekke.naevner_109 and "tilbudsid" in raekke.felter
    )


def make_raekker(
    entitet: str, raekker: Iterable[Laestraekke], gader: Mapping[str, Collection[str]]
) -> tuple[Raekke, ...]:
    """Give the rows of an entity. `gader` holds the folded street names of each protected tilbud, where known."""
    former = forms_of(entitet)
    return tuple(_make(entitet, raekke, former, gader.get(str(raekke.felter.get("tilbudsid")))) for raekke in raekker)


def _make(entitet: str, raekke: Laestraekke, former: Mapping[str, Form], gader: Collection[str] | None) -> Raekke:
    felter: dict[str, Any] = {felt: raekke.felter.get(felt) for felt in former}
    if gader is None:
        return Raekke(entitet=entitet, felter=felter, raa=dict(raekke.raa.values()))
    rene = {
        felt: scrub(value, gader) if former[felt] is Form.TEKST and isinstance(value, str) else value
        for felt, value in felter.items()
    }
    # The cells as written are left out whole: one under the wrong heading may hold the street.
    return Raekke(entitet=entitet, felter=withhold(ENTITETER[entitet], rene), raa={})
