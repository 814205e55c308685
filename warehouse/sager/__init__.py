"""Cases follow the findings: one per tilbud that has something to put right, closed when it is put right."""

from warehouse.sager.aabn import Sagstal, open_sager
from warehouse.sager.opfoelgning import Opfoelgning, follow_up, mark_varslet

__all__ = ["Opfoelgning", "Sagstal", "follow_up", "mark_varslet", "open_sager"]
