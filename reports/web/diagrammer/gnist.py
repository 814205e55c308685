"""A sparkline: a line small enough for a table's cell, without axes, its ends said in words."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markupsafe import Markup

from reports.web.diagrammer.laerred import add, finish, write_punkter
from reports.web.diagrammer.ord import Skriv
from reports.web.diagrammer.punkter import Punkt, drop_level, thin
from reports.web.diagrammer.skala import Skala

_BREDDE, _HOEJDE, _KANT, _ANTAL = 120, 26, 3, 40


def draw_gnist(punkter: Sequence[Punkt], *, skriv: Skriv) -> Markup:
    """Draw at most 40 points on one line of text; nothing when there are fewer than two."""
    if len(punkter) < 2:  # noqa: PLR2004 - a line has two ends
        return Markup()
    viste = drop_level(thin(punkter, _ANTAL))
    lav, hoej = min(p.value for p in viste), max(p.value for p in viste)
    x = Skala(viste[0].dag.toordinal(), viste[-1].dag.toordinal(), _KANT, _BREDDE - _KANT)
    y = Skala(lav, hoej, _HOEJDE - _KANT, _KANT)
    steder = [(x.sted(p.dag.toordinal()), y.sted(p.value)) for p in viste]
    ord_ = f"Fra {skriv(viste[0].value)} til {skriv(viste[-1].value)}, lavest {skriv(lav)}, højest {skriv(hoej)}"
    rod = Element("svg", {"class": "gnist", "viewBox": f"0 0 {_BREDDE} {_HOEJDE}", "role": "img", "aria-label": ord_})
    add(rod, "polyline", points=write_punkter(steder))
    add(rod, "circle", cx=steder[-1][0], cy=steder[-1][1], r=2.5)
    return finish(rod)
