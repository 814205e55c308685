"""An answer of Scrapy's turned into a page's text or the reason why there is none."""

from urllib.parse import parse_qs, urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from crawler import saetninger
from crawler.journal import Noegle
from crawler.pages.svar import Svar, UlaeseligSide, is_challenge
from crawler.pages.tegn import Tekst, decode_html
from crawler.spiders.genforsoeg import LAENGSTE_RO_S, read_retry_after
from crawler.spiders.stop import Stop

FORBINDELSESFEJL = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    # An address of a kind that is not asked: http, where the portal is asked over https.
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    OSError,
)
_OK = 200
_FOR_MANGE = frozenset({429, 503})


def read_answer(svar: Response) -> Tekst:
    """Give the text of an answer.

    Raises:
        UlaeseligSide: the answer is an error or a challenge.
        Stop: the portal asks to be left alone for longer than a crawl can wait.
    """
    if svar.status == _OK:
        return decode_html(svar.body, _charset(svar))
    ro = read_retry_after(svar) if svar.status in _FOR_MANGE else None
    if ro is not None and ro > LAENGSTE_RO_S:
        raise Stop(saetninger.beder_om_ro(int(ro)), er_fejl=True)
    if is_challenge(svar.body[:65_536].decode("latin-1")) or svar.headers.get("cf-mitigated") == b"challenge":
        raise UlaeseligSide(Svar.CHALLENGE)
    raise UlaeseligSide(f"http_{svar.status}")


def name_failure(fejl: BaseException) -> str:
    """Give the reason that an afdeling's page is missing for, when no answer came at all."""
    if isinstance(fejl, DownloadTimeoutError):
        return "timeout"
    return "for_stor" if isinstance(fejl, DownloadCancelledError) else "forbindelse"


def leads_elsewhere(svar: Response, noegle: Noegle) -> bool:
    """Tell whether we were sent on to the page of another afdeling."""
    if "redirect_urls" not in svar.meta:
        return False
    felter = {navn.lower(): vaerdier[0] for navn, vaerdier in parse_qs(urlsplit(svar.url).query).items()}
    return (felter.get("tilbudsid"), felter.get("afdelingsid")) != noegle


def check_robots(stats: StatsCollector, *, pause: float | None, delay_s: float) -> None:
    """Stop when robots.txt could not be had (RFC 9309, 2.3.1.4), or asks for a longer pause than ours.

    With no delay at all we are on loopback, where no pause is needed.
    """
    koder = [navn for navn in stats.get_stats() if navn.startswith("robotstxt/response_status_count/")]
    if not koder or any(navn.rsplit("/", 1)[1].startswith("5") for navn in koder):
        raise Stop(saetninger.robots_utilgaengelig(), er_fejl=True)
    if pause is not None and 0 < delay_s < pause:
        raise Stop(saetninger.robots_pause(pause), er_fejl=True)


def _charset(svar: Response) -> str | None:
    indhold = (svar.headers.get("Content-Type") or b"").decode("latin-1")
    _, _, charset = indhold.partition("charset=")
    return charset.split(";")[0] or None
