"""Number cells: the number, or what is wrong with the cell."""

from dataclasses import dataclass, field

from crawler.files.budgetskema.ark import Ark, Slags
from crawler.files.budgetskema.fejl import make_fejl
from crawler.files.budgetskema.kort import name_celle
from domain.skema import Fejlart, Skemafejl


@dataclass(frozen=True)
class Laest:
    """A number as read; None when the cell is empty, or when `fejl` says why it is not known."""

    tal: float | None = None
    fejl: Skemafejl | None = None


@dataclass
class Arklaesning:
    """Reads the numbers of one sheet and keeps the faults it meets."""

    navn: str
    ark: Ark
    fejl: list[Skemafejl] = field(default_factory=list)

    def read(self, raekke: int, kolonne: int) -> Laest:
        """Read a cell and note what is wrong with it."""
        laest = read_tal(self.ark, self.navn, raekke, kolonne)
        if laest.fejl is not None:
            self.fejl.append(laest.fejl)
        return laest

    def note(self, art: Fejlart, raekke: int, kolonne: int, **felter: object) -> None:
        """Note a fault of a cell."""
        self.fejl.append(make_fejl(art, ark=self.navn, celle=name_celle(raekke, kolonne), **felter))


def read_tal(ark: Ark, navn: str, raekke: int, kolonne: int) -> Laest:
    """Read a cell that must hold a number or nothing."""
    celle = ark.find(raekke, kolonne)
    if celle is None:
        return Laest()
    if celle.slags is Slags.TAL:
        return Laest(tal=celle.tal)
    sted = {"ark": navn, "celle": name_celle(raekke, kolonne)}
    if celle.slags is Slags.UDEN_VAERDI:
        return Laest(fejl=make_fejl(Fejlart.FORMEL_UDEN_VAERDI, **sted))
    if celle.slags is Slags.FEJL:
        return Laest(fejl=make_fejl(Fejlart.FEJLVAERDI, vaerdi=celle.tekst, **sted))
    return Laest(fejl=make_fejl(Fejlart.TEKST_I_TALCELLE, **sted))
