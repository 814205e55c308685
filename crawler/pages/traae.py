"""A page as a tree: read once, what nobody reads taken out, and its text as lines."""

import re
from collections.abc import Iterator
from typing import Protocol

from parsel import Selector

from domain.tekst import squeeze

# Counts as white space to everything that squeezes, and stands where the page breaks a line.
LINJE = "\u2028"

# What a reader does not see, zero-width marks too (str.strip() alone leaves those).
BLANKE = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029,
                           0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF)))  # fmt: skip

OVERSKRIFTER = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOKKE = (
    "p",
    "div",
    "li",
    "dd",
    "dt",
    "tr",
    "td",
    "th",
    "address",
    "section",
    "article",
    "table",
    "ul",
    *OVERSKRIFTER,
)
_UDENFOR = ("script", "style", "noscript", "template", "svg", "nav", "footer", "meta", "link")


# What a label can be the first text of, or stand after.
MED_ETIKETTER = (
    *OVERSKRIFTER, "dt", "dd", "th", "td", "strong", "b", "label", "span", "p", "div", "li", "br", "summary", "legend",
    "caption", "button", "em", "u", "i", "small", "font", "address", "section", "figcaption", "center", "dfn",
)  # fmt: skip


_TEGN = re.compile(r"\w")


class Element(Protocol):
    """What is used of the tree that parsel holds."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str, default: str | None = None) -> str | None:
        """Give an attribute."""

    def getparent(self) -> "Element | None":
        """Give the element around this one."""

    def getnext(self) -> "Element | None":
        """Give the next element beside this one."""

    def iter(self, *tag: str) -> Iterator["Element"]:
        """Give this element and those in it, in the page's order."""

    def itertext(self) -> Iterator[str]:
        """Give the texts in it, in the page's order."""

    def __iter__(self) -> Iterator["Element"]:
        """Give the elements directly in it."""

    def __len__(self) -> int:
        """Give the number of elements directly in it."""


def read_tree(html: str) -> Selector:
    """Read a page, whatever it holds, and take out scripts, menus and the foot of the page."""
    siden = Selector(text=_encodable(html), type="html")
    for udenfor in list(siden.root.iter(*_UDENFOR)):
        if udenfor.getparent() is not None:
            udenfor.drop_tree()
    return siden


def text_of(element: Element) -> str:
    """Give the text of an element as a reader sees it, on one line; empty when there is none."""
    tekst = "".join(element.itertext()) if len(element) else element.text
    return squeeze(tekst) or ""


def broken_text(element: Element) -> str:
    """Give the text of an element with LINJE where `<br>` or a block breaks it."""
    if not len(element):
        return element.text or ""
    for del_element in element.iter("br", *_BLOKKE):
        if del_element is not element:
            del_element.tail = LINJE + (del_element.tail or "")
            if del_element.tag != "br":
                del_element.text = LINJE + (del_element.text or "")
    return "".join(element.itertext())


def split_lines(tekst: str) -> tuple[str, ...]:
    """Give the lines of a text that has LINJE in it, squeezed; a line without a letter or digit ("-") is none."""
    return tuple(ren for linje in tekst.split(LINJE) if (ren := squeeze(linje)) and _TEGN.search(ren))


def has_class(element: Element, navn: str) -> bool:
    """Tell whether an element has a class."""
    klasser = element.get("class")
    return klasser is not None and navn in klasser.split()


def _encodable(html: str) -> str:
    try:
        html.encode()
    except UnicodeEncodeError:
        return html.encode(errors="replace").decode()
    return html
