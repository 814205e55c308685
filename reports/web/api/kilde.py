"""What the answers are made from: the warehouse, the rules, and the clock."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends
from sqlalchemy import Connection, Engine
from starlette.requests import Request

from domain.regel import Regel
from domain.tid import find_dag
from reports.web.side import Katalog
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.transaktion import reading

Ur = Callable[[], datetime]
Noter = Callable[[Request, str], None]


def note_nobody(_request: Request, _tilbudsid: str) -> None:
    """Write nothing down: where nobody can be logged in."""


@dataclass(frozen=True, kw_only=True)
class Kilde:
    """One for the life of the server; without `ur` no key can be judged, and none opens anything.

    `noter` writes down that the person who is logged in, if any, saw a tilbud.
    """

    engine: Engine
    regler: Mapping[str, Regel]
    ur: Ur | None
    noter: Noter = note_nobody

    @property
    def i_dag(self) -> date | None:
        """The Danish day, where a clock tells it."""
        return find_dag(self.ur()) if self.ur else None

    @contextmanager
    def read(self) -> Iterator[tuple[Connection, Katalog]]:
        """Yield a connection that sees one state of the register throughout, and what that state is.

        Raises:
            WarehouseFejl: the database cannot be read.
        """
        with reading(self.engine) as session:
            conn = session.connection()
            yield conn, Katalog(self.regler, load_tilstand(conn), self.i_dag)


def find_kilde(request: Request) -> Kilde:
    """Give what the application was made with."""
    kilde = request.app.state.kilde
    if not isinstance(kilde, Kilde):
        raise TypeError("the application was made without its sources")
    return kilde


FraKilde = Annotated[Kilde, Depends(find_kilde)]
