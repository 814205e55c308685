"""Whom an address is for: every address says it, and one that does not is for nobody."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from reports.web.bruger import Rolle


class Undtaget(StrEnum):
    """An address that no role opens: for everybody (`AABEN`), or one that looks at keys of its own (`MASKINER`).

    `DRIFT` is for machines that watch this server: asked at any time, by whatever name they know it, and never counted
    or written down. What may not be told to everybody the address looks to itself.
    """

    AABEN = "aaben"
    MASKINER = "maskiner"
    DRIFT = "drift"


Krav = frozenset[Rolle] | Undtaget
Endpoint = Callable[[Request], Any]

API = "/api/"


class Vogtet(Route):
    """An address that says whom it is for; `beholder` when it keeps what was typed from somebody who is logged out."""

    def __init__(
        self, sti: str, endpoint: Endpoint, krav: Krav, *, metoder: Sequence[str] = ("GET",), beholder: bool = False
    ) -> None:
        """Take an address, what answers there, and whom it is for."""
        super().__init__(sti, endpoint, methods=list(metoder))
        self.krav = krav
        self.beholder = beholder

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether a request is for this address. None is with a NUL in it: PostgreSQL cannot even be asked."""
        return (Match.NONE, {}) if "\x00" in scope["path"] else super().matches(scope)


def find_rute(ruter: Iterable[BaseRoute], scope: Scope) -> BaseRoute | None:
    """Give the route that will answer a request, as the router chooses it; None when none will."""
    for rute in ruter:
        if rute.matches(scope)[0] is Match.FULL:
            return rute
    return None


def find_krav(rute: BaseRoute, sti: str) -> Krav:
    """Give whom a route is for; nobody when it does not say so itself."""
    if isinstance(rute, Vogtet):
        return rute.krav
    return Undtaget.MASKINER if sti.startswith(API) else frozenset()


def open_to_all(endpoint: Callable[[Request], Response], sti: str) -> Vogtet:
    """Make an address that needs no login."""
    return Vogtet(sti, endpoint, Undtaget.AABEN)
