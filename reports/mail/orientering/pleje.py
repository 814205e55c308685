"""Totals of plejefamilier as a mail may give them: rounded down, so that no few families show by subtraction.

A rule's own total is exact, and hidden when few (domain.plejetal). Two rules side by side, or one rule in two weeks,
would still give small numbers away by the difference. So a mail gives only whole multiples of the least cell.
"""

import re

from domain.plejetal import NAESTEN_ALLE
from reports.visning import tal

_TAL = re.compile(r"(\d+) af (\d+)")
UKENDT = "antallet vises ikke"


def write_plejetal(vaerdi: str | None, *, celle: int) -> str:
    """Give a rule's total as words; any two numbers written this way are the same or at least `celle` apart."""
    if vaerdi == NAESTEN_ALLE:
        return f"{NAESTEN_ALLE} plejefamilier"
    fundet = _TAL.fullmatch(vaerdi or "")
    if fundet is None:
        return f"færre end {celle} plejefamilier" if (vaerdi or "").startswith("færre end") else UKENDT
    fejl, i_alt = (int(antal) // celle * celle for antal in fundet.groups())
    if fejl < celle:
        return f"færre end {celle} plejefamilier"
    if i_alt == fejl:
        return f"{NAESTEN_ALLE} plejefamilier"
    return f"mindst {tal(fejl)} af mindst {tal(i_alt)} plejefamilier"
