"""Shares with their uncertainty: a point between the ends of its interval, from 0 to 100 %."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.web.diagrammer.billede import Billede, Taltabel
from reports.web.diagrammer.laerred import add, add_tekst, finish, make_laerred
from reports.web.diagrammer.ord import write_hel_pct, write_pct
from reports.web.diagrammer.skala import Skala

_BREDDE, _VENSTRE, _HOEJRE, _LINJE, _TOP = 720, 210, 560, 32, 12
_X = Skala(0, 100, _VENSTRE, _HOEJRE)


@dataclass(frozen=True, kw_only=True)
class Andel:
    """An estimated share in per cent between the ends of its interval."""

    navn: str
    pct: float
    lav_pct: float
    hoej_pct: float


def draw_interval(andele: Sequence[Andel], *, noegle: str, titel: str, hvad: str, sikkerhed_pct: int = 95) -> Billede:
    """Draw each share as a point with its interval as a line; `hvad` heads the column of names.

    Raises:
        ValueError: there is no share.
    """
    if not andele:
        raise ValueError("an interval plot needs a share")
    beskrivelse = " ".join(_describe(andel) for andel in andele)
    bund = _TOP + _LINJE * len(andele)
    rod = make_laerred(noegle, bredde=_BREDDE, hoejde=bund + 26, titel=titel, beskrivelse=beskrivelse)
    for pct in range(0, 101, 25):
        add(rod, "line", "net", x1=_X.sted(pct), x2=_X.sted(pct), y1=_TOP - 6, y2=bund)
        add_tekst(rod, write_hel_pct(pct), "akse midt", x=_X.sted(pct), y=bund + 18)
    for nummer, andel in enumerate(andele):
        y = _TOP + nummer * _LINJE + 12
        add_tekst(rod, andel.navn, "hoejre", x=_VENSTRE - 12, y=y + 4)
        add(rod, "path", "spaend", d=_make_spaend(_X.sted(andel.lav_pct), _X.sted(andel.hoej_pct), y))
        add(rod, "circle", "punkt", cx=_X.sted(andel.pct), cy=y, r=5)
        add_tekst(rod, _write(andel), "note", x=_HOEJRE + 12, y=y + 4)
    return Billede(
        noegle=noegle,
        svg=finish(rod),
        titel=titel,
        beskrivelse=beskrivelse,
        tabel=Taltabel(
            kolonner=(hvad, "Andel", f"Nedre grænse ({sikkerhed_pct} %)", f"Øvre grænse ({sikkerhed_pct} %)"),
            raekker=tuple((a.navn, write_pct(a.pct), write_pct(a.lav_pct), write_pct(a.hoej_pct)) for a in andele),
        ),
    )


def _make_spaend(fra: float, til: float, y: float) -> str:
    return f"M{fra:.1f} {y - 5}v10M{fra:.1f} {y}H{til:.1f}M{til:.1f} {y - 5}v10"


def _write(andel: Andel) -> str:
    return f"{write_pct(andel.pct)} ({andel.lav_pct:.1f}–{andel.hoej_pct:.1f})".replace(".", ",")


def _describe(andel: Andel) -> str:
    return f"{andel.navn}: {write_pct(andel.pct)}, mellem {write_pct(andel.lav_pct)} og {write_pct(andel.hoej_pct)}."
