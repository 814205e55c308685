"""Streets, and how every trace of one leaves a text: for krisecentre (SEL § 109), in what comes and in what is kept.

Deliberately too wide throughout: a value withheld by mistake costs a missed fault, a street kept by mistake can cost
a life.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from domain.adresse import split_adresse
from domain.afdeling import UDELADT, Afdeling, redact
from domain.dump import Slut
from domain.kontakt import is_telefon
from domain.reference import load_bynavne
from domain.tekst import fold, squeeze

_USYNLIGE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ENDELSER = (
    "vej|vejen|gade|gaden|allé|alléen|alle|alleen|stræde|strædet|plads|pladsen|torv|torvet|vænge|vænget|bakke|bakken"
    "|park|parken|have|haven|toft|toften|gård|gården|sti|stien|boulevard|kaj|havn|led|leddet|krog|krogen|eng|engen"
    "|lund|lunden|mark|marken|skov|skoven|ager|ageren|løkke|løkken|høj|højen|dal|dalen|kær|kæret|stræd|brink|brinken"
)
GADELIGNENDE = re.compile(
    rf"(?:\b[\w.'’-]{{0,40}}(?:{_ENDELSER})|\b\w{{3,}}(?:v|g|pl|all)\.)\s*,?\s*\d{{1,3}}\s?[a-zæøå]?\b(?:,?\s*(?:st|\d+)\.?\s*(?:tv|th|mf)\b\.?)?",
    re.IGNORECASE,
)
_HUSNUMMER_TILBAGE = re.compile(r"\[udeladt\](?:[\s,.]*\[udeladt\])*(?:\s*,?\s*\d{1,3}\s?[a-zæøå]?\b)?", re.IGNORECASE)
CIFFER = re.compile(r"\d")
_NAVNEDEL = re.compile(r"^(.*?)[\s,]*\d")
_KORTESTE_NAVN = 2
_KORTESTE_DEL_AF_ORD = 4
_MED_BOGSTAV = re.compile(r"[^\W\d_]")
_TEKSTFELTER = ("navn", "virksomhed", "virksomhedsform", "driftsaftale_med", "tilsynsmyndighed")
_NUMMERFELTER = ("cvr", "p_nummer", "telefon")
_ADRESSER_PAA_NET = ("email", "hjemmeside")


def find_gader(linjer: Iterable[str], *, undtagen: Collection[str | None] = ()) -> frozenset[str]:
    """Give the folded names of streets and houses in address lines; `undtagen` are texts that are no street."""
    andre = {fold(tekst) for tekst in undtagen if tekst}
    navne: set[str] = set()
    for linje in linjer:
        for led in re.split(r"[,;]", split_adresse([linje]).adresse or ""):
            navn = fold(match[1] if (match := _NAVNEDEL.match(led)) else led)
            if navn and navn not in andre and len(navn) >= _KORTESTE_NAVN:
                navne.add(navn)
    return frozenset(navne)


def scrub(tekst: str, gader: Collection[str]) -> str:
    """Give a text without the streets: each known one, and whatever is written like a street with a number."""
    renset = GADELIGNENDE.sub(UDELADT, tekst) if CIFFER.search(tekst) else tekst
    naevnte = _mentioned(renset, gader)
    if not naevnte and renset == tekst:
        return tekst
    for gade in naevnte:
        renset = _pattern(gade).sub(UDELADT, renset)
    if _mentioned(renset, gader):
        return UDELADT
    return squeeze(_HUSNUMMER_TILBAGE.sub(UDELADT, renset)) or UDELADT


def _mentioned(tekst: str, gader: Collection[str]) -> list[str]:
    """Give the streets that a text names, however they are spelled, spaced or encoded, the longest first."""
    if not gader:
        return []
    foldet = f" {fold(flatten(unquote(tekst)))} "
    taet = foldet.replace(" ", "")
    fundne = [
        gade
        for gade in gader
        if f" {gade} " in foldet or (len(gade) >= _KORTESTE_DEL_AF_ORD and gade.replace(" ", "") in taet)
    ]
    return sorted(fundne, key=len, reverse=True)


def own_gader(afdeling: Afdeling) -> frozenset[str]:
    """Give the folded street names of a record's own address and its owner's."""
    linjer = (x for x in (afdeling.adresse, afdeling.tilbuddets_adresse) if x)
    return find_gader(linjer, undtagen=(afdeling.navn, afdeling.virksomhed, afdeling.by))


def protect(afdeling: Afdeling, gader: Collection[str]) -> Afdeling:
    """Give the record of a protected afdeling: redacted, and every other text without the streets.

    A value that may tell the street becomes `UDELADT`, not None: it is filled, and nobody shall be told that it is not.
    """
    uden = redact(afdeling, load_bynavne())
    nye: dict[str, object] = {navn: scrub(tekst, gader) for navn in _TEKSTFELTER if (tekst := getattr(uden, navn))}
    nye |= {navn: UDELADT for navn in _NUMMERFELTER if _is_talkative(getattr(uden, navn), gader)}
    nye |= {navn: UDELADT for navn in _ADRESSER_PAA_NET if _is_unsafe(getattr(uden, navn), gader)}
    nye["tilbudstyper"] = tuple(scrub(tekst, gader) for tekst in uden.tilbudstyper)
    return replace(uden, **nye)  # type: ignore[arg-type]


def protect_raa(raa: Mapping[str, tuple[str, ...]], gader: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Give the raw values without the streets. Those under address labels are left out before they come here."""
    return {etiket: tuple(scrub(linje, gader) for linje in linjer) for etiket, linjer in raa.items()}


