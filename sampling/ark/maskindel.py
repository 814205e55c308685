"""Finding the hidden sheet of a workbook: whose it is, of which control, and which rows were sent out."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.felter import FELTER
from sampling.ark.fejl import refuse
from sampling.ark.fil import Fane
from sampling.ark.model import Noegle
from sampling.ark.noegle import MAERKE, UDGAVE, read_noegle

_IKKE_VORES = (
    "Filen er ikke et arbejdsark fra Tilbudstjek, eller dens skjulte ark er slettet. "
    "Skriv svarene ind i det ark, du fik, og send det."
)
_OEDELAGT = "Arbejdsarkets skjulte ark er ændret. Skriv svarene ind i det ark, du fik, og send det."


@dataclass(frozen=True, kw_only=True)
class Maskindel:
    """What the hidden sheet says; `sete` has a version for each row that was sent out."""

    nummer: str
    ramme_sha256: str
    sagsbehandler: str
    sete: Mapping[Noegle, int]


def find_maskindel(faner: tuple[Fane, ...]) -> Maskindel:
    """Read the hidden sheet.

    Raises:
        ArkFejl: It is not there, of another version of the program, or damaged.
    """
    fane = next(
        (fane for fane in faner if any(str(celle) == MAERKE for row in fane.raekker[:1] for celle in row[:1])), None
    )
    if fane is None:
        raise refuse(_IKKE_VORES)
    # Sheets may have been saved with the numbers turned into numbers.
    linjer = [[_text(celle) for celle in raekke] + ["", ""] for raekke in fane.raekker]
    if linjer[0][1] != UDGAVE:
        raise refuse("Arbejdsarket er fra en anden udgave af Tilbudstjek. Få et nyt ark, og skriv svarene over i det.")
    hoved = {linje[0]: linje[1] for linje in linjer[1:] if linje[0] != "noegle"}
    if not all(hoved.get(navn) for navn in ("stikproeve", "ramme_sha256", "sagsbehandler")):
        raise refuse(_OEDELAGT)
    return Maskindel(
        nummer=hoved["stikproeve"],
        ramme_sha256=hoved["ramme_sha256"],
        sagsbehandler=hoved["sagsbehandler"],
        sete=_read_noegler(linjer, hoved),
    )


def _read_noegler(linjer: list[list[str]], hoved: Mapping[str, str]) -> dict[Noegle, int]:
    sete: dict[Noegle, int] = {}
    for linje in linjer:
        if linje[0] != "noegle":
            continue
        noegle = read_noegle(linje[1], nummer=hoved["stikproeve"], ramme_sha256=hoved["ramme_sha256"])
        if noegle is None or noegle[1] not in FELTER or not linje[2].isascii() or not linje[2].isdigit():
            raise refuse(_OEDELAGT)
        sete[noegle] = int(linje[2])
    return sete


def _text(celle: object) -> str:
    return str(int(celle)) if isinstance(celle, float) and celle.is_integer() else str(celle)
