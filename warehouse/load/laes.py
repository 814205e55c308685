"""A dump read from disk: its bytes, when it was made, and which it is."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from domain.dump import Dump, DumpFejl, decode_dump
from domain.systemfejl import explain_oserror
from domain.tid import DANSK_TID
from warehouse.load.rens import clean_dump


@dataclass(frozen=True)
class Dumpfil:
    """A dump with the SHA-256 of its whole file, the tail included, which the dump's own sum leaves out."""

    dump: Dump
    sha256: str
    tidspunkt: datetime

    @property
    def dag(self) -> date:
        """The Danish calendar day the fetch began."""
        return self.tidspunkt.astimezone(DANSK_TID).date()


def read_bytes(fil: Path) -> bytes:
    """Give the file's bytes. Raises DumpFejl with a Danish sentence when it cannot be read."""
    try:
        return fil.read_bytes()
    except OSError as fejl:
        raise DumpFejl(
            f"Filen {fil.name} kan ikke læses: {explain_oserror(fejl)}. Se efter, om stien er rigtig."
        ) from fejl


def read_dump(indhold: bytes) -> Dumpfil:
    """Read a dump's bytes.

    Raises:
        DumpFejl: cut, altered, another version, a time without offset, or a record of the wrong types.
    """
    dump = clean_dump(decode_dump(io.BytesIO(indhold)))
    return Dumpfil(dump, hash_bytes(indhold), _read_start(dump.hoved.start))


def hash_bytes(indhold: bytes) -> str:
    """Give the SHA-256 of a whole file as hex: what tells whether a dump was met before."""
    return hashlib.sha256(indhold).hexdigest()


def _read_start(start: object) -> datetime:
    try:
        tidspunkt = datetime.fromisoformat(str(start))
    except ValueError as fejl:
        raise DumpFejl(f"Dumpens starttidspunkt »{start}« kan ikke læses. Hent dumpen igen.") from fejl
    if tidspunkt.tzinfo is None:
        raise DumpFejl(f"Dumpens starttidspunkt »{start}« siger ikke, hvilken tidszone det er i. Hent dumpen igen.")
    return tidspunkt
