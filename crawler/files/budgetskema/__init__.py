"""The official budgetskema (Excel) read by a cell map, cell by cell; a changed form is named, never misread."""

from crawler.files.budgetskema.indhold import clean_filnavn, parse_filnavn
from crawler.files.budgetskema.laes import laes_skema

__all__ = ["clean_filnavn", "laes_skema", "parse_filnavn"]
