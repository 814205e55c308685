"""The address of the page about the running of the program, and of its form."""

from sqlalchemy import Connection
from starlette.requests import Request

from reports.web.driftsside.tag import take_alarm
from reports.web.driftsside.vis import show_drift
from reports.web.handling import Handling
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side


def _drift(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    app = request.scope.get("app")
    ur = getattr(getattr(app, "state", None), "ur", None)
    if app is None or ur is None:
        # Lateness is of this moment: a server that nobody told the time has no such page.
        return None
    return show_drift(conn, katalog, app.state.drift.omgivelser(), nu=ur(), er_gemt="gemt" in request.query_params)


RUTER = (Rute("/drift", _drift, gemmes=False),)
HANDLINGER = (Handling("/drift/alarm/{alarm}", take_alarm),)
