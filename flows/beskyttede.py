"""The list of krisecentre (SEL § 109) that outlives a restored database: `VAR/beskyttede.csv`."""

import csv
import io
import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from warehouse.opbevaring.beskyttede import TABELLER, remember_beskyttede
from warehouse.opbevaring.ryd import overwrite_deleted

NAVN = "beskyttede.csv"
_OVERSKRIFT = ("tilbudsid", "kendt_siden")


def read_beskyttede(var: Path) -> frozenset[str]:
    """Give the ids on the list; a folder without one has none. Raises OSError when it cannot be read."""
    return frozenset(_read(var))


def append_beskyttede(var: Path, tilbudsids: Collection[str], *, nu: datetime) -> None:
    """Put ids on the list, each once: the new file is whole before it takes the old one's place. Raises OSError."""
    kendte = _read(var)
    alle = {**{tilbudsid: nu.isoformat(timespec="seconds") for tilbudsid in tilbudsids}, **kendte}
    if alle == kendte:
        return
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, lineterminator="\n")
    skriver.writerow(_OVERSKRIFT)
    skriver.writerows(sorted(alle.items()))
    midlertidig = var / f".{NAVN}.ny"
    handle = os.open(midlertidig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as fil:
        fil.write(ud.getvalue())
        fil.flush()
        os.fsync(fil.fileno())
    midlertidig.replace(var / NAVN)


def apply_beskyttede(engine: Engine, var: Path, *, nu: datetime) -> frozenset[str]:
    """Scrub what a database holds of krisecentre that it does not know as such; give the ids of those it did not know.

    To be called as soon as a copy was restored, before anybody reads it, and after each load: a tilbud that the copy
    never had may come in by a page that no longer says what it is.

    Raises:
        WarehouseFejl: the database cannot be written.
        OSError: the list cannot be read.
    """
    fundet = remember_beskyttede(engine, read_beskyttede(var), nu=nu)
    if fundet:
        overwrite_deleted(engine, TABELLER)
    return fundet


def _read(var: Path) -> dict[str, str]:
    try:
        tekst = (var / NAVN).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {row["tilbudsid"]: row["kendt_siden"] for row in csv.DictReader(io.StringIO(tekst))}
