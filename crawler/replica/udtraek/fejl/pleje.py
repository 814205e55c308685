"""Faults of plejefamilier: some families under each socialtilsyn, here and there so few that the number is hidden."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from crawler.replica.grundlag import SOCIALTILSYN
from crawler.replica.udtraek.model import Plejefejl, Row

_FORAELDET_DAGE = 1096
_UKENDTE = ("Netværk", "Aflastning", "Kommunal")


def _count(*antal: int) -> Mapping[str, int]:
    return dict(zip(SOCIALTILSYN, antal, strict=True))


def _hide_ledige(row: Row, _: Random) -> Row:
    return {**row, "ledige_antal": None}


def _promise_too_much(row: Row, terning: Random) -> Row:
    return {**row, "ledige_antal": row["godkendte_antal"] - row["anbragte_antal"] + terning.randint(1, 2)}


def _leave_unchanged(row: Row, terning: Random) -> Row:
    # The newest change is at most a year before the extract, so this is well before the limit.
    seneste = date.fromisoformat(row["ledige_opdateret_dato"])
    gammel = seneste - timedelta(days=_FORAELDET_DAGE + terning.randint(2, 700))
    return {**row, "ledige_opdateret_dato": gammel.isoformat()}


def _hide_type(row: Row, _: Random) -> Row:
    return {**row, "familietype": None}


def _name_unknown_type(row: Row, terning: Random) -> Row:
    return {**row, "familietype": terning.choice(_UKENDTE)}


def _hide_godkendte(row: Row, terning: Random) -> Row:
    return {**row, "godkendte_antal": terning.choice((None, 0, -1))}


def _place_too_many(row: Row, terning: Random) -> Row:
    return {**row, "anbragte_antal": row["godkendte_antal"] + terning.randint(1, 2), "ledige_antal": 0}


FEJL = (
    Plejefejl(regel="PLEJE-001", change=_hide_ledige, familier=_count(37, 3, 12, 8, 5)),
    Plejefejl(regel="PLEJE-002", change=_promise_too_much, familier=_count(4, 9, 7, 1, 11)),
    Plejefejl(regel="PLEJE-003", change=_leave_unchanged, familier=_count(61, 44, 80, 2, 29)),
    Plejefejl(regel="PLEJE-004", change=_hide_type, familier=_count(6, 1, 5, 13, 4)),
    Plejefejl(regel="PLEJE-005", change=_name_unknown_type, familier=_count(2, 5, 3, 9, 6)),
    Plejefejl(regel="PLEJE-006", change=_hide_godkendte, familier=_count(8, 6, 4, 5, 1)),
    Plejefejl(regel="PLEJE-007", change=_place_too_many, familier=_count(1, 10, 6, 3, 7)),
)
