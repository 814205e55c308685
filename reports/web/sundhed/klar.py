"""Whether the server can do its work: the database answers within two seconds, and has the schema of this program."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FristFejl

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from warehouse.fejl import WarehouseFejl
from warehouse.queries.drifttal import find_skema
from warehouse.skema import HOVED
from warehouse.transaktion import reading

KLAR, LANGSOM, DATABASE, SKEMA = "klar", "langsom", "database", "skema"
FRIST_S = 2.0


class Klarproeve:
    """Asks the database in a thread of its own, so that one that hangs holds up no more than that thread."""

    def __init__(self, engine: Engine, frist_s: float = FRIST_S) -> None:
        """Take the database, and how long it may take."""
        self._engine = engine
        self._frist_s = frist_s
        self._laas = threading.Lock()
        self._udfoerer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="klar")
        self._i_gang: Future[str] | None = None

    def ask(self) -> str:
        """Give one word: `klar`, or why not."""
        with self._laas:
            if self._i_gang is None or self._i_gang.done():
                self._i_gang = self._udfoerer.submit(self._look)
            svar = self._i_gang
        try:
            return svar.result(self._frist_s)
        except FristFejl:
            return LANGSOM

    def _look(self) -> str:
        try:
            with reading(self._engine) as session:
                return KLAR if find_skema(session.connection()) == HOVED else SKEMA
        except (WarehouseFejl, SQLAlchemyError):
            return DATABASE
