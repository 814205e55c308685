"""How much Great Expectations costs: all rules without it, with it, and stock expectations for the rules that have one.

One command, `python -m bench.gx`; the figures to look at are the ratios, measured alternately in one run.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, create_engine, text

from bench.gx_register import build_register
from domain.kontrol import Kontrolresultat
from domain.regel import Regel
from expectations.registry import load_regler
from expectations.runner import run_suites
from warehouse.engine import open_warehouse

_ROD = Path(__file__).resolve().parent.parent

Noegler = dict[str, list[tuple[str, str | None]]]

REGLER = load_regler()
# The rules that have a stock equivalent: the keys of bench.gx_stock.STOCK, whose module imports Great Expectations.
STOCKREGLER = tuple(
    regel
    for regel in REGLER
    if regel.id
    in {
        *(f"IDENT-{n:03}" for n in (1, 2, 3, 4, 7, 8, 9)),
        *(f"KONTAKT-{n:03}" for n in (1, 2, 4, 6)),
        *("ADRESSE-001", "ADRESSE-003", "TYPE-006", "TYPE-007", "TILSYN-001"),
    }
)


def main() -> None:
    """Measure at each size and print; or, as a child, run one way once and print its peak memory."""
    valg = _read_arguments()
    if valg.kun:
        _run_alone(valg.kun, valg.db)
        return
    with tempfile.TemporaryDirectory() as mappe:
        for antal in valg.antal:
            url = f"sqlite:///{mappe}/{antal}.db"
            _measure(url, antal, gange=valg.gange)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, nargs="+", default=[7_336, 100_000], help="afdelinger in the register")
    parser.add_argument("--gange", type=int, default=5, help="runs of each way; the median counts")
    parser.add_argument("--kun", choices=sorted(MAADER), help=argparse.SUPPRESS)
    parser.add_argument("--db", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run_plain(engine: Engine, url: str) -> Noegler:  # noqa: ARG001
    """Run all rules' SQL and fetch every row, without Great Expectations and without making findings."""
    return _fetch(engine, REGLER)


def _run_bare(engine: Engine, url: str) -> Noegler:  # noqa: ARG001
    """The same for the rules that have a stock equivalent: the bound for any way of running them."""
    return _fetch(engine, STOCKREGLER)


def _fetch(engine: Engine, regler: Iterable[Regel]) -> Noegler:
    svar: Noegler = {}
    with engine.connect() as connection:
        for regel in regler:
            rows = connection.execute(text(regel.sql)).all()
            svar[regel.id] = sorted(((row[0], row[1]) for row in rows), key=str)
    return svar


def _run_gx(engine: Engine, url: str) -> Noegler:
    return _keys(run_suites(engine, REGLER, url=url))


def _run_ours(engine: Engine, url: str) -> Noegler:
    return _keys(run_suites(engine, STOCKREGLER, url=url))


def _run_stock(engine: Engine, url: str) -> Noegler:  # noqa: ARG001
    from bench.gx_stock import run_stock

    return run_stock(url)


MAADER: dict[str, Callable[[Engine, str], Noegler]] = {
    "sql": _run_plain,
    "gx": _run_gx,
    "bare": _run_bare,
    "ours": _run_ours,
    "stock": _run_stock,
}


def _keys(kontrol: Kontrolresultat) -> Noegler:
    if fejl := [resultat for resultat in kontrol.regler if resultat.fejl]:
        raise RuntimeError(f"{fejl[0].regel}: {fejl[0].fejl}")
    return {
        resultat.regel: sorted(((fund.tilbudsid, fund.afdelingsid) for fund in resultat.fund), key=str)
        for resultat in kontrol.regler
    }


def _measure(url: str, antal: int, *, gange: int) -> None:
    start = perf_counter()
    engine = open_warehouse(url)
    build_register(engine, antal)
    print(f"\n== {antal} afdelinger (made in {perf_counter() - start:.1f} s)")
    svar = {navn: maade(engine, url) for navn, maade in MAADER.items()}  # warms up: imports, caches
    tider: dict[str, list[float]] = {navn: [] for navn in MAADER}
    for _ in range(gange):
        for navn, maade in MAADER.items():
            start = perf_counter()
            maade(engine, url)
            tider[navn].append(perf_counter() - start)
    _print_times(url, svar, {navn: median(maalt) for navn, maalt in tider.items()})
    _print_rules(engine, gange)
    engine.dispose()


def _print_times(url: str, svar: dict[str, Noegler], tid: dict[str, float]) -> None:
    fund = {navn: sum(map(len, noegler.values())) for navn, noegler in svar.items()}
    print(f"{'way':<7}{'rules':>6}{'keys':>9}{'median s':>11}{'peak MB':>10}")
    for navn in MAADER:
        print(f"{navn:<7}{len(svar[navn]):>6}{fund[navn]:>9}{tid[navn]:>11.3f}{_peak_mb(navn, url):>10.0f}")
    ens = svar["stock"] == svar["ours"]
    print(f"gx / sql      {tid['gx'] / tid['sql']:.2f}   (aim: at most 2 at 100,000)")
    print(f"stock / ours  {tid['stock'] / tid['ours']:.1f}   (aim: at least 20)")
    print(f"stock / bare  {tid['stock'] / tid['bare']:.1f}   (no way of running these rules can gain more)")
    print(f"keys equal: gx = sql {svar['gx'] == svar['sql']}, stock = ours {ens}")


def _peak_mb(navn: str, url: str) -> float:
    kommando = [sys.executable, "-m", "bench.gx", "--kun", navn, "--db", url]
    return float(subprocess.run(kommando, capture_output=True, text=True, check=True, cwd=_ROD).stdout)


def _run_alone(navn: str, url: str) -> None:
    engine = create_engine(url)
    MAADER[navn](engine, url)
    engine.dispose()
    # Not getrusage: a child's figure there begins at what its parent used.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def _print_rules(engine: Engine, gange: int) -> None:
    tider = sorted(((_time_rule(engine, regel, gange), regel.id) for regel in REGLER), reverse=True)
    i_alt = sum(tid for tid, _ in tider)
    langsomst = ", ".join(f"{regel_id} {tid * 1000:.0f} ms ({tid / i_alt:.0%})" for tid, regel_id in tider[:6])
    print(f"slowest SQL: {langsomst}")


def _time_rule(engine: Engine, regel: Regel, gange: int) -> float:
    maalt = []
    with engine.connect() as connection:
        for _ in range(gange):
            start = perf_counter()
            connection.execute(text(regel.sql)).all()
            maalt.append(perf_counter() - start)
    return median(maalt)


if __name__ == "__main__":
    main()
