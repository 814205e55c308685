"""What words take of room in a mail: Gmail cuts a mail off at 102 kB of HTML, so a letter is measured as it is made."""

from collections.abc import Iterable

from markupsafe import escape

# Room for the parts that grow with what is found, in bytes of HTML; the rest of a letter takes about 10 kB.
PUNKTER = 66_000
OVERSIGT = 14_000
HENVISNINGER = 10_000


def weigh(*tekster: str | None) -> int:
    """Give how many bytes texts take when they are written as HTML; their markup is not counted."""
    return sum(len(escape(tekst).encode()) for tekst in tekster if tekst)


def count_fitting(vaegte: Iterable[int], plads: int) -> int:
    """Give how many of the first there is room for."""
    antal = 0
    for vaegt in vaegte:
        plads -= vaegt
        if plads < 0:
            break
        antal += 1
    return antal
