"""Links that say the database was put back from a backup: hashes noted in between are then in no chain any more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from warehouse.revision.kaede import Hoved

HANDLING = "gendannet"
_BEMAERKNING = re.compile(r"Kopi taget (\S+), led (\d+)\. ")


@dataclass(frozen=True, kw_only=True)
class Gendannet:
    """One restore as its link (`nr`) tells of it; `kopi_led` is the number of the newest link in the backup."""

    nr: int
    tidspunkt: datetime
    kopi_taget: datetime
    kopi_led: int


def write_bemaerkning(kopi_taget: datetime, kopi_led: int, resten: str) -> str:
    """Give what the link of a restore says."""
    return f"Kopi taget {kopi_taget.isoformat()}, led {kopi_led}. {resten}"


def read_gendannet(nr: int, tidspunkt: datetime, bemaerkning: object) -> Gendannet | None:
    """Read the link of a restore; None when it does not say of which backup."""
    fundet = _BEMAERKNING.match(bemaerkning) if isinstance(bemaerkning, str) else None
    if fundet is None:
        return None
    try:
        kopi_taget = datetime.fromisoformat(fundet[1])
    except ValueError:
        return None
    return Gendannet(nr=nr, tidspunkt=tidspunkt, kopi_taget=kopi_taget, kopi_led=int(fundet[2]))


def find_forklaring(hoved: Hoved, gendannelser: Iterable[Gendannet]) -> Gendannet | None:
    """Give the restore that took a noted link away: one newer than the backup's newest, and not newer than the restore.

    The number tells what is newer than the backup: a night that began before it has links with an earlier time after.
    """
    return next((en for en in gendannelser if hoved.nr > en.kopi_led and hoved.tidspunkt <= en.tidspunkt), None)
