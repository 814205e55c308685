"""From a dump to the tables, through the gate: all of it or nothing."""

from warehouse.load.beskyttelse import list_protected
from warehouse.load.indlaes import load_dump, preview_dump
from warehouse.load.resultat import Indlaesning

__all__ = ["Indlaesning", "list_protected", "load_dump", "preview_dump"]
