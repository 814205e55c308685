"""What today's rules find of a past night, laid beside what was recorded then: a line for each night and rule."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pyarrow.parquet as pq
from sqlalchemy import Engine

from flows.skala.dom import Dom, find_fundfil
from warehouse.fortid.dengang import Dengang, replay


@dataclass(frozen=True, kw_only=True)
class Linje:
    """One rule on one night. `nu` is what it finds now, `talt_da` what it counted then, `aaben_da` what was open.

    `kun_nu` and `kun_da` are the findings that only one of the two has. `nu` is empty when the rule could not run or
    runs no more, `talt_da` when it did not run then.
    """

    dag: str
    snapshot_id: int
    regel: str
    nu: int | None
    talt_da: int | None
    aaben_da: int
    kun_nu: int
    kun_da: int
    fejl: str | None


def compare(engine: Engine, mappe: Path, domme: Iterable[Dom]) -> Iterator[Linje]:
    """Give the lines of nights judged again, oldest first. Raises WarehouseFejl when the record cannot be read."""
    efter_snapshot = {dom.nat.snapshot_id: dom for dom in domme}
    for dengang in replay(engine, tuple(efter_snapshot)):
        dom = efter_snapshot[dengang.snapshot_id]
        yield from _compare_nat(dom, dengang, _read_noegler(find_fundfil(mappe, dom.nat)))


def write_linjer(fil: Path, linjer: Iterable[Linje]) -> int:
    """Write lines as CSV and give how many. Raises OSError when the file cannot be written."""
    antal = 0
    with fil.open("w", encoding="utf-8", newline="") as ud:
        skriver = csv.DictWriter(ud, [felt.name for felt in fields(Linje)], delimiter=";", lineterminator="\n")
        skriver.writeheader()
        for linje in linjer:
            skriver.writerow(asdict(linje))
            antal += 1
    return antal


def _compare_nat(dom: Dom, dengang: Dengang, fundet: dict[str, set[str]]) -> Iterator[Linje]:
    antal, fejl = dict(dom.antal), dict(dom.fejl)
    for regel in sorted(antal.keys() | fejl.keys() | dengang.aabne.keys()):
        nu, da = fundet.get(regel, set()), dengang.aabne.get(regel, frozenset())
        yield Linje(
            dag=dom.nat.dag.isoformat(),
            snapshot_id=dom.nat.snapshot_id,
            regel=regel,
            nu=antal.get(regel),
            talt_da=dengang.talt.get(regel),
            aaben_da=len(da),
            kun_nu=len(nu - da),
            kun_da=len(da - nu),
            fejl=fejl.get(regel),
        )


def _read_noegler(fil: Path) -> dict[str, set[str]]:
    tabel = pq.read_table(fil, columns=["regel", "noegle"])
    noegler: defaultdict[str, set[str]] = defaultdict(set)
    for regel, noegle in zip(tabel["regel"].to_pylist(), tabel["noegle"].to_pylist(), strict=True):
        noegler[regel].add(noegle)
    return noegler
