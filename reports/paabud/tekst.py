"""The draft as plain text."""

import textwrap
from collections.abc import Iterator

from reports.paabud.brev import Paabudsbrev

_BREDDE = 76


def write_tekst(brev: Paabudsbrev) -> str:
    """Give the letter as plain text that reads well on its own."""
    afsnit = [brev.titel.upper(), _fold(brev.varsel), "\n".join(f"{navn}: {v}" for navn, v in brev.modtager)]
    afsnit += [*map(_fold, brev.afgoerelse), "DET SKAL RETTES", *_punkter(brev)]
    afsnit += ["BEGRUNDELSE", _fold(brev.begrundelse), "FRIST OG FØLGER", *map(_fold, brev.frist)]
    afsnit += ["RETSGRUNDLAG", "\n".join(_fold(linje, "- ") for linje in brev.retsgrundlag)]
    return "\n\n".join(afsnit) + "\n"


def _punkter(brev: Paabudsbrev) -> Iterator[str]:
    for punkt in brev.punkter:
        linjer = [_fold(f"{navn}: {tekst}", "   ") for navn, tekst in punkt.linjer]
        yield "\n".join([_fold(punkt.overskrift), *linjer])


def _fold(tekst: str, foran: str = "") -> str:
    efter = " " * len(foran)
    return textwrap.fill(tekst, _BREDDE, initial_indent=foran, subsequent_indent=efter, break_long_words=False)
