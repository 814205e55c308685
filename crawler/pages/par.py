"""Every label on a page with the value beside it: the part of the reading that knows nothing of fields' meaning."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from crawler.pages.etiketter import LAENGSTE_ETIKET, LAENGSTE_RAA, find_felt, find_sektion, is_udeladt
from crawler.pages.traae import BLANKE, LINJE, OVERSKRIFTER, Element, broken_text, has_class, split_lines, text_of
from domain.tekst import squeeze

_HELE = frozenset({*OVERSKRIFTER, "dt", "th", "legend", "summary", "caption"})
_FREMHAEVET = frozenset({"strong", "b", "label", "span", "em", "u", "small"})
_LOEBENDE = _FREMHAEVET | {"a", "i", "abbr", "time", "mark", "bdi", "font", "data", "wbr", "sup", "sub"}
_ALDRIG = frozenset({"a", "option", "title", "textarea", "select"})
_UDEN_VAERDI = frozenset({"button", "input", "select", "img", "hr", "textarea"})
_ENKLE = frozenset({"p", "div", "td"})
_SEKTIONSHOVEDER = frozenset({"h2", "h3", "h4", "summary", "legend", "button"})
_SOM_ETIKET = _HELE | {"strong", "b", "br"}
_NIVEAUER = 3
_I_ALT = re.compile(r"\s*pladser\s+på\s+hele\s+tilbuddet\b", re.IGNORECASE)


@dataclass(frozen=True)
class Par:
    """A label and its value.

    `raa` is the value as it stood, with LINJE where the page breaks a line; `elementer` those it was taken from.
    `er_loebende` when the value is running text, which ends where its line does unless it is an address.
    """

    etiket: str
    felt: str | None
    raa: str
    elementer: tuple[Element, ...]
    er_loebende: bool
    sektion: str | None

    @cached_property
    def linjer(self) -> tuple[str, ...]:
        """The lines of the value, squeezed."""
        return split_lines(self.raa)

    @cached_property
    def tekst(self) -> str | None:
        """The value on one line; None when there is none."""
        linjer = self.linjer
        if not linjer:
            return None
        return linjer[0] if self.er_loebende or len(linjer) == 1 else " ".join(linjer)


@dataclass(frozen=True)
class _Fund:
    """What stands after a label. `fandtes` when anything at all did, an empty element too; `standset` by a label."""

    raa: str = ""
    elementer: tuple[Element, ...] = ()
    er_loebende: bool = False
    fandtes: bool = False
    standset: bool = False


def find_par(elementer: Iterable[Element]) -> list[Par]:
    """Give each known label's value, and each unknown label that has one (`felt` None), in the page's order."""
    fundne: list[Par] = []
    sektion: str | None = None
    for element in elementer:
        tag, tekst = element.tag, element.text
        if tag in _SEKTIONSHOVEDER:
            sektion = find_sektion(text_of(element) if len(element) else tekst) or sektion
        if tekst and tag not in _ALDRIG and (label := _find_label(tekst[:LAENGSTE_RAA]))[0] is not None:
            fundne.append(_make(label[0], _value_of(element, tekst[label[1] :]), sektion))
        elif tag in _SOM_ETIKET:
            fundne.extend(_special(element, sektion))
    return fundne


def _special(element: Element, sektion: str | None) -> Iterator[Par]:
    """Give the pair of a label that is no element's first text: after `<br>`, cut up by markup, or unknown."""
    if element.tag == "br":
        etiket, rest = split_label(element.tail or "")
        if etiket is not None:
            yield _make(etiket, _gather(chain((rest,), _after(element))), sektion)
    elif element.tag in _HELE and len(element) and find_felt(text_of(element)):
        yield _make(text_of(element), _beside(element), sektion)
    elif _looks_like_label(element):
        yield from _unknown(element, sektion)


def split_label(tekst: str) -> tuple[str | None, str]:
    """Give the known label that a text is, or begins with before a colon, and what stands after it.

    "Pladser på hele tilbuddet" is followed by its number with or without a colon.
    """
    etiket, laengde = _find_label(tekst[:LAENGSTE_RAA])
    return etiket, tekst[laengde:]


@lru_cache(maxsize=4096)
def _find_label(hoved: str) -> tuple[str | None, int]:
    """Give the label that a text begins with, and how much of it the label takes up."""
    foran, kolon, _ = hoved.partition(":")
    if find_felt(foran):
        return foran, len(foran) + len(kolon)
    uden_kolon = _I_ALT.match(hoved)
    return (uden_kolon[0], uden_kolon.end()) if uden_kolon else (None, 0)


def _make(etiket: str, fund: _Fund, sektion: str | None) -> Par:
    navn = (squeeze(etiket) or "").rstrip(BLANKE + ":")
    raa = fund.raa.lstrip(BLANKE).removeprefix(":") if fund.er_loebende else fund.raa
    return Par(navn, find_felt(etiket), raa, fund.elementer, fund.er_loebende, sektion)


