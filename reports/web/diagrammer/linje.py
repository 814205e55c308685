"""A line over time."""

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from reports.visning import dato, kort_dato
from reports.web.diagrammer.billede import Billede, Taltabel
from reports.web.diagrammer.laerred import add, add_tekst, finish, make_laerred, write_punkter
from reports.web.diagrammer.ord import Skriv
from reports.web.diagrammer.punkter import Punkt, drop_level, find_hoejest, find_lavest, thin
from reports.web.diagrammer.skala import Skala, list_maaneder, make_trin

_BREDDE, _HOEJDE = 720, 250
_VENSTRE, _HOEJRE, _TOP, _BUND = 62, 640, 14, 215
# What moves by less than a tenth of its value is drawn as moving little: a steep line would say more than the numbers.
_MINDSTE_SPAND = 0.1
_STOD_STILLE = " Tabellen springer dage over, hvor tallet stod stille."


def draw_linje(
    punkter: Sequence[Punkt], *, noegle: str, titel: str, maal: str, skriv: Skriv, akse: Skriv | None = None
) -> Billede:
    """Draw how a value went from day to day; `maal` names the value, `skriv` writes it (and `akse` on the axis).

    Raises:
        ValueError: there is no point.
    """
    if not punkter:
        raise ValueError("a line needs a point")
    tynde = thin(punkter)
    viste = drop_level(tynde)
    trin = _make_trin([p.value for p in viste])
    beskrivelse = _describe(viste, skriv) + (_STOD_STILLE if len(viste) < len(tynde) else "")
    rod = make_laerred(noegle, bredde=_BREDDE, hoejde=_HOEJDE, titel=titel, beskrivelse=beskrivelse)
    y = Skala(trin[0], trin[-1], _BUND, _TOP)
    x = Skala(viste[0].dag.toordinal(), viste[-1].dag.toordinal(), _VENSTRE, _HOEJRE)
    add_net(rod, trin, y, akse or skriv)
    add_maaneder(rod, viste, x)
    steder = [(x.sted(p.dag.toordinal()), y.sted(p.value)) for p in viste]
    add(rod, "polyline", "streg", points=write_punkter(steder))
    add(rod, "circle", "punkt", cx=steder[-1][0], cy=steder[-1][1], r=4.5)
    add_tekst(rod, skriv(viste[-1].value), "staerk", x=steder[-1][0] + 9, y=steder[-1][1] + 4)
    return Billede(
        noegle=noegle,
        svg=finish(rod),
        titel=titel,
        beskrivelse=beskrivelse,
        tabel=Taltabel(
            kolonner=("Dag", maal), raekker=tuple((kort_dato(p.dag), skriv(p.value)) for p in reversed(viste))
        ),
    )


def _make_trin(vaerdier: Sequence[float]) -> tuple[float, ...]:
    lavest, hoejest = min(vaerdier), max(vaerdier)
    if lavest != hoejest:
        lavest = max(min(lavest, hoejest - _MINDSTE_SPAND * abs(hoejest)), min(lavest, 0.0))
    trin = make_trin(lavest, hoejest)
    if not all(float(value).is_integer() for value in vaerdier):
        return trin
    # Whole numbers are counts, and half a tilbud is none.
    hele = tuple(float(value) for value in dict.fromkeys(map(math.floor, trin)))
    return hele if hele[-1] >= hoejest and len(hele) > 1 else (*hele, hele[-1] + 1)


def add_net(rod: Element, trin: Sequence[float], y: Skala, skriv: Skriv) -> None:
    """Add the lines across, each with its value."""
    for value in trin:
        sted = y.sted(value)
        add(rod, "line", "net", x1=_VENSTRE, x2=_HOEJRE, y1=sted, y2=sted)
        add_tekst(rod, skriv(value), "akse hoejre", x=_VENSTRE - 8, y=sted + 4)


def add_maaneder(rod: Element, punkter: Sequence[Punkt], x: Skala) -> None:
    """Add the months below; over a few days the first and the last day in their place."""
    maaneder = list_maaneder(punkter[0].dag, punkter[-1].dag)
    if len(maaneder) > 1:
        for dag, navn in maaneder:
            add_tekst(rod, navn, "akse midt", x=x.sted(dag.toordinal()), y=_BUND + 22)
        return
    for dag in dict.fromkeys((punkter[0].dag, punkter[-1].dag)):
        add_tekst(rod, kort_dato(dag), "akse midt", x=x.sted(dag.toordinal()), y=_BUND + 22)


def _describe(punkter: Sequence[Punkt], skriv: Skriv) -> str:
    foerste, sidste = punkter[0], punkter[-1]
    if len(punkter) == 1:
        return f"Kun én måling: {skriv(foerste.value)} den {dato(foerste.dag)}."
    lavest, hoejest = punkter[find_lavest(punkter)], punkter[find_hoejest(punkter)]
    return (
        f"Fra {skriv(foerste.value)} den {dato(foerste.dag)} til {skriv(sidste.value)} den {dato(sidste.dag)}."
        f" Lavest {skriv(lavest.value)} ({dato(lavest.dag)}), højest {skriv(hoejest.value)} ({dato(hoejest.dag)})."
    )
