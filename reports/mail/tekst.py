"""A mail as plain text that reads well on its own."""

import textwrap
from collections.abc import Iterable, Iterator

from reports.mail.brev import Brev
from reports.mail.brevdele import Del, Oversigt
from reports.mail.oplysninger import list_oplysninger, write_overskrift
from reports.mail.punkt import Punkt
from reports.mail.tak import Tak

_BREDDE = 72
_INDRYK = "   "


def write_tekst(brev: Brev) -> str:
    """Set a mail as plain text, at most 72 signs a line."""
    return "\n".join(_linjer(brev)) + "\n"


def _linjer(brev: Brev) -> Iterator[str]:
    yield from (*_ombryd(brev.hilsen), "")
    if brev.tak:
        yield from _tak(brev.tak)
    yield from _stykker(brev.indledning)
    if brev.oversigt:
        yield from _oversigt(brev.oversigt)
    for del_ in brev.dele:
        yield from _del(del_)
    yield from ("-" * _BREDDE, "")
    yield from _stykker((*brev.slutning, f"Spørgsmål om denne mail: skriv til {brev.svar_til}."))
    yield from ("Venlig hilsen", "Tilbudstjek")


def _tak(tak: Tak) -> Iterator[str]:
    yield from _ombryd(tak.tekst)
    for felt in tak.felter:
        yield from _ombryd(f"- {felt}", efter="  ")
    if tak.rest:
        yield from _ombryd(f"  {tak.rest}")
    yield ""


def _oversigt(oversigt: Oversigt) -> Iterator[str]:
    yield from _overskrift("Jeres tilbud", "=")
    for linje in oversigt.linjer:
        yield from _ombryd(f"- {linje.tilbud}: {linje.antal} (punkt {linje.numre})", efter="  ")
    if oversigt.rest:
        yield from _ombryd(f"  {oversigt.rest}")
    yield ""


def _del(del_: Del) -> Iterator[str]:
    yield from _overskrift(del_.overskrift, "=")
    yield from _stykker([del_.indledning] if del_.indledning else [])
    for afsnit in del_.afsnit:
        yield from _overskrift(afsnit.overskrift, "-")
        for punkt in afsnit.punkter:
            yield from _punkt(punkt)
            yield ""
    yield from _stykker([del_.rest] if del_.rest else [])


def _overskrift(tekst: str, streg: str) -> Iterator[str]:
    linjer = _ombryd(tekst)
    yield from linjer
    yield streg * max(map(len, linjer))
    yield ""


def _punkt(punkt: Punkt) -> Iterator[str]:
    yield from _ombryd(write_overskrift(punkt), efter=_INDRYK)
    for navn, indhold in list_oplysninger(punkt):
        yield from _ombryd(f"{navn}: {indhold}", foran=_INDRYK, efter=2 * _INDRYK)


def _stykker(stykker: Iterable[str]) -> Iterator[str]:
    for stykke in stykker:
        yield from _ombryd(stykke)
        yield ""


def _ombryd(linje: str, *, foran: str = "", efter: str = "") -> list[str]:
    return textwrap.wrap(linje, _BREDDE, initial_indent=foran, subsequent_indent=efter, break_on_hyphens=False) or [""]