def _value_of(element: Element, rest: str) -> _Fund:
    """Give what stands after a label that is the first text of an element: in it, or beside it."""
    if not rest and not len(element):
        return _beside(element)
    inde = _gather(chain((rest,), _inside(element)))
    return inde if inde.raa.strip(BLANKE) or inde.standset else _beside(element)


def _beside(element: Element) -> _Fund:
    """Give the next sibling's text or, for a label alone in its parent, that of the parent's next sibling."""
    naeste = element.getnext()
    if naeste is not None and naeste.tag in _ENKLE and not len(naeste) and not (element.tail or "").strip(BLANKE):
        return _Fund(naeste.text or "", (naeste,), fandtes=True)  # the commonest way by far, and the quickest
    etiket: str | None = None
    for _ in range(_NIVEAUER):
        fund = _gather(chain((element.tail or "",), _after(element)))
        parent = element.getparent()
        if fund.fandtes or parent is None or parent.tag == "body":
            return fund
        etiket = etiket if etiket is not None else text_of(element)
        if text_of(parent) != etiket:
            return fund
        element = parent
    return _Fund()


def _inside(element: Element) -> Iterator[str | Element]:
    for barn in element:
        if isinstance(barn.tag, str):  # a comment's is not
            yield barn
        yield barn.tail or ""


def _after(element: Element) -> Iterator[str | Element]:
    naeste = element.getnext()
    while naeste is not None:
        if isinstance(naeste.tag, str):
            yield naeste
        yield naeste.tail or ""
        naeste = naeste.getnext()


def _gather(noder: Iterable[str | Element]) -> _Fund:
    """Read a value from the nodes after a label: running text up to the next label, or one block."""
    raa = ""
    elementer: list[Element] = []
    for node in noder:
        if isinstance(node, str):
            if split_label(node)[0] is not None:
                return _Fund(raa, tuple(elementer), er_loebende=True, fandtes=True, standset=True)
            raa += node
        elif node.tag == "br":
            raa += LINJE
        elif node.tag in _LOEBENDE and not _ends_run(node, raa):
            raa += (" " if elementer and not raa[-1:].isspace() else "") + broken_text(node)
            elementer.append(node)
        elif node.tag not in _UDEN_VAERDI:
            if not raa.strip(BLANKE):
                return _block(node)
            return _Fund(raa, tuple(elementer), er_loebende=True, fandtes=True, standset=True)
    return _Fund(raa, tuple(elementer), er_loebende=True, fandtes=bool(raa.strip(BLANKE) or elementer))


def _ends_run(node: Element, raa: str) -> bool:
    return _is_label(node) or (node.tag in {"strong", "b"} and bool(raa.strip(BLANKE)))


def _block(node: Element) -> _Fund:
    """Give a whole block as a value; a label or a part of the page with labels in it is none."""
    if _is_label(node) or _holds_labels(node):
        return _Fund(fandtes=True, standset=True)
    blokke = [node]
    naeste = node.getnext()
    while node.tag == "dd" and naeste is not None and naeste.tag == "dd":
        blokke.append(naeste)
        naeste = naeste.getnext()
    return _Fund(LINJE.join(broken_text(blok) for blok in blokke), tuple(blokke), fandtes=True)


def _is_label(element: Element) -> bool:
    if element.tag in _HELE:
        return True
    return element.tag in _FREMHAEVET and find_felt(text_of(element)) is not None


def _holds_labels(element: Element) -> bool:
    return len(element) > 0 and any(
        indre is not element and (indre.tag in _HELE or find_felt(indre.text) is not None)
        for indre in element.iter(*_HELE, *_FREMHAEVET)
    )


def _looks_like_label(element: Element) -> bool:
    """Tell whether an element is written as labels are: `h3.h5`, `h4`, `dt`, `th`, bold with a colon or by itself."""
    if element.tag in {"strong", "b"}:
        har_kolon = (element.text or "").rstrip(BLANKE).endswith(":") or (element.tail or "").lstrip(BLANKE).startswith(
            ":"
        )
        parent = element.getparent()
        return har_kolon or (parent is not None and len(parent) == 1 and text_of(parent) == text_of(element))
    return element.tag in {"h4", "h5", "h6", "dt", "th"} or (element.tag == "h3" and has_class(element, "h5"))


def _unknown(element: Element, sektion: str | None) -> Iterator[Par]:
    tekst = text_of(element)
    if not tekst or len(tekst) > LAENGSTE_ETIKET or "§" in tekst or is_udeladt(tekst):
        return
    fund = _beside(element)
    if fund.raa.strip(BLANKE):
        yield _make(tekst, fund, sektion)
