"""The vocabulary of the stikprøvekontrol: its states, the steps of its year, and the outcomes a caseworker may give."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Population(StrEnum):
    """Whom a control draws from. Of plejefamilier the socialtilsyn is asked, never the family."""

    TILBUD = "tilbud"
    PLEJEFAMILIER = "plejefamilier"


class Stikproevetilstand(StrEnum):
    """Where a control stands, in the order it goes; `aflyst` from anywhere before the end, with a person's reason."""

    PLANLAGT = "planlagt"
    ANNONCERET = "annonceret"
    RAMME_FROSSET = "ramme_frosset"
    UDTRUKKET = "udtrukket"
    I_GANG = "i_gang"
    OPGJORT = "opgjort"
    AFSLUTTET = "afsluttet"
    AFLYST = "aflyst"


_NAESTE = {
    Stikproevetilstand.PLANLAGT: Stikproevetilstand.ANNONCERET,
    Stikproevetilstand.ANNONCERET: Stikproevetilstand.RAMME_FROSSET,
    Stikproevetilstand.RAMME_FROSSET: Stikproevetilstand.UDTRUKKET,
    Stikproevetilstand.UDTRUKKET: Stikproevetilstand.I_GANG,
    Stikproevetilstand.I_GANG: Stikproevetilstand.OPGJORT,
    Stikproevetilstand.OPGJORT: Stikproevetilstand.AFSLUTTET,
}
_ENDT = frozenset({Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST})


def can_advance(fra: Stikproevetilstand, til: Stikproevetilstand) -> bool:
    """Tell whether a control may go from one state to another: one step at a time, or to `aflyst` before its end.

    The frame is frozen only after the source of the public number was announced, and the number is used only after the
    frame was frozen: otherwise somebody could choose the one to fit the other.
    """
    if til is Stikproevetilstand.AFLYST:
        return fra not in _ENDT
    return _NAESTE.get(fra) is til


class Udfald(StrEnum):
    """What a caseworker found for one item of one drawn unit (SEL § 14 stk. 4: reported, the facts, the systematik)."""

    RIGTIG = "rigtig"
    FORKERT = "forkert"
    MANGLER = "mangler"
    SYSTEMATIK = "systematik"
    UAFGJORT = "uafgjort"


FEJLUDFALD = frozenset({Udfald.FORKERT, Udfald.MANGLER, Udfald.SYSTEMATIK})


@dataclass(frozen=True, kw_only=True)
class Enhed:
    """One unit of the frame: what it is drawn by, and why it is left out when it is.

    `udelukket` is `lukket`, `nyligt_udtrukket` or `beskyttet_adresse`; excluded units keep their place in the frame,
    so that the exclusions can be counted and checked.
    """

    enhed_id: str
    stratum: str
    socialtilsyn: str
    type: str
    ejerform: str
    udelukket: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fristdag:
    """One step of a control's course of about 24 weeks, with its day and the role that is responsible."""

    trin: str
    betegnelse: str
    dag: date
    ansvarlig: str
