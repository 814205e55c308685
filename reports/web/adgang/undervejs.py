"""A login under way: kept in a signed cookie of the browser that began it, good once and for ten minutes."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from itsdangerous import BadData

from reports.web.adgang.session import make_skriver
from reports.web.adgang.udbyder import Begyndt

VARER = timedelta(minutes=10)
_HUSKES = 20_000
_LAENGST = 1_500


@dataclass(frozen=True, kw_only=True)
class Undervejs:
    """What a login was begun with, and the page to go on to."""

    begyndt: Begyndt
    til: str


class Begyndte:
    """Writes logins under way to cookies, and takes each back once."""

    def __init__(self, hemmelighed: bytes) -> None:
        """Take the secret they are signed with."""
        self._skriver = make_skriver(hemmelighed, "tilbudstjek.log-ind")
        self._brugte: OrderedDict[str, None] = OrderedDict()

    def write(self, undervejs: Undervejs, nu: datetime) -> str:
        """Give a login under way as the value of its cookie."""
        en = undervejs.begyndt
        return str(self._skriver.dumps([en.state, en.nonce, en.verifier, undervejs.til, int(nu.timestamp())]))

    def take(self, kage: str | None, nu: datetime) -> Undervejs | None:
        """Give the login a cookie holds; None when it is not ours, is too old, or was used before."""
        try:
            state, nonce, verifier, til, da = self._skriver.loads(kage or "")
        except (BadData, ValueError, TypeError):
            return None
        if not 0 <= nu.timestamp() - da + 1 <= VARER.total_seconds() or state in self._brugte:
            return None
        self._brugte[state] = None
        while len(self._brugte) > _HUSKES:
            self._brugte.popitem(last=False)
        return Undervejs(begyndt=Begyndt(url="", state=state, nonce=nonce, verifier=verifier), til=til)


def check_til(til: str) -> str:
    """Give the page to go on to after a login; the first page when it is none of ours.

    A browser reads two slashes, a slash and a backslash, or an address with a tab in it as another server's.
    """
    er_vores = (
        til.startswith("/")
        and not til.startswith(("//", "/log-"))
        and "\\" not in til
        and til.isprintable()
        and len(til) <= _LAENGST
        and not urlsplit(til).netloc
    )
    return til if er_vores or til == FAERDIG else "/"


FAERDIG = "/log-ind/faerdig"
