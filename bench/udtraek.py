"""All rules on a register with its dataudtræk, at one size and at ten times that, beside the same SQL without GX.

One command, `python -m bench.udtraek`; the figures to look at are the ratios, measured alternately in one run. Times
are processor time: SQLite works inside the process, and other work on the machine is left out.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from sqlalchemy import Engine, create_engine, text

from bench.gx_register import build_register
from bench.udtraek_register import build_udtraek
from expectations.registry import load_regler
from expectations.runner import run_suites
from warehouse.engine import open_warehouse
from warehouse.gruppe import refresh_grupper

_ROD = Path(__file__).resolve().parent.parent
REGLER = load_regler()


def main() -> None:
    """Measure at each size and print; or, as a child, run the rules once and print its peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, nargs="+", default=[7_336, 73_360], help="afdelinger in the register")
    parser.add_argument("--gange", type=int, default=3, help="runs of each way; the median counts")
    parser.add_argument("--kun", help=argparse.SUPPRESS)
    valg = parser.parse_args()
    if valg.kun:
        _run_alone(valg.kun)
        return
    with tempfile.TemporaryDirectory() as mappe:
        for antal in valg.antal:
            _measure(f"sqlite:///{mappe}/{antal}.db", antal, gange=valg.gange)


def _measure(url: str, antal: int, *, gange: int) -> None:
    engine = open_warehouse(url)
    build_register(engine, antal)
    raekker = antal + build_udtraek(engine)
    start = process_time()
    refresh_grupper(engine)
    print(f"\n== {antal} afdelinger, {raekker} rows in all; peer groups {process_time() - start:.2f} s")
    _run_gx(engine, url)  # imports
    tider: dict[str, list[float]] = {"sql": [], "gx": []}
    for _ in range(gange):
        for navn, maade in (("sql", _run_sql), ("gx", _run_gx)):
            start = process_time()
            fund = maade(engine, url)
            tider[navn].append(process_time() - start)
    sql, gx = median(tider["sql"]), median(tider["gx"])
    print(f"{len(REGLER)} rules, {fund} findings: sql {sql:.2f} s, gx {gx:.2f} s, ratio {gx / sql:.2f} (aim: 2)")
    print(f"per row: sql {sql / raekker * 1e6:.2f} µs, gx {gx / raekker * 1e6:.2f} µs; peak {_peak_mb(url):.0f} MB")
    _print_rules(engine, gange)
    engine.dispose()


def _run_sql(engine: Engine, url: str) -> int:  # noqa: ARG001
    with engine.connect() as connection:
        return sum(len(connection.execute(text(regel.sql)).all()) for regel in REGLER)


def _run_gx(engine: Engine, url: str) -> int:
    resultat = run_suites(engine, REGLER, url=url)
    if fejl := [regel for regel in resultat.regler if regel.fejl]:
        raise RuntimeError(f"{fejl[0].regel}: {fejl[0].fejl}")
    return sum(len(regel.fund) for regel in resultat.regler)


def _print_rules(engine: Engine, gange: int) -> None:
    tider = sorted(((_time_rule(engine, regel.sql, gange), regel.id) for regel in REGLER), reverse=True)
    i_alt = sum(tid for tid, _ in tider)
    for tid, regel_id in tider[:15]:
        print(f"  {regel_id:<14}{tid * 1000:8.0f} ms {tid / i_alt:6.1%}")
    print(f"  the other {len(tider) - 15}: {sum(tid for tid, _ in tider[15:]) * 1000:.0f} ms (aim: none above 10 %)")


def _time_rule(engine: Engine, sql: str, gange: int) -> float:
    maalt = []
    with engine.connect() as connection:
        for _ in range(gange):
            start = process_time()
            connection.execute(text(sql)).all()
            maalt.append(process_time() - start)
    return median(maalt)


def _peak_mb(url: str) -> float:
    kommando = [sys.executable, "-m", "bench.udtraek", "--kun", url]
    return float(subprocess.run(kommando, capture_output=True, text=True, check=True, cwd=_ROD).stdout)


def _run_alone(url: str) -> None:
    engine = create_engine(url)
    _run_gx(engine, url)
    engine.dispose()
    # Not getrusage: a child's figure there begins at what its parent used.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


if __name__ == "__main__":
    main()
