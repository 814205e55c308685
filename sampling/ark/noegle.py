"""The hidden part of a workbook: by its key a row is known wherever it is moved, and a foreign row is seen."""

import hashlib
from collections.abc import Mapping

from sampling.ark.model import Arkhoved, Noegle

MAERKE = "tilbudstjek-arbejdsark"
UDGAVE = "1"
_SKILLER = "|"
_KONTROLTEGN = 10
_DELE = 4


def make_noegle(hoved: Arkhoved, enhed_id: str, punkt: str) -> str:
    """Give the key of a row: control, unit, item, and a check of these with the frame's hash."""
    dele = (hoved.nummer, enhed_id, punkt)
    return _SKILLER.join((*dele, _check(hoved.ramme_sha256, *dele)))


def read_noegle(tekst: str, *, nummer: str, ramme_sha256: str) -> Noegle | None:
    """Give the unit and item of a key; None when it is damaged, or of another control or frame."""
    dele = tekst.strip().split(_SKILLER)
    if len(dele) != _DELE or dele[0] != nummer or dele[3] != _check(ramme_sha256, *dele[:3]):
        return None
    return dele[1], dele[2]


def make_maskindel(hoved: Arkhoved, noegler: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Give the rows of the hidden sheet: what the workbook is, then each key with the version its maker had seen."""
    return [
        (MAERKE, UDGAVE, ""),
        ("stikproeve", hoved.nummer, ""),
        ("ramme_sha256", hoved.ramme_sha256, ""),
        ("sagsbehandler", hoved.sagsbehandler, ""),
        *(("noegle", noegle, str(version)) for noegle, version in noegler.items()),
    ]


def _check(ramme_sha256: str, *dele: str) -> str:
    return hashlib.sha256(_SKILLER.join((ramme_sha256, *dele)).encode()).hexdigest()[:_KONTROLTEGN]
