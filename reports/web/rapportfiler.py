"""The reports of the controls given as files on the server: PDF and workbook, worked out when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time

from sqlalchemy import Connection, Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain.regel import Regel
from reports.stikproeve.dokument import Dokument
from reports.stikproeve.filer import FORMATER, MEDIETYPER, load_evidensrapport, write_fil
from reports.web.adgang.krav import Vogtet
from reports.web.bruger import MINISTERIET
from reports.web.sider.stikproeve_resultat import EVIDENS, find_rapport
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.transaktion import reading

Ur = Callable[[], datetime]
Opslag = Callable[[Connection, Request], Dokument | None]


def make_rapportfiler(
    engine: Engine, regler: Mapping[str, Regel], *, ur: Ur | None, hoveder: Mapping[str, str]
) -> Iterator[Vogtet]:
    """Give the addresses of the files; before that of one control, which would take `evidens.pdf` for its number."""

    def evidens(conn: Connection, _request: Request) -> Dokument | None:
        return load_evidensrapport(conn, regler.values())

    def resultat(conn: Connection, request: Request) -> Dokument | None:
        return find_rapport(conn, request.path_params["nummer"])

    for endelse in FORMATER:
        for sti, opslag in ((EVIDENS, evidens), ("{nummer}/resultat", resultat)):
            endpoint = _make_endpoint(engine, opslag, endelse, ur, hoveder)
            yield Vogtet(f"/stikproever/{sti}.{endelse}", endpoint, MINISTERIET)


def _make_endpoint(
    engine: Engine, opslag: Opslag, endelse: str, ur: Ur | None, hoveder: Mapping[str, str]
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with reading(engine) as session:
            conn = session.connection()
            rapport = opslag(conn, request)
            nu = ur() if ur else _read_registertid(conn)
        if rapport is None:
            raise HTTPException(404)
        navn = {"Content-Disposition": f'attachment; filename="{rapport.noegle}.{endelse}"'}
        return Response(write_fil(rapport, endelse, nu=nu), media_type=MEDIETYPER[endelse], headers={**hoveder, **navn})

    return endpoint


def _read_registertid(conn: Connection) -> datetime:
    """Give the day of the register as a moment, where nobody tells the time."""
    snapshot = load_tilstand(conn).snapshot
    return datetime(1980, 1, 1, tzinfo=UTC) if snapshot is None else datetime.combine(snapshot.dag, time(), UTC)
