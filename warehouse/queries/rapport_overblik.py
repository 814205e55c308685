"""The findings that the figures of tilbud leave out: those about plejefamilier, and those a person accepted."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from warehouse.queries.rapport_views import AFVIGELSE, is_plejefund


@dataclass(frozen=True)
class AndreTal:
    """Open findings about a socialtilsyn's plejefamilier as a whole, and accepted findings."""

    plejefamilier: int
    accepterede: int


def load_andre_tal(conn: Connection) -> AndreTal:
    """Count both."""
    antal = select(func.count()).select_from(AFVIGELSE)
    return AndreTal(
        plejefamilier=conn.execute(antal.where(AFVIGELSE.c.status == "aaben", is_plejefund())).scalar_one(),
        accepterede=conn.execute(antal.where(AFVIGELSE.c.status == "accepteret")).scalar_one(),
    )
