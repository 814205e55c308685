"""What is wrong in a workbook that comes back, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from sampling.fejl import StikproeveFejl


@dataclass(frozen=True)
class Cellefejl:
    """One fault: the sheet and the cell as they are named in the file (empty when it is of the whole file)."""

    ark: str
    celle: str
    tekst: str

    def __str__(self) -> str:
        """Give the fault as one line."""
        return f"Arket »{self.ark}«, celle {self.celle}: {self.tekst}" if self.celle else self.tekst


class ArkFejl(StikproeveFejl):
    """A workbook that cannot be read in; nothing of it was stored. `fejl` is every fault."""

    def __init__(self, fejl: Sequence[Cellefejl]) -> None:
        """Keep the faults; the message is all of them, a line each."""
        super().__init__("\n".join(str(en) for en in fejl))
        self.fejl = tuple(fejl)


def refuse(tekst: str) -> ArkFejl:
    """Give the error of a file that is wrong as a whole."""
    return ArkFejl([Cellefejl("", "", tekst)])
