"""Who reads: what the guard at the door found out, for those who answer behind it."""

from dataclasses import dataclass

from starlette.requests import Request

from reports.web.adgang.session import Session
from reports.web.bruger import Bruger


@dataclass(frozen=True, kw_only=True)
class Laeser:
    """Somebody who asks: the person (None: nobody is logged in), their session, and the token their forms carry."""

    bruger: Bruger | None = None
    session: Session | None = None
    maerke: str | None = None


def set_laeser(request: Request, laeser: Laeser) -> None:
    """Note who asks; also as `request.state.bruger`."""
    request.state.laeser = laeser
    request.state.bruger = laeser.bruger


def read_laeser(request: Request) -> Laeser:
    """Give who asks."""
    laeser = getattr(request.state, "laeser", None)
    return laeser if isinstance(laeser, Laeser) else Laeser()


def require_bruger(request: Request) -> Bruger:
    """Give the person behind a request that the guard let through.

    Raises:
        LookupError: nobody is; the address is one that the guard leaves to itself.
    """
    bruger = read_laeser(request).bruger
    if bruger is None:
        raise LookupError("nobody is logged in")
    return bruger
