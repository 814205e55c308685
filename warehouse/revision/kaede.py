"""One link more on the chain: its hash takes in everything it says, and the hash of the link before."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from warehouse.tables import table_of
from warehouse.tables.drift import Revision

_REVISION = table_of(Revision)

BEGYNDELSE = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Revisionsnote:
    """What is written down: who did what to which thing. No personal value but the user name; see `Revision`."""

    tidspunkt: datetime
    hvem: str
    handling: str
    genstand: str | None = None
    indhold: str | None = None
    bemaerkning: str | None = None


def note(forbindelse: Connection, revisionsnote: Revisionsnote) -> str:
    """Add a link in the caller's transaction, which must be one that writes (it holds the lock); give its hash."""
    sidste = forbindelse.execute(select(_REVISION.c.nr, _REVISION.c.hash).order_by(_REVISION.c.nr.desc()).limit(1))
    forrige = sidste.first()
    nr, hash_foer = (1, BEGYNDELSE) if forrige is None else (forrige.nr + 1, forrige.hash)
    nyt = find_hash(nr, revisionsnote, hash_foer)
    felter = {
        "nr": nr,
        "tidspunkt": revisionsnote.tidspunkt,
        "hvem": revisionsnote.hvem,
        "handling": revisionsnote.handling,
        "genstand": revisionsnote.genstand,
        "indhold": revisionsnote.indhold,
        "bemaerkning": revisionsnote.bemaerkning,
        "forrige": hash_foer,
        "hash": nyt,
    }
    forbindelse.execute(insert(_REVISION), [felter])
    return nyt


def find_hash(nr: int, revisionsnote: Revisionsnote, forrige: str) -> str:
    """Give the SHA-256 in hex of a link: its number, its words and the hash of the link before, as JSON."""
    dele = [
        nr,
        revisionsnote.tidspunkt.astimezone(UTC).isoformat(timespec="microseconds"),
        revisionsnote.hvem,
        revisionsnote.handling,
        revisionsnote.genstand,
        revisionsnote.indhold,
        revisionsnote.bemaerkning,
        forrige,
    ]
    return hashlib.sha256(json.dumps(dele, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
