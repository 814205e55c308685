"""Made-up names of houses, firms, streets and people, put together from word parts."""

import tomllib
from importlib.resources import files
from random import Random

from crawler.replica.terning import draw_lod
from domain.tekst import fold

_ORD: dict[str, str] = tomllib.loads(files("crawler.replica").joinpath("ordlister.toml").read_text(encoding="utf-8"))
_FORLED, _HUSLED, _VEJLED, _FORNAVNE, _EFTERLED = (
    tuple(_ORD[liste].split()) for liste in ("forled", "husled", "vejled", "fornavne", "efterled")
)
_FIRMAORD = ("Omsorg", "Botilbud", "Støtte og Udvikling", "Ungeliv", "Bo og Trivsel", "Socialpædagogik", "Døgnophold")
_TILBUDSORD = ("", "", "", "", "Bostedet ", "Botilbuddet ", "Bofællesskabet ")
_SAERVEJLED = ("fælleden", "overdrevet", "engdraget")
_AFDELINGSORD = (
    "Nord", "Syd", "Øst", "Vest", "Stuen", "Førstesalen", "Hovedhuset", "Sidehuset", "Laden", "Gartnerboligen",
    "Fløj A", "Fløj B", "Fløj C", "Villaen", "Længen", "Annekset",
)  # fmt: skip


def make_stednavn(terning: Random) -> str:
    """Make the name of a house: `Birkelunden`."""
    return terning.choice(_FORLED) + terning.choice(_HUSLED)


def make_tilbudsnavn(terning: Random, *, foran: tuple[str, ...] = _TILBUDSORD) -> str:
    """Make the name of a tilbud, some with a word for what it is in front."""
    return terning.choice(foran) + make_stednavn(terning)


def make_afdelingsnavn(tilbud: str, nummer: int) -> str:
    """Name the afdeling with a number (from 0) after its tilbud: `Birkelunden, Sidehuset`."""
    ord_, runde = _AFDELINGSORD[nummer % len(_AFDELINGSORD)], nummer // len(_AFDELINGSORD)
    return f"{tilbud}, {ord_}{f' {runde + 1}' if runde else ''}"


def make_firmanavn(terning: Random, form: str) -> str:
    """Make a firm's name that goes with its form."""
    navn = make_stednavn(terning)
    if "fond" in form.lower() or "institution" in form.lower():
        return f"Fonden {navn}"
    if "forening" in form.lower():
        return f"Foreningen {navn}"
    endelse = "A/S" if form in {"A/S", "Aktieselskab"} else "ApS"
    return f"{navn} {terning.choice(_FIRMAORD)} {endelse}"


def make_vej(terning: Random) -> str:
    """Make a street line with a house number: `Pilevænget 12 B`, `Bakkestien 3, 2. tv`."""
    hale = terning.choices(("", " A", " B", "C", ", st. th", ", 2. tv", ", 1."), (70, 6, 5, 4, 5, 5, 5))[0]
    return f"{terning.choice(_FORLED)}{terning.choice(_VEJLED)} {terning.randint(1, 199)}{hale}"


def make_saervej(*dele: str) -> str:
    """Make a street's name that is like no other, from the texts alone: `Birkemøllefælleden`."""
    lod = draw_lod(*dele)
    foerste, anden = _FORLED[lod % len(_FORLED)], _FORLED[lod // len(_FORLED) % len(_FORLED)]
    return f"{foerste}{anden.lower()}{_SAERVEJLED[lod % len(_SAERVEJLED)]}"


def make_person(terning: Random) -> str:
    """Make a person's name that nobody is meant to have."""
    efternavn = terning.choice(_FORLED) + terning.choice(_EFTERLED)
    return f"{terning.choice(_FORNAVNE)} {efternavn}"


def make_slug(navn: str) -> str:
    """Give a name as it stands in a host name: `birkelunden-sidehuset`."""
    return fold(navn).replace(" ", "-")[:40].strip("-")
