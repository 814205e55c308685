"""A thousand budgetskemaer read, beside openpyxl read-only on the same files by turns; then read and kept.

Run: python -m bench.budgetskema [--antal 1000]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from openpyxl import load_workbook  # type: ignore[import-untyped]

from crawler.files.budgetskema import laes_skema
from crawler.replica.skema import write_skema
from crawler.replica.skema.udfyld import BUDGET, EKSTRA, KONCERNNOTE, NOEGLETAL_ARK
from domain.eksempel_skema import fejlfrit_skema
from domain.skema import Skema
from warehouse.engine import open_warehouse
from warehouse.load.budgetskema import store_skemaer

RUNDER = 5
RAEKKER = 160
KOLONNER = 16
NU = datetime(2026, 11, 1, 12, tzinfo=UTC)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, default=1000)
    antal = parser.parse_args().antal
    with tempfile.TemporaryDirectory() as mappe:
        filer = write_forms(Path(mappe), antal)
        egne, andre = measure_by_turns(filer, (read_own, read_openpyxl))
        print(f"{antal} skemaer, {filer[0].stat().st_size / 1000:.0f} kB hvert")
        print(f"laes_skema: {egne:.1f} s, {60 * antal / egne:,.0f} i minuttet")
        print(f"openpyxl read-only: {andre:.1f} s, {60 * antal / andre:,.0f}/min; {andre / egne:.1f} gange så lang tid")
        gemt = measure_keeping(filer, Path(mappe))
        print(f"læst og gemt: {gemt:.1f} s, {60 * antal / gemt:,.0f} i minuttet")


def write_forms(mappe: Path, antal: int) -> list[Path]:
    """Write forms that differ in their amounts."""
    terning = Random(2026)  # noqa: S311 - made-up amounts
    return [write_skema(_vary(terning), mappe / f"{1000 + nummer}_2026.xlsx") for nummer in range(antal)]


def measure_by_turns(filer: list[Path], maader: tuple[Callable[[Path], object], ...]) -> tuple[float, ...]:
    """Give the seconds each way takes for all the files; they take turns, part by part."""
    tider = [0.0] * len(maader)
    for runde in range(RUNDER):
        for nummer, maade in enumerate(maader):
            began = time.perf_counter()
            for fil in filer[runde::RUNDER]:
                maade(fil)
            tider[nummer] += time.perf_counter() - began
    return tuple(tider)


def read_own(fil: Path) -> None:
    """Read a form the program's way, faults and all."""
    if laes_skema(fil, tilbudsid="1", forventet_aar=2026).fejl:
        raise AssertionError(fil)


def read_openpyxl(fil: Path) -> None:
    """Read the cells of the same four sheets, and judge nothing."""
    mappe = load_workbook(fil, read_only=True, data_only=True)
    for navn in (BUDGET, EKSTRA, KONCERNNOTE, NOEGLETAL_ARK):
        list(mappe[navn].iter_rows(max_row=RAEKKER, max_col=KOLONNER, values_only=True))
    mappe.close()


def measure_keeping(filer: list[Path], mappe: Path) -> float:
    """Give the seconds to read the files and keep them in a new warehouse."""
    engine = open_warehouse(f"sqlite:///{mappe / 'warehouse.db'}")
    began = time.perf_counter()
    laeste = (laes_skema(fil, tilbudsid=fil.stem.split("_")[0], forventet_aar=2026) for fil in filer)
    gemt = store_skemaer(engine, laeste, nu=NU)
    sekunder = time.perf_counter() - began
    engine.dispose()
    if gemt.nye != len(filer):
        raise AssertionError(gemt)
    return sekunder


def _vary(terning: Random) -> Skema:
    """Multiply every amount by the same number, so that all still agrees."""
    gange = terning.randint(50, 200) / 100
    skema = fejlfrit_skema()
    poster = (
        replace(
            linje,
            beloeb_kr=None if linje.beloeb_kr is None else linje.beloeb_kr * gange,
            takst_kr=None if linje.takst_kr is None else linje.takst_kr * gange,
        )
        for linje in skema.poster
    )
    return replace(skema, poster=tuple(poster))


if __name__ == "__main__":
    main()
