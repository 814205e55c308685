"""The first and the last month of a year, night about: `.venv/bin/python -m bench.soak_ender MAPPE NAT --csv FIL`.

A machine that is shared is slower in one hour than in the next, by more than the tenth that is asked about. So the
two months are run side by side in one process: one night of the first, one of the last, and so on; what the machine
does meets both. MAPPE is a `var` of `bench.soak` that stands before night NAT; it is copied and left as it is.
"""

import argparse
import csv
import shutil
import sys
import tempfile
from dataclasses import asdict, fields
from pathlib import Path

from bench.soak import MAANED, Maaling, open_portal, print_dom, run_year
from flows.settings import prepare_environment

# The first nights load a register that is new, and write the first mails.
FOER = 5


def main() -> int:
    """Run both months; 1 when the last costs more than a tenth above the first."""
    valg = _read_valg()
    with tempfile.TemporaryDirectory(prefix="soak-ender-", dir=valg.arbejde) as navn:
        mappe = Path(navn)
        prepare_environment(mappe)
        shutil.copytree(valg.mappe, mappe / "sidste")
        foerste, sidste = run_ender(mappe, valg.nat, antal=valg.antal, naetter=valg.naetter)
    if valg.csv:
        _write(valg.csv, [*foerste, *sidste])
    return 0 if print_dom(foerste, sidste) else 1


def run_ender(mappe: Path, nat: int, *, antal: int, naetter: int) -> tuple[list[Maaling], list[Maaling]]:
    """Run `naetter` nights from night 5 and from `nat` in turn; give what each took."""
    with open_portal(antal) as en, open_portal(antal) as anden:
        tidlig = run_year(mappe / "foerste", en, antal=antal, naetter=range(FOER + naetter))
        sen = run_year(mappe / "sidste", anden, antal=antal, naetter=range(nat, nat + naetter))
        for _ in range(FOER):
            next(tidlig)
        par = [(next(tidlig), next(sen)) for _ in range(naetter)]
    return [a for a, _ in par], [b for _, b in par]


def _write(fil: Path, maalinger: list[Maaling]) -> None:
    with fil.open("w", newline="", encoding="utf-8") as ud:
        skriver = csv.DictWriter(ud, [felt.name for felt in fields(Maaling)])
        skriver.writeheader()
        skriver.writerows(asdict(maaling) for maaling in maalinger)


def _read_valg() -> argparse.Namespace:
    valg = argparse.ArgumentParser()
    valg.add_argument("mappe", type=Path)
    valg.add_argument("nat", type=int)
    valg.add_argument("--antal", type=int, default=150)
    valg.add_argument("--naetter", type=int, default=MAANED)
    valg.add_argument("--csv", type=Path)
    valg.add_argument("--arbejde", type=Path)
    return valg.parse_args()


if __name__ == "__main__":
    sys.exit(main())
