"""How the share of tilbud without serious faults has gone: the change since a week and a month, and its pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from reports.visning import dato
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.gnist import draw_gnist
from reports.web.diagrammer.linje import draw_linje
from reports.web.diagrammer.ord import write_hel_pct, write_pct
from reports.web.diagrammer.punkter import Punkt
from warehouse.queries.registertal import Dagstal

AAR = timedelta(days=365)
_TIDER = (("en uge", timedelta(days=7)), ("en måned", timedelta(days=30)))
_MINDSTE = 0.05


@dataclass(frozen=True)
class Aendring:
    """How the share has changed since a day, in percentage points; `tekst` says it."""

    retning: str
    tekst: str


def list_aendringer(forloeb: Sequence[Dagstal]) -> tuple[Aendring, ...]:
    """Give the changes since a week and a month ago, as far back as the course reaches."""
    punkter = make_punkter(forloeb)
    return tuple(_changes(punkter)) if punkter else ()


def make_punkter(forloeb: Sequence[Dagstal]) -> tuple[Punkt, ...]:
    """Give the share in per cent by day; days without tilbud have none."""
    return tuple(Punkt(tal.dag, 100 * tal.uden_alvorlige / tal.tilbud) for tal in forloeb if tal.tilbud)


def draw_udvikling(forloeb: Sequence[Dagstal]) -> Billede | None:
    """Draw the course of the country, from two days on."""
    punkter = make_punkter(forloeb)
    if len(punkter) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    return draw_linje(
        punkter,
        noegle="udvikling",
        titel="Andel af tilbuddene uden kritiske og alvorlige afvigelser",
        maal="Andel uden",
        skriv=write_pct,
        akse=write_hel_pct,
    )


def draw_gnister(forloeb: Mapping[str, Sequence[Dagstal]]) -> dict[str, Markup]:
    """Draw a sparkline of each socialtilsyn's share, by code."""
    return {kode: draw_gnist(make_punkter(dage), skriv=write_pct) for kode, dage in forloeb.items()}


def _changes(punkter: Sequence[Punkt]) -> Iterator[Aendring]:
    nu = punkter[-1]
    for navn, tid in _TIDER:
        foer = _find_foer(punkter, nu.dag - tid)
        if foer is not None:
            yield _write_aendring(navn, nu.value - foer.value, foer.dag)


def _find_foer(punkter: Sequence[Punkt], dag: date) -> Punkt | None:
    return next((punkt for punkt in reversed(punkter) if punkt.dag <= dag), None)


def _write_aendring(navn: str, point: float, dag: date) -> Aendring:
    if abs(point) < _MINDSTE:
        return Aendring("ens", f"uændret på {navn} (siden {dato(dag)})")
    tal = f"{abs(point):.1f}".replace(".", ",")
    if point > 0:
        return Aendring("op", f"▲ {tal} procentpoint bedre på {navn} (siden {dato(dag)})")
    return Aendring("ned", f"▼ {tal} procentpoint dårligere på {navn} (siden {dato(dag)})")
