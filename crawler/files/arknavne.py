"""What sheets and files may be called, folded, for each entity; anything else is told by its headings."""

import re

from crawler.files.former import entity_names
from domain.tekst import fold

_NAVNE: dict[str, tuple[str, ...]] = {
    "afdelinger": ("afdelinger", "afdeling", "register", "registret"),
    "tilbud": ("tilbud", "tilbuddene"),
    "takst": ("takst", "takster", "ydelser", "ydelser og takster", "ydelser med takster"),
    "plads": ("plads", "pladser", "ledige pladser", "pladser og ledige pladser"),
    "belaegning": ("belægning", "belægningsprocent", "belægningsprocenter"),
    "budget": ("budget", "budgetter", "årsbudget", "årsbudgetter"),
    "noegletal": ("nøgletal", "årsrapport", "årsrapporter"),
    "tilsynsbesoeg": ("tilsynsbesøg", "besøg", "tilsyn"),
    "kvalitetsscore": ("kvalitetsscore", "kvalitetsscorer", "kvalitetsvurdering", "kvalitetsvurderinger"),
    "sanktion": ("sanktion", "sanktioner"),
    "plejefamilie": ("plejefamilie", "plejefamilier"),
}
_KENDTE = {fold(navn): entitet for entitet, navne in _NAVNE.items() for navn in navne}
_IKKE_BOGSTAVER = re.compile(r"[\W\d_]+")


def read_entitet(navn: str) -> str | None:
    """Give the entity that a name names, as `--entitet` and sheets write it; None when it names none."""
    return _KENDTE.get(fold(navn)) or (navn if navn in entity_names() else None)


def guess_entitet(filnavn: str) -> str | None:
    """Give the one entity that a longer name mentions (`takster-2026-11-22`); None when it mentions none or several."""
    ord_ = f" {fold(_IKKE_BOGSTAVER.sub(' ', filnavn))} "
    naevnte = [kendt for kendt in _KENDTE if f" {kendt} " in ord_]
    # "ledige pladser" mentions "pladser" too: the longer name holds the shorter.
    laengste = [navn for navn in naevnte if not any(navn != andet and navn in andet for andet in naevnte)]
    entiteter = {_KENDTE[navn] for navn in laengste}
    return entiteter.pop() if len(entiteter) == 1 else None
