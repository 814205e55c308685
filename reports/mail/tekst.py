"""A mail as plain text that reads well on its own."""

import textwrap
from collections.abc import Iterable, Iterator

from reports.mail.brev import Afsnit, Brev, Punkt

_BREDDE = 72
_INDRYK = "   "


def write_tekst(brev: Brev) -> str:
    """Set a mail as plain text, at most 72 signs a line where words allow it."""
    return "\n".join(_linjer(brev)) + "\n"


def _linjer(brev: Brev) -> Iterator[str]:
    yield from (brev.hilsen, "")
    yield from _stykker(brev.indledning)
    for afsnit in brev.afsnit:
        yield from _afsnit(afsnit)
    if brev.rest:
        yield from _stykker([brev.rest])
    yield from ("-" * _BREDDE, "")
    yield from _stykker(brev.slutning)
    yield "Venlig hilsen"
    yield "Tilbudstjek"


def _stykker(stykker: Iterable[str]) -> Iterator[str]:
    for stykke in stykker:
        yield from textwrap.wrap(stykke, _BREDDE, break_long_words=False, break_on_hyphens=False)
        yield ""


def _afsnit(afsnit: Afsnit) -> Iterator[str]:
    yield from (afsnit.overskrift, "=" * min(len(afsnit.overskrift), _BREDDE), "")
    for punkt in afsnit.punkter:
        yield from _punkt(punkt)
        yield ""


def _punkt(punkt: Punkt) -> Iterator[str]:
    yield from _ombryd(f"{punkt.nummer}. {punkt.alvor}: {punkt.titel}", "")
    for navn, indhold in _dele(punkt):
        yield from _ombryd(f"{navn}: {indhold}", _INDRYK)


def _dele(punkt: Punkt) -> Iterator[tuple[str, str]]:
    yield "Felt", punkt.felt
    if punkt.raekke:
        yield "Gælder", punkt.raekke
    if punkt.vaerdi:
        yield "Der står", f"»{punkt.vaerdi}«"
    if punkt.tal:
        yield "Tallene bag", "; ".join(f"{etiket} {value}" for etiket, value in punkt.tal)
    yield "Hvorfor", punkt.hvorfor
    yield "Sådan retter I det", punkt.ret
    if punkt.forslag:
        yield "Forslag", f"»{punkt.forslag}«"
    yield "Regel", f"{punkt.regel}. {punkt.finder}"
    for kilde in punkt.kilder:
        yield "Grundlag", kilde


def _ombryd(linje: str, indryk: str) -> list[str]:
    return textwrap.wrap(
        linje,
        _BREDDE,
        initial_indent=indryk,
        subsequent_indent=indryk + _INDRYK,
        break_long_words=False,
        break_on_hyphens=False,
    )
