"""The alarm that cannot be written in the database, since it is the database that is gone: remembered in a file."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SLAGS = "database_vaek"
TEKST = "Programmet kan ikke bruge databasen, så hverken natten, mails eller siderne virker."
_FIL = "uden-database.json"


@dataclass(frozen=True, kw_only=True)
class Husket:
    """When the database was first missed, and when a person was told (None: not yet)."""

    rejst: datetime
    fortalt: datetime | None = None


def read_husket(mappe: Path) -> Husket | None:
    """Give what is remembered; None when the database was not missed since it last was there."""
    try:
        felter = json.loads((mappe / _FIL).read_text(encoding="utf-8"))
        fortalt = felter["fortalt"]
        return Husket(
            rejst=datetime.fromisoformat(felter["rejst"]),
            fortalt=None if fortalt is None else datetime.fromisoformat(fortalt),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, OSError):
        # Half a file of a machine that went down: begin again, and rather tell twice than not at all.
        return None


def remember(mappe: Path, *, nu: datetime) -> Husket:
    """Note that the database is missed, unless that is known; give what is remembered."""
    kendt = read_husket(mappe)
    if kendt is not None:
        return kendt
    husket = Husket(rejst=nu)
    _write(mappe, husket)
    return husket


def note_fortalt(mappe: Path, husket: Husket, *, nu: datetime) -> None:
    """Note that a person was told, so that the next look does not tell it again."""
    _write(mappe, Husket(rejst=husket.rejst, fortalt=nu))


def forget(mappe: Path) -> None:
    """The database is there again."""
    (mappe / _FIL).unlink(missing_ok=True)


def _write(mappe: Path, husket: Husket) -> None:
    mappe.mkdir(parents=True, exist_ok=True)
    fortalt = None if husket.fortalt is None else husket.fortalt.isoformat()
    ny = mappe / f".{_FIL}.ny"
    with ny.open("w", encoding="utf-8") as ud:
        json.dump({"rejst": husket.rejst.isoformat(), "fortalt": fortalt}, ud)
        ud.flush()
        os.fsync(ud.fileno())
    ny.replace(mappe / _FIL)
