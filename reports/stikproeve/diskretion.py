"""Small numbers of plejefamilier: which cells are not shown, so that no family can be found by subtraction either."""

from collections.abc import Mapping

GRAENSE = 5
UNDER = "under 5"
SKJULT = "vises ikke"


def is_small(antal: int) -> bool:
    """Tell whether a number is of so few that they could be known: 1 to 4. Nobody is in a cell of none."""
    return 0 < antal < GRAENSE


def find_skjulte(raekker: Mapping[str, tuple[int, ...]]) -> frozenset[str]:
    """Give the rows not to be shown of a table whose columns can be summed, and whose sums are known.

    Every row with a small number; and further ones, smallest first, until what is hidden cannot be had by taking what
    is shown from the sums: at least two rows, and together not few in any column.

    Args:
        raekker: The numbers of each row, by its name.
    """
    skjulte = {navn for navn, numre in raekker.items() if any(is_small(antal) for antal in numre)}
    rest = sorted(
        (navn for navn, numre in raekker.items() if navn not in skjulte and any(numre)),
        key=lambda navn: (sum(raekker[navn]), navn),
    )
    while skjulte and rest and _can_be_had(raekker, skjulte):
        skjulte.add(rest.pop(0))
    return frozenset(skjulte)


def _can_be_had(raekker: Mapping[str, tuple[int, ...]], skjulte: set[str]) -> bool:
    sum_af = zip(*(raekker[navn] for navn in skjulte), strict=True)
    return len(skjulte) < 2 or any(is_small(sum(kolonne)) for kolonne in sum_af)  # noqa: PLR2004 - one is had by taking
