"""Make a release: `.venv/bin/python tools/release.py MAPPE [--noegle FIL]`.

In MAPPE come the wheel, the source archive, the locked requirements with their sums, the list of parts (SBOM), the
container recipe and systemd units, the section of the changelog, and SHA256SUMS over them all. With --noegle (an SSH
key) SHA256SUMS is signed; who has the public key checks it with ssh-keygen, which every Linux has: docs/udgivelse.md.
Made twice of the same commit, every file is the same byte for byte.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NAVNERUM = "tilbudstjek"
KRAV = "krav.txt"
EXPORT = ("uv", "export", "--quiet", "--frozen")
MEDFOELGER = ("deploy/Containerfile", "deploy/systemd")


class UdgivelseFejl(RuntimeError):
    """No release can be made of what is here; the message says why."""


def main(arguments: list[str]) -> int:
    """Make the release, or say why not."""
    valg = _parse(arguments)
    try:
        navne = make_release(valg.mappe, noegle=valg.noegle)
    except UdgivelseFejl as fejl:
        print(f"release: {fejl}", file=sys.stderr)
        return 1
    print("\n".join(navne))
    return 0


def make_release(mappe: Path, *, noegle: Path | None) -> list[str]:
    """Write a release into an empty folder and give the names of its files.

    Raises:
        UdgivelseFejl: uncommitted changes, no section in the changelog, a folder not empty, or a build that fails.
    """
    version = str(_read_project()["version"])
    afsnit = read_changes(version)
    if _run("git", "status", "--porcelain"):
        raise UdgivelseFejl("There are changes that are not committed. Commit them first.")
    mappe.mkdir(parents=True, exist_ok=True)
    if any(mappe.iterdir()):
        raise UdgivelseFejl(f"{mappe} is not empty.")
    tid = _run("git", "log", "-1", "--format=%ct").strip()
    _run("uv", "build", "--quiet", "--no-build-isolation", "--out-dir", str(mappe), SOURCE_DATE_EPOCH=tid)
    (mappe / ".gitignore").unlink(missing_ok=True)
    (mappe / KRAV).write_text(_run(*EXPORT, "--no-dev", "--no-emit-project", "--no-header"), encoding="utf-8")
    parts = json.dumps(make_parts(), indent=1, ensure_ascii=False)
    (mappe / f"tilbudstjek-{version}.cdx.json").write_text(parts + "\n", encoding="utf-8")
    (mappe / "AENDRINGER.md").write_text(afsnit, encoding="utf-8")
    for sti in MEDFOELGER:
        _take_along(ROOT / sti, mappe)
    _sum(mappe)
    if noegle is not None:
        _run("ssh-keygen", "-q", "-Y", "sign", "-f", str(noegle), "-n", NAVNERUM, str(mappe / "SHA256SUMS"))
    return sorted(fil.name for fil in mappe.iterdir())


def read_changes(version: str) -> str:
    """Give the changelog's section of a version. Raises UdgivelseFejl when there is none."""
    tekst = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    afsnit = re.search(rf"^## {re.escape(version)}\b.*?(?=^## |\Z)", tekst, re.MULTILINE | re.DOTALL)
    if afsnit is None:
        raise UdgivelseFejl(f"CHANGELOG.md has no section »## {version}«.")
    return afsnit[0].rstrip() + "\n"


def _read_project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def make_parts() -> dict[str, Any]:
    """Give the list of parts (CycloneDX 1.5) with who needs what and every file's sum, from the lock.

    What is random in it (a serial number, a time) is left out, so that it can be redone, and so are the places that the
    lock does not know: a file is named by its name.
    """
    parts: dict[str, Any] = json.loads(_run(*EXPORT, "--no-dev", "--format", "cyclonedx1.5"))
    parts.pop("serialNumber")
    parts["metadata"].pop("timestamp")
    parts["metadata"]["component"] |= {
        "type": "application",
        "licenses": [{"license": {"id": _read_project()["license"]}}],
    }
    for part in parts["components"]:
        part["purl"] = part["purl"].split("?")[0]
        for sted in part.get("externalReferences", ()):
            sted["url"] = sted["url"].rsplit("/", 1)[1]
    return parts


def _take_along(sti: Path, mappe: Path) -> None:
    filer = [sti] if sti.is_file() else sorted(fil for fil in sti.iterdir() if fil.is_file())
    for fil in filer:
        shutil.copyfile(fil, mappe / fil.name)


def _sum(mappe: Path) -> None:
    linjer = [f"{hashlib.sha256(fil.read_bytes()).hexdigest()}  {fil.name}\n" for fil in sorted(mappe.iterdir())]
    (mappe / "SHA256SUMS").write_text("".join(linjer), encoding="utf-8")


def _run(*kald: str, **miljoe: str) -> str:
    sti = f"{BIN}{os.pathsep}{os.environ['PATH']}"  # noqa: TID251 - a tool finds its programs as a shell does
    alt = {**os.environ, "PATH": sti, "VIRTUAL_ENV": str(BIN.parent), **miljoe}  # noqa: TID251
    svar = subprocess.run(kald, cwd=ROOT, capture_output=True, check=False, text=True, env=alt)
    if svar.returncode:
        raise UdgivelseFejl(f"{kald[0]} failed: {svar.stderr.strip() or svar.stdout.strip()}")
    return svar.stdout


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mappe", type=Path)
    parser.add_argument("--noegle", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
