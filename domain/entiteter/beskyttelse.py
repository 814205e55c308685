"""Krisecentre (SEL § 109) in a dataudtræk: what a text may be to be kept, and which texts say that a tilbud is one."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from domain.afdeling import UDELADT
from domain.entiteter.model import Art, Entitetstype, Vaerdi
from domain.paragraf import find_paragraffer, is_protected
from domain.reference import load_socialtilsyn
from domain.reference.udtraek import load_godkendelsesstatusser, load_takstenheder
from domain.tekst import fold

# Names that people wrote: of a house, of what is done in it, of the place that was visited.
_NAVNE = frozenset({"navn", "ydelse", "afdeling_navn"})
_TAL = re.compile(r"[\d\s.,%+-]*(kr\.?|,-)?[\d\s.,%+-]*", re.IGNORECASE)
_NUMMER = re.compile(r"[a-z]{0,2}[\d-]+[a-z]?", re.IGNORECASE | re.ASCII)
_ENDELSE = re.compile(r"\.?\w{1,5}", re.ASCII)
_STED = re.compile(
    r"(?:vej|vejen|gade|gaden|alle|alleen|straede|straedet|plads|pladsen|torv|torvet|vaenge|vaenget|bakke|bakken|park"
    r"|parken|have|haven|toft|toften|gaard|gaarden|sti|stien|boulevard|kaj|havn|krog|krogen|eng|engen|lund|lunden|mark"
    r"|marken|skov|skoven|loekke|loekken|hoej|hoejen|dal|dalen|kaer|kaeret|brink|brinken|hus|huset|kvarter|kvarteret|bo"
    r"|borg|hjem|hjemmet|center|centret|centeret|by|byen|sted|stedet)\b"
)


def withhold(entitet: Entitetstype, felter: Mapping[str, Vaerdi]) -> dict[str, Vaerdi]:
    """Give a krisecenter's row with `UDELADT` for every text that could name a place; the key stays.

    Numbers, days and words of known lists stay. Too much is withheld rather than too little: a street without a number
    reads like any word.
    """
    tekster = {k.navn for k in entitet.kolonner if k.art is Art.TEKST and not k.er_noegle}
    return {
        navn: UDELADT if navn in tekster and value is not None and not _is_harmless(navn, str(value)) else value
        for navn, value in felter.items()
    }


def speaks_of_krisecenter(felter: Mapping[str, Vaerdi]) -> bool:
    """Tell whether some text of a row says krisecenter, or was withheld because the row's reader knew it to be one."""
    return any(isinstance(value, str) and _tells(value) for value in felter.values())


@lru_cache(maxsize=4096)
def _tells(tekst: str) -> bool:
    return UDELADT in tekst or is_protected(tekst)


def _is_harmless(navn: str, tekst: str) -> bool:
    if navn in _NAVNE:
        return False
    if navn.endswith("_tekst"):
        return _TAL.fullmatch(tekst) is not None
    if navn == "paragraf":
        return find_paragraffer(tekst) == (tekst,)
    if navn == "filtype":
        return _ENDELSE.fullmatch(tekst) is not None
    if navn.endswith("id"):
        return _NUMMER.fullmatch(tekst) is not None
    liste = _lister().get(navn)
    return _is_plain(tekst) if liste is None else fold(tekst) in liste


def _is_plain(tekst: str) -> bool:
    """Tell whether words are those of a list nobody has given us: no number, no proper name, nothing like a place."""
    har_ciffer = any(tegn.isdigit() for tegn in tekst)
    har_egennavn = any(ord_[:1].isupper() for ord_ in tekst.split()[1:])
    return not har_ciffer and not har_egennavn and _STED.search(fold(tekst)) is None


@cache
def _lister() -> Mapping[str, frozenset[str]]:
    return {
        "takst_enhed": frozenset(fold(x.tekst) for x in load_takstenheder()),
        "godkendelsesstatus": frozenset(fold(x.tekst) for x in load_godkendelsesstatusser()),
        "myndighed": frozenset(fold(navn) for x in load_socialtilsyn() for navn in (x.kode, x.navn)),
    }
