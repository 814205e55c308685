"""From what the ministry's login says of a person to what they may here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.reference import load_socialtilsyn
from domain.sagsbeslutning import SYSTEM
from reports.visning import rens
from reports.web.bruger import LOKAL, Bruger, Rolle

_BRUGERNAVN = re.compile(r"[A-Za-z0-9ÆØÅæøå._@+\\-]{1,100}")
# Nobody logs in as these: the looks of the machine's own reader are not written down, and the program writes notes.
_VORES = frozenset({LOKAL.brugernavn, SYSTEM})
_LAENGSTE_NAVN = 80
_RANG = (Rolle.ADMINISTRATOR, Rolle.SAGSBEHANDLER, Rolle.LAESER)


class AdgangFejl(RuntimeError):
    """A login that lets nobody in; the message is Danish and is shown to the person."""


@dataclass(frozen=True)
class Rollekort:
    """Which values of which claim give which role: `laeser`, …, or `socialtilsyn:Nord`."""

    felt: str
    roller: Mapping[str, tuple[Rolle, str | None]]


def parse_rollekort(felt: str, roller: Mapping[str, str]) -> Rollekort:
    """Read the map as it is written in the settings.

    Raises:
        ValueError: a role or a socialtilsyn that is not one; the message is Danish.
    """
    return Rollekort(felt, {value: parse_rolle(tekst) for value, tekst in roller.items()})


def find_bruger(kort: Rollekort, claims: Mapping[str, Any]) -> Bruger:
    """Give the person an id token speaks of.

    Several of the ministry's roles are the highest of them. A role there beside a socialtilsyn, or two socialtilsyn, is
    refused: whose portfolio to show would be a guess.

    Raises:
        AdgangFejl: no role here, roles that contradict each other, or no user name.
    """
    roller = {kort.roller[value] for value in _read_vaerdier(claims.get(kort.felt)) if value in kort.roller}
    if not roller:
        raise AdgangFejl("Du er logget ind i ministeriets login, men har ingen rolle i Tilbudstjek. Bed om at få en.")
    if len(roller) > 1 and any(tilsyn for _, tilsyn in roller):
        raise AdgangFejl("Du har roller, der ikke kan forenes: et socialtilsyn og en til. Bed om at få det rettet.")
    rolle, tilsyn = min(roller, key=lambda en: _RANG.index(en[0]) if en[0] in _RANG else len(_RANG))
    brugernavn = str(claims.get("preferred_username") or claims.get("sub") or "")
    if not _BRUGERNAVN.fullmatch(brugernavn) or brugernavn.lower() in _VORES:
        raise AdgangFejl("Ministeriets login siger ikke, hvad du hedder som bruger. Bed om at få det rettet.")
    # Not every JSON text can be written as bytes, which the cookie is.
    navn = rens(str(claims.get("name") or ""), _LAENGSTE_NAVN).encode("utf-8", "replace").decode() or brugernavn
    return Bruger(brugernavn=brugernavn, navn=navn, rolle=rolle, tilsyn=tilsyn)


def parse_rolle(tekst: str) -> tuple[Rolle, str | None]:
    """Read a role, a socialtilsyn's with its code after a colon. Raises ValueError with a Danish message."""
    navn, _, tilsyn = tekst.partition(":")
    if navn not in set(Rolle):
        raise ValueError(f"»{navn}« er ikke en rolle; brug {', '.join(Rolle)}")
    rolle = Rolle(navn)
    koder = {en.kode for en in load_socialtilsyn()}
    if (rolle is Rolle.SOCIALTILSYN) != (tilsyn in koder):
        raise ValueError(f"»{tekst}«: skriv socialtilsyn:KODE, hvor koden er en af {', '.join(sorted(koder))}")
    return rolle, tilsyn or None


def _read_vaerdier(value: Any) -> list[str]:  # noqa: ANN401 - a claim may hold anything
    if isinstance(value, str):
        return [value]
    return [led for led in value if isinstance(led, str)] if isinstance(value, list) else []
