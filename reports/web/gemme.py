"""Pages kept as they were drawn, until anything at all is written to the database: whole, and only so many bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reports.web.bruger import Rolle

Laes = Callable[[], str | None]

LOFT = 64 * 1024 * 1024
# A page this long is drawn again rather than push a score of others out.
_LAENGSTE = 2 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Hylde:
    """Where a page is kept: the address, for whom and on which day it was drawn, and the stamp it was read after.

    Without a stamp nothing is kept.
    """

    stempel: str | None
    sti: str
    query: bytes
    rolle: Rolle
    tilsyn: str | None
    er_lokal: bool
    har_maerke: bool
    dag: date | None


class Gemme:
    """Keeps drawn drawn pages; the ones not asked for longest go first."""

    def __init__(self, laes_stempel: Laes, *, loft: int = LOFT) -> None:
        """Take what gives the stamp of the database (`Stempel.read`), and how many bytes may be kept (0: none)."""
        self._laes_stempel = laes_stempel
        self._loft = loft
        self._laas = threading.Lock()
        self._sider: OrderedDict[Hylde, bytes] = OrderedDict()
        self._sidste: str | None = None
        self._fylder = 0

    def read_stempel(self) -> str | None:
        """Give the stamp of what is written now, to be taken before a page is read. Raises WarehouseFejl."""
        return self._laes_stempel() if self._loft else None

    def find(self, hylde: Hylde) -> bytes | None:
        """Give the page that is kept there."""
        with self._laas:
            side = self._sider.get(hylde)
            if side is not None:
                self._sider.move_to_end(hylde)
            return side

    def keep(self, hylde: Hylde, side: bytes) -> None:
        """Keep a page; those that were drawn before the last change to the database are let go of."""
        if hylde.stempel is None or len(side) > min(_LAENGSTE, self._loft):
            return
        with self._laas:
            if hylde.stempel != self._sidste:
                self._sider.clear()
                self._sidste, self._fylder = hylde.stempel, 0
            self._fylder += len(side) - len(self._sider.pop(hylde, b""))
            self._sider[hylde] = side
            while self._fylder > self._loft:
                self._fylder -= len(self._sider.popitem(last=False)[1])
