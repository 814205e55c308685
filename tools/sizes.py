"""A mirror, not a gate: the largest files and functions, with median and 90th percentile."""

import ast
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bench", "crawler", "domain", "expectations", "flows", "reports", "sampling", "tools", "warehouse")
TENTHS = 10


def main() -> None:
    """Print the sizes of everything but tests and migrations."""
    files = [f for room in ROOMS for f in (ROOT / room).rglob("*.py") if "versions" not in f.parts]
    lengths = {f: len(f.read_text(encoding="utf-8").splitlines()) for f in files}
    _show("files", [(n, str(f.relative_to(ROOT))) for f, n in lengths.items() if n > 2])  # noqa: PLR2004
    _show("functions", list(chain.from_iterable(_functions(f) for f in files)))


def _functions(file: Path) -> list[tuple[int, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    found = (node for node in ast.walk(tree) if isinstance(node, kinds))
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{file.relative_to(ROOT)}:{node.name}") for node in found
    ]


def _show(what: str, sizes: list[tuple[int, str]]) -> None:
    numbers = [n for n, _ in sizes]
    print(f"{len(sizes)} {what}: median {median(numbers):g}, p90 {quantiles(numbers, n=TENTHS)[-1]:g}")
    for number, name in sorted(sizes, reverse=True)[:TENTHS]:
        print(f"  {number:5} {name}")


if __name__ == "__main__":
    main()
