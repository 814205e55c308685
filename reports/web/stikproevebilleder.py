"""Shares of a report's tables as interval plots. What a table hides for the sake of families is not in them."""

from collections.abc import Iterator

from reports.stikproeve.dokument import Pct, Tabel
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.interval import Andel, draw_interval

_FRA = "95 % fra"
# A plot of each group of each item would be dozens; the table tells of the others.
_TEGNES = ("Fejlandel", "Genfinding og præcision")
_GRUPPE = ", socialtilsyn"


def draw_tabel(tabel: Tabel, noegle: str) -> tuple[Billede, ...]:
    """Give a plot for each share with an interval that a table holds; `noegle` begins the ids in the page."""
    if tabel.navn not in _TEGNES and not tabel.navn.endswith(_GRUPPE):
        return ()
    return tuple(_draw(tabel, noegle))


def _draw(tabel: Tabel, noegle: str) -> Iterator[Billede]:
    for fra in (nummer for nummer, navn in enumerate(tabel.kolonner) if navn == _FRA):
        andele = tuple(_list_andele(tabel, fra))
        maal = tabel.kolonner[fra - 1]
        if andele:
            titel = f"{tabel.titel}: {maal.lower()}" if tabel.kolonner.count(_FRA) > 1 else tabel.titel
            yield draw_interval(andele, noegle=f"{noegle}-{fra}", titel=titel, hvad=tabel.kolonner[0])


def _list_andele(tabel: Tabel, fra: int) -> Iterator[Andel]:
    for raekke in tabel.raekker:
        navn, andel, lav, hoej = raekke[0], raekke[fra - 1], raekke[fra], raekke[fra + 1]
        if isinstance(andel, Pct) and isinstance(lav, Pct) and isinstance(hoej, Pct):
            yield Andel(navn=str(navn), pct=100 * andel.andel, lav_pct=100 * lav.andel, hoej_pct=100 * hoej.andel)
