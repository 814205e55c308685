"""Hold the locked packages against the register of known vulnerabilities: `.venv/bin/python tools/audit.py`.

    --kraev       fail also when the register cannot be asked (for a CI that has the network)
    --osv-url URL another address of the register

An advisory that was looked at and does not concern us stands in tools/audit-undtagelser.csv with a reason and a last
day, after which it counts again.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
UNDTAGELSER = ROOT / "tools" / "audit-undtagelser.csv"
EXPORT = ("uv", "export", "--quiet", "--frozen", "--no-emit-project", "--no-header", "--all-groups")


@dataclass(frozen=True, kw_only=True)
class Svar:
    """What the register said: packages asked for, those it could not be asked of, and the vulnerabilities."""

    antal: int
    uspurgt: int
    fund: tuple[tuple[str, str, str], ...]


def main(arguments: list[str]) -> int:
    """Audit; give 0 when nothing is known against the packages."""
    valg = _parse(arguments)
    svar = audit(valg.osv_url, idag=datetime.now(UTC).date())  # noqa: TID251 - a tool's own clock
    if svar is None or svar.uspurgt == svar.antal:
        print("The register of vulnerabilities could not be asked (no network?): nothing is known.")
        return 1 if valg.kraev else 0
    for pakke, udgave, advarsel in svar.fund:
        print(f"{pakke} {udgave}: {advarsel}")
    print(f"{svar.antal - svar.uspurgt} of {svar.antal} packages asked for, {len(svar.fund)} known vulnerabilities.")
    return 1 if svar.fund or (valg.kraev and svar.uspurgt) else 0


def audit(osv_url: str | None, *, idag: date) -> Svar | None:
    """Ask the register for every locked package; None when there was no answer at all."""
    with tempfile.TemporaryDirectory() as mappe:
        krav = Path(mappe) / "krav.txt"
        krav.write_text(_export(), encoding="utf-8")
        undtagne = [del_ for id_ in read_undtagelser(idag) for del_ in ("--ignore-vuln", id_)]
        service = ("-s", "osv", "--osv-url", osv_url) if osv_url else ("-s", "osv")
        kald = [str(BIN / "pip-audit"), "--disable-pip", "--require-hashes", "-r", str(krav), "-f", "json"]
        kald += [*service, "--progress-spinner", "off", "--timeout", "20", *undtagne]
        svar = subprocess.run(kald, capture_output=True, check=False, text=True)
    return _read(svar.stdout)


def read_undtagelser(idag: date) -> list[str]:
    """Give the ids of the advisories that are set aside today."""
    with UNDTAGELSER.open(encoding="utf-8", newline="") as fil:
        return [row["id"] for row in csv.DictReader(fil) if date.fromisoformat(row["til"]) >= idag]


def _export() -> str:
    miljoe = {**os.environ, "VIRTUAL_ENV": str(BIN.parent), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}  # noqa: TID251
    return subprocess.run(EXPORT, cwd=ROOT, capture_output=True, check=True, text=True, env=miljoe).stdout


def _read(ud: str) -> Svar | None:
    try:
        pakker: list[dict[str, Any]] = json.loads(ud)["dependencies"]
    except (ValueError, KeyError):
        return None
    fund = tuple(
        (pakke["name"], pakke["version"], " ".join([fejl["id"], *fejl.get("fix_versions", [])]))
        for pakke in pakker
        for fejl in pakke.get("vulns", ())
    )
    return Svar(antal=len(pakker), uspurgt=sum("skip_reason" in pakke for pakke in pakker), fund=fund)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kraev", action="store_true")
    parser.add_argument("--osv-url")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
