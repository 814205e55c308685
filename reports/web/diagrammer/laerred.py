"""The canvas: SVG made as a tree, so that what is put in it comes out escaped; looks are the style sheet's."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from reports.visning import rens

Maal = str | int | float


def make_laerred(noegle: str, *, bredde: int, hoejde: int, titel: str, beskrivelse: str) -> Element:
    """Give an empty drawing that tells a screen reader its title and what it shows."""
    rod = Element(
        "svg",
        {
            "class": "diagram",
            "viewBox": f"0 0 {bredde} {hoejde}",
            "role": "img",
            "aria-labelledby": f"{noegle}-titel {noegle}-tekst",
        },
    )
    SubElement(rod, "title", id=f"{noegle}-titel").text = titel
    SubElement(rod, "desc", id=f"{noegle}-tekst").text = beskrivelse
    return rod


def add(forael: Element, tag: str, klasse: str = "", **attributter: Maal) -> Element:
    """Add an element; a trailing underscore leaves an attribute's name (`class_`), other underscores become hyphens."""
    egne = {navn.rstrip("_").replace("_", "-"): write_maal(value) for navn, value in attributter.items()}
    return SubElement(forael, tag, {"class": klasse, **egne} if klasse else egne)


def add_tekst(forael: Element, tekst: str, klasse: str, *, x: Maal, y: Maal) -> Element:
    """Add a line of text, without invisible signs, cut when it is long."""
    element = add(forael, "text", klasse, x=x, y=y)
    element.text = rens(tekst, 60)
    return element


def add_lodrette(forael: Element, steder: Iterable[float], *, top: float, bund: float) -> Element:
    """Add upright lines of the net as one element: an axis of a year has many."""
    d = "".join(f"M{write_maal(x)} {write_maal(top)}V{write_maal(bund)}" for x in steder)
    return add(forael, "path", "net", d=d)


def finish(rod: Element) -> Markup:
    """Give the drawing as it stands in a page."""
    return Markup(tostring(rod, "unicode"))  # noqa: S704 - a tree's writer escapes every text and attribute


def write_maal(value: Maal) -> str:
    """Write a length with at most one decimal: a tenth of a pixel is finer than anybody sees."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def write_punkter(punkter: list[tuple[float, float]]) -> str:
    """Write the points of a line."""
    return " ".join(f"{write_maal(x)},{write_maal(y)}" for x, y in punkter)
