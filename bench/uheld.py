"""Faults through the whole night: `.venv/bin/python -m bench.uheld --lager sqlite --seeds 1-500 --log FIL`.

Each seed draws a fault, lets it happen to a night on a small replica of the portal, starts the night again until it is
done, and holds all that is left behind against an undisturbed night. See tests/uheld.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from flows.settings import prepare_environment


def main() -> int:
    """Run the seeds and print what they gave by kind of fault; 1 when any end differed."""
    valg = _read_valg()
    if valg.sum:
        print_table([json.loads(linje) for fil in valg.sum for linje in fil.read_text(encoding="utf-8").splitlines()])
        return 0
    # Read by Prefect and the log when they are imported, so imported here below.
    mappe = Path(tempfile.mkdtemp(prefix="uheld-", dir=valg.mappe))
    prepare_environment(mappe)
    foerste, _, sidste = valg.seeds.partition("-")
    rows = run_seeds(range(int(foerste), int(sidste or foerste) + 1), mappe=mappe, lager=valg.lager, log=valg.log)
    print_table(rows)
    return int(any(row["forskelle"] for row in rows))


def run_seeds(seeds: Iterable[int], *, mappe: Path, lager: str, log: Path | None) -> list[dict[str, Any]]:
    """Run seeds on an engine, and write each one's row to the log as it comes."""
    from tests.uheld.gang import run_gang
    from tests.uheld.lager import PostgresqlUheld, SqliteUheld
    from tests.uheld.opstilling import open_opstilling
    from tests.uheld.plan import make_plan
    from tests.uheld.proces import prepare_process

    # A log that is there is gone on with.
    rows = [] if log is None or not log.exists() else [json.loads(x) for x in log.read_text("utf-8").splitlines()]
    kendte = {row["seed"] for row in rows}
    with ExitStack() as slut:
        valgt: Any = SqliteUheld()
        if lager == "postgresql":
            valgt = PostgresqlUheld(mappe / "pg")
            slut.callback(valgt.stop)
        opstilling = slut.enter_context(open_opstilling(mappe, valgt))
        prepare_process(mappe, opstilling.portaler[1].url, opstilling.post.certifikat)
        for seed in (seed for seed in seeds if seed not in kendte):
            began = time.monotonic()
            row = run_gang(opstilling, make_plan(seed, lager)).to_row()
            row |= {"lager": lager, "i_alt_s": round(time.monotonic() - began, 2)}
            rows.append(row)
            if log is not None:
                with log.open("a", encoding="utf-8") as ud:
                    ud.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    return rows


def print_table(rows: list[dict[str, Any]]) -> None:
    """Print, by engine and kind of fault, seeds, restarts, mails a person settled, differences and seconds."""
    grupper: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grupper[row["lager"], row["art"]].append(row)
        grupper[row["lager"], "i alt"].append(row)
    print("| lager | uheld | seeds | omstarter | ukendte mails | afviste mails | med forskel | s pr. seed |")
    print("|---|---|---|---|---|---|---|---|")
    for (lager, art), gruppe in sorted(grupper.items()):
        tal = Counter[str]()
        for row in gruppe:
            tal["omstarter"] += max(0, len(row["forsoeg"]) - 1)
            tal["ukendte"] += row["ukendte"]
            tal["afviste"] += row["afviste"]
            tal["forskel"] += bool(row["forskelle"])
        sekunder = sum(row["i_alt_s"] for row in gruppe) / len(gruppe)
        print(
            f"| {lager} | {art} | {len(gruppe)} | {tal['omstarter']} | {tal['ukendte']} | {tal['afviste']} "
            f"| {tal['forskel']} | {sekunder:.1f} |"
        )


def _read_valg() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lager", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seeds", default="1-24")
    parser.add_argument("--log", type=Path)
    parser.add_argument("--mappe", type=Path)
    parser.add_argument("--sum", type=Path, nargs="*", help="only print the table of logs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
