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
    return Tilsyn("kommune" if _fold_kommune(foldet) in _kommunenavne() else "ukendt")


def find_kommune(tekst: str) -> str | None:
    """Give the code of the kommune that a text names as authority; None when it names a socialtilsyn or none at all."""
    return _kommunenavne().get(_fold_kommune(fold(tekst))) if read_tilsyn(tekst).art == "kommune" else None


def _fold_kommune(foldet: str) -> str:
    return foldet.removesuffix(" kommune").removesuffix("s")


def _find_kode(foldet: str) -> str | None:
    for tilsyn in load_socialtilsyn():
        if fold(tilsyn.navn) in foldet:
            return tilsyn.kode
    return next((kode for navn, kode in _drivere() if navn in foldet), None)


@cache
def _kommunenavne() -> dict[str, str]:
    return {fold(kommune.navn).removesuffix("s"): kommune.kommunekode for kommune in load_kommuner()}


@cache
def _drivere() -> tuple[tuple[str, str], ...]:
    navne = {kommune.kommunekode: fold(kommune.navn) for kommune in load_kommuner()}
    return tuple((navne[tilsyn.drives_af], tilsyn.kode) for tilsyn in load_socialtilsyn())
