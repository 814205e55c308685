"""An image of all a night leaves behind, without what rightly differs from run to run: ids, times, failed runs.

A row's id becomes the row it names, so that rows are compared by what they mean; a moment becomes its Danish day.
The words of a weekly digest are not compared: one that did not leave is brought up to date when the night goes on, and
tells then also of the mails that left before it died.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, select
from sqlalchemy.pool import NullPool

from domain.tid import find_dag
from warehouse.postgresql import DRIVER
from warehouse.tables import METADATA

Row = Mapping[str, Any]
Billede = dict[str, list[str]]

# Logs of what was tried, which a night that was tried twice has more of.
_UDENFOR = {
    "revision",
    "revision_slettet",
    "alarm",
    "sletning",
    "adgangslog",
    "reference_version",
    "udfoert",
    "stempeltal",
}
_UDELADT = {
    "koersel": {"id", "start", "slut", "dump_fil", "dump_sha256", "statistik", "aarsag"},
    "gate_proeve": {"maalt", "graense", "tekst"},
    "snapshot": {"dump_sha256", "tidspunkt"},
    "regelkoersel": {"sekunder"},
    "kontrol": {"tidspunkt"},
    "mail": {"fil", "antal_forsoeg", "naeste_forsoeg", "fejl"},
    "raw_afdeling": set(),
}
_LINJER = re.compile(r"^(Date|Content-Type): [^\n]*(\n[ \t][^\n]*)*$|^--=+[^\n]*$", re.MULTILINE)


def take_billede(url: str) -> Billede:
    """Give each table's rows as sorted texts."""
    engine = _open(url)
    try:
        with engine.connect() as conn:
            return _read(conn)
    finally:
        engine.dispose()


def _open(url: str) -> Engine:
    if url.startswith("postgresql"):
        url = url.replace("postgresql://", f"{DRIVER}://", 1)
    return create_engine(url, poolclass=NullPool)


def _read(conn: Connection) -> Billede:
    tabeller = {t.name: [dict(row) for row in conn.execute(select(t)).mappings()] for t in METADATA.sorted_tables}
    navne = _Navne(tabeller)
    return {
        tabel.name: sorted(navne.write(tabel, row) for row in tabeller[tabel.name] if _counts(tabel.name, row, navne))
        for tabel in METADATA.sorted_tables
        if tabel.name not in _UDENFOR
    }


def _counts(tabel: str, row: Row, navne: "_Navne") -> bool:
    """Tell whether a row is of a run that did something: those that failed or were rejected changed nothing else."""
    if tabel == "koersel":
        return bool(row["status"] == "godkendt")
    if tabel in {"gate_proeve", "sideafvigelse"}:
        return navne.is_accepted(row["koersel_id"])
    return True


class _Navne:
    """What each row is called: the text of its content."""

    def __init__(self, tabeller: Mapping[str, list[dict[str, Any]]]) -> None:
        self._raekker = {
            (tabel.name, navn): {row[navn]: row for row in tabeller[tabel.name]}
            for tabel in METADATA.sorted_tables
            for navn in (kolonne.name for kolonne in tabel.columns if kolonne.primary_key or kolonne.unique)
        }
        self._godkendte = {row["id"] for row in tabeller["koersel"] if row["status"] == "godkendt"}
        billeder = sorted(row["id"] for row in tabeller["snapshot"])
        self._numre = {nummer: f"snapshot {plads}" for plads, nummer in enumerate(billeder, start=1)}

    def is_accepted(self, koersel_id: str) -> bool:
        return koersel_id in self._godkendte

    def write(self, tabel: Table, row: Row) -> str:
        """Give a row as text."""
        udeladt = _UDELADT.get(tabel.name, set())
        par = {
            kolonne.name: self._value(tabel, kolonne, row)
            for kolonne in tabel.columns
            if kolonne.name not in udeladt and not _is_surrogate(tabel, kolonne)
        }
        return json.dumps(par, ensure_ascii=False, sort_keys=True, default=str)

    def _value(self, tabel: Table, kolonne: Any, row: Row) -> Any:
        vaerdi = row[kolonne.name]
        if vaerdi is None:
            return None
        for noegle in kolonne.foreign_keys:
            return self._name(noegle.column.table, noegle.column.name, vaerdi)
        if isinstance(vaerdi, datetime):
            return find_dag(vaerdi).isoformat()
        if (tabel.name, kolonne.name) == ("mail", "indhold"):
            return _strip(vaerdi) if row["art"] == "ejer" else "bragt ajour"
        return vaerdi.isoformat() if isinstance(vaerdi, date) else vaerdi

    def _name(self, tabel: Table, kolonne: str, vaerdi: Any) -> str:
        if tabel.name == "snapshot":
            return self._numre.get(vaerdi, f"ukendt {vaerdi}")
        row = self._raekker[tabel.name, kolonne].get(vaerdi)
        if row is None:
            return f"løs ende {tabel.name} {vaerdi}"
        return _short(self.write(tabel, row)) if _is_surrogate(tabel, tabel.columns[kolonne]) else str(vaerdi)