def scrub_slut(slut: Slut, gader: Collection[str]) -> Slut:
    """Give a dump's tail without the streets: a label nobody knew stands there by name."""
    if not gader:
        return slut
    return replace(slut, afvigelser=tuple(replace(x, hvad=scrub(x.hvad, gader)) for x in slut.afvigelser))


def _is_talkative(nummer: str | None, gader: Collection[str]) -> bool:
    """Tell whether a field for a number holds words instead, which may say anything; "lok. 12" after one may stay."""
    if nummer is None or not _MED_BOGSTAV.search(nummer):
        return False
    return not is_telefon(nummer) or scrub(nummer, gader) != nummer


def _is_unsafe(adresse: str | None, gader: Collection[str]) -> bool:
    return adresse is not None and ("xn--" in adresse.lower() or scrub(unquote(adresse), gader) != unquote(adresse))


def _pattern(gade: str) -> re.Pattern[str]:
    tegn = {"a": "[aáàâäå]", "e": "[eéèêë]", "o": "[oóòôöø]", "u": "[uúùûü]", "i": "[iíìî]"}
    par = {"aa": "(?:aa|å)", "ae": "(?:ae|æ|ä)", "oe": "(?:oe|ø|ö)"}
    dele = [par.get(led) or tegn.get(led) or re.escape(led) for led in re.findall(r"aa|ae|oe|.", gade)]
    return re.compile("".join(r"[\W_]*" if led == re.escape(" ") else led for led in dele), re.IGNORECASE)


def flatten(tekst: str) -> str:
    """Give a text in plain letters and digits, without signs that cannot be seen."""
    return unicodedata.normalize("NFKC", _USYNLIGE.sub("", tekst))


def blank_in(value: Any, adresse: str) -> Any:  # noqa: ANN401 - anything JSON can hold
    """Give a value of JSON with `UDELADT` for every text that holds an address (in small letters)."""
    if isinstance(value, str):
        return UDELADT if adresse in value.casefold() else value
    if isinstance(value, dict):
        return {navn: blank_in(x, adresse) for navn, x in value.items()}
    return [blank_in(x, adresse) for x in value] if isinstance(value, list) else value
