"""Finding the table of cases in a workbook: by its headings, wherever they were moved to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.stikproevesvar import SVARFELTER
from domain.tekst import fold
from sampling.ark.fejl import Cellefejl, refuse
from sampling.ark.fil import Celle, Fane
from sampling.ark.kolonner import ENHED, KOLONNER, NOEGLE, PUNKT, name_celle
from sampling.ark.tekst import clean

_HOVED_RAEKKER = 50
_OVERSKRIFTER = {fold(kolonne.overskrift): kolonne.felt for kolonne in KOLONNER}
_NOEDVENDIGE = (ENHED, PUNKT, *SVARFELTER, NOEGLE)


@dataclass(frozen=True)
class Skema:
    """Where the table of cases lies: its sheet, the row of its headings (from 0), and the column of each field."""

    fane: Fane
    hoved: int
    kolonner: Mapping[str, int]

    def fail(self, raekke: int, felt: str, tekst: str) -> Cellefejl:
        """Give the fault of a cell."""
        return self.fail_at(raekke, self.kolonner[felt], tekst)

    def fail_at(self, raekke: int, kolonne: int, tekst: str) -> Cellefejl:
        """Give the fault of a cell by its place, both numbers from 0."""
        return Cellefejl(clean(self.fane.navn), name_celle(raekke, kolonne), tekst)

    def list_raekker(self) -> Iterator[tuple[int, dict[str, Celle]]]:
        """Give the rows below the headings in which anything stands, with their number and their cells by field."""
        for nummer, raekke in enumerate(self.fane.raekker[self.hoved + 1 :], start=self.hoved + 1):
            if any(is_filled(celle) for celle in raekke):
                yield nummer, {felt: raekke[plads] for felt, plads in self.kolonner.items() if plads < len(raekke)}

    def find_udenfor(self) -> Iterator[Cellefejl]:
        """Give what stands below the headings but in none of the columns: it would be lost unseen."""
        kendte = set(self.kolonner.values())
        for nummer, raekke in enumerate(self.fane.raekker[self.hoved + 1 :], start=self.hoved + 1):
            for plads, celle in enumerate(raekke):
                if plads not in kendte and is_filled(celle):
                    tekst = "Her står noget uden for skemaets kolonner. Flyt det til kommentaren, eller slet det."
                    yield self.fail_at(nummer, plads, tekst)


def is_filled(celle: object) -> bool:
    """Tell whether anything can be seen in a cell."""
    return bool(clean(celle)) if isinstance(celle, str) else True


def find_skema(faner: tuple[Fane, ...]) -> Skema:
    """Give the table of cases.

    Raises:
        ArkFejl: A heading is missing, or there are several such tables.
    """
    fundne = [Skema(fane, nummer, kolonner) for fane in faner for nummer, kolonner in _headings(fane)]
    if not fundne:
        raise refuse(
            "Skemaet med sagerne kan ikke findes: der er intet ark med alle overskrifterne "
            f"{', '.join(f'»{k.overskrift}«' for k in KOLONNER if k.felt in _NOEDVENDIGE)}. "
            "Sæt de overskrifter ind igen, der mangler."
        )
    if len(fundne) > 1:
        navne = ", ".join(f"»{clean(skema.fane.navn)}«" for skema in fundne)
        raise refuse(f"Skemaet med sagerne findes {len(fundne)} gange: {navne}. Slet de kopier, der ikke gælder.")
    return fundne[0]


def _headings(fane: Fane) -> Iterator[tuple[int, dict[str, int]]]:
    for nummer, raekke in enumerate(fane.raekker[:_HOVED_RAEKKER]):
        kolonner: dict[str, int] = {}
        for plads, celle in enumerate(raekke):
            felt = _OVERSKRIFTER.get(fold(str(celle)))
            if felt is not None:
                kolonner.setdefault(felt, plads)
        if all(felt in kolonner for felt in _NOEDVENDIGE):
            yield nummer, kolonner


def find_flettede(skema: Skema) -> Iterator[Cellefejl]:
    """Give the merged cells of the table: of those only the first keeps its value."""
    for (top, venstre), (bund, hoejre) in skema.fane.flettede:
        if bund >= skema.hoved and any(venstre <= plads <= hoejre for plads in skema.kolonner.values()):
            omraade = f"{name_celle(top, venstre)}:{name_celle(bund, hoejre)}"
            tekst = "Cellerne er flettet, så det ikke ses, hvilken række svaret hører til. Ophæv fletningen."
            yield Cellefejl(clean(skema.fane.navn), omraade, tekst)
