"""A made-up register of national size, by seed: DAR files as Datafordeleren delivers them, one object a line."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from domain.reference import load_postnumre

_STAMMER = (
    "Birke Elme Aske Bøge Ege Gran Fyrre Lærke Svale Ravn Falke Høge Måge Stære Solsorte Rosen Lilje Tulipan Kløver Anemone "
    "Kirke Skole Station Bane Have Park Skov Mose Eng Bakke Dal Høj Strand Hav Fjord Sø Å Bæk Kilde Mølle Kro Præste Degne "
    "Smede Bager Slagter Vestre Østre Nordre Søndre Øster Vester Nørre Sønder Konge Dronninge Prins Grev Borg Slot Kloster "
    "Munke Nonne Ridder Tinge Torve Havne Skibs Fisker Råd Bysted Lund Krat Hede Mark Ager Toft Gårds Huse Hus Stald Lade "
    "Valmue Hyacint Kornblomst Marguerit Bellis Primula Syren Hassel Hyld Tjørne Slåen Brombær Hindbær Ribs Æble Pære Kirsebær "
    "Blomme Nødde Kastanie Linde Pople Pile Ahorn Platan Ceder Cypres Enebær Taks Vinkel Ring Bue Kors Tvær Lang Kort Bred Smal"
).split()
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
_PERSONER = "Anders Peter Niels Jens Hans Mads Rasmus Søren Christian Frederik Anna Marie Karen Kirsten Ellen Ingrid Thyra Dagmar".split()
_EFTERNAVNE = "Bang Holm Krag Juel Lund Dahl Friis Skov Bro Toft Bech Munk Ravn Winther Sommer Vang Hald Thorup Kjær Nygaard".split()
_TID = '"registreringFra":"2018-05-03T16:58:34.000000Z","registreringTil":null,"virkningFra":"2000-02-05T12:00:00.000000Z","virkningTil":null,"status":"3"'


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
        if r.random() < 0.1:
            navn = f"{r.choice(_PERSONER)} {r.choice(_EFTERNAVNE)}s {r.choice(['Vej', 'Gade', 'Plads', 'Allé'])}"
        else:
            navn = r.choice(_FORAN) + (r.choice(_STAMMER) + r.choice(_MELLEM) + r.choice(_ENDER)).capitalize()
        navne[navn] = None
    return list(navne)


def write_register(mappe: Path, omfang: Omfang, seed: int) -> list[str]:
    """Write Husnummer, Adresse, NavngivenVej and its kommune part; give a sample of address texts with their ids."""
    r = random.Random(seed)
    mappe.mkdir(parents=True, exist_ok=True)
    veje = list(_streets(omfang, r))
    proeve: list[str] = []
    enheder = _units(omfang)
    with (
        (mappe / "DAR_V1_Husnummer.json").open("w", encoding="utf-8") as huse,
        (mappe / "DAR_V1_Adresse.json").open("w", encoding="utf-8") as adresser,
        (mappe / "DAR_V1_NavngivenVej.json").open("w", encoding="utf-8") as navne,
    ):
        for fil in (huse, adresser, navne):
            fil.write("[\n")
        skel = {huse: "", adresser: "", navne: ""}
        for vejnavn, postnr, by, antal in veje:
            vej_id = _uuid(r)
            navne.write(
                f'{skel[navne]}{{"id_lokalId":"{vej_id}",{_TID},"vejnavn":"{vejnavn}","vejadresseringsnavn":"{vejnavn}"}}'
            )
            skel[navne] = ",\n"
            for nummer in range(antal):
                husnr = str(nummer + 1) if nummer % 11 else f"{nummer + 1}A"
                hus_id = _uuid(r)
                huse.write(
                    f'{skel[huse]}{{"id_lokalId":"{hus_id}",{_TID},"adgangsadressebetegnelse":"{vejnavn} {husnr}, {postnr} {by}",'
                    f'"adgangTilBygning":"{_uuid(r)}","husnummertekst":"{husnr}","kommuneinddeling":"389103","navngivenVej":"{vej_id}",'
                    f'"postnummer":"{vej_id}","supplerendeBynavn":null,"vejpunkt":"{_uuid(r)}","adgangspunkt":"{_uuid(r)}"}}'
                )
                skel[huse] = ",\n"
                for etage, doer in next(enheder):
                    midt = f", {etage}. {doer}" if etage else ""
                    adresse_id = _uuid(r)
                    betegnelse = f"{vejnavn} {husnr}{midt}, {postnr} {by}"
                    adresser.write(
                        f'{skel[adresser]}{{"id_lokalId":"{adresse_id}",{_TID},"adressebetegnelse":"{betegnelse}",'
                        f'"dørbetegnelse":"{doer}","dørpunkt":null,"etagebetegnelse":"{etage}","bygning":null,"husnummer":"{hus_id}"}}'
                    )
                    skel[adresser] = ",\n"
                    if r.random() < 0.003:
                        proeve.append(f"{adresse_id}\t{betegnelse}")
        for fil in (huse, adresser, navne):
            fil.write("\n]\n")
    return proeve


def _streets(omfang: Omfang, r: random.Random) -> Iterator[tuple[str, str, str, int]]:
    """Give streets with postcode, town and number of houses; towns differ as much in size as real ones do."""
    navne = make_names(omfang.navne, r)
    hyppige = navne[: max(1, omfang.navne // 25)]
    poster = [post for post in load_postnumre().values() if not post.er_stormodtager][: omfang.postnumre]
    # The thousand postcodes below 2000 name a street or two each, so nearly all streets lie in the others.
    vaegt = list(accumulate(r.lognormvariate(0, 0.8) * (0.005 if post.postnr < "2000" else 1) for post in poster))
    brugte: set[tuple[str, str]] = set()
    snit = omfang.huse / omfang.veje
    while len(brugte) < omfang.veje:
        post = r.choices(poster, cum_weights=vaegt)[0]
        navn = r.choice(hyppige if r.random() < 0.45 else navne)
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
