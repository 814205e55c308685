"""Etage and dør in all the ways people write them, as the register writes them."""

import re

from domain.adressetekst.model import Enhed

_SLUT = r"(?![^\W_])"
_STUE = rf"(?P<st>st(?:uen?(?:etagen?|plan)?|ueplan)?){_SLUT}"
_STUE_DOER = r"(?P<st2>st)(?=\.?\s?(?:t\.?\s?[hv]|m\.?f|\d{1,4})(?![^\W\d_]))"
_KAELDER = rf"(?P<kl>k[lj]?d?|kælder(?:en|etagen?)?|kaelder(?:en|etagen?)?){_SLUT}"
_KAELDER_NR = rf"k[l]?\.?\s?(?P<k>[2-9]){_SLUT}"
_SAL_ORD = rf"(?:sal|etage|etg|et){_SLUT}"
_ETAGE = (
    rf"(?:{_STUE}|{_STUE_DOER}|{_KAELDER_NR}|{_KAELDER}|0*(?P<tal>\d{{1,2}})(?!\d))(?P<prik>\s?\.)?"
    rf"(?:\s?(?P<sal>{_SAL_ORD})\.?)?"
)
_SIDE = (
    rf"(?:til\s|t\.\s?|på\s)?(?:(?P<th>højre|hoejre|th|t\.?\s?h)|(?P<tv>venstre|tv|t\.?\s?v)"
    rf"|(?P<mf>midt\s?for|midten|midt|mf|m\.\s?f)){_SLUT}\.?(?:\s?for)?"
)
_DOER_ORD = r"(?:dør|doer|lejl(?:ighed)?|lej|nr|vær(?:else)?|vaer(?:else)?|bolig|rum|app|apt)(?![^\W\d_])\.?\s?:?\s?"
_DOER_VAERDI = rf"0*(?P<vaerdi>\d{{1,4}}(?:[-/]?[a-zæøå])?|[a-zæøå][-/]?\d{{1,3}}|[a-zæøå](?!\.)){_SLUT}"
_DOER = rf"(?:(?:{_DOER_ORD})?{_SIDE}|(?P<ord>{_DOER_ORD})?-?{_DOER_VAERDI})"
_SEP = r"[\s,.\-/]*"

_ETAGE_FOERST = re.compile(rf"[\s,.\-]*{_ETAGE}(?:{_SEP}{_DOER})?(?=$|[\s,.])", re.IGNORECASE)
_DOER_ALENE = re.compile(
    rf"[\s,.\-]*(?:(?:{_DOER_ORD})?{_SIDE}|{_DOER_ORD}-?{_DOER_VAERDI})(?=$|[\s,.])", re.IGNORECASE
)
_DOER_FOERST = re.compile(rf"[\s,.\-]*{_SIDE}{_SEP}{_ETAGE}(?=$|[\s,.])", re.IGNORECASE)
# A door without floor: `Tofthøjvej 20, 124`. A number that can be a floor too gets both meanings.
_BAR_VAERDI = re.compile(r"[\s,.\-]*0*(?P<vaerdi>\d{3,4}[a-zæøå]?|\d{1,2}[a-zæøå])(?=$|[\s,.])", re.IGNORECASE)


def is_enhed(text: str) -> bool:
    """Tell whether a text is nothing but etage and dør, and so is no street."""
    enheder, rest = read_enhed(text)
    return enheder != (Enhed(),) and not rest.strip(" .,-")


def read_enhed(text: str) -> tuple[tuple[Enhed, ...], str]:
    """Give the meanings of the etage and dør that begin a text, likeliest first, and the text after them.

    Without any, the meanings are one empty Enhed and the text is given back as it was.
    """
    if not text.strip(" ,.-"):
        return (Enhed(),), ""
    if fund := _DOER_FOERST.match(text):
        return (Enhed(etage=_etage(fund), doer=_doer(fund)),), text[fund.end() :]
    if fund := _DOER_ALENE.match(text):
        return (Enhed(doer=_doer(fund)),), text[fund.end() :]
    if fund := _ETAGE_FOERST.match(text):
        return _meanings(fund), text[fund.end() :]
    if fund := _BAR_VAERDI.match(text):
        return (Enhed(doer=fund["vaerdi"].casefold()),), text[fund.end() :]
    return (Enhed(),), text


def _meanings(fund: re.Match[str]) -> tuple[Enhed, ...]:
    enhed = Enhed(etage=_etage(fund), doer=_doer(fund))
    if fund["tal"] and not fund["sal"] and not enhed.doer:
        som_doer = Enhed(doer=fund["tal"])
        return (enhed, som_doer) if fund["prik"] else (som_doer, enhed)
    if fund["tal"] and not fund["prik"] and not fund["sal"] and re.fullmatch("[a-zæøå]", enhed.doer):
        return (Enhed(doer=f"{fund['tal']}{enhed.doer}"), enhed)
    return (enhed,)


def _etage(fund: re.Match[str]) -> str:
    dele = fund.groupdict()
    if dele["st"] or dele["st2"]:
        return "st"
    if dele["kl"]:
        return "kl"
    if dele["k"]:
        return f"k{dele['k']}"
    return "st" if dele["tal"] == "0" and dele["sal"] else str(dele["tal"])


def _doer(fund: re.Match[str]) -> str:
    dele = fund.groupdict()
    for side in ("th", "tv", "mf"):
        if dele[side]:
            return side
    return (dele.get("vaerdi") or "").casefold()
