"""Rows of afdelinger to the records a crawl gives: people as a keyed hash, krisecentre (§ 109) without their street."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crawler.files.register.lister import lists_of
from crawler.files.tabel import Laestraekke
from crawler.pages.beskyttelse import own_gader, protect, protect_raa
from crawler.pages.personer import UDFYLDT, hash_person
from domain.adresse import split_adresse
from domain.afdeling import UDELADT, Afdeling, has_secret_address
from domain.dump import Post
from domain.felter import ADRESSEFELTER

PERSONER = ("leder", "kontaktperson")


@dataclass(frozen=True)
class Register:
    """The register's records, sorted by id, and the folded street names of each protected tilbud (never stored)."""

    poster: tuple[Post, ...]
    gader: Mapping[str, frozenset[str]]


def make_register(
    raekker: Iterable[Laestraekke], *, beskyttede: Collection[str], hash_noegle: str, hentet: str
) -> Register:
    """Give the records. `beskyttede` are tilbud that other rows of the file show to be krisecentre."""
    samlet: dict[str, list[_Raekke]] = defaultdict(list)
    for raekke in raekker:
        afdeling = _make_afdeling(raekke.felter, hash_noegle)
        samlet[afdeling.tilbudsid].append(_Raekke(afdeling, raekke))
    grupper = {tilbudsid: _share_lists(gruppe) for tilbudsid, gruppe in samlet.items()}
    gader = {
        tilbudsid: frozenset[str]().union(*(own_gader(x.afdeling) for x in gruppe))
        for tilbudsid, gruppe in grupper.items()
        if tilbudsid in beskyttede or any(x.is_protected() for x in gruppe)
    }
    poster = [_make_post(x, hentet, gader.get(tilbudsid)) for tilbudsid, gruppe in grupper.items() for x in gruppe]
    poster.sort(key=lambda post: [(len(x), x) for x in post.afdeling.noegle])
    return Register(tuple(poster), {**dict.fromkeys(beskyttede, frozenset()), **gader})


@dataclass(frozen=True)
class _Raekke:
    afdeling: Afdeling
    laest: Laestraekke

    def is_protected(self) -> bool:
        return self.laest.naevner_109 or has_secret_address(self.afdeling)


def _share_lists(gruppe: list[_Raekke]) -> list[_Raekke]:
    """Put an afdeling that does not say for whom it is on the lists of its tilbud."""
    faelles = tuple(sorted({navn for x in gruppe for navn in x.afdeling.lister}))
    return [x if x.afdeling.lister else _Raekke(replace(x.afdeling, lister=faelles), x.laest) for x in gruppe]


def _make_afdeling(felter: Mapping[str, Any], hash_noegle: str) -> Afdeling:
    vaerdier = {navn: value for navn, value in felter.items() if value is not None and navn not in PERSONER}
    for person in PERSONER:
        navn = felter.get(person)
        vaerdier[f"har_{person}"] = navn is not None
        vaerdier[f"{person}_hash"] = hash_person(navn, hash_noegle) if navn else None
    if not str(vaerdier.get("kilde_url", "")).startswith(("https://", "http://")):
        vaerdier.pop("kilde_url", None)  # shown as a link
    tekster = (*vaerdier.get("tilbudstyper", ()), *vaerdier.get("pladser", {}))
    lister = vaerdier.get("lister") or lists_of(tekster)
    return Afdeling(
        **{**vaerdier, **_read_adresse(felter), "har_adresse": felter.get("adresse") is not None, "lister": lister}
    )


def _read_adresse(felter: Mapping[str, Any]) -> dict[str, str | None]:
    """Give street, postcode and town; a file may have all three in one column."""
    if felter.get("adresse") is None or felter.get("postnr") or felter.get("by"):
        return {}
    delt = split_adresse([felter["adresse"]])
    return {"adresse": delt.adresse, "postnr": delt.postnr, "by": delt.by}


def _make_post(raekke: _Raekke, hentet: str, gader: frozenset[str] | None) -> Post:
    if gader is None:
        return Post(afdeling=raekke.afdeling, raa=_show_raa(raekke.laest, frozenset()), hentet=hentet)
    skaanet = replace(protect(raekke.afdeling, gader), kilde_url="")
    return Post(afdeling=skaanet, raa=protect_raa(_show_raa(raekke.laest, ADRESSEFELTER), gader), hentet=hentet)


def _show_raa(raekke: Laestraekke, skjules: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Give the cells as written by heading: people as filled, and the fields to hide as withheld."""
    return {
        overskrift: (UDFYLDT,) if felt in PERSONER else (UDELADT,) if felt in skjules else (tekst,)
        for felt, (overskrift, tekst) in raekke.raa.items()
    }
