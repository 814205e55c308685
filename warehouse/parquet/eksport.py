"""Writes relations (tables and views) as Parquet, a file each, from one state of the database, in batches."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, Engine, inspect, text

from domain.afdeling import UDELADT
from domain.felter import FELTER
from warehouse.fejl import translate_errors
from warehouse.parquet.fejl import ParquetFejl
from warehouse.parquet.manifest import FIL, Fil, Manifest, find_fil, measure_fil, write_manifest
from warehouse.parquet.typer import read_schema

# Rows in memory at a time, and in a row group.
PORTION = 50_000
_PERSONLIGE = frozenset(navn for navn, felt in FELTER.items() if felt.er_personlig)


def export_parquet(
    engine: Engine, mappe: Path, behov: Mapping[str, frozenset[str]], *, nu: datetime, portion: int = PORTION
) -> Manifest:
    """Write the columns asked for of each relation to a folder only its owner can open, and give its manifest.

    `behov` are names of columns by relation; names that a relation does not have are passed over. Of a personal column
    (a telephone number, an e-mail address) only whether it is filled is written. An earlier export is replaced when
    the new one is whole.

    Raises:
        ParquetFejl: nothing to write yet, or the folder holds something else.
        WarehouseFejl: the database cannot be read.
        OSError: the folder cannot be written.
    """
    _check_folder(mappe)
    nyt = mappe.with_name(f".{mappe.name}.ufaerdig")
    if nyt.exists():
        shutil.rmtree(nyt)
    nyt.mkdir(parents=True, mode=0o700)
    try:
        with translate_errors(), engine.connect() as forbindelse:
            manifest = _write(forbindelse, nyt, behov, nu=nu, portion=portion)
        write_manifest(nyt, manifest)
        if mappe.exists():
            shutil.rmtree(mappe)
        nyt.rename(mappe)
    finally:
        shutil.rmtree(nyt, ignore_errors=True)
    return manifest


def _check_folder(mappe: Path) -> None:
    if mappe.exists() and not mappe.is_dir():
        raise ParquetFejl(f"{mappe} er en fil. Vælg en mappe, der ikke findes endnu.")
    if mappe.is_dir() and any(mappe.iterdir()) and not (mappe / FIL).is_file():
        raise ParquetFejl(f"{mappe} har andet i sig og bliver ikke overskrevet. Vælg en mappe, der ikke findes endnu.")


def _write(
    forbindelse: Connection, mappe: Path, behov: Mapping[str, frozenset[str]], *, nu: datetime, portion: int
) -> Manifest:
    nyeste = forbindelse.execute(text("SELECT snapshot_id, dag FROM kontroldag")).first()
    if nyeste is None:
        raise ParquetFejl("Der er endnu intet at skrive ud. Hent registeret først med »tilbudstjek hent«.")
    dag = forbindelse.scalar(text("SELECT CAST(dag AS VARCHAR) FROM kontroldag"))
    filer = {
        relation: _write_relation(forbindelse, mappe, relation, kolonner, portion)
        for relation, kolonner in sorted(behov.items())
    }
    return Manifest(
        snapshot_id=nyeste.snapshot_id,
        dag=datetime.fromisoformat(str(dag)).date(),
        skema=str(forbindelse.scalar(text("SELECT version_num FROM alembic_version"))),
        lavet=nu.isoformat(timespec="seconds"),
        filer=filer,
    )


def _write_relation(forbindelse: Connection, mappe: Path, relation: str, kolonner: frozenset[str], portion: int) -> Fil:
    skema = read_schema(inspect(forbindelse), relation, kolonner)
    sti = find_fil(mappe, relation)
    raekker = 0
    with pq.ParquetWriter(sti, skema, compression="zstd") as fil:
        for portionen in _read(forbindelse, relation, skema, portion):
            fil.write_batch(portionen)
            raekker += portionen.num_rows
    return Fil(raekker=raekker, kolonner=tuple(skema.names), sha256=measure_fil(sti))


def _read(forbindelse: Connection, relation: str, skema: pa.Schema, portion: int) -> Iterator[pa.RecordBatch]:
    udtryk = ", ".join(_as_sql(navn) for navn in skema.names)
    rows = forbindelse.execute(text(f"SELECT {udtryk} FROM {relation}"), execution_options={"yield_per": portion})
    for partition in rows.partitions(portion):
        # A column is made by what its values are and then cast: SQLite gives days as text and yes or no as 1 or 0.
        felter = [
            pa.array(list(v)).cast(felt.type) for v, felt in zip(zip(*partition, strict=True), skema, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(felter, schema=skema)


def _as_sql(navn: str) -> str:
    if navn in _PERSONLIGE:
        return f"CASE WHEN {navn} IS NOT NULL THEN '{UDELADT}' END AS {navn}"
    return f'"{navn}"'