def _is_surrogate(tabel: Table, kolonne: Any) -> bool:
    """Tell whether a key means nothing but itself: a number that was counted up, or a run's."""
    alene = kolonne.primary_key and len(tabel.primary_key) == 1 and not kolonne.foreign_keys
    return bool(alene and (kolonne.type.python_type is int or tabel.name == "koersel"))


def _strip(indhold: str) -> str:
    """Give a mail without its date and the marks between its parts, which are drawn anew each time it is written."""
    return _short(_LINJER.sub("", indhold.replace("\r\n", "\n")))


def _short(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]


def list_rester(var: Path) -> list[str]:
    """Give the files that no finished night leaves: half-written ones, and what an interrupted one kept to go on."""
    return sorted(str(fil.relative_to(var)) for fil in var.rglob("*") if _is_rest(fil.relative_to(var)))


def _is_rest(sti: Path) -> bool:
    navn = sti.name
    if sti.parts[0] == "prefect" or navn in {"laas", "forrige.jsonl"}:
        return False
    return navn.endswith((".tmp", ".ny", ".gammel", "-journal")) or ".ny-" in navn


def list_filer(var: Path) -> list[str]:
    """Give the names of what the night wrote for people: report pages but those of runs, the calendar, the outbox."""
    mapper = ("rapport", "budgetkalender", "udbakke")
    return sorted(
        str(fil.relative_to(var))
        for mappe in mapper
        for fil in (var / mappe).rglob("*")
        if fil.is_file() and "koersel" not in str(fil.relative_to(var)) and "koersler" not in str(fil)
    )


def list_fund(billede: Billede, *, naetter: int | None = None) -> list[tuple[str, str]]:
    """Give each finding's key and state, without the snapshots it was seen in.

    With `naetter`, as they stand after so many accepted nights, the last one repeated: what was not there on the last
    one is gone for good when it is not there on the next either.
    """
    antal = len(billede["snapshot"])
    er_flere = naetter is not None and naetter > antal
    rows = map(json.loads, billede["afvigelse"])
    return sorted(
        (row["noegle"], "lukket" if er_flere and row["sidst_set"] != f"snapshot {antal}" else row["status"])
        for row in rows
    )


def compare(foer: Billede, nu: Billede) -> Iterator[str]:
    """Give each difference between two images as a line: `-` what is lacking now, `+` what is there beyond it."""
    for tabel in foer.keys() | nu.keys():
        yield from _differ(tabel, foer.get(tabel, []), nu.get(tabel, []))


def _differ(tabel: str, foer: list[str], nu: list[str]) -> Iterator[str]:
    rest = list(nu)
    for row in foer:
        if row in rest:
            rest.remove(row)
        else:
            yield f"- {tabel} {row}"
    yield from map(partial("+ {} {}".format, tabel), rest)
