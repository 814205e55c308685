"""DAR's small entities, read whole: postcodes, towns, street names and the kommuner they run through."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warehouse.adresser.fejl import AdresseFejl
from warehouse.adresser.felter import make_reader
from warehouse.adresser.kilde import Kildefil
from warehouse.adresser.objekter import stream_objects
from warehouse.adresser.skema import GAELDENDE
from warehouse.adresser.tilstand import judge_row


@dataclass
class Opslag:
    """Current rows by id. `veje` gives vejnavn and adresseringsvejnavn, `kommuner` the kommunekoder of a street."""

    postnumre: dict[str, tuple[int, str]] = field(default_factory=dict)
    supplerende: dict[str, str] = field(default_factory=dict)
    veje: dict[str, tuple[str, str]] = field(default_factory=dict)
    kommuner: dict[str, set[int]] = field(default_factory=dict)


def parse_object(objekt: bytes, navn: str) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        AdresseFejl: it is not JSON, or not UTF-8.
    """
    try:
        row: dict[str, Any] = json.loads(objekt)
    except UnicodeDecodeError as fejl:
        raise AdresseFejl(
            f"{navn} er ikke i UTF-8 (formentlig Latin-1). Hent filen igen, eller gem den som UTF-8."
        ) from fejl
    except ValueError as fejl:
        raise AdresseFejl(f"En række i {navn} er ikke hel JSON. Filen er formentlig afkortet: hent den igen.") from fejl
    else:
        return row


def read_opslag(filer: list[Kildefil], nu: str) -> Opslag:
    """Read every small entity that the delivery has. Raises AdresseFejl as the readers do."""
    opslag = Opslag()
    for fil in filer:
        if fil.entitet == "Postnummer":
            for vaerdier in _current(fil, nu):
                _take_postnummer(opslag, vaerdier)
        elif fil.entitet == "SupplerendeBynavn":
            opslag.supplerende.update({vaerdier[0]: vaerdier[5] or "" for vaerdier in _current(fil, nu)})
        elif fil.entitet == "NavngivenVej":
            opslag.veje.update({x[0]: (x[5] or "", x[6] or x[5] or "") for x in _current(fil, nu)})
        elif fil.entitet == "NavngivenVejKommunedel":
            for vaerdier in _current(fil, nu):
                _take_kommune(opslag, vaerdier)
    return opslag


def _current(fil: Kildefil, nu: str) -> Iterator[tuple[Any, ...]]:
    with fil.open() as indhold:
        laeser = None
        for objekt in stream_objects(indhold, fil.navn):
            row = parse_object(objekt, fil.navn)
            laeser = laeser or make_reader(fil.entitet, row, fil.navn)
            vaerdier = laeser(row)
            if judge_row(vaerdier[1:5], nu).gaelder == GAELDENDE:
                yield vaerdier


def _take_postnummer(opslag: Opslag, vaerdier: tuple[Any, ...]) -> None:
    postnr, navn = str(vaerdier[5]), vaerdier[6]
    if postnr.isdecimal() and navn:
        opslag.postnumre[vaerdier[0]] = (int(postnr), navn)


def _take_kommune(opslag: Opslag, vaerdier: tuple[Any, ...]) -> None:
    kommune, vej = str(vaerdier[5]), vaerdier[6]
    if kommune.isdecimal():
        opslag.kommuner.setdefault(vej, set()).add(int(kommune))
