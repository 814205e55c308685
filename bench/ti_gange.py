"""One night of the national register and of one ten times as large: `python -m bench.ti_gange --mappe MAPPE`.

Both have a year's volume of findings, events, cases and mails and a third of its versions, played in 36 nights that
each change several times as much as one. The night takes its fetch from a dump: the crawl goes page by page, and is
measured in bench.crawl. Figures are processor seconds, since the machine has other work.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flows.settings import prepare_environment

if TYPE_CHECKING:
    from prefect import Task

P = ParamSpec("P")
T = TypeVar("T")

FAKTORER = (1, 10)
NAETTER, LEVETID, AENDREDE = 36, 6, 40


def main() -> int:
    """Build and run both, each in a process of its own, and print them beside each other; 1 beyond twelve times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mappe", type=Path, required=True)
    parser.add_argument("--tilbud", type=int, default=1999)
    parser.add_argument("--faktor", type=int, help="only this one; prints JSON")
    valg = parser.parse_args()
    if valg.faktor:
        sys.stdout.write(json.dumps(run_one(valg.mappe / f"x{valg.faktor}", valg.tilbud, valg.faktor)) + "\n")
        return 0
    svar = [_in_process(valg.mappe, valg.tilbud, faktor) for faktor in FAKTORER]
    return 0 if print_table(*svar) else 1


def _in_process(mappe: Path, tilbud: int, faktor: int) -> dict[str, Any]:
    kommando = (sys.executable, "-m", "bench.ti_gange", "--mappe", str(mappe), "--tilbud", str(tilbud))
    ud = subprocess.run((*kommando, "--faktor", str(faktor)), check=True, stdout=subprocess.PIPE, text=True).stdout
    svar: dict[str, Any] = json.loads(ud.splitlines()[-1])
    return svar


def run_one(var: Path, tilbud: int, faktor: int) -> dict[str, Any]:
    """Build a register with its year in an empty folder, and give the processor seconds of each step of a night."""
    var.mkdir(parents=True, exist_ok=True)
    prepare_environment(var)
    dump = build(var, tilbud * faktor, faktor)
    from bench.web_register import FOERSTE
    from flows.nat import run_night
    from flows.settings import Indstillinger

    indstillinger = Indstillinger(_env_file=None, var=var, database_url="", delay_s=0)
    trin, began = time_steps(), time.process_time()
    nat = run_night(indstillinger, nu=FOERSTE + timedelta(days=NAETTER + 1, hours=3), dump=dump)
    if nat.indlaesning.status != "godkendt":
        raise RuntimeError(nat.indlaesning.aarsag)
    i_alt = time.process_time() - began
    return {**trin, "i øvrigt": i_alt - sum(trin.values()), "i alt": i_alt}


def time_steps() -> dict[str, float]:
    """Give a table that every step of the nights to come adds its processor seconds to."""
    import flows.nat

    brugt: dict[str, float] = defaultdict(float)
    modul = vars(flows.nat)
    udfoer = modul["udfoer"]

    def take_time(opgave: "Task[P, T]", *args: P.args, **kwargs: P.kwargs) -> T:
        began = time.process_time()
        try:
            svar: T = udfoer(opgave, *args, **kwargs)
            return svar
        finally:
            brugt[opgave.name] += time.process_time() - began

    modul["udfoer"] = take_time
    return brugt


def build(var: Path, antal: int, faktor: int) -> Path:
    """Build the warehouse with its year in a folder, and give tonight's dump."""
    from bench.web_aar import Aarsplan, play_year
    from bench.web_register import FOERSTE, SEED, deliver, load_first, write_dump
    from bench.web_sager import write_sager
    from crawler.replica.register import make_register
    from expectations.registry import load_regler
    from warehouse.engine import open_warehouse

    dump, fil = var / "i-nat.jsonl", var / "tilbudstjek.db"
    if fil.exists():
        raise RuntimeError(f"{var} is used; a night is run once.")
    engine = open_warehouse(f"sqlite:///{fil}")
    plan = Aarsplan(foerste=FOERSTE, naetter=NAETTER, faktor=faktor, levetid=LEVETID, aendrede=AENDREDE * faktor)
    regler = [regel for regel in load_regler() if regel.aktiv]
    load_first(engine, f"sqlite:///{fil}", fil, antal, regler)
    deliver(engine)
    play_year(engine, plan, regler, seed=SEED)
    write_sager(engine, plan, seed=SEED)
    write_dump(dump, make_register(SEED, nat=2, antal_tilbud=antal), plan.find_nat(NAETTER + 1))
    engine.dispose()
    return dump


def print_table(en: dict[str, float], ti: dict[str, float]) -> bool:
    """Print the steps beside each other; True when all of it is at most twelve times."""
    print("| trin | ×1, s | ×10, s | gange |\n|---|---|---|---|")
    for navn in sorted(ti, key=lambda navn: -ti[navn]):
        print(f"| {navn} | {en.get(navn, 0):.2f} | {ti[navn]:.2f} | {ti[navn] / max(en.get(navn, 0), 0.01):.1f} |")
    return ti["i alt"] <= 12 * en["i alt"]


if __name__ == "__main__":
    sys.exit(main())
