"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def make_table(hoved: Sequence[str], raekker: Iterable[Sequence[str]]) -> str:
    """Give a table; a pipe or a line break in a cell is made harmless."""
    linjer = [_line(hoved), _line(["---"] * len(hoved)), *(_line(raekke) for raekke in raekker)]
    return "\n".join(linjer)


def _line(celler: Sequence[str]) -> str:
    rene = (" ".join(celle.replace("|", "\\|").split()) for celle in celler)
    return f"| {' | '.join(rene)} |"
