"""One rule's SQL run once over one connection; every key it gives becomes a Fund. Without Great Expectations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError, SQLAlchemyError

from domain.afvigelse import Fund
from domain.felter import FELTER
from domain.kontrol import Regelresultat
from domain.regel import Regel

# Rows fetched at a time: the whole answer is never in memory twice, and a server sends it as a stream.
PORTION = 5_000
_EGNE = frozenset({"tilbudsid", "afdelingsid", "raekke", "vaerdi", "forslag"})


class RegelSqlFejl(Exception):
    """A rule that could not run; the message says why without any value of the register."""


def run_regel(regel: Regel, connection: Connection) -> Regelresultat:
    """Run a rule's SQL and give all its findings; a rule that cannot run gives `fejl` and no findings."""
    start = perf_counter()
    try:
        fund, fejl = tuple(_read(regel, connection)), None
    except SQLAlchemyError as problem:
        # A failed statement must not leave the next rule in a transaction that is already lost.
        connection.rollback()
        fund, fejl = (), _explain(problem)
    except RegelSqlFejl as problem:
        fund, fejl = (), str(problem)
    return Regelresultat(regel=regel.id, alvor=regel.alvor.value, fund=fund, fejl=fejl, sekunder=perf_counter() - start)


@dataclass(frozen=True)
class _Kolonner:
    """Where the rule's columns are in its rows; `bevis` are the ones that only prove."""

    tilbudsid: int
    afdelingsid: int
    vaerdi: int
    forslag: int | None
    raekke: int | None
    bevis: Mapping[str, int]


def _read(regel: Regel, connection: Connection) -> Iterator[Fund]:
    with connection.execute(text(regel.sql), execution_options={"yield_per": PORTION}) as result:
        yield from read_fund(regel, result.keys(), result)


def read_fund(regel: Regel, navne: Iterable[str], rows: Iterable[Sequence[Any]]) -> Iterator[Fund]:
    """Give the finding of each row of a rule's answer; `navne` are its columns.

    Raises:
        RegelSqlFejl: a column is missing, a row has no key, or two have the same.
    """
    kolonner = _columns(navne)
    personlig = FELTER[regel.felt].er_personlig
    set_foer: set[tuple[str | None, ...]] = set()
    for row in rows:
        fund = _fund(regel, row, kolonner, vis_vaerdi=not personlig)
        noegle = (fund.tilbudsid, fund.afdelingsid, fund.raekke)
        if noegle in set_foer:
            raise RegelSqlFejl(f"Reglens SQL giver samme nøgle flere gange (tilbud {fund.tilbudsid}).")
        set_foer.add(noegle)
        yield fund


def _columns(navne: Iterable[str]) -> _Kolonner:
    plads = {navn: nummer for nummer, navn in enumerate(navne)}
    if mangler := sorted({"tilbudsid", "afdelingsid", "vaerdi"} - plads.keys()):
        raise RegelSqlFejl(f"Reglens SQL mangler kolonnen {' og '.join(mangler)}.")
    return _Kolonner(
        tilbudsid=plads["tilbudsid"],
        afdelingsid=plads["afdelingsid"],
        vaerdi=plads["vaerdi"],
        forslag=plads.get("forslag"),
        raekke=plads.get("raekke"),
        bevis={navn: nummer for navn, nummer in plads.items() if navn not in _EGNE},
    )


def _fund(regel: Regel, row: Sequence[Any], kolonner: _Kolonner, *, vis_vaerdi: bool) -> Fund:
    tilbudsid = row[kolonner.tilbudsid]
    if tilbudsid is None:
        raise RegelSqlFejl("Reglens SQL giver en række uden tilbudsid.")
    return Fund(
        regel=regel.id,
        tilbudsid=tilbudsid,
        afdelingsid=row[kolonner.afdelingsid],
        felt=regel.felt,
        vaerdi=_text(row[kolonner.vaerdi]) if vis_vaerdi else None,
        forslag=None if kolonner.forslag is None else _text(row[kolonner.forslag]),
        raekke=None if kolonner.raekke is None else _text(row[kolonner.raekke]),
        bevis={navn: _text(row[nummer]) for navn, nummer in kolonner.bevis.items()},
    )


def _text(value: object) -> str | None:
    """Write a value as SQLite has it, whose decimals are floats and whose yes and no are 1 and 0."""
    match value:
        case None:
            return None
        case bool():
            return str(int(value))
        case Decimal():
            return str(float(value))
        case _:
            return str(value)


def _explain(problem: SQLAlchemyError) -> str:
    """Say why; the database's own words only where they speak of the SQL, for others may quote a value."""
    if isinstance(problem, OperationalError | ProgrammingError):
        return f"Reglens SQL kan ikke køres: {str(problem.orig).splitlines()[0][:200]}"
    aarsag = problem.orig if isinstance(problem, DBAPIError) and problem.orig else problem
    return f"Reglens SQL kan ikke køres ({type(aarsag).__name__})."
