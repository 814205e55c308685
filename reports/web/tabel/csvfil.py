"""Rows as CSV that a Danish Excel opens by itself: UTF-8 with its mark, semicolons, commas in numbers, ISO days."""

import csv
import io
from collections.abc import Iterable, Sequence

from reports.exports import neutralise
from reports.web.tabel.celler import Andel, Filvaerdi

_MAERKE = "\ufeff"


def write_csv(om: str, hoved: Sequence[str], raekker: Iterable[Sequence[Filvaerdi]]) -> bytes:
    """Write a line that says what the file holds, the headings, and the rows; text never reads as a formula."""
    ud = io.StringIO(newline="")
    ud.write(_MAERKE)
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow([neutralise(om)])
    skriver.writerow(hoved)
    skriver.writerows([_celle(value) for value in raekke] for raekke in raekker)
    return ud.getvalue().encode("utf-8", "replace")


def _celle(value: Filvaerdi) -> str:
    if isinstance(value, Andel):
        return "" if value.helhed == 0 else f"{100 * value.antal / value.helhed:.1f} %".replace(".", ",")
    if isinstance(value, float):
        return f"{value}".replace(".", ",")
    # A negative number of ours is a number, and no formula.
    return str(value) if isinstance(value, int) else neutralise(value)
