"""A report as a PDF that everybody can read: tagged (PDF/UA-1), with language, title and bookmarks."""

from datetime import datetime

from reports.stikproeve.dokument import Afsnit, Blok, Dokument, Liste, Tabel, Varsel, write_celle
from reports.typstpdf import compile_pdf
from reports.visning import tidspunkt

_MINDST, _HOEJST = 5, 42


def write_pdf(dokument: Dokument, *, nu: datetime) -> bytes:
    """Give a report as a PDF, the same bytes for the same report and moment."""
    data = {
        "titel": dokument.titel,
        "om": dokument.om,
        "skrevet": f"Skrevet {tidspunkt(nu)} af Tilbudstjek",
        "afsnit": [_afsnit(afsnit) for afsnit in dokument.afsnit],
    }
    return compile_pdf("reports.stikproeve", "rapport.typ", data, nu=nu)


def _afsnit(afsnit: Afsnit) -> dict[str, object]:
    return {
        "overskrift": afsnit.overskrift,
        "niveau": afsnit.niveau,
        "blokke": [_blok(blok) for blok in afsnit.blokke],
    }


def _blok(blok: Blok) -> dict[str, object]:
    if isinstance(blok, str):
        return {"art": "tekst", "tekst": blok}
    if isinstance(blok, Varsel):
        return {"art": "varsel", "tekst": blok.tekst}
    if isinstance(blok, Liste):
        return {"art": "liste", "punkter": blok.punkter}
    return _tabel(blok)


def _tabel(tabel: Tabel) -> dict[str, object]:
    return {
        "art": "tabel",
        "titel": tabel.titel,
        "kolonner": tabel.kolonner,
        "tal_fra": tabel.tal_fra,
        "bredder": [_find_bredde(tabel, kolonne) for kolonne in range(len(tabel.kolonner))],
        "raekker": [[write_celle(celle) for celle in raekke] for raekke in tabel.raekker],
    }


def _find_bredde(tabel: Tabel, kolonne: int) -> int:
    """Give a column's share of the width: its longest word for the heading, its longest text for what is in it."""
    tekster = [write_celle(raekke[kolonne]) for raekke in tabel.raekker]
    ord_ = max(len(del_) for del_ in tabel.kolonner[kolonne].split())
    return min(_HOEJST, max([_MINDST, ord_ + 1, *map(len, tekster)]))
