"""Between a record of domain and rows of the register's tables; pure."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from domain.afdeling import Afdeling
from domain.paragraf import find_paragraffer
from warehouse.derive import derive, derive_navn

Row = dict[str, Any]
_FELTER = tuple(felt.name for felt in fields(Afdeling))
_SOM_JSON = ("tilbudstyper", "pladser", "lister")
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_row(afdeling: Afdeling) -> Row:
    """Give the content columns of `afdeling` with their `sha256`.

    The address of the page is stored but does not count as content: a new session number in it is not a change.
    """
    row: Row = {navn: getattr(afdeling, navn) for navn in _FELTER}
    for navn in _SOM_JSON:
        row[navn] = to_json(row[navn])
    indhold = {navn: value for navn, value in row.items() if navn != "kilde_url"}
    return {**row, "sha256": hash_text(to_json(indhold))}


def from_row(row: Mapping[str, Any]) -> Afdeling:
    """Give the record back that `to_row` made a row of; columns it does not know are passed over."""
    values = {navn: row[navn] for navn in _FELTER}
    for navn in _SOM_JSON:
        values[navn] = json.loads(values[navn])
    return Afdeling(**{**values, "tilbudstyper": tuple(values["tilbudstyper"]), "lister": tuple(values["lister"])})


def paragraf_rows(afdeling: Afdeling, afdeling_id: int) -> Iterator[Row]:
    """Yield the rows of `afdeling_paragraf`: each paragraph once, as type, with places, or both."""
    typer = {paragraf for tekst in afdeling.tilbudstyper for paragraf in find_paragraffer(tekst)}
    pladser = _sum_pladser(afdeling.pladser)
    for paragraf in sorted(typer | pladser.keys()):
        yield {
            "afdeling_id": afdeling_id,
            "paragraf": paragraf,
            "er_tilbudstype": paragraf in typer,
            "har_pladser": paragraf in pladser,
            "pladser": pladser.get(paragraf),
        }


def afledt_row(afdeling: Afdeling, afdeling_id: int) -> Row:
    """Give the row of `afledt_afdeling`."""
    return {"afdeling_id": afdeling_id, **derive(afdeling)}


def navn_row(afdeling: Afdeling, afdeling_id: int) -> Row:
    """Give the row of `afdeling_navn`."""
    return {"afdeling_id": afdeling_id, **derive_navn(afdeling.navn)}


def to_json(value: object) -> str:
    """Give JSON in one spelling, so that equal values are equal texts."""
    return _JSON.encode(value)


def hash_text(tekst: str) -> str:
    """Give the SHA-256 of a text as hex."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def _sum_pladser(pladser: Mapping[str, int | None]) -> dict[str, int | None]:
    """Give places by paragraph in its one spelling; two labels of the same paragraph add up."""
    summer: dict[str, int | None] = {}
    for etiket, antal in pladser.items():
        paragraf = next(iter(find_paragraffer(etiket)), etiket)
        hidtil = summer.get(paragraf)
        summer[paragraf] = antal if hidtil is None else hidtil + (antal or 0)
    return summer
