"""A small reader of the replica's pages, written from what is known of the real ones; owes nothing to the crawler."""

import re
from dataclasses import dataclass

from parsel import Selector

from domain.adresse import split_adresse
from domain.paragraf import find_paragraffer
from domain.tekst import squeeze

_ETIKETTER = "h4.h5, dt, th, strong, b"


@dataclass(frozen=True)
class Listeside:
    """What a list page says: keys and names in order, and its total from the hidden field and from the text."""

    poster: list[tuple[tuple[str, str], str]]
    skjult_total: int | None
    synlig_total: int | None

    @property
    def noegler(self) -> list[tuple[str, str]]:
        return [noegle for noegle, _ in self.poster]


def read_liste(html: str) -> Listeside:
    side = Selector(html)
    poster = []
    for link in side.css('a.linkUdenUnderstreg[href*="tilbudDetaljeside"]'):
        fund = re.search(r"tilbudsid=(\d+)&afdelingsid=(\d+)", link.attrib["href"])
        assert fund is not None
        poster.append(((fund[1], fund[2]), squeeze(link.css("h3").xpath("string()").get()) or ""))
    skjult = side.css('input[name="totalResultater"]::attr(value)').get()
    synlig = re.search(r"([\d.]+)\s+resultater", side.xpath("string(//main)").get() or "")
    return Listeside(
        poster, None if skjult is None else int(skjult), None if synlig is None else int(synlig[1].replace(".", ""))
    )


def read_detalje(html: str) -> dict[str, object]:
    """Give the fields of a detail page by the names of Afdeling (and `leder`, `kontaktperson`)."""
    side = Selector(html)
    etiketter = _read_etiketter(side)
    adresse = split_adresse(_lines(etiketter.get("Adresse")))
    ejer = [linje for linje in (squeeze(x) for x in _lines(etiketter.get("Tilbuddets adresse"))) if linje]
    total = re.search(r"Pladser på hele tilbuddet:?\s*(\d+)\s+pladser", _all_text(side.css("main")) or "")
    email = side.css('a[href^="mailto:"]::attr(href)').get()
    return {
        "navn": _all_text(side.css("h1")),
        "adresse": adresse.adresse,
        "postnr": adresse.postnr,
        "by": adresse.by,
        "tilbuddets_adresse": ", ".join(ejer),
        "cvr": _text(etiketter, "CVR-nummer", "CVR"),
        "p_nummer": _text(etiketter, "P-nummer"),
        "telefon": _text(etiketter, "Telefon", "Tlf."),
        "email": email.removeprefix("mailto:") if email else None,
        "hjemmeside": side.css("div.hjemmesideOeverigeOplysninger a::attr(href)").get(),
        "leder": _text(etiketter, "Tilbuddets leder"),
        "kontaktperson": _text(etiketter, "Kontaktperson"),
        "virksomhed": _text(etiketter, "Virksomhedens navn"),
        "virksomhedsform": _text(etiketter, "Virksomhedsform"),
        "driftsaftale_med": _text(etiketter, "Driftsaftale med") or _driftsaftale(side),
        "tilsynsmyndighed": _text(etiketter, "Tilsynsførende myndighed"),
        "tilbudstyper": tuple(
            tekst
            for h3 in side.xpath("//h3[not(ancestor::*[@id='pladser'])]")
            if find_paragraffer(tekst := squeeze(h3.xpath("string()").get()) or "")
        ),
        "pladser": _read_pladser(side),
        "pladser_i_alt": int(total[1]) if total else None,
    }


def _read_etiketter(side: Selector) -> dict[str, Selector]:
    fundne = {}
    for etiket in side.css(_ETIKETTER):
        vaerdi = etiket.xpath("following-sibling::*[1]") or etiket.xpath("../following-sibling::*[1]")
        fundne[squeeze(etiket.xpath("string()").get()) or ""] = vaerdi[0]
    return fundne


def _read_pladser(side: Selector) -> dict[str, int]:
    pladser = {}
    for boks in side.css("#pladser div.lh-1"):
        (paragraf,) = find_paragraffer(boks.xpath("string(h3)").get() or "")
        antal = re.match(r"(\d+) pladser", boks.xpath("string(div[1])").get() or "")
        assert antal is not None
        pladser[paragraf] = int(antal[1])
    return pladser


def _driftsaftale(side: Selector) -> str | None:
    fund = re.search(r"Driftsaftale med<br>\s*([^<]*)<", side.get())
    return squeeze(Selector(fund[1]).xpath("string()").get()) if fund else None


def _text(etiketter: dict[str, Selector], *navne: str) -> str | None:
    return next((squeeze(etiketter[navn].xpath("string()").get()) for navn in navne if navn in etiketter), None)


def _lines(vaerdi: Selector | None) -> list[str]:
    return [] if vaerdi is None else vaerdi.xpath(".//text()").getall()


def _all_text(valgt) -> str | None:
    return squeeze(valgt.xpath("string()").get())
