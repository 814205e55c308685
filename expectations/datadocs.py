"""GX's Data Docs, made on demand for whoever writes rules. They load code from outside: never publish them."""

from pathlib import Path

from sqlalchemy import Engine

from expectations.registry import load_regler
from expectations.runner import require_snapshot, run_checkpoint
from expectations.samler import Samler


def build_datadocs(engine: Engine, url: str, mappe: Path) -> Path:
    """Run every rule, those switched off too, and write GX's pages to a folder; give their first page.

    The pages hold counts and at most twenty ids a rule, never a value. Nothing is recorded as a finding.

    Raises:
        WarehouseFejl: there is no snapshot to judge yet, or the database cannot be read.
        OSError: the folder cannot be written.
    """
    require_snapshot(engine)
    mappe.mkdir(parents=True, exist_ok=True)
    run_checkpoint(Samler({regel.id: regel for regel in load_regler()}), url=url, datadocs=mappe)
    return mappe / "index.html"
