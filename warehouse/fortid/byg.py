"""Builds the scratch database of one night: the rows in force then, with the ends that came later taken away."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from warehouse.fejl import translate_errors
from warehouse.fortid.kilde import find_kilde, find_skabelon
from warehouse.fortid.naetter import Nat
from warehouse.tables import METADATA
from warehouse.tables.udtraek import ENTITETSTABELLER

# When the night judged; a night that was never judged, when its fetch ended.
_TIDSPUNKT = """COALESCE(
    (SELECT MAX(k.tidspunkt) FROM kilde.kontrol AS k WHERE k.snapshot_id = :snapshot),
    (SELECT s.tidspunkt FROM kilde.snapshot AS s WHERE s.id = :snapshot))"""
_I_KRAFT = "gyldig_fra <= :snapshot AND (gyldig_til IS NULL OR gyldig_til > :snapshot)"
_VERSIONENS = "afdeling_id IN (SELECT id FROM main.afdeling)"
_SKEMAETS = "budgetskema_id IN (SELECT id FROM main.budgetskema)"


def build_nat(mappe: Path, nat: Nat, fil: Path) -> None:
    """Make the scratch database of a night from the folder of `copy_kilde`.

    What the warehouse no longer knows is told as it ended up: a page that was missed one night and seen the next counts
    as seen both nights. The peer groups and the wash of addresses are not in it; they are worked out anew.

    Raises:
        WarehouseFejl: the folder is not one of `copy_kilde`, or the disk is full.
    """
    shutil.copy(find_skabelon(mappe), fil)
    parametre = {"snapshot": nat.snapshot_id, "udtraek": nat.udtraek_id}
    with translate_errors(), closing(sqlite3.connect(fil, isolation_level=None)) as forbindelse:
        # Thrown away after use: a power cut may take it.
        forbindelse.execute("PRAGMA synchronous = OFF")
        forbindelse.execute("PRAGMA journal_mode = MEMORY")
        forbindelse.execute("ATTACH DATABASE ? AS kilde", (str(find_kilde(mappe)),))
        forbindelse.execute("BEGIN")
        for saetning in _statements():
            forbindelse.execute(saetning, {navn: v for navn, v in parametre.items() if f":{navn}" in saetning})
        forbindelse.execute("COMMIT")
        forbindelse.execute("ANALYZE")


def _statements() -> Iterator[str]:
    yield _copy("snapshot", "id <= :snapshot")
    yield _copy("afdeling", _I_KRAFT, {"gyldig_til": "NULL"})
    for tabel in ("afledt_afdeling", "afdeling_paragraf", "adressevask"):
        yield _copy(tabel, _VERSIONENS)
    yield _copy(
        "afdeling_liv",
        "(tilbudsid, afdelingsid) IN (SELECT tilbudsid, afdelingsid FROM main.afdeling)",
        {"sidst_set": "MIN(sidst_set, :snapshot)", "savnet_antal": "0", "ophoert": "NULL"},
    )
    yield _copy("udtraek", "id <= :udtraek")
    for entitet in ENTITETSTABELLER:
        yield _copy(entitet, "gyldig_fra <= :udtraek", _as_delivered(entitet))
    yield _copy("budgetskema", f"laest <= {_TIDSPUNKT}", {"er_gaeldende": "0"})
    yield (
        "UPDATE main.budgetskema SET er_gaeldende = 1 "
        "WHERE id IN (SELECT MAX(id) FROM main.budgetskema GROUP BY tilbudsid, budgetaar)"
    )
    for tabel in ("budgetskema_post", "budgetskema_fejl"):
        yield _copy(tabel, _SKEMAETS)
    i_live = f"foerst <= {_TIDSPUNKT} AND (ophoert IS NULL OR ophoert > {_TIDSPUNKT})"
    yield _copy("doed_adresse", i_live, {"ophoert": "NULL"})


def _as_delivered(entitet: str) -> Mapping[str, str]:
    nyeste = f"(SELECT MAX(u.id) FROM main.udtraek AS u WHERE u.entitet = '{entitet}')"
    return {
        "gyldig_til": "CASE WHEN gyldig_til <= :udtraek THEN gyldig_til END",
        "sidst_set": f"MIN(sidst_set, {nyeste})",
        "savnet_antal": "0",
    }


def _copy(tabel: str, hvor: str, aendret: Mapping[str, str] | None = None) -> str:
    kolonner = [kolonne.name for kolonne in METADATA.tables[tabel].columns]
    udtryk = ", ".join((aendret or {}).get(navn, f'"{navn}"') for navn in kolonner)
    navne = ", ".join(f'"{navn}"' for navn in kolonner)
    return f"INSERT INTO main.{tabel} ({navne}) SELECT {udtryk} FROM kilde.{tabel} WHERE {hvor}"
