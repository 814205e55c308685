"""Scrapy's settings for one crawl: polite to a real portal, full speed only on loopback with no delay."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from crawler.opsaetning import Crawl
from domain.tekst import fold

ROBOTNAVN = "tilbudstjek"

_MEST_MB = 32

# Scrapy's own lists are replaced, not added to: nothing runs, listens or is imported that is not named here.
_LED = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawler.spiders.genforsoeg.Genforsoeg": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "crawler.spiders.session.Session": 700,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
_HENTER = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"


def make_settings(opsaetning: Crawl) -> dict[str, Any]:
    """Give the settings. One request at a time and AutoThrottle unless there is no delay between requests."""
    return {
        **_polite(opsaetning),
        **_quiet(),
        "USER_AGENT": user_agent(opsaetning.kontakt),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOTNAVN,
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/xhtml+xml;q=0.9", "Accept-Language": "da"},
        "DOWNLOAD_TIMEOUT": opsaetning.timeout_s,
        "DOWNLOAD_MAXSIZE": _MEST_MB * 1024 * 1024,
        "DOWNLOAD_WARNSIZE": 0,
        "RETRY_TIMES": opsaetning.forsoeg - 1,
        "RETRY_PRIORITY_ADJUST": 0,
        "HTTPPROXY_ENABLED": not is_loopback(opsaetning.portal),
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "DOWNLOADER_MIDDLEWARES_BASE": _LED,
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
        **_secure(opsaetning.portal),
    }


def user_agent(kontakt: str) -> str:
    """Give the name we go by, with whom to write to, in the letters a header can hold."""
    hvem = " ".join(fold(ord_) if not ord_.isascii() else ord_ for ord_ in kontakt.split())
    return f"{ROBOTNAVN}/1.0 (+kontakt: {hvem or 'ikke oplyst'})"


def is_loopback(portal: str) -> bool:
    """Tell whether an address is this machine."""
    host = urlsplit(portal).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _polite(opsaetning: Crawl) -> dict[str, Any]:
    return {
        # Scrapy starts as many tasks as this for each answer; ours give no items, and a hundred tasks take their time.
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS": opsaetning.samtidige,
        "CONCURRENT_REQUESTS_PER_DOMAIN": opsaetning.samtidige,
        "DOWNLOAD_DELAY": opsaetning.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": opsaetning.delay_s > 0,
        "AUTOTHROTTLE_START_DELAY": opsaetning.delay_s,
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, opsaetning.delay_s),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
    }


def _secure(portal: str) -> dict[str, Any]:
    """Give what makes sure who answers. Scrapy by itself believes any certificate.

    A portal asked over https is asked over nothing else, wherever it sends us on to.
    """
    skemaer = ("https",) if urlsplit(portal).scheme == "https" else ("http", "https")
    return {
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
        "DOWNLOAD_HANDLERS_BASE": dict.fromkeys(skemaer, _HENTER),
    }


def _quiet() -> dict[str, Any]:
    """Give what keeps Scrapy from writing pages to logs."""
    return {
        "LOG_LEVEL": "WARNING",
        "LOG_FORMATTER": "crawler.spiders.log.StilleLog",
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
    }
