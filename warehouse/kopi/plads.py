"""The files of a restore put in place: each folder moved whole, what was there moved aside, and ended after a kill.

The database is what decides. Until it is put back nothing of this has happened; once it is, the rest is only names that
change, and whoever comes next (`finish`) does what is left.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.kopi.sqlitefil import fsync

MAPPE = "gendannelse"
_PLAN = "plan.json"
_NYE = "ny"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be put where: the restore's id, and names of the folder `var`.

    `nye` are put in, `vaek` are only moved aside, and what was there goes to the folder `tidligere`.
    """

    id: str
    nye: tuple[str, ...]
    vaek: tuple[str, ...]
    tidligere: str


def begin(var: Path) -> Path:
    """Make the folder a restore gathers its files in, empty; give where they go."""
    abandon(var)
    ny = var / MAPPE / _NYE
    ny.mkdir(parents=True, mode=0o700)
    (var / MAPPE).chmod(0o700)
    return ny


def abandon(var: Path) -> None:
    """Throw away what a restore gathered and never used."""
    if (var / MAPPE).exists():
        shutil.rmtree(var / MAPPE)


def store_plan(var: Path, plan: Plan) -> None:
    """Write down what is to happen once the database is put back. Raises OSError."""
    midlertidig = var / MAPPE / f".{_PLAN}"
    midlertidig.write_text(json.dumps(asdict(plan)), encoding="utf-8")
    fsync(midlertidig)
    midlertidig.replace(var / MAPPE / _PLAN)
    fsync(var / MAPPE)
    fsync(var)


def finish(var: Path, is_put_back: Callable[[str], bool]) -> bool:
    """Do what is left of a restore whose database is put back, and tell whether there was one.

    One whose database is not is let be: the settings may point elsewhere this time. What was gathered without a plan is
    of no use to anybody, holds all that the register holds of people, and goes. `is_put_back` is given the restore's
    id. Call it under the writer's lock. Raises OSError.
    """
    fil = var / MAPPE / _PLAN
    if not fil.exists():
        abandon(var)
        return False
    felter = json.loads(fil.read_text(encoding="utf-8"))
    plan = Plan(id=felter["id"], nye=tuple(felter["nye"]), vaek=tuple(felter["vaek"]), tidligere=felter["tidligere"])
    if not is_put_back(plan.id):
        return False
    for navn in plan.nye:
        # Once it is in its place, that is done.
        ny = var / MAPPE / _NYE / "var" / navn
        if ny.exists():
            _move_aside(var / navn, var / plan.tidligere)
            ny.rename(var / navn)
    for navn in plan.vaek:
        _move_aside(var / navn, var / plan.tidligere)
    fsync(var)
    # The plan goes first: without it the folder is only what was gathered.
    fil.unlink()
    abandon(var)
    return True


def _move_aside(fil: Path, tidligere: Path) -> None:
    if fil.exists() and not (tidligere / fil.name).exists():
        tidligere.mkdir(mode=0o700, exist_ok=True)
        fil.rename(tidligere / fil.name)
