"""The server of `bench.web`: the application as it is, with an empty page beside its own.

`python -m bench.web_server FIL PORT PROCESSER ja|nej`: the last says whether drawn pages are kept.
"""

import multiprocessing
import signal
import socket
import sys
from datetime import datetime

import uvicorn
from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.requests import Request

from bench.web_register import FOERSTE, NAETTER
from bench.web_sider import TOM
from expectations.registry import load_regler
from reports.web.adgang.doer import Doer
from reports.web.adgang.indgang import Lokal
from reports.web.adgang.krav import Vogtet
from reports.web.app import make_app
from reports.web.bruger import ALLE, Bruger, Rolle
from reports.web.gemme import LOFT, Gemme
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sidesvar import Sidesvar
from warehouse.engine import open_warehouse

# Whoever may see every page; each look at a tilbud is written down, as it is behind a login.
_HVEM = Bruger(brugernavn="KL", navn="Kirsten Læser", rolle=Rolle.ADMINISTRATOR)


def find_port() -> int:
    """Give a port that was free a moment ago."""
    with socket.socket() as stik:
        stik.bind(("127.0.0.1", 0))
        port: int = stik.getsockname()[1]
        return port


def make_bench_app(fil: str, *, loft: int) -> FastAPI:
    """Make the application on the day after the last night; the empty page is answered as the others are."""
    engine = open_warehouse(f"sqlite:///{fil}")
    indgang = Lokal(bruger=_HVEM, hemmelighed=b"bench" * 8)
    app = make_app(engine, ur=_read_clock, gemmer=loft, indgang=indgang)
    doer = Doer(engine, indgang, _read_clock)
    sidesvar = Sidesvar(
        engine=engine,
        regler={regel.id: regel for regel in load_regler()},
        ur=_read_clock,
        doer=doer,
        gemme=Gemme(doer.stempel.read, loft=loft),
    )
    app.router.routes.insert(0, Vogtet(TOM, sidesvar.make_endpoint(Rute(TOM, _show_empty)), ALLE))
    return app


def _read_clock() -> datetime:
    return FOERSTE.replace(hour=12, year=FOERSTE.year + 1) if NAETTER else FOERSTE


def _show_empty(_conn: Connection, _katalog: Katalog, _request: Request) -> Side:
    return Side(emne="tom", skabelon="besked.html", titel="Tom", indhold={"forklaring": "Tom.", "vej": None})


def _serve(fil: str, stik: socket.socket, *, loft: int) -> None:
    app = make_bench_app(fil, loft=loft)
    uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")).run(sockets=[stik])


def main(valg: list[str]) -> None:
    """Serve until told to stop."""
    fil, port, processer, gemmer = valg
    loft = LOFT if gemmer == "ja" else 0
    # Said to be TCP, or the event loop lets answers wait for the client to confirm their first part (40 ms).
    stik = socket.socket(proto=socket.IPPROTO_TCP)
    stik.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    stik.bind(("127.0.0.1", int(port)))
    stik.listen(128)
    flere = [
        multiprocessing.get_context("fork").Process(target=_serve, args=(fil, stik), kwargs={"loft": loft}, daemon=True)
        for _ in range(int(processer) - 1)
    ]
    for proces in flere:
        proces.start()
    # The server gives the signal on when it has stopped; then the others are to be stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        _serve(fil, stik, loft=loft)
    finally:
        for proces in flere:
            proces.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
