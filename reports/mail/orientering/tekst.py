"""A weekly mail as plain text that reads well on its own, at most 72 signs a line where words allow it."""

import textwrap
from collections.abc import Iterable, Iterator

from reports.mail.orientering.brevdele import Afsnit, Raekke, Ugebrev

_BREDDE = 72


def write_tekst(brev: Ugebrev) -> str:
    """Set a weekly mail as plain text."""
    return "\n".join(_linjer(brev)) + "\n"


def _linjer(brev: Ugebrev) -> Iterator[str]:
    yield from (brev.hilsen, "")
    yield from _stykker(brev.indledning)
    for afsnit in brev.afsnit:
        yield from _afsnit(afsnit)
    yield from ("-" * _BREDDE, "")
    yield from _stykker((*brev.slutning, f"Spørgsmål om denne mail: skriv til {brev.svar_til}."))
    yield from ("Venlig hilsen", "Tilbudstjek")


def _afsnit(afsnit: Afsnit) -> Iterator[str]:
    yield from (afsnit.overskrift, "=" * min(len(afsnit.overskrift), _BREDDE), "")
    yield from _stykker([afsnit.indledning] if afsnit.indledning else [])
    for raekke in afsnit.raekker:
        yield from _raekke(raekke)
    yield from _ombryd(f"- {afsnit.rest}", "") if afsnit.rest else []
    yield ""


def _raekke(raekke: Raekke) -> Iterator[str]:
    andel = f" ({raekke.andel} %)" if raekke.andel is not None else ""
    yield from _ombryd(f"- {raekke.hoved}: {raekke.tal}{andel}" if raekke.tal else f"- {raekke.hoved}", "")
    for linje in raekke.under:
        yield from _ombryd(linje, "    ")


def _stykker(stykker: Iterable[str]) -> Iterator[str]:
    for stykke in stykker:
        yield from textwrap.wrap(stykke, _BREDDE, break_on_hyphens=False)
        yield ""


def _ombryd(linje: str, indryk: str) -> list[str]:
    efter = indryk or "  "
    return textwrap.wrap(linje, _BREDDE, initial_indent=indryk, subsequent_indent=efter, break_on_hyphens=False)
