"""The deviations of peer groups beside scipy's on the same numbers, and what working them out costs.

One command, `python -m bench.gruppe`; the figure to look at is the largest difference.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from time import perf_counter

import numpy as np
from scipy.stats import median_abs_deviation  # type: ignore[import-untyped]
from sqlalchemy import Engine, text

from bench.gx_register import build_register
from bench.udtraek_register import build_udtraek
from warehouse.engine import open_warehouse
from warehouse.gruppe import refresh_grupper

_SVAR = (
    "SELECT d.gruppe, t.takst_kr, d.afvigelse FROM nu_takstgruppe AS d JOIN nu_takst AS t ON t.id = d.takst_id",
    "SELECT post || ' ' || gruppe, pr_plads_kr, afvigelse FROM nu_budgetgruppe",
)


def main() -> None:
    """Measure and compare at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, nargs="+", default=[7_336, 73_360], help="afdelinger in the register")
    with tempfile.TemporaryDirectory() as mappe:
        for antal in parser.parse_args().antal:
            engine = open_warehouse(f"sqlite:///{mappe}/{antal}.db")
            build_register(engine, antal)
            build_udtraek(engine)
            _measure(engine, antal)
            engine.dispose()


def _measure(engine: Engine, antal: int) -> None:
    start = perf_counter()
    tal = refresh_grupper(engine)
    sekunder = perf_counter() - start
    i_alt = tal.takster + tal.budgetposter
    print(f"\n== {antal} afdelinger: {tal.takster} takster and {tal.budgetposter} budget posts in groups")
    print(f"worked out in {sekunder:.2f} s ({sekunder / i_alt * 1e6:.0f} µs each)")
    forskelle = list(_compare(engine))
    print(f"{len(forskelle)} deviations, largest difference from scipy's {max(forskelle):.1e}")


def _compare(engine: Engine) -> Iterator[float]:
    """Yield how far each deviation is from that of scipy."""
    grupper: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    with engine.connect() as forbindelse:
        for sql in _SVAR:
            for gruppe, beloeb, afvigelse in forbindelse.execute(text(sql)):
                if afvigelse is not None:
                    grupper[gruppe].append((beloeb, afvigelse))
    for medlemmer in grupper.values():
        yield from _differ(medlemmer)


def _differ(medlemmer: Iterable[tuple[float, float]]) -> Iterator[float]:
    beloeb, afvigelser = np.array(list(medlemmer)).T
    logaritmer = np.log(beloeb)
    ventet = (logaritmer - np.median(logaritmer)) / median_abs_deviation(logaritmer, scale="normal")
    yield from np.abs(ventet - afvigelser)


if __name__ == "__main__":
    main()
