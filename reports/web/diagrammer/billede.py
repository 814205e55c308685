"""What a picture is: the drawing, what it says in words, and the figures behind it."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, kw_only=True)
class Taltabel:
    """The figures a picture shows, written out; the first column names the row, the others are numbers.

    `tekstkolonner` are the places of those that are words or days instead.
    """

    kolonner: tuple[str, ...]
    raekker: tuple[tuple[str, ...], ...]
    tekstkolonner: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Billede:
    """A drawing with its title, a description that says what can be seen in it, and its table.

    `noegle` is the word that ids in the page begin with, so that two pictures can stand on one page.
    """

    noegle: str
    svg: Markup
    titel: str
    beskrivelse: str
    tabel: Taltabel
