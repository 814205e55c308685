"""One link more on the chain: its hash takes in everything it says, and the hash of the link before."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select

from warehouse.tables import table_of
from warehouse.tables.drift import Revision
from warehouse.transaktion import reading

REVISION = table_of(Revision)

BEGYNDELSE = "0" * 64

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, kw_only=True)
class Revisionsnote:
    """What is written down: who did what to which thing. No personal value but the user name; see `Revision`."""

    tidspunkt: datetime
    hvem: str
    handling: str
    genstand: str | None = None
    indhold: str | None = None
    bemaerkning: str | None = None


@dataclass(frozen=True, kw_only=True)
class Hoved:
    """The newest link: whoever keeps its hash elsewhere can tell later that nothing before it was changed."""

    nr: int
    tidspunkt: datetime
    hash: str


def note(forbindelse: Connection, revisionsnote: Revisionsnote) -> str:
    """Add a link in the caller's transaction, which must be one that writes (it holds the lock); give its hash."""
    return note_alle(forbindelse, [revisionsnote])


def note_alle(forbindelse: Connection, noter: Iterable[Revisionsnote]) -> str:
    """Add links in this order, as `note` does; give the hash of the newest link there is then."""
    sidste = forbindelse.execute(select(REVISION.c.nr, REVISION.c.hash).order_by(REVISION.c.nr.desc()).limit(1)).first()
    nr, forrige = (0, BEGYNDELSE) if sidste is None else (sidste.nr, sidste.hash)
    rows = []
    for et in noter:
        nr += 1
        nyt = find_hash(nr, et, forrige)
        rows.append(
            {
                "nr": nr,
                "tidspunkt": et.tidspunkt,
                "hvem": et.hvem,
                "handling": et.handling,
                "genstand": et.genstand,
                "indhold": et.indhold,
                "bemaerkning": et.bemaerkning,
                "forrige": forrige,
                "hash": nyt,
            }
        )
        forrige = nyt
    if rows:
        forbindelse.execute(insert(REVISION), rows)
    return forrige


def find_hash(nr: int, led: Revisionsnote, forrige: str) -> str:
    """Give the SHA-256 in hex of a link: its number, its words and the hash of the link before, as JSON."""
    return hash_felter((nr, led.tidspunkt, led.hvem, led.handling, led.genstand, led.indhold, led.bemaerkning, forrige))


def hash_felter(felter: tuple[object, ...]) -> str:
    """Give the SHA-256 in hex of a link's columns in the table's order, all but its own hash."""
    nr, tidspunkt, *resten = felter
    if not isinstance(tidspunkt, datetime):
        raise TypeError("a link has a point in time")
    utc = tidspunkt.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_ENCODE([nr, utc, *resten]).encode()).hexdigest()


def read_hoved(engine: Engine) -> Hoved | None:
    """Give the newest link, None when there is none yet. Raises WarehouseFejl."""
    with reading(engine) as session:
        return find_hoved(session.connection())


def find_hoved(forbindelse: Connection) -> Hoved | None:
    """Give the newest link a transaction sees, None when there is none yet."""
    valg = select(REVISION.c.nr, REVISION.c.tidspunkt, REVISION.c.hash).order_by(REVISION.c.nr.desc()).limit(1)
    row = forbindelse.execute(valg).first()
    return None if row is None else Hoved(nr=row.nr, tidspunkt=row.tidspunkt, hash=row.hash)
