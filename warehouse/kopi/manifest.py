"""What a backup says of itself: when, of what, how much, and the fingerprint of every file in it."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from warehouse.kopi.fejl import KopiFejl

SLAGS = "tilbudstjek-sikkerhedskopi"
UDGAVE = 1
NAVN = "manifest.json"
_ORD = re.compile(r"[\w.+-]{0,100}", re.ASCII)
# A time at the ends of the calendar is none in another zone.
_FOERSTE_AAR, _SIDSTE_AAR = 2000, 9000


@dataclass(frozen=True, kw_only=True)
class Kopifil:
    """A file of the backup: its path in it, its size in bytes and its SHA-256 in hex."""

    navn: str
    stoerrelse: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Databaseindhold:
    """What the database held: schema version, newest accepted fetch, and rows by table, all of one moment.

    `revision` is the number of the audit log's newest link (0 when there is none), `revision_hash` its hash.
    """

    motor: str
    skema: str
    snapshot_id: int | None
    snapshot_dag: date | None
    revision: int
    raekker: dict[str, int]
    revision_hash: str | None = None


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The whole: `taget` is when the database was read, `program` the version that did it."""

    taget: datetime
    program: str
    database: Databaseindhold
    filer: tuple[Kopifil, ...] = field(default=())

    def encode(self) -> bytes:
        """Give it as JSON."""
        felter = {"slags": SLAGS, "udgave": UDGAVE, **asdict(self)}
        return json.dumps(felter, ensure_ascii=False, indent=1, default=_plain).encode()


def decode_manifest(indhold: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        KopiFejl: it is none, or one of a later kind than this program knows.
    """
    try:
        felter = json.loads(indhold)
        if felter["slags"] == SLAGS and felter["udgave"] <= UDGAVE:
            return _build(felter)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fejl:
        raise KopiFejl("Filen er ikke en sikkerhedskopi fra tilbudstjek, eller den er beskadiget.") from fejl
    raise KopiFejl("Kopien er lavet af en nyere udgave af tilbudstjek. Opdatér programmet.")


def _build(felter: dict[str, Any]) -> Manifest:
    database = felter["database"]
    dag, taget = database["snapshot_dag"], datetime.fromisoformat(felter["taget"])
    tal = [database["revision"], database["snapshot_id"] or 0, *database["raekker"].values()]
    ord_ = [felter["program"], database["motor"], database["skema"], database.get("revision_hash") or ""]
    # They are shown at a terminal, which obeys more than it shows.
    if not all(type(et) is int for et in tal) or not all(type(et) is str and _ORD.fullmatch(et) for et in ord_):
        raise TypeError("a value of a manifest is of another kind")
    if taget.tzinfo is None or not _FOERSTE_AAR <= taget.year <= _SIDSTE_AAR:
        raise TypeError("a time of a manifest is none")
    return Manifest(
        taget=taget,
        program=str(felter["program"]),
        database=Databaseindhold(**{**database, "snapshot_dag": date.fromisoformat(dag) if dag else None}),
        filer=tuple(Kopifil(**fil) for fil in felter["filer"]),
    )


def _plain(vaerdi: object) -> str:
    if isinstance(vaerdi, date):
        return vaerdi.isoformat()
    raise TypeError(type(vaerdi).__name__)
