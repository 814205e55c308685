"""What pages about a group of tilbud have in common: faults by area and by rule, and how many there were over time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any

from sqlalchemy import Connection

from expectations.ord import OMRAADE
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.linje import draw_linje
from reports.web.diagrammer.ord import write_antal
from reports.web.diagrammer.punkter import Punkt
from reports.web.overblik.udvikling import AAR
from reports.web.side import Katalog
from warehouse.queries.fundfordeling import Kontroldage, Regelantal, count_by_regel, list_dagsantal, list_kontroldage
from warehouse.queries.tilbudstabel import Tilbudsvalg

_FLESTE_REGLER = 10


@dataclass(frozen=True)
class Visregel:
    """A rule with its title, and how often it is broken here."""

    titel: str
    tal: Regelantal


def load_kontroldage(conn: Connection, katalog: Katalog) -> Kontroldage:
    """Give the controlled snapshots of the year that courses show."""
    return list_kontroldage(conn, fra=(katalog.dag or date.max) - AAR)


def load_fordeling(conn: Connection, katalog: Katalog, tilbud: Tilbudsvalg) -> Mapping[str, Any]:
    """Give `omraader`, `regler` (the most frequent) and `udvikling` (None when there is no control) of some tilbud."""
    regler = count_by_regel(conn, tilbud)
    omraader: Counter[str] = Counter()
    for tal in regler:
        omraader[tal.regel.split("-")[0].lower()] += tal.antal
    return {
        "omraader": [(OMRAADE.get(kode, kode), antal) for kode, antal in omraader.most_common()],
        "regler": [Visregel(katalog.titel(tal.regel), tal) for tal in regler[:_FLESTE_REGLER]],
        "antal_regler": len(regler),
        "udvikling": _draw(conn, katalog, tilbud),
    }


def _draw(conn: Connection, katalog: Katalog, tilbud: Tilbudsvalg) -> Billede | None:
    dage = load_kontroldage(conn, katalog) if katalog.kontroldage is None else katalog.kontroldage
    punkter = list(starmap(Punkt, list_dagsantal(conn, tilbud, dage)))
    if not punkter:
        return None
    titel = "Åbne afvigelser efter hver kontrol"
    return draw_linje(punkter, noegle="udvikling", titel=titel, maal="Åbne afvigelser", skriv=write_antal)
