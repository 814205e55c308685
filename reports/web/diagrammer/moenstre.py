"""How parts of a bar are told apart: by colour and by pattern, so that either is enough."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.web.diagrammer.laerred import add, add_tekst

_TERN = 7
# A stripe from corner to corner, and the corners it leaves to its neighbours.
_SKRAA = f"M-1 1L1 -1M0 {_TERN}L{_TERN} 0M{_TERN - 1} {_TERN + 1}L{_TERN + 1} {_TERN - 1}"


@dataclass(frozen=True)
class Del:
    """A part of a bar: its name, and the class that gives its colour. `moenster`: `hel`, `skraa` or `prik`."""

    navn: str
    klasse: str
    moenster: str


@dataclass(frozen=True)
class Kasse:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    bredde: float
    hoejde: float


ALVOR = (Del("Kritisk", "kritisk", "hel"), Del("Alvorlig", "alvorlig", "skraa"), Del("Advarsel", "advarsel", "prik"))


def add_moenstre(rod: Element, noegle: str, dele: tuple[Del, ...]) -> None:
    """Add the patterns the parts are filled with."""
    defs = add(rod, "defs")
    for del_ in dele:
        moenster = add(defs, "pattern", id=_id(noegle, del_), width=_TERN, height=_TERN, patternUnits="userSpaceOnUse")
        add(moenster, "rect", del_.klasse, width=_TERN, height=_TERN)
        if del_.moenster == "skraa":
            add(
                moenster,
                "path",
                "hul",
                d=f"M-1 1L1 -1M0 {_TERN}L{_TERN} 0M{_TERN - 1} {_TERN + 1}L{_TERN + 1} {_TERN - 1}",
            )
        if del_.moenster == "prik":
            add(moenster, "circle", "prik", cx=_TERN / 2, cy=_TERN / 2, r=1.7)


def add_felt(forael: Element, noegle: str, del_: Del, kasse: Kasse) -> None:
    """Add a rectangle filled with a part's pattern."""
    maal = {"x": kasse.x, "y": kasse.y, "width": kasse.bredde, "height": kasse.hoejde}
    add(forael, "rect", "kant", fill=f"url(#{_id(noegle, del_)})", **maal)


def add_signatur(rod: Element, noegle: str, dele: tuple[Del, ...], *, x: float, y: float) -> None:
    """Add the legend on one line."""
    for nummer, del_ in enumerate(dele):
        start = x + nummer * 120
        add_felt(rod, noegle, del_, Kasse(start, y, 16, 14))
        add_tekst(rod, del_.navn, "akse", x=start + 22, y=y + 12)


def _id(noegle: str, del_: Del) -> str:
    return f"{noegle}-{del_.moenster}"
