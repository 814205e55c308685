"""The demo as a whole: wall time, each step's share, peak memory. `.venv/bin/python bench/demo.py [--antal N]`.

Peak memory is the largest single process of the run (the crawler, the replica or the night itself).
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run the demo in a folder of its own and print what it took."""
    command = [sys.executable, "-m", "flows", "demo", "--mappe", "var/bench-demo", *arguments]
    began = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    seconds = time.monotonic() - began
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"whole process {seconds:.1f} s, largest process {peak_mb:.0f} MB, exit status {status}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
