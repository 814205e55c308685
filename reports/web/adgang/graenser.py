"""How often one client and one person may ask: logins, searches, other systems, changes."""

import hashlib
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

VENT_S = 60
# So many counters at most, whoever asks: those who ask from the same one share it.
_TAELLERE = 16_384


@dataclass(frozen=True)
class Graense:
    """How often a minute addresses that begin with `sti` may be asked: by one client, and by one person.

    A whole office may be one client, so that a person's share is the smaller.
    """

    sti: str
    pr_klient: int
    pr_person: int | None = None
    metode: str | None = None


GRAENSER = (
    Graense("/log-ind", 60),
    Graense("/soeg", 600, 60),
    Graense("/api/", 600),
    Graense("/", 600, 60, "POST"),
)


class Taeller:
    """Counts what clients and persons ask, in bounded memory."""

    def __init__(self, graenser: tuple[Graense, ...] = GRAENSER) -> None:
        """Take the limits; the first that fits an address holds."""
        self._graenser = graenser
        self._slags = SlidingWindowCounterRateLimiter(MemoryStorage())

    def is_within(self, metode: str, sti: str, *, klient: str, person: str | None) -> bool:
        """Count a request, and tell whether it is within the limits of its client and of the person, if known."""
        graense = next((en for en in self._graenser if _fits(en, metode, sti)), None)
        if graense is None:
            return True
        navn = f"{graense.sti}{graense.metode or ''}"
        taellinger = [(f"klient:{klient}", graense.pr_klient)]
        taellinger += [] if person is None else [(f"person:{person}", graense.pr_person or graense.pr_klient)]
        # Every counter is hit, also when an earlier one is full: nobody hides behind a full one.
        maalt = [
            self._slags.hit(RateLimitItemPerMinute(hoejst, namespace=navn), _shorten(en)) for en, hoejst in taellinger
        ]
        return all(maalt)


def make_klientnoegle(adresse: str) -> str:
    """Give what a client is counted by: its address, of IPv6 its network, of which one client has many."""
    try:
        ip = ip_address(adresse)
    except ValueError:
        return "ukendt"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return f"{int(ip) >> 64:x}"
    return str(getattr(ip, "ipv4_mapped", None) or ip)


def _fits(graense: Graense, metode: str, sti: str) -> bool:
    return sti.startswith(graense.sti) and graense.metode in {None, metode}


def _shorten(hvem: str) -> str:
    return str(int.from_bytes(hashlib.blake2b(hvem.encode(), digest_size=8).digest()) % _TAELLERE)
