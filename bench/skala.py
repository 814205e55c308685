"""All rules on SQLite, PostgreSQL, DuckDB and Spark over the same register: seconds, processor time, memory, findings.

One command, `python -m bench.skala --mappe MAPPE`; needs the group `skala`. Each engine runs in a process of its own,
whose tree (Java, the server's processes) is watched meanwhile. `--antal 73360` is a million rows, `--gange 10` ten.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import make_url

from bench.skala_register import build_sqlite, load_postgresql, write_parquet
from bench.skala_vagt import Vagt
from tests.lagre import PostgresqlLager

_ROD = Path(__file__).resolve().parent.parent
MOTORER = ("sqlite", "postgresql", "duckdb", "spark")


def main() -> None:
    """Build the register, run the engines asked for and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mappe", type=Path, required=True, help="where the register is made; kept afterwards")
    parser.add_argument("--antal", type=int, default=7_336, help="afdelinger in the register")
    parser.add_argument("--gange", type=int, default=1, help="how many times over")
    parser.add_argument("--motor", nargs="+", choices=MOTORER, default=list(MOTORER))
    parser.add_argument("--regel", nargs="*", default=[], help="only these rules")
    valg = parser.parse_args()
    valg.mappe.mkdir(parents=True, exist_ok=True)
    fil, parquet = valg.mappe / "register.db", valg.mappe / "parquet"
    if not fil.exists():
        start = perf_counter()
        raekker = build_sqlite(fil, valg.antal, valg.gange)
        print(f"{raekker} rows made in {perf_counter() - start:.0f} s, {fil.stat().st_size / 1e6:.0f} MB", flush=True)
    if not parquet.exists() and {"duckdb", "spark"} & set(valg.motor):
        start = perf_counter()
        write_parquet(fil, parquet)
        stoerrelse = sum(x.stat().st_size for x in parquet.iterdir())
        print(f"Parquet in {perf_counter() - start:.0f} s, {stoerrelse / 1e6:.0f} MB", flush=True)
    svar = {}
    for motor in valg.motor:
        if motor == "postgresql":
            maalt = _measure_postgresql(valg.mappe, fil, valg.regel)
        else:
            maalt = _measure(motor, f"sqlite:///{fil}" if motor == "sqlite" else str(parquet), valg.regel)
        if maalt is not None:
            svar[motor] = maalt
    if svar:
        _compare(svar)


def _measure_postgresql(mappe: Path, fil: Path, regler: list[str]) -> dict[str, Any] | None:
    (mappe / "postgresql").mkdir(exist_ok=True)
    lager = PostgresqlLager(mappe / "postgresql")
    try:
        url = lager.ny()
        start = perf_counter()
        load_postgresql(fil, url)
        print(f"loaded into PostgreSQL in {perf_counter() - start:.0f} s", flush=True)
        # Its processes name the database they serve.
        return _measure("postgresql", url, regler, server=make_url(url).database)
    finally:
        lager.stop()


def _measure(motor: str, sted: str, regler: list[str], *, server: str | None = None) -> dict[str, Any] | None:
    kommando = [sys.executable, "-m", "bench.skala_motor", motor, sted, *regler]
    with subprocess.Popen(kommando, cwd=_ROD, stdout=subprocess.PIPE, text=True) as proces:
        vagt = Vagt(proces.pid, server=server)
        ud, _ = proces.communicate()
        vagt.stop()
    if proces.returncode:
        print(f"{motor}: failed ({proces.returncode})", flush=True)
        return None
    svar: dict[str, Any] = json.loads(ud.splitlines()[-1])
    regel_s = {regel: tal[1] for regel, tal in svar["regler"].items()}
    langsomst = max(regel_s, key=lambda regel: regel_s[regel])
    print(
        f"{motor}: {svar['sekunder']:.1f} s in all, rules {sum(regel_s.values()):.1f} s, processor "
        f"{vagt.processor_s:.1f} s, peak {vagt.hukommelse_mb:.0f} MB, {sum(x[0] for x in svar['regler'].values())} "
        f"findings, slowest {langsomst} {regel_s[langsomst]:.1f} s",
        flush=True,
    )
    for regel, (_, _, fejl) in svar["regler"].items():
        if fejl:
            print(f"  {regel} could not run: {fejl}", flush=True)
    return svar


def _compare(svar: dict[str, dict[str, Any]]) -> None:
    """Print each rule of which the engines do not all give as many findings."""
    (navn, foerste), *andre = svar.items()
    for anden, dens in andre:
        for regel, tal in foerste["regler"].items():
            if tal[0] != dens["regler"][regel][0]:
                print(f"  {regel}: {navn} {tal[0]}, {anden} {dens['regler'][regel][0]}", flush=True)


if __name__ == "__main__":
    main()
