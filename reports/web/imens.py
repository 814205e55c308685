"""Two people changing one thing: the form says what its reader had seen, and who was first is shown to the second.

The form carries the version it was made from (`{{ udgave(nummer) }}` of formular.html); behandl reads it with
`read_udgave`, and when the stored one is newer it gives the page back with an `Imens` for the macro `imens`, the new
version number, and every field as it was typed: sent in once more, it is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

UDGAVE = "udgave"


@dataclass(frozen=True, kw_only=True)
class Imens:
    """What somebody else did meanwhile: who (initials), when, and what, as a sentence without a full stop."""

    hvem: str
    hvornaar: datetime
    hvad: str


def read_udgave(felter: Mapping[str, str], navn: str = UDGAVE) -> int:
    """Give the version a form was made from; 0, older than any, when it does not say so."""
    tekst = felter.get(navn, "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) <= 9 else 0  # noqa: PLR2004
