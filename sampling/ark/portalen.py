"""What the portal says of one item of one unit, as a caseworker is shown it: never a person, never a § 109 address."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from domain.felter import ADRESSEFELTER
from domain.reference import load_virksomhedsformer
from domain.tekst import fold
from sampling.ark.tekst import clean
from sampling.ark.udtraekstekst import FAMILIEPUNKTER, UDTRAEKSPUNKTER

IKKE_UDFYLDT, UDFYLDT = "ikke udfyldt", "udfyldt"
BESKYTTET = "vises ikke (krisecenter, serviceloven § 109)"
IKKE_LEVERET = "findes ikke i de data, vi har; se portalen"

Row = Mapping[str, Any]

_JA_NEJ = {
    "telefon": "har_telefon",
    "email": "har_email",
    "leder": "har_leder",
    "kontaktperson": "har_kontaktperson",
}
# The number and the name of a firm that one person owns are that person's (GDPR art. 4 nr. 1).
_EJERS = frozenset({"cvr", "p_nummer", "virksomhed"})
_AFDELINGSFELTER = frozenset(
    {"navn", "hjemmeside", "virksomhedsform", "driftsaftale_med", "tilsynsmyndighed", "pladser_i_alt"}
    | _EJERS
    | ADRESSEFELTER
)


@dataclass(frozen=True, kw_only=True)
class Enhedsbillede:
    """All that the register says of one unit: its afdelinger, and its rows of each entity (None: not delivered)."""

    enhed_id: str
    afdelinger: tuple[Row, ...]
    raekker: Mapping[str, tuple[Row, ...] | None]

    @property
    def er_familie(self) -> bool:
        """Whether the unit is a plejefamilie, of which the register holds no page."""
        return "plejefamilie" in self.raekker

    @property
    def er_beskyttet(self) -> bool:
        """Whether the address is protected: one protected afdeling protects its tilbud."""
        return any(row["er_beskyttet"] for row in self.afdelinger)

    @property
    def navn(self) -> str:
        """The name of the first afdeling that has one."""
        return next((clean(row["navn"]) for row in self.afdelinger if clean(row["navn"])), "")

    @property
    def link(self) -> str:
        """The page of the first afdeling on the portal; empty when it has none."""
        adresser = (str(row["kilde_url"]) for row in self.afdelinger)
        return next((x for x in adresser if x.startswith(("https://", "http://"))), "")


def describe_punkt(punkt: str, enhed: Enhedsbillede) -> str:
    """Give what the portal says of an item, one line per afdeling or row; in words when it says nothing."""
    if enhed.er_beskyttet and punkt in ADRESSEFELTER:
        return BESKYTTET
    kilder = FAMILIEPUNKTER if enhed.er_familie else UDTRAEKSPUNKTER
    if punkt in kilder:
        kilde = kilder[punkt]
        rows = enhed.raekker.get(kilde.entitet)
        return IKKE_LEVERET if rows is None else "\n".join(kilde.skriv(rows)) or IKKE_UDFYLDT
    if punkt == "afdelinger":
        return "\n".join(_name(row) for row in enhed.afdelinger) or IKKE_UDFYLDT
    skriv = _find_skriver(punkt)
    return IKKE_LEVERET if skriv is None or enhed.er_familie else _merge(enhed.afdelinger, skriv) or IKKE_UDFYLDT


def _find_skriver(punkt: str) -> Callable[[Row], str] | None:
    if punkt in _JA_NEJ:
        return partial(_write_filled, kolonne=_JA_NEJ[punkt])
    if punkt in _EJERS:
        return partial(_hide_person, punkt=punkt)
    if punkt in _AFDELINGSFELTER:
        return partial(_write_value, punkt=punkt)
    return {"tilbudstyper": _write_typer, "pladser": _write_pladser}.get(punkt)


def _merge(afdelinger: tuple[Row, ...], skriv: Callable[[Row], str]) -> str:
    """Write what all afdelinger say once, and what they say differently each with its name."""
    tekster = [skriv(row) for row in afdelinger]
    if len(set(tekster)) <= 1:
        return "".join(tekster[:1])
    return "\n".join(f"{_name(row)}: {tekst or IKKE_UDFYLDT}" for row, tekst in zip(afdelinger, tekster, strict=True))


def _name(row: Row) -> str:
    return f"{clean(row['navn']) or 'Uden navn'} (afdeling {clean(row['afdelingsid'])})"


def _write_filled(row: Row, *, kolonne: str) -> str:
    return UDFYLDT if row[kolonne] else IKKE_UDFYLDT


def _write_value(row: Row, *, punkt: str) -> str:
    return clean(row[punkt])


def _hide_person(row: Row, *, punkt: str) -> str:
    tekst = clean(row[punkt])
    return "udfyldt (personligt ejet virksomhed)" if tekst and row["virksomhedsform_foldet"] in _personlige() else tekst


@cache
def _personlige() -> frozenset[str]:
    return frozenset(fold(form.tekst) for form in load_virksomhedsformer() if form.er_personlig)


def _write_typer(row: Row) -> str:
    return "; ".join(clean(navn) for navn in json.loads(row["tilbudstyper"]))


def _write_pladser(row: Row) -> str:
    return "; ".join(_pladser(json.loads(row["pladser"])))


def _pladser(pladser: Mapping[str, int | None]) -> Iterator[str]:
    for paragraf, antal in pladser.items():
        yield f"{clean(paragraf)}: {'intet tal' if antal is None else clean(antal)}"
