"""The sample as files: one JSON object a line, one file for each entity, fields as Datafordeleren names them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.replica.dar.registeradresse import Registeradresse, make_uuid

Row = dict[str, object]
_FOER, _OMDOEBT = "2000-01-01T00:00:00Z", "2019-01-01T00:00:00Z"


def write_dar(mappe: Path, adresser: Iterable[Registeradresse]) -> Path:
    """Write the addresses as a delivery of DAR into a folder, which is made; the same addresses, the same files."""
    mappe.mkdir(parents=True, exist_ok=True)
    alle = list(adresser)
    gaeldende = [x for x in alle if x.ny is None]
    _write(mappe, "Adresse", map(_make_adresse, alle))
    _write(mappe, "Husnummer", map(_make_husnummer, {x.husnummer_id: x for x in gaeldende}.values()))
    veje = {x.vej_id: x for x in gaeldende}.values()
    _write(mappe, "NavngivenVej", map(_make_vej, veje))
    _write(mappe, "NavngivenVejKommunedel", map(_make_vejdel, veje))
    _write(mappe, "Postnummer", _make_postnumre(alle))
    return mappe


def _write(mappe: Path, entitet: str, rows: Iterable[Row]) -> None:
    linjer = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (mappe / f"{entitet}.ndjson").write_text(linjer, encoding="utf-8")


def _make_adresse(adresse: Registeradresse) -> Row:
    return {
        **_make_tid(adresse.id, til=_OMDOEBT if adresse.ny else None),
        "adressebetegnelse": adresse.betegnelse,
        "etagebetegnelse": adresse.etage,
        "dørbetegnelse": adresse.doer,
        "husnummer": adresse.husnummer_id,
    }


def _make_husnummer(adresse: Registeradresse) -> Row:
    return {
        **_make_tid(adresse.husnummer_id),
        "husnummertekst": adresse.husnr,
        "adgangsadressebetegnelse": adresse.hustekst,
        "navngivenVej": adresse.vej_id,
    }


def _make_vej(adresse: Registeradresse) -> Row:
    return {**_make_tid(adresse.vej_id), "vejnavn": adresse.vej, "vejadresseringsnavn": adresse.vej}


def _make_vejdel(adresse: Registeradresse) -> Row:
    vejdel = make_uuid(f"vejdel {adresse.vej_id}")
    return {**_make_tid(vejdel), "kommune": adresse.kommunekode, "navngivenVej": adresse.vej_id}


def _make_postnumre(adresser: Iterable[Registeradresse]) -> Iterator[Row]:
    for post in sorted({x.post for x in adresser}):
        postnr, navn = post.split(" ", maxsplit=1)
        yield {**_make_tid(make_uuid(f"postnummer {post}")), "postnr": postnr, "navn": navn}


def _make_tid(id_: str, *, til: str | None = None) -> Row:
    return {
        "id_lokalId": id_,
        "registreringFra": _FOER,
        "registreringTil": None,
        "virkningFra": _FOER,
        "virkningTil": til,
        "status": "3",
    }
