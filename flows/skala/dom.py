"""One past night judged by today's rules in a scratch database of its own; what it found goes to a file."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat
from expectations.runner import run_suites
from expectations.valg import choose_regler
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.engine import opened_warehouse
from warehouse.fortid.byg import build_nat
from warehouse.fortid.naetter import Nat
from warehouse.gruppe import refresh_grupper

# No value of the register: who, by which rule, in which field.
SKEMA = pa.schema(
    [(navn, pa.string()) for navn in ("regel", "tilbudsid", "afdelingsid", "felt", "raekke", "noegle")],
)


@dataclass(frozen=True, kw_only=True)
class Opsaetning:
    """What all nights share: the folder of the history, the folder of results, and which rules run."""

    kilde: Path
    fund: Path
    adresseregister: Path
    regler_til: str
    regler_fra: str


@dataclass(frozen=True, kw_only=True)
class Dom:
    """One night: how many each rule found; `fejl` are the rules that could not run, with the reason."""

    nat: Nat
    antal: tuple[tuple[str, int], ...]
    fejl: tuple[tuple[str, str], ...]


def judge_naetter(opsaetning: Opsaetning, naetter: Iterable[Nat]) -> tuple[Dom, ...]:
    """Judge nights one after another. Raises WarehouseFejl, AdresseFejl or OSError when one cannot be."""
    return tuple(judge_nat(opsaetning, nat) for nat in naetter)


def judge_nat(opsaetning: Opsaetning, nat: Nat) -> Dom:
    """Judge one night and write its findings to its file. Raises as `judge_naetter` does."""
    with tempfile.TemporaryDirectory(dir=opsaetning.kilde) as mappe:
        fil = Path(mappe) / "nat.db"
        build_nat(opsaetning.kilde, nat, fil)
        resultat = _run_rules(opsaetning, f"sqlite:///{fil}")
    _write_fund(find_fundfil(opsaetning.fund, nat), (fund for regel in resultat.regler for fund in regel.fund))
    return Dom(
        nat=nat,
        antal=tuple((regel.regel, len(regel.fund)) for regel in resultat.regler if regel.fejl is None),
        fejl=tuple((regel.regel, regel.fejl) for regel in resultat.regler if regel.fejl is not None),
    )


def find_fundfil(mappe: Path, nat: Nat) -> Path:
    """Give the path of a night's findings."""
    return mappe / f"{nat.dag.isoformat()}-{nat.snapshot_id}.parquet"


def _run_rules(opsaetning: Opsaetning, url: str) -> Kontrolresultat:
    with opened_warehouse(url) as engine:
        refresh_adressevask(engine, opsaetning.adresseregister)
        refresh_grupper(engine)
        regler = [r for r in choose_regler(opsaetning.regler_til, opsaetning.regler_fra) if r.aktiv]
        return run_suites(engine, regler, url=url)


def _write_fund(fil: Path, fund: Iterable[Fund]) -> None:
    rows = sorted(
        ({navn: getattr(x, navn) for navn in SKEMA.names} for x in fund),
        key=lambda row: (row["regel"], row["tilbudsid"], row["afdelingsid"] or "", row["raekke"] or ""),
    )
    pq.write_table(pa.Table.from_pylist(rows, schema=SKEMA), fil, compression="zstd")
