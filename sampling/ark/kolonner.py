"""The columns of the sheet of cases: their headings, widths, and which a caseworker fills in."""

from dataclasses import dataclass

from domain.stikproevesvar import SVARFELTER


@dataclass(frozen=True)
class Kolonne:
    """One column: `felt` is its name in code, `bredde` its width in signs."""

    felt: str
    overskrift: str
    bredde: int

    @property
    def er_svar(self) -> bool:
        """Whether the caseworker fills it in."""
        return self.felt in SVARFELTER


ENHED, PUNKT, NOEGLE = "enhed", "punkt", "noegle"

KOLONNER = (
    Kolonne(ENHED, "Nummer", 12),
    Kolonne("navn", "Navn", 28),
    Kolonne("link", "Side på portalen", 24),
    Kolonne(PUNKT, "Oplysning", 20),
    Kolonne("portalen", "Portalen siger", 38),
    Kolonne("spoerg", "Bed om", 36),
    Kolonne("udfald", "Udfald", 24),
    Kolonne("kommentar", "Kommentar", 40),
    Kolonne("minutter", "Minutter", 10),
    Kolonne("rettet_dag", "Rettet den", 13),
    Kolonne("sanktion", "Påbud eller markering", 16),
    Kolonne("svar_fra", "Svar givet af", 14),
    Kolonne(NOEGLE, "Rækkenøgle (må ikke ændres)", 30),
)


def name_celle(raekke: int, kolonne: int) -> str:
    """Give a cell as a spreadsheet names it; both numbers are counted from 0."""
    bogstaver = ""
    nummer = kolonne + 1
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        bogstaver = chr(ord("A") + rest) + bogstaver
    return f"{bogstaver}{raekke + 1}"
