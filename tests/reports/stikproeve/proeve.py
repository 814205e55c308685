"""A control as a value, for tests that need no warehouse."""

from datetime import date
from typing import Any

from domain.stikproeve import Population, Stikproevetilstand
from warehouse.stikproever.kontrol import Kontrol


def make_kontrol(**felter: Any) -> Kontrol:
    """A settled control of tilbud."""
    hele: dict[str, Any] = {
        "id": 1,
        "nummer": "27-1",
        "aar": 2027,
        "emne": "Takster",
        "formaal": "at oplysningerne stemmer",
        "population": Population.TILBUD,
        "punkter": ("pladser",),
        "design": '{"antal": 60}',
        "start_dag": date(2027, 1, 4),
        "tilstand": Stikproevetilstand.OPGJORT,
        "kilde_til_tal": "Lotto",
        "ramme_snapshot_id": 1,
        "ramme_dag": date(2027, 1, 4),
        "ramme_antal": 120,
        "ramme_sha256": "a" * 64,
        "ramme_bemaerkning": None,
        "offentligt_tal": "1 2 3",
        "udtrukket_antal": 60,
        "kode_version": "proeve",
    }
    return Kontrol(**hele | felter)
