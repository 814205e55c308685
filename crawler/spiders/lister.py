"""The portal's lists as data: where they are and the codes of types that are known (domain facts 3.1)."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Liste:
    """A list. `koder` are the values of the repeatable parameter `parameter` that were seen to give something."""

    navn: str
    titel: str
    sti: str
    parameter: str
    koder: tuple[str, ...]

    def url(self, portal: str, *, offset: int, koder: tuple[str, ...] = ()) -> str:
        """Give the address of the page that begins at an offset, with or without a filter of types."""
        valg = [(self.parameter, kode) for kode in koder]
        return f"{portal}{self.sti}?{urlencode([*valg, ('sortering', 'RELEVANS'), ('offset', offset)])}"


LISTER = (
    Liste(
        navn="voksne",
        titel="tilbud til voksne",
        sti="/tilbudssoegning/SoegVoksneTilbud/index",
        parameter="tilbudstyperVoksne",
        koder=(
            "juridiskgrundlag.voksne.laengerevarendebo.laengerevarendebo",
            "juridiskgrundlag.voksne.laengerevarendebo.midlertidigtbo",
            "juridiskgrundlag.voksne.bo.botilbudmaalrettetunge",
        ),
    ),
    Liste(
        navn="boern",
        titel="tilbud til børn og unge",
        sti="/tilbudssoegning/SoegBoernOgUngeTilbud/index",
        parameter="tilbudstyperBoern",
        koder=(
            "juridiskgrundlag.boernogunge.bo.almindeligdoegninstitution",
            "juridiskgrundlag.boernogunge.bo.almindeligtopholdssted",
        ),
    ),
)

# What is asked for when nothing is found to page by.
SIDESTOERRELSE = 20
