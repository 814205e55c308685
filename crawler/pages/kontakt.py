"""E-mail and website of a detail page: from links where the page has them, else from the text beside the label."""

from urllib.parse import unquote

from parsel import Selector

from crawler.pages.felter import Felter
from crawler.pages.traae import Element, has_class, text_of
from domain.tekst import squeeze

_MAILTO = "//a[starts-with(translate(normalize-space(@href), 'MAILTO', 'mailto'), 'mailto:')]"
_HJEMMESIDE = "hjemmesideOeverigeOplysninger"


def read_email(siden: Selector, felter: Felter) -> str | None:
    """Give the tilbud's address: the link under its label, else the text there; without the label the first link."""
    par = felter.par.get("email")
    if par is not None:
        links = [link for blok in par.elementer for link in blok.iter("a")]
        adresse = next((fundet for link in links if (fundet := _address(link))), None) or par.tekst
    elif "email" in felter.etiketter:
        return None
    else:
        adresse = next((fundet for link in siden.root.xpath(_MAILTO) if (fundet := _address(link))), None)
    return _keep(felter, "email", "E-mail", adresse)


def read_hjemmeside(siden: Selector, felter: Felter) -> str | None:
    """Give the website's address as linked, else the text under its label."""
    bokse = [div for div in siden.root.iter("div") if has_class(div, _HJEMMESIDE)]
    par = felter.par.get("hjemmeside")
    blokke = bokse or (par.elementer if par else ())
    links = (link.get("href") for blok in blokke for link in blok.iter("a"))
    href = next((ren for link in links if (ren := squeeze(link))), None)
    return _keep(felter, "hjemmeside", "Hjemmeside", href or (par.tekst if par else None))


def _keep(felter: Felter, felt: str, etiket: str, tekst: str | None) -> str | None:
    kort = felter.cap(felt, tekst)
    if kort is not None:
        felter.raa[etiket] = (kort,)
    return kort


def _address(link: Element) -> str | None:
    href = (link.get("href") or "").strip()
    if not href.lower().startswith("mailto:"):
        return None
    return squeeze(unquote(href[len("mailto:") :].partition("?")[0])) or squeeze(text_of(link))
