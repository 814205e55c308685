"""What the warehouse answers: rows for the command line, and one module per report page."""

from warehouse.queries.lister import list_afvigelser, list_koersler, list_tilbud

__all__ = ["list_afvigelser", "list_koersler", "list_tilbud"]
