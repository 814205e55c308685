"""Places and types of a detail page: numbers a paragraph under `#pladser`, types from the headings outside it."""

from collections.abc import Iterable, Iterator

from parsel import Selector

from crawler.pages.felter import Afvigelse, Felter
from crawler.pages.par import Par
from crawler.pages.tal import find_pladser_i_alt, read_pladser
from crawler.pages.traae import OVERSKRIFTER, Element, has_class, text_of
from domain.paragraf import find_paragraffer
from domain.tekst import squeeze

_TYPEOVERSKRIFTER = OVERSKRIFTER[1:]


def find_boks(siden: Selector) -> Element | None:
    """Give the box of places, or None when the page has none."""
    fundne: list[Element] = siden.root.xpath("id('pladser')")
    return fundne[0] if fundne else None


def read_boks(boks: Element | None, felter: Felter) -> dict[str, int | None]:
    """Give the number of places a paragraph; what cannot be read for certain is noted and left out."""
    pladser: dict[str, int | None] = {}
    raa: list[str] = []
    for overskrift, tekst in _rows(boks, felter):
        raa.append(f"{overskrift}: {tekst}")
        paragraffer = find_paragraffer(overskrift)
        antal = read_pladser(tekst)
        if len(paragraffer) != 1:
            felter.afvigelser.append(Afvigelse("flertydig" if paragraffer else "ukendt_etiket", "pladser"))
        elif pladser.get(paragraffer[0], antal) != antal:
            felter.afvigelser.append(Afvigelse("flertydig", "pladser"))
        else:
            pladser[paragraffer[0]] = antal
    if raa:
        felter.raa["Pladser"] = tuple((felter.cap("pladser", linje) or "") for linje in raa)
    return pladser


def _rows(boks: Element | None, felter: Felter) -> Iterator[tuple[str, str]]:
    if boks is None:
        return
    raekker = [div for div in boks.iter("div") if has_class(div, "lh-1")]
    if not raekker and any("§" in text_of(x) for x in boks.iter(*_TYPEOVERSKRIFTER)):
        felter.afvigelser.append(Afvigelse("layout", "#pladser div.lh-1"))
    for raekke in raekker:
        overskrift = next(raekke.iter(*_TYPEOVERSKRIFTER), None)
        inderste = next((div for div in raekke.iter("div") if div is not raekke), None)
        if overskrift is not None:
            yield text_of(overskrift), "" if inderste is None else text_of(inderste)


def read_pladser_i_alt(rod: Element, alle: Iterable[Par], felter: Felter) -> int | None:
    """Give the number of places of the whole tilbud that the page claims; two different ones are noted."""
    par = [x for x in alle if x.felt == "pladser_i_alt"]
    tal = {antal for x in par if (antal := read_pladser(x.tekst or "")) is not None}
    if not par:
        tal |= find_pladser_i_alt(squeeze(" ".join(rod.itertext())) or "")
    if len(tal) > 1:
        felter.afvigelser.append(Afvigelse("flertydig", "pladser_i_alt"))
    if tal:
        felter.raa["Pladser på hele tilbuddet"] = tuple(str(antal) for antal in sorted(tal))
    return next(iter(tal)) if len(tal) == 1 else None


def read_tilbudstyper(rod: Element, boks: Element | None, felter: Felter) -> tuple[str, ...]:
    """Give the texts of the headings outside the box of places that name a paragraph, each once."""
    i_boks = set() if boks is None else set(boks.iter(*_TYPEOVERSKRIFTER))
    overskrifter = [text_of(x) for x in rod.iter(*_TYPEOVERSKRIFTER) if x not in i_boks]
    fra_etiket = felter.lines("tilbudstype")
    fundne = [tekst for tekst in (*overskrifter, *fra_etiket) if "§" in tekst and find_paragraffer(tekst)]
    typer = tuple(dict.fromkeys(felter.cap("tilbudstyper", tekst) or "" for tekst in fundne))
    if typer:
        felter.raa["Tilbudstype"] = typer
    return typer
