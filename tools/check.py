"""Run the checks in order, cheapest first, and stop at the first that fails: `./tjek check`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = (
    ("Ruff", ("ruff", "check", "--output-format", "concise", ".")),
    ("Format", ("ruff", "format", "--check", "--quiet", ".")),
    ("Imports point down", ("lint-imports", "--no-logo")),
    ("Types", ("mypy",)),
)


def main() -> int:
    """Run every check in the project's root; give 0 when all pass."""
    for name, (tool, *arguments) in CHECKS:
        print(f"== {name}", flush=True)
        if subprocess.run([str(BIN / tool), *arguments], cwd=ROOT, check=False).returncode:
            print(f"== {name}: failed", flush=True)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
