"""Who supervises: the portal's free text about the authority reduced to a kind and, for a socialtilsyn, its code."""

from dataclasses import dataclass
from functools import cache

from domain.reference import load_kommuner, load_socialtilsyn
from domain.tekst import fold


@dataclass(frozen=True)
class Tilsyn:
    """`art` is `socialtilsyn`, `kommune`, `region` or `ukendt`; `kode` is set for a socialtilsyn that is recognised."""

    art: str
    kode: str | None = None


def read_tilsyn(tekst: str) -> Tilsyn:
    """Read "Socialtilsyn Syd", "Holbæk Kommune, Socialtilsyn Øst", "Odense Kommune" or "Region Nordjylland"."""
    foldet = fold(tekst)
    if "socialtilsyn" in foldet:
        return Tilsyn("socialtilsyn", _find_kode(foldet.replace("socialtilsynet", "socialtilsyn")))
    if foldet.startswith("region ") or foldet.endswith(" region"):
        return Tilsyn("region")
    kommune = foldet.removesuffix(" kommune").removesuffix("s")
    return Tilsyn("kommune" if kommune in _kommunenavne() else "ukendt")


def _find_kode(foldet: str) -> str | None:
    for tilsyn in load_socialtilsyn():
        if fold(tilsyn.navn) in foldet:
            return tilsyn.kode
    return next((kode for navn, kode in _drivere() if navn in foldet), None)


@cache
def _kommunenavne() -> frozenset[str]:
    return frozenset(fold(kommune.navn).removesuffix("s") for kommune in load_kommuner())


@cache
def _drivere() -> tuple[tuple[str, str], ...]:
    navne = {kommune.kommunekode: fold(kommune.navn) for kommune in load_kommuner()}
    return tuple((navne[tilsyn.drives_af], tilsyn.kode) for tilsyn in load_socialtilsyn())
