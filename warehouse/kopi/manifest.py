"""What a backup says of itself: when, of what, how much, and the fingerprint of every file in it."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from warehouse.kopi.fejl import KopiFejl

SLAGS = "tilbudstjek-sikkerhedskopi"
UDGAVE = 1
NAVN = "manifest.json"


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
    tal = [database["revision"], *database["raekker"].values()]
    if taget.tzinfo is None or not isinstance(database["motor"], str) or not all(type(et) is int for et in tal):
        raise TypeError("a value of a manifest is of another kind")
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
