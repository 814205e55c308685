"""The newest link's hash kept outside the database: a line a night in `VAR/revision/hoveder.csv`, and in the log."""

import csv
import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine, select

from flows.settings import Indstillinger
from warehouse.revision import Hoved, Revisionsnote, note, read_hoved
from warehouse.revision.kaede import REVISION
from warehouse.transaktion import writing

_LOG = logging.getLogger(__name__)
_HANDLING = "indstillinger"
_FELTER = ("nr", "tidspunkt", "hash")


def find_fil(indstillinger: Indstillinger) -> Path:
    """Give the file the hashes are kept in."""
    return indstillinger.var / "revision" / "hoveder.csv"


def keep_hoved(engine: Engine, indstillinger: Indstillinger) -> Hoved | None:
    """Add the newest link to the file, unless it stands there last, and to the log.

    A file that cannot be written is said in the log and stops no night.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    hoved = read_hoved(engine)
    if hoved is None:
        return None
    _LOG.info("The audit log's newest link: %d %s", hoved.nr, hoved.hash)
    fil = find_fil(indstillinger)
    try:
        kendte = list_hoveder(fil)
        if not kendte or kendte[-1] != hoved.hash:
            _append(fil, hoved)
    except OSError as fejl:
        _LOG.error("The audit log's newest link was not kept in %s: %s", fil.name, fejl.strerror)
    return hoved


def list_hoveder(fil: Path) -> tuple[str, ...]:
    """Give the hashes of a file in their order; none when it is not there. Raises OSError when it cannot be read."""
    return tuple(et.hash if isinstance(et, Hoved) else et for et in read_hoveder(fil))


def read_hoveder(fil: Path) -> tuple[Hoved | str, ...]:
    """Give the links noted in a file, as `list_hoveder`; of a line with an odd number or time only the hash."""
    if not fil.exists():
        return ()
    with fil.open(encoding="utf-8", newline="") as ind:
        return tuple(_read_line(row) for row in csv.DictReader(ind, delimiter=";") if row.get("hash"))


def note_indstillinger(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> bool:
    """Let the chain say that the settings are others than at the last time; tell whether they were.

    Only a fingerprint of those that are no secret is kept. Raises WarehouseFejl.
    """
    indhold = hash_indstillinger(indstillinger)
    sidste = select(REVISION.c.indhold).where(REVISION.c.handling == _HANDLING).order_by(REVISION.c.nr.desc()).limit(1)
    with writing(engine) as session:
        conn = session.connection()
        if conn.scalar(sidste) == indhold:
            return False
        note(conn, Revisionsnote(tidspunkt=nu, hvem="program", handling=_HANDLING, indhold=indhold))
    return True


def hash_indstillinger(indstillinger: Indstillinger) -> str:
    """Give the SHA-256 in hex of the settings that are no secret."""
    aabne = {navn: str(value) for navn, value in sorted(indstillinger) if not isinstance(value, SecretStr)}
    return hashlib.sha256(json.dumps(aabne, ensure_ascii=False).encode()).hexdigest()


def _read_line(row: Mapping[str, str | None]) -> Hoved | str:
    kaedehash = str(row["hash"])
    try:
        tidspunkt = datetime.fromisoformat(row.get("tidspunkt") or "")
        return Hoved(nr=int(row.get("nr") or ""), tidspunkt=tidspunkt.astimezone(UTC), hash=kaedehash)
    except ValueError:
        return kaedehash


def _append(fil: Path, hoved: Hoved) -> None:
    fil.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    er_ny = not fil.exists()
    with fil.open("a", encoding="utf-8", newline="") as ud:
        skriver = csv.writer(ud, delimiter=";", lineterminator="\n")
        if er_ny:
            skriver.writerow(_FELTER)
        skriver.writerow((hoved.nr, hoved.tidspunkt.isoformat(), hoved.hash))
