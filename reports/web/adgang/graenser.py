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
    """How often a minute addresses that begin with `sti` may be asked."""

    sti: str
    pr_minut: int
    metode: str | None = None


GRAENSER = (
    Graense("/log-ind", 20),
    Graense("/soeg", 60),
    Graense("/api/", 600),
    Graense("/", 60, "POST"),
)


class Taeller:
    """Counts what clients and persons ask, in bounded memory."""

    def __init__(self, graenser: tuple[Graense, ...] = GRAENSER) -> None:
        """Take the limits; the first that fits an address holds."""
        self._graenser = graenser
        self._slags = SlidingWindowCounterRateLimiter(MemoryStorage())

    def is_within(self, metode: str, sti: str, hvem: tuple[str, ...]) -> bool:
        """Count a request, and tell whether it is within the limits of everybody it is counted by."""
        graense = next((en for en in self._graenser if _fits(en, metode, sti)), None)
        if graense is None:
            return True
        regel = RateLimitItemPerMinute(graense.pr_minut, namespace=f"{graense.sti}{graense.metode or ''}")
        # Every counter is hit, also when an earlier one is full: nobody hides behind a full one.
        maalt = [self._slags.hit(regel, _shorten(en)) for en in hvem]
        return all(maalt)


def make_klientnoegle(adresse: str) -> str:
    """Give what a client is counted by: its address, of IPv6 its network, of which one client has many."""
    try:
        ip = ip_address(adresse)
    except ValueError:
        return "klient:ukendt"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return f"klient:{int(ip) >> 64:x}"
    return f"klient:{getattr(ip, 'ipv4_mapped', None) or ip}"


def _fits(graense: Graense, metode: str, sti: str) -> bool:
    return sti.startswith(graense.sti) and graense.metode in {None, metode}


def _shorten(hvem: str) -> str:
    return str(int.from_bytes(hashlib.blake2b(hvem.encode(), digest_size=8).digest()) % _TAELLERE)
