"""What a person must look through before an export of all known leaves the house: names of others, and free text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from warehouse.queries.indsigt import Emne, Tabelfund
from warehouse.queries.indsigt_tabeller import KOLONNER, Slags

_MEDARBEJDER = "navn eller initialer på en medarbejder"
_FRITEKST = "tekst, som et menneske har skrevet; den kan nævne andre"
_ADRESSE = "en e-mailadresse, der kan være en anden persons"
_FLERE = "mailen kan også handle om andre tilbud"
_ANDET = "et andet tilbud, som den samme mail handler om"

# A step that the program took by itself is nobody's name.
_INGEN = frozenset({"", "system", "program", "web", "skema", "menneske", "opbevaring"})
_TEKSTER = MappingProxyType(
    {
        "accepteret_grund": _FRITEKST,
        "bemaerkning": _FRITEKST,
        "grund": _FRITEKST,
        "kommentar": _FRITEKST,
        "ophoert_grund": _FRITEKST,
        "tekst": _FRITEKST,
    }
)


@dataclass(frozen=True, kw_only=True)
class Punkt:
    """One cell to look at: its table, the number of its row there (from 1), its column, and why."""

    tabel: str
    raekke: int
    kolonne: str
    hvorfor: str


def list_punkter(emne: Emne, fund: Sequence[Tabelfund]) -> Iterator[Punkt]:
    """Give what must be looked through, table by table."""
    for et in fund:
        for raekke, row in enumerate(et.rows, start=1):
            for kolonne, hvorfor in _list_celler(et.tabel, row, emne):
                yield Punkt(tabel=et.tabel, raekke=raekke, kolonne=kolonne, hvorfor=hvorfor)


def _list_celler(tabel: str, row: Mapping[str, object], emne: Emne) -> Iterator[tuple[str, str]]:
    for kolonne, value in row.items():
        if not isinstance(value, str) or value in _INGEN or value.casefold() == emne.noegle.casefold():
            continue
        if kolonne in KOLONNER[Slags.BRUGER]:
            yield kolonne, _MEDARBEJDER
        elif tabel == "mail" and kolonne == "indhold":
            yield kolonne, _FLERE
        elif tabel == "mail_tilbud" and kolonne == "tilbudsid":
            yield kolonne, _ANDET
        elif kolonne in KOLONNER[Slags.EMAIL]:
            yield kolonne, _ADRESSE
        elif kolonne in _TEKSTER:
            yield kolonne, _TEKSTER[kolonne]
