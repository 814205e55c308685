"""A dataudtræk from a file to the warehouse: read, tried or loaded, and told about."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from crawler.files import UdtraekFejl, Udtraeksfil, encode_udtraek, laes_udtraek, write_udtraek
from crawler.files.filnavn import find_dag
from crawler.files.rapport import Rapport
from crawler.files.vaerdier.dato import read_dato
from domain.tid import DANSK_TID
from flows.indlaesning import load_and_clear
from flows.laas import hold_lock
from flows.settings import Indstillinger, load_hash_noegle
from warehouse.engine import opened_warehouse
from warehouse.load import Indlaesning, list_protected, preview_dump
from warehouse.queries.ukendte import count_ukendte

_DAGENS_SLUTNING = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Valg:
    """What a person asked for on the command line."""

    entitet: str | None = None
    kolonner: Path | None = None
    pr: str | None = None
    begrundelse: str | None = None


@dataclass(frozen=True)
class Udfald:
    """What was read of a file and what the warehouse made of it.

    `ukendte` counts by entity the rows of tilbud that the register does not have; None when there is no register.
    """

    rapport: Rapport
    indlaesning: Indlaesning
    ukendte: Mapping[str, int] | None

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        resultat = self.indlaesning
        return {
            **self.rapport.to_dict(),
            "status": resultat.status,
            "aarsag": resultat.aarsag,
            "allerede_indlaest": resultat.allerede_indlaest,
            "indlaest": {navn: asdict(tal) for navn, tal in resultat.tal_pr_entitet.items()},
            "ukendte_tilbud": None if self.ukendte is None else dict(self.ukendte),
        }


def load_udtraek(fil: Path, valg: Valg, indstillinger: Indstillinger, *, nu: datetime) -> Udfald:
    """Read a file, write its dump, and load that through the gate.

    Raises:
        UdtraekFejl: the file cannot be read.
        WarehouseFejl: the database cannot be written.
        OptagetFejl: another run is at work.
    """
    with hold_lock(indstillinger):
        laest = _read(fil, valg, load_hash_noegle(indstillinger), indstillinger, nu=nu)
        with opened_warehouse(indstillinger.database) as engine:
            dump = write_udtraek(laest.dump, indstillinger.dumps)
            resultat = load_and_clear(engine, indstillinger, dump, nu=nu, begrundelse=valg.begrundelse)
            return Udfald(laest.rapport, resultat, count_ukendte(engine, laest.dump))


def try_udtraek(fil: Path, valg: Valg, indstillinger: Indstillinger, *, nu: datetime) -> Udfald:
    """Tell what `load_udtraek` would do; neither a dump nor the database is written. Raises as it does."""
    laest = _read(fil, valg, _existing_key(indstillinger), indstillinger, nu=nu)
    with existing_warehouse(indstillinger) as engine:
        indhold = encode_udtraek(laest.dump, indstillinger.dumps)
        resultat = preview_dump(engine, indhold, nu=nu, begrundelse=valg.begrundelse)
        return Udfald(laest.rapport, resultat, count_ukendte(engine, laest.dump))


def propose_day(fil: Path, pr: str | None, nu: datetime) -> str | None:
    """Give a sentence when a file's name mentions another day than the one it is taken to speak of."""
    dag = find_dag(fil.name)
    if pr is not None or dag is None or dag == nu.astimezone(DANSK_TID).date():
        return None
    return (
        f"Filnavnet nævner {dag:%d-%m-%Y}, men udtrækket regnes for at være fra i dag. Er det fra den dag, så brug "
        f"--pr {dag.isoformat()}."
    )


def read_day(pr: str | None, nu: datetime) -> datetime:
    """Give the moment an extract speaks of: now, or the end of the day a person named.

    Raises:
        UdtraekFejl: not a date, or one to come.
    """
    if pr is None:
        return nu
    iso = read_dato(pr, fra_1904=False)
    if not isinstance(iso, str):
        raise UdtraekFejl(f"--pr {pr} er ikke en dato. Skriv fx --pr 2026-11-22.")
    dag, i_dag = date.fromisoformat(iso), nu.astimezone(DANSK_TID).date()
    if dag > i_dag:
        raise UdtraekFejl(f"--pr {pr} ligger i fremtiden. Skriv den dag, udtrækket blev lavet.")
    return nu if dag == i_dag else datetime.combine(dag, _DAGENS_SLUTNING, DANSK_TID)


@contextmanager
def existing_warehouse(indstillinger: Indstillinger) -> Iterator[Engine]:
    """Yield the warehouse; an empty one in a folder of its own where a SQLite file is not there yet."""
    url = make_url(indstillinger.database)
    er_der = url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()
    with (
        tempfile.TemporaryDirectory() as mappe,
        opened_warehouse(indstillinger.database if er_der else f"sqlite:///{mappe}/tom.db") as engine,
    ):
        yield engine


def _read(fil: Path, valg: Valg, noegle: str, indstillinger: Indstillinger, *, nu: datetime) -> Udtraeksfil:
    start = read_day(valg.pr, nu)
    with existing_warehouse(indstillinger) as engine:
        beskyttede = list_protected(engine)
    return laes_udtraek(
        fil, entitet=valg.entitet, kolonner=valg.kolonner, start=start, hash_noegle=noegle, beskyttede=beskyttede
    )


def _existing_key(indstillinger: Indstillinger) -> str:
    """Give the key for hashing names without making one: on a first trial nothing is there to compare with."""
    har_en = indstillinger.hash_noegle.get_secret_value() or (indstillinger.var / "hash_noegle").exists()
    return load_hash_noegle(indstillinger) if har_en else "proeve"
