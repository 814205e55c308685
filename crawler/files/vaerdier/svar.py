"""What reading a cell gives: a value, nothing, or why it cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ulaeselig:
    """A cell that is filled but cannot be read for certain. `grund` says in Danish what to do; it quotes no value."""

    grund: str
