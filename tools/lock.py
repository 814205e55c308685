"""Resolve the dependencies anew and write uv.lock without the address of any package registry.

    .venv/bin/python tools/lock.py [--upgrade] [--upgrade-package NAME]

uv writes the registry's address beside every file. The committed lock holds a placeholder instead, so that a mirror is
used where there is one; versions and SHA-256 sums are what binds. `./tjek` installs by `uv export` and those sums.
See docs/beslutninger/0002-laasefil-uden-adresser.md.
"""

import subprocess
import sys
from pathlib import Path

from pip._internal.models.index import PyPI  # pip's own constants, so that no address stands here

LOCK = Path(__file__).resolve().parent.parent / "uv.lock"
PLACEHOLDER_INDEX = "https://registry.invalid/simple"
PLACEHOLDER_FILES = "https://files.registry.invalid"


def main(arguments: list[str]) -> int:
    """Put the real addresses in, let uv resolve, and take them out again, whether uv succeeded or not."""
    index = PyPI.simple_url.rstrip("/")
    storage = f"https://{PyPI.file_storage_domain}"
    if LOCK.exists():
        _replace({PLACEHOLDER_INDEX: index, PLACEHOLDER_FILES: storage})
    try:
        status = subprocess.run(["uv", "lock", *arguments], cwd=LOCK.parent, check=False).returncode
    finally:
        _replace({index: PLACEHOLDER_INDEX, storage: PLACEHOLDER_FILES})
    return status or _write_bootstrap()


def _write_bootstrap() -> int:
    """Write the sums of uv itself where pip, which cannot read the lock, finds them."""
    export = ("uv", "export", "--frozen", "--quiet", "--no-header", "--only-group", "bootstrap")
    target = LOCK.parent / "tools" / "uv.txt"
    return subprocess.run([*export, "--output-file", str(target)], cwd=LOCK.parent, check=False).returncode


def _replace(pairs: dict[str, str]) -> None:
    text = LOCK.read_text(encoding="utf-8")
    for old, new in pairs.items():
        text = text.replace(old, new)
    LOCK.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
