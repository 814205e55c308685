"""What an address over a table answers: a page of it, or the whole of what is shown as a file."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from starlette.requests import Request

from reports.web.ruter import read_udsnit
from reports.web.side import Fil, Katalog, Side
from reports.web.tabel.filer import make_fil
from reports.web.tabel.tabel import Tabel
from reports.web.tabel.vis import Vistabel, show_tabel

R = TypeVar("R")


def answer(
    conn: Connection,
    katalog: Katalog,
    request: Request,
    tabel: Tabel[R],
    make_side: Callable[[Vistabel[R]], Side | None],
) -> Side | Fil | None:
    """Give the page that `make_side` makes of the table, or the file the address asks for.

    Raises:
        HTTPException: 404 for a part or a file format that cannot be.
    """
    valg = tabel.read(request.query_params, read_udsnit(request))
    if valg.format is not None:
        return make_fil(conn, tabel, valg, dag=katalog.dag)
    return make_side(show_tabel(conn, tabel, valg))
