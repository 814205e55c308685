"""What the gate answers with, and the limits it judges by."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Proeve:
    """One test of a fetch. `maalt` and `graense` are short Danish texts with numbers, `tekst` a sentence for people."""

    navn: str
    bestaaet: bool
    maalt: str
    graense: str
    tekst: str
    kan_tilsidesaettes: bool = True
