"""Rows as CSV that a spreadsheet opens without running anything a stranger wrote."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

# What a spreadsheet takes as the beginning of a formula; a tab or line break before it is skipped by some.
_FORMEL = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralise(celle: object) -> str:
    """Give a cell's text; an apostrophe goes before what would be read as a formula."""
    tekst = "" if celle is None else str(celle)
    return f"'{tekst}" if tekst.lstrip(" ").startswith(_FORMEL) else tekst


def write_csv(ud: TextIO, felter: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows with a heading, separated by semicolons as Danish spreadsheets expect; give how many there were."""
    skriver = csv.writer(ud, delimiter=";", lineterminator="\n")
    skriver.writerow(felter)
    antal = 0
    for row in rows:
        skriver.writerow([neutralise(row[felt]) for felt in felter])
        antal += 1
    return antal
