"""A page of a list: the total it claims and the afdelinger it names."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

from parsel import Selector

from crawler.pages.felter import Afvigelse
from crawler.pages.svar import Svar, UlaeseligSide, read_svar
from crawler.pages.traae import Element, read_tree, text_of
from domain.tekst import fold, squeeze

_LINK = "//a[contains(translate(@href, 'TILBUDEJSA', 'tilbudejsa'), 'tilbuddetaljeside')]"
_INDGANG = "linkUdenUnderstreg"
_RESULTATER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d{1,7})\s+(?:søge)?resultat(?:er)?\b", re.IGNORECASE)
_TAL = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,7}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Indgang:
    """One entry of a list. `navn` is folded and only for telling two entries apart; it is never stored."""

    tilbudsid: str
    afdelingsid: str
    url: str
    navn: str

    @property
    def noegle(self) -> tuple[str, str]:
        """What the portal knows the afdeling by."""
        return self.tilbudsid, self.afdelingsid


@dataclass(frozen=True, kw_only=True)
class Listeside:
    """One page of a list, read. `oplyst` is the list's total as the page claims it, None when it claims none.

    `er_sprunget_over` marks one that could not be read and stands in its place without entries.
    """

    oplyst: int | None
    indgange: tuple[Indgang, ...]
    afvigelser: tuple[Afvigelse, ...] = ()
    er_sprunget_over: bool = False


def parse_liste(html: str, url: str) -> Listeside:
    """Read a page of a list; links are made absolute by `url`.

    Raises:
        UlaeseligSide: the answer is not a list page: a challenge, an error page, cut off, or of unknown layout.
    """
    siden = read_tree(html)
    afvigelser: list[Afvigelse] = []
    links: list[Element] = siden.root.xpath(_LINK)
    indgange = _read_links(links, url, afvigelser)
    oplyst = _read_total(siden, afvigelser)
    svar = read_svar(html, har_anker=oplyst is not None or bool(indgange))
    if svar is not Svar.SIDE:
        raise UlaeseligSide(svar)
    return Listeside(oplyst=oplyst, indgange=indgange, afvigelser=tuple(dict.fromkeys(afvigelser)))


def _read_links(links: list[Element], url: str, afvigelser: list[Afvigelse]) -> tuple[Indgang, ...]:
    egne = [link for link in links if _INDGANG in (link.get("class") or "").split()]
    if links and not egne:
        afvigelser.append(Afvigelse("layout", f"a.{_INDGANG}"))
    indgange = [_read_link(link, url) for link in egne or links]
    if None in indgange:
        afvigelser.append(Afvigelse("layout", "link uden tilbudsid og afdelingsid"))
    return tuple(dict.fromkeys(indgang for indgang in indgange if indgang is not None))


def _read_link(link: Element, url: str) -> Indgang | None:
    try:
        maal = urljoin(url, (link.get("href") or "").strip())
        dele = urlsplit(maal)
        felter = {navn.lower(): vaerdier[0].strip() for navn, vaerdier in parse_qs(dele.query).items()}
    except ValueError:
        return None
    tilbudsid, afdelingsid = felter.get("tilbudsid", ""), felter.get("afdelingsid", "")
    if dele.scheme not in {"http", "https"} or not (_ID.fullmatch(tilbudsid) and _ID.fullmatch(afdelingsid)):
        return None
    overskrift = next(link.iter("h1", "h2", "h3", "h4", "h5"), link)
    return Indgang(tilbudsid, afdelingsid, maal.partition("#")[0], fold(text_of(overskrift)))


def _read_total(siden: Selector, afvigelser: list[Afvigelse]) -> int | None:
    skjult = {_number(x.get("value") or "") for x in siden.root.xpath("//input[@name='totalResultater']")} - {None}
    if not skjult:
        tekst = squeeze(" ".join(siden.root.itertext())) or ""
        skjult = {_number(fund[1]) for fund in _RESULTATER.finditer(tekst)} - {None}
    if len(skjult) > 1:
        afvigelser.append(Afvigelse("flertydig", "totalResultater"))
    return max((tal for tal in skjult if tal is not None), default=None)


def _number(tekst: str) -> int | None:
    fund = _TAL.fullmatch(tekst.strip())
    return int(fund[0].replace(".", "")) if fund else None
