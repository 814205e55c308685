"""The two ways in: one person at this machine, or the ministry's login."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from reports.web.adgang.graenser import GRAENSER, Graense
from reports.web.adgang.rollekort import Rollekort
from reports.web.adgang.session import STANDARD, Levetid
from reports.web.adgang.udbyder import Udbyder
from reports.web.bruger import LOKAL, Bruger

DENNE_MASKINE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, kw_only=True)
class Lokal:
    """One person at the machine itself, who is taken at their word; nobody may write unless another is chosen."""

    bruger: Bruger = LOKAL
    hemmelighed: bytes = field(default=b"", repr=False)
    levetid: Levetid = STANDARD

    @property
    def kan_skrive(self) -> bool:
        """Whether somebody was chosen when the server was started."""
        return bool(self.hemmelighed)


@dataclass(frozen=True, kw_only=True)
class Login:
    """The ministry's login. `web_url` is our own address, `proxy` that of the server in front of us, if any."""

    web_url: str
    udbyder: Udbyder
    rollekort: Rollekort
    hemmelighed: bytes = field(repr=False)
    proxy: str | None = None
    levetid: Levetid = STANDARD
    graenser: tuple[Graense, ...] = GRAENSER

    @property
    def er_https(self) -> bool:
        """Whether browsers reach us encrypted; then cookies are for that alone."""
        return urlsplit(self.web_url).scheme == "https"

    @property
    def vaert(self) -> str:
        """The only Host we answer to."""
        return urlsplit(self.web_url).netloc.lower()


Indgang = Lokal | Login
