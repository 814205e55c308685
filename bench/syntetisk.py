"""A made-up register of national size, by seed: DAR files as Datafordeleren delivers them, one object a line."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from domain.reference import load_postnumre

_STAMMER = [
    "Birke",
    "Elme",
    "Aske",
    "Bøge",
    "Ege",
    "Gran",
    "Fyrre",
    "Lærke",
    "Svale",
    "Ravn",
    "Falke",
    "Høge",
    "Måge",
    "Stære",
    "Solsorte",
    "Rosen",
    "Lilje",
    "Tulipan",
    "Kløver",
    "Anemone",
    "Kirke",
    "Skole",
    "Station",
    "Bane",
    "Have",
    "Park",
    "Skov",
    "Mose",
    "Eng",
    "Bakke",
    "Dal",
    "Høj",
    "Strand",
    "Hav",
    "Fjord",
    "Sø",
    "Å",
    "Bæk",
    "Kilde",
    "Mølle",
    "Kro",
    "Præste",
    "Degne",
    "Smede",
    "Bager",
    "Slagter",
    "Vestre",
    "Østre",
    "Nordre",
    "Søndre",
    "Øster",
    "Vester",
    "Nørre",
    "Sønder",
    "Konge",
    "Dronninge",
    "Prins",
    "Grev",
    "Borg",
    "Slot",
    "Kloster",
    "Munke",
    "Nonne",
    "Ridder",
    "Tinge",
    "Torve",
    "Havne",
    "Skibs",
    "Fisker",
    "Råd",
    "Bysted",
    "Lund",
    "Krat",
    "Hede",
    "Mark",
    "Ager",
    "Toft",
    "Gårds",
    "Huse",
    "Hus",
    "Stald",
    "Lade",
    "Valmue",
    "Hyacint",
    "Kornblomst",
    "Marguerit",
    "Bellis",
    "Primula",
    "Syren",
    "Hassel",
    "Hyld",
    "Tjørne",
    "Slåen",
    "Brombær",
    "Hindbær",
    "Ribs",
    "Æble",
    "Pære",
    "Kirsebær",
    "Blomme",
    "Nødde",
    "Kastanie",
    "Linde",
    "Pople",
    "Pile",
    "Ahorn",
    "Platan",
    "Ceder",
    "Cypres",
    "Enebær",
    "Taks",
    "Vinkel",
    "Ring",
    "Bue",
    "Kors",
    "Tvær",
    "Lang",
    "Kort",
    "Bred",
    "Smal",
]
_MELLEM = [
    "",
    "",
    "",
    "",
    "",
    "bakke",
    "lunds",
    "skov",
    "mose",
    "gårds",
    "høj",
    "dals",
    "kær",
    "holms",
    "toft",
    "ager",
    "bjerg",
    "bro",
    "sø",
    "torps",
]
_ENDER = (
    ["vej"] * 9
    + ["gade"] * 3
    + ["vænget"] * 2
    + [
        "parken",
        "haven",
        "stræde",
        "allé",
        "stien",
        "bakken",
        "svinget",
        "krogen",
        "toften",
        "lunden",
        "engen",
        "vangen",
        "kæret",
    ]
)
_FORAN = [""] * 12 + ["Gammel ", "Gl. ", "Ny ", "Nørre ", "Sønder ", "Store ", "Lille "]
_PERSONER = [
    "Anders",
    "Peter",
    "Niels",
    "Jens",
    "Hans",
    "Mads",
    "Rasmus",
    "Søren",
    "Christian",
    "Frederik",
    "Anna",
    "Marie",
    "Karen",
    "Kirsten",
    "Ellen",
    "Ingrid",
    "Thyra",
    "Dagmar",
]
_EFTERNAVNE = [
    "Bang",
    "Holm",
    "Krag",
    "Juel",
    "Lund",
    "Dahl",
    "Friis",
    "Skov",
    "Bro",
    "Toft",
    "Bech",
    "Munk",
    "Ravn",
    "Winther",
    "Sommer",
    "Vang",
    "Hald",
    "Thorup",
    "Kjær",
    "Nygaard",
]
_TID = (
    '"registreringFra":"2018-05-03T16:58:34.000000Z","registreringTil":null,'
    '"virkningFra":"2000-02-05T12:00:00.000000Z","virkningTil":null,"status":"3"'
)
_PERSONNAVNE, _HYPPIGE, _I_PROEVEN = 0.1, 0.45, 0.003
_INDRE_BY = "2000"


@dataclass(frozen=True)
class Omfang:
    """How much to make."""

    veje: int = 110_000
    huse: int = 2_500_000
    adresser: int = 3_900_000
    navne: int = 50_000
    postnumre: int = 1_089


def make_names(antal: int, r: random.Random) -> list[str]:
    """Make distinct street names of the patterns that Danish ones have."""
    navne: dict[str, None] = {}
    while len(navne) < antal:
        if r.random() < _PERSONNAVNE:
            navn = f"{r.choice(_PERSONER)} {r.choice(_EFTERNAVNE)}s {r.choice(['Vej', 'Gade', 'Plads', 'Allé'])}"
        else:
            navn = r.choice(_FORAN) + (r.choice(_STAMMER) + r.choice(_MELLEM) + r.choice(_ENDER)).capitalize()
        navne[navn] = None
    return list(navne)


def write_register(mappe: Path, omfang: Omfang, seed: int) -> list[str]:
    """Write Husnummer, Adresse and NavngivenVej; give a sample of address texts, each after its id and a tab."""
    r = random.Random(seed)  # noqa: S311 - a sample, not a secret
    mappe.mkdir(parents=True, exist_ok=True)
    proeve: list[str] = []
    enheder = _units(omfang)
    with ExitStack() as stak:
        huse, adresser, veje = (
            stak.enter_context(_Liste(mappe / f"DAR_V1_{entitet}.json"))
            for entitet in ("Husnummer", "Adresse", "NavngivenVej")
        )
        for vejnavn, postnr, by, antal in _streets(omfang, r):
            vej = _uuid(r)
            veje.add(f'"id_lokalId":"{vej}",{_TID},"vejnavn":"{vejnavn}","vejadresseringsnavn":"{vejnavn}"')
            for nummer in range(1, antal + 1):
                gade = f"{vejnavn} {nummer}" if (nummer - 1) % 11 else f"{vejnavn} {nummer}A"
                hus = _uuid(r)
                huse.add(_house(r, hus, vej, gade, f"{postnr} {by}"))
                for enhed in next(enheder):
                    adresse_id, text = _write_address(adresser, r, hus, gade, enhed, f"{postnr} {by}")
                    if r.random() < _I_PROEVEN:
                        proeve.append(f"{adresse_id}\t{text}")
    return proeve


class _Liste:
    """A JSON array written one object a line."""

    def __init__(self, fil: Path) -> None:
        self._fil = fil.open("w", encoding="utf-8")
        self._skel = "[\n"

    def __enter__(self) -> "_Liste":
        return self

    def __exit__(self, *_: object) -> None:
        self._fil.write("\n]\n")
        self._fil.close()

    def add(self, indhold: str) -> None:
        """Write one object, given without its braces."""
        self._fil.write(f"{self._skel}{{{indhold}}}")
        self._skel = ",\n"


def _house(r: random.Random, hus: str, vej: str, gade: str, post: str) -> str:
    return (
        f'"id_lokalId":"{hus}",{_TID},"adgangsadressebetegnelse":"{gade}, {post}","adgangTilBygning":"{_uuid(r)}",'
        f'"husnummertekst":"{gade.rpartition(" ")[2]}","kommuneinddeling":"389103","navngivenVej":"{vej}",'
        f'"postnummer":"{vej}","supplerendeBynavn":null,"vejpunkt":"{_uuid(r)}","adgangspunkt":"{_uuid(r)}"'
    )


def _write_address(
    adresser: _Liste, r: random.Random, hus: str, gade: str, enhed: tuple[str, str], post: str
) -> tuple[str, str]:
    etage, doer = enhed
    text = f"{gade}{f', {etage}. {doer}' if etage else ''}, {post}"
    adresse_id = _uuid(r)
    adresser.add(
        f'"id_lokalId":"{adresse_id}",{_TID},"adressebetegnelse":"{text}","dørbetegnelse":"{doer}","dørpunkt":null,'
        f'"etagebetegnelse":"{etage}","bygning":null,"husnummer":"{hus}"'
    )
    return adresse_id, text


def _streets(omfang: Omfang, r: random.Random) -> Iterator[tuple[str, str, str, int]]:
    """Give streets with postcode, town and number of houses; towns differ as much in size as real ones do."""
    navne = make_names(omfang.navne, r)
    hyppige = navne[: max(1, omfang.navne // 25)]
    poster = [post for post in load_postnumre().values() if not post.er_stormodtager][: omfang.postnumre]
    # The thousand postcodes below 2000 name a street or two each, so nearly all streets lie in the others.
    vaegt = list(accumulate(r.lognormvariate(0, 0.8) * (0.005 if post.postnr < _INDRE_BY else 1) for post in poster))
    brugte: set[tuple[str, str]] = set()
    snit = omfang.huse / omfang.veje
    while len(brugte) < omfang.veje:
        post = r.choices(poster, cum_weights=vaegt)[0]
        navn = r.choice(hyppige if r.random() < _HYPPIGE else navne)
        if (navn, post.postnr) not in brugte:
            brugte.add((navn, post.postnr))
            yield navn, post.postnr, post.navn, max(1, min(400, round(r.expovariate(1 / snit))))


def _units(omfang: Omfang) -> Iterator[list[tuple[str, str]]]:
    """Give the addresses of house after house so that their number comes out: mostly one, now and then a stairway."""
    opgang = [(etage, side) for etage in ("st", "1", "2", "3") for side in ("th", "tv")]
    flere = (omfang.adresser - omfang.huse) / omfang.huse / (len(opgang) - 1)
    skyldig = 0.0
    while True:
        skyldig += flere
        if skyldig >= 1:
            skyldig -= 1
            yield opgang
        else:
            yield [("", "")]


def _uuid(r: random.Random) -> str:
    tekst = f"{r.getrandbits(128):032x}"
    return f"{tekst[:8]}-{tekst[8:12]}-{tekst[12:16]}-{tekst[16:20]}-{tekst[20:]}"
