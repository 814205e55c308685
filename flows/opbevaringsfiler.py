"""Files in VAR that are too old: dumps, unfinished crawls, mails as files, packages of påbud."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from domain.opbevaring import Opbevaring
from domain.tid import DANSK_TID
from flows.settings import Indstillinger
from reports.filnavn import make_filnavn
from warehouse.opbevaring.bevis import Anledning
from warehouse.opbevaring.filbevis import find_newest_dump, list_levende_sager, slet_filer


@dataclass(frozen=True, kw_only=True)
class Gamlefiler:
    """The files of a kind that are older than a day and may go."""

    hvad: str
    graense: date
    filer: tuple[Path, ...]

    @property
    def antal_bytes(self) -> int:
        """How much they take."""
        return sum(fil.stat().st_size for fil in self.filer if fil.exists())


def list_gamle_filer(
    engine: Engine, indstillinger: Indstillinger, liste: Mapping[str, Opbevaring], dag: date
) -> tuple[Gamlefiler, ...]:
    """Give the files that a run on `dag` would delete; kinds without any are not among them.

    Raises:
        WarehouseFejl: the database cannot be read.
        OSError: a folder cannot be read.
    """
    finder = {"dumps": _list_dumps, "udbakke": _list_mails, "paabud": _list_pakker}
    fundet = []
    for hvad, find in finder.items():
        graense = liste[hvad].find_graense(dag)
        if graense is not None:
            gamle = tuple(fil for fil in find(engine, indstillinger, graense) if _is_older(fil, graense))
            fundet.append(Gamlefiler(hvad=hvad, graense=graense, filer=gamle))
    return tuple(x for x in fundet if x.filer)


def slet_gamle_filer(engine: Engine, gamle: Gamlefiler, anledning: Anledning) -> None:
    """Delete files of a kind with their proof.

    Raises:
        WarehouseFejl: the database cannot be written.
        OSError: a file cannot be deleted; those before it are, and the next run takes the rest.
    """

    def slet() -> None:
        for fil in gamle.filer:
            fil.unlink(missing_ok=True)

    navne = [fil.name for fil in gamle.filer]
    slet_filer(engine, gamle.hvad, navne, graense=gamle.graense, anledning=anledning, slet=slet)


def _list_dumps(engine: Engine, indstillinger: Indstillinger, _graense: date) -> Iterator[Path]:
    nyeste = find_newest_dump(engine)
    yield from (fil for fil in _files(indstillinger.dumps) if fil.name != nyeste)


def _list_mails(_engine: Engine, indstillinger: Indstillinger, _graense: date) -> Iterator[Path]:
    yield from _files(indstillinger.udbakke)


def _list_pakker(engine: Engine, indstillinger: Indstillinger, graense: date) -> Iterator[Path]:
    i_gang = tuple(f"paabud-{make_filnavn(tilbudsid)}." for tilbudsid in list_levende_sager(engine, graense))
    yield from (fil for fil in _files(indstillinger.var / "paabud") if not fil.name.startswith(i_gang))


def _files(mappe: Path) -> Iterator[Path]:
    yield from (fil for fil in sorted(mappe.rglob("*")) if fil.is_file() and not fil.is_symlink())


def _is_older(fil: Path, graense: date) -> bool:
    return datetime.fromtimestamp(fil.stat().st_mtime, DANSK_TID).date() < graense
