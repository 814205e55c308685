"""What an afdeling offers: its ydelser, their målgruppe and unit, and what they usually cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from crawler.replica.terning import make_terning
from crawler.replica.tilbudstyper import BOERN
from crawler.replica.udtraek.vilkaar import Plads, Vilkaar

_VOKSNE = ("Psykiske lidelser", "Udviklingshæmning", "Autismespektrum", "Erhvervet hjerneskade")
_BOERN = ("Omsorgssvigtede børn og unge", "Autismespektrum", "Udadreagerende unge")
_MAALGRUPPER: Mapping[str, tuple[str, ...]] = {
    "§ 101": ("Stofmisbrug",),
    "§ 109": ("Voldsramte",),
    "§ 110": ("Hjemløshed",),
    "§ 141": ("Alkoholmisbrug",),
}
# Name, unit, what one unit costs in the year of the prices, and how many units a place makes in a year when it is not
# counted by the day. Made up, in the range of what is published by providers.
_YDELSER: Mapping[str, tuple[str, str, float, float | None]] = {
    "§ 4": ("Støtte i botilbudslignende tilbud", "døgn", 1450.0, None),
    "§ 43": ("Døgnophold for børn og unge", "døgn", 3600.0, None),
    "§ 66": ("Døgnophold for børn og unge", "døgn", 3600.0, None),
    "§ 101": ("Stofmisbrugsbehandling", "måned", 6200.0, 12.0),
    "§ 103": ("Beskyttet beskæftigelse", "dag", 420.0, None),
    "§ 104": ("Aktivitets- og samværsydelse", "dag", 610.0, None),
    "§ 107": ("Midlertidigt ophold", "døgn", 2250.0, None),
    "§ 108": ("Længerevarende ophold", "døgn", 2700.0, None),
    "§ 109": ("Ophold på krisecenter", "døgn", 1900.0, None),
    "§ 110": ("Ophold på forsorgshjem", "døgn", 1350.0, None),
    "§ 141": ("Alkoholbehandling", "forløb", 14800.0, 6.0),
}
_EN_ANDEN = ("Socialpædagogisk ophold", "døgn", 2100.0, None)
_SKRIVEMAADER = ("", "", "", "pr. ")
_ANDEL_TO_YDELSER = 0.18
_GENNEMSNITSDAGE = 365.25


@dataclass(frozen=True, kw_only=True)
class Ydelse:
    """One ydelse of an afdeling. `pris_kr` is what one unit usually costs, `enhed` as it is written."""

    ydelsesid: str
    afdelingsid: str
    paragraf: str
    navn: str
    maalgruppe: str
    enhed: str
    pris_kr: float
    enheder_aar: float | None
    gruppe: tuple[str, str, str, str]


def list_ydelser(seed: int, vilkaar: Vilkaar) -> tuple[Ydelse, ...]:
    """Give what each afdeling of a tilbud offers; the same for the same pages."""
    terning = make_terning(seed, f"ydelser/{vilkaar.tilbudsid}")
    maalgrupper = {art: terning.sample(valg, 2) for art, valg in (("voksne", _VOKSNE), ("boern", _BOERN))}
    to_slags = terning.random() < _ANDEL_TO_YDELSER
    return tuple(
        _make_ydelse(terning, vilkaar, plads, nummer, maalgruppe)
        for plads in vilkaar.pladser
        for nummer, maalgruppe in enumerate(_choose_maalgrupper(plads.paragraf, maalgrupper, to_slags=to_slags))
    )


def _choose_maalgrupper(paragraf: str, egne: Mapping[str, list[str]], *, to_slags: bool) -> Iterable[str]:
    if paragraf in _MAALGRUPPER:
        return _MAALGRUPPER[paragraf]
    valgte = egne["boern" if paragraf in BOERN else "voksne"]
    return valgte if to_slags else valgte[:1]


def _make_ydelse(terning: Random, vilkaar: Vilkaar, plads: Plads, nummer: int, maalgruppe: str) -> Ydelse:
    navn, enhed, pris, enheder = _YDELSER.get(plads.paragraf, _EN_ANDEN)
    return Ydelse(
        ydelsesid=f"{plads.afdelingsid}{plads.paragraf.split()[1]}{nummer + 1}",
        afdelingsid=plads.afdelingsid,
        paragraf=plads.paragraf,
        navn=navn,
        maalgruppe=maalgruppe,
        enhed=terning.choice(_SKRIVEMAADER) + enhed,
        pris_kr=pris,
        enheder_aar=enheder,
        gruppe=(plads.paragraf, maalgruppe, vilkaar.ejerform, enhed),
    )


def find_aarspris(paragraf: str) -> float:
    """Give what a place usually costs in a whole year, in kroner."""
    _, _, pris, enheder = _YDELSER.get(paragraf, _EN_ANDEN)
    return pris * (_GENNEMSNITSDAGE if enheder is None else enheder)
