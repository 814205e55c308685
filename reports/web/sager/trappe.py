"""The ladder of a case: its steps in order, when each was reached, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.sag import NAVNE, Sagstilstand
from domain.sagsforloeb import Forloeb, find_naeste_dag
from domain.tid import find_dag
from warehouse.queries.sager import Notatlinje

_ALLE = tuple(Sagstilstand)
_TRIN = _ALLE[:-1]


class Plads(StrEnum):
    """Where a step lies from where the case stands."""

    NAAET = "naaet"
    NU = "nu"
    FORUDE = "forude"


@dataclass(frozen=True, kw_only=True)
class Trappetrin:
    """One step: its name, the day it was reached in this round, and the last day of its time when it is the one now."""

    navn: str
    plads: Plads
    dag: date | None
    frist: date | None = None


def make_trappe(forloeb: Forloeb, noter: Sequence[Notatlinje]) -> tuple[Trappetrin, ...]:
    """Give the steps of a case's present round; of a closed one those of its last, and that it is closed."""
    dage = _find_dage(noter)
    trin = _ALLE if forloeb.tilstand is Sagstilstand.LUKKET else _TRIN
    nu = trin.index(forloeb.tilstand)
    return tuple(
        Trappetrin(
            navn=NAVNE[tilstand],
            plads=_place(plads, nu, har_dag=tilstand in dage),
            dag=dage.get(tilstand),
            frist=find_naeste_dag(forloeb) if plads == nu else None,
        )
        for plads, tilstand in enumerate(trin)
    )


def _place(plads: int, nu: int, *, har_dag: bool) -> Plads:
    if plads == nu:
        return Plads.NU
    return Plads.NAAET if plads < nu and har_dag else Plads.FORUDE


def _find_dage(noter: Sequence[Notatlinje]) -> dict[Sagstilstand, date]:
    dage: dict[Sagstilstand, date] = {}
    for note in noter:
        if note.fra is note.til:
            continue
        if note.til is Sagstilstand.NY:
            dage = {}
        dage[note.til] = find_dag(note.tidspunkt)
    return dage
