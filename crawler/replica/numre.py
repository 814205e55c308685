"""Numbers nobody has: CVR numbers of the unallotted 99 series, P-numbers, telephones and ids, each given once."""

from collections.abc import Iterator
from random import Random

_VAEGTE = (2, 7, 6, 5, 4, 3, 2)
_INGEN_KONTROL = 10


def make_cvr(lobenummer: int) -> str | None:
    """Give the CVR number 99xxxxxx of a number below 100,000 (modulus 11), or None where none has that start."""
    stamme = f"99{lobenummer:05d}"
    kontrol = -sum(vaegt * int(ciffer) for vaegt, ciffer in zip(_VAEGTE, stamme, strict=True)) % 11
    return None if kontrol == _INGEN_KONTROL else f"{stamme}{kontrol}"


def draw_cvr_numre(terning: Random) -> Iterator[str]:
    """Draw valid CVR numbers, none of them twice."""
    for lobenummer in terning.sample(range(100_000), 100_000):
        cvr = make_cvr(lobenummer)
        if cvr is not None:
            yield cvr


def draw_ids(terning: Random, start: int, *, spring: int = 9) -> Iterator[str]:
    """Draw growing ids with holes between them, as a register has that has lived a while."""
    nummer = start
    while True:
        nummer += terning.randint(1, spring)
        yield str(nummer)


def make_telefon(terning: Random) -> str:
    """Make a telephone number of the 99 99 series, written in pairs or in one."""
    cifre = f"9999{terning.randint(0, 9999):04d}"
    return cifre if terning.random() < 0.5 else " ".join(cifre[i : i + 2] for i in range(0, 8, 2))  # noqa: PLR2004
