"""The list of what a folder of Parquet files holds: of which snapshot, and each file's rows and SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from warehouse.parquet.fejl import ParquetFejl

FIL = "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Fil:
    """One relation's file: its rows, its columns, and the SHA-256 of its bytes in hex."""

    raekker: int
    kolonner: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """One export. `skema` is the database's schema version, `lavet` the time in ISO 8601, `filer` by relation."""

    snapshot_id: int
    dag: date
    skema: str
    lavet: str
    filer: Mapping[str, Fil]

    @property
    def raekker(self) -> int:
        """The number of rows in all."""
        return sum(fil.raekker for fil in self.filer.values())


def find_fil(mappe: Path, relation: str) -> Path:
    """Give the path of a relation's file."""
    return mappe / f"{relation}.parquet"


def measure_fil(fil: Path) -> str:
    """Give the SHA-256 of a file's bytes in hex."""
    with fil.open("rb") as indhold:
        return hashlib.file_digest(indhold, "sha256").hexdigest()


def write_manifest(mappe: Path, manifest: Manifest) -> None:
    """Write a folder's manifest. Raises OSError when the folder cannot be written."""
    felter = asdict(manifest) | {"dag": manifest.dag.isoformat()}
    (mappe / FIL).write_text(json.dumps(felter, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def read_manifest(mappe: Path) -> Manifest:
    """Read a folder's manifest and hold its files against it.

    Raises:
        ParquetFejl: there is no manifest that can be read, or a file is missing or changed.
    """
    try:
        manifest = _parse(json.loads((mappe / FIL).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as fejl:
        raise ParquetFejl(
            f"{mappe} er ikke en mappe fra »tilbudstjek parquet« ({FIL} mangler eller kan ikke læses). Lav den igen."
        ) from fejl
    for relation, fil in manifest.filer.items():
        sti = find_fil(mappe, relation)
        if not sti.is_file() or measure_fil(sti) != fil.sha256:
            raise ParquetFejl(f"{sti.name} mangler eller er ændret, siden mappen blev lavet. Lav mappen igen.")
    return manifest


def _parse(felter: Mapping[str, object]) -> Manifest:
    filer = felter["filer"]
    if not isinstance(filer, dict):
        raise TypeError(FIL)
    return Manifest(
        snapshot_id=int(str(felter["snapshot_id"])),
        dag=date.fromisoformat(str(felter["dag"])),
        skema=str(felter["skema"]),
        lavet=str(felter["lavet"]),
        filer={
            str(navn): Fil(raekker=int(x["raekker"]), kolonner=tuple(x["kolonner"]), sha256=str(x["sha256"]))
            for navn, x in filer.items()
        },
    )
