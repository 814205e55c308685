"""JSON Lines: one object a line, its names the headings; an object may say which entity it is of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crawler.files.ark import Ark, Arkraekke
from crawler.files.arknavne import read_entitet
from crawler.files.celler import Celle, Fejlcelle
from crawler.files.fejl import UdtraekFejl
from crawler.files.graenser import FLESTE_KOLONNER, FLESTE_RAEKKER
from domain.tekst import fold

ENTITET = "entitet"
_IKKE_TAL = Fejlcelle("er intet tal (NaN eller uendelig); skriv tallet, eller lad feltet være tomt")
_FLERE = Fejlcelle("rummer flere værdier; skriv én")
_ULAESELIG = "linjen er ikke et JSON-objekt (skåret over, for dybt indlejret eller skrevet forkert); ret den"
_TO_ENS = "linjen har samme navn to gange; slet det ene"


class _ToEns(ValueError):
    """An object with one name twice."""


def read_jsonl(tekst: str, navn: str) -> tuple[Ark, ...]:
    """Read objects, one a line: a sheet for each entity that they name, or one for all that name none.

    Raises:
        UdtraekFejl: no line of the file is an object, or it is too large.
    """
    objekter: dict[str | None, list[tuple[int, dict[str, Any]]]] = {}
    afviste: list[tuple[int, str]] = []
    for nummer, linje in enumerate(tekst.split("\n"), start=1):
        if not linje.strip():
            continue
        try:
            objekt = _read_line(linje)
        except (ValueError, TypeError, RecursionError) as fejl:
            afviste.append((nummer, _TO_ENS if isinstance(fejl, _ToEns) else _ULAESELIG))
            continue
        objekter.setdefault(_pop_entitet(objekt), []).append((nummer, objekt))
        if nummer > FLESTE_RAEKKER:
            raise UdtraekFejl(f"{navn} har over {FLESTE_RAEKKER} linjer. Del udtrækket i flere filer.")
    if not objekter:
        raise UdtraekFejl(f"{navn}: ingen af linjerne er et JSON-objekt. Skriv ét objekt pr. linje.")
    ark = [_make_ark(navn, entitet, fundne) for entitet, fundne in objekter.items()]
    return tuple(_with_rejected(ark, tuple(afviste)))


def _read_line(linje: str) -> dict[str, Any]:
    objekt = json.loads(linje, object_pairs_hook=_make_object, parse_constant=lambda _navn: _IKKE_TAL)
    if not isinstance(objekt, dict):
        raise TypeError(_ULAESELIG)
    return objekt


def _make_object(par: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    objekt = {_storable(navn): _storable(value) for navn, value in par}
    if len(objekt) < len(par):
        raise _ToEns(_TO_ENS)
    return objekt


def _pop_entitet(objekt: dict[str, Any]) -> str | None:
    navn = next((navn for navn in objekt if fold(navn) == ENTITET), None)
    entitet = read_entitet(objekt[navn]) if navn is not None and isinstance(objekt[navn], str) else None
    if navn is not None and entitet is not None:
        del objekt[navn]
    return entitet


def _make_ark(navn: str, entitet: str | None, fundne: Sequence[tuple[int, Mapping[str, Any]]]) -> Ark:
    overskrifter = list(dict.fromkeys(overskrift for _, objekt in fundne for overskrift in objekt))
    if len(overskrifter) > FLESTE_KOLONNER:
        raise UdtraekFejl(f"{navn} har over {FLESTE_KOLONNER} forskellige navne. Se efter, om det er den rigtige fil.")
    raekker: list[Arkraekke] = [(0, overskrifter)]
    raekker += [(nummer, [_to_cell(objekt.get(x)) for x in overskrifter]) for nummer, objekt in fundne]
    return Ark(navn=Path(navn).stem, betegnelse=f"Filen {navn}", raekker=raekker, entitet=entitet)


def _with_rejected(ark: list[Ark], afviste: tuple[tuple[int, str], ...]) -> list[Ark]:
    if not afviste:
        return ark
    return [replace(ark[0], afviste=afviste), *ark[1:]]


def _to_cell(value: Any) -> Celle:  # noqa: ANN401 - anything JSON can hold
    if value is None or isinstance(value, str | bool | int | float | Fejlcelle):
        return value
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return tuple(map(_storable, value))
    if isinstance(value, dict) and all(x is None or isinstance(x, str | int | float) for x in value.values()):
        return value
    return _FLERE


def _storable(value: Any) -> Any:  # noqa: ANN401 - anything JSON can hold
    """Take half a pair of surrogates, which JSON can write and no text file holds, out of a text."""
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) and not value.isascii() else value
