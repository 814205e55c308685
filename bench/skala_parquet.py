"""An export many times over, made by DuckDB in seconds: `python -m bench.skala_parquet FRA TIL GANGE`.

Every tilbud is copied under ids of its own, as `bench.skala_register` does in SQLite, and lists stay as they are.
"""

import sys
from dataclasses import replace
from pathlib import Path

import duckdb

from warehouse.parquet.manifest import Fil, find_fil, measure_fil, read_manifest, write_manifest

_FLYTTES = frozenset({"id", "afdeling_id", "takst_id", "budget_id"})
# Far above any id there is, so that copies never meet.
_SKRIDT = 100_000_000


def main() -> None:
    """Multiply a folder."""
    fra, til, gange = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    manifest = read_manifest(fra)
    til.mkdir(parents=True)
    with duckdb.connect() as forbindelse:
        filer = {navn: _multiply(forbindelse, navn, fil, fra, til, gange) for navn, fil in manifest.filer.items()}
    ny = replace(manifest, filer=filer)
    write_manifest(til, ny)
    print(f"{ny.raekker} rows in {len(filer)} files")


def _multiply(forbindelse: duckdb.DuckDBPyConnection, navn: str, fil: Fil, fra: Path, til: Path, gange: int) -> Fil:
    kopier = gange if "tilbudsid" in fil.kolonner or navn == "nu_plejefamilie" or _FLYTTES & set(fil.kolonner) else 1
    udtryk = ", ".join(f'{_renumber(kolonne)} AS "{kolonne}"' for kolonne in fil.kolonner)
    kilde = f"read_parquet('{find_fil(fra, navn)}') CROSS JOIN range({kopier}) AS kopi(nr)"
    forbindelse.execute(f"COPY (SELECT {udtryk} FROM {kilde}) TO '{find_fil(til, navn)}' (FORMAT parquet)")
    maal = find_fil(til, navn)
    return Fil(raekker=fil.raekker * kopier, kolonner=fil.kolonner, sha256=measure_fil(maal))


def _renumber(kolonne: str) -> str:
    if kolonne in _FLYTTES:
        return f'"{kolonne}" + kopi.nr * {_SKRIDT}'
    if kolonne == "tilbudsid":
        return "CASE WHEN kopi.nr = 0 THEN tilbudsid ELSE kopi.nr || tilbudsid END"
    return f'"{kolonne}"'


if __name__ == "__main__":
    main()
