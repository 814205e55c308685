"""Corrections of addresses that are certain: what the portal's operator can apply as they stand."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, RowMapping, text

from warehouse.fejl import translate_errors

FELTER = ("tilbudsid", "afdelingsid", "gammel", "ny", "adresse_id", "husnummer_id", "art", "register_dag")
# Only what is wrong: another accepted way to write the same address is no correction.
_RETTELSER = """
SELECT
    tilbudsid, afdelingsid, adresse, postnr, by, betegnelse, adresse_id, husnummer_id, er_nedlagt, er_stavefejl,
    register_dag
FROM nu_adressevask
WHERE kategori = 'B' AND (er_stavefejl OR er_nedlagt OR (postnr IS NOT NULL AND afviger LIKE '%postnr%'))
ORDER BY LENGTH(tilbudsid), tilbudsid, LENGTH(afdelingsid), afdelingsid
"""


def list_rettelser(engine: Engine) -> Iterator[dict[str, Any]]:
    """Give the certain corrections with old and new address, the address's ids, and what kind of correction it is."""
    with translate_errors(), engine.connect() as forbindelse:
        for row in forbindelse.execute(text(_RETTELSER)).mappings():
            post = " ".join(del_ for del_ in (row["postnr"], row["by"]) if del_)
            yield {
                "tilbudsid": row["tilbudsid"],
                "afdelingsid": row["afdelingsid"],
                "gammel": ", ".join(del_ for del_ in (row["adresse"], post) if del_),
                "ny": row["betegnelse"],
                "adresse_id": row["adresse_id"] or "",
                "husnummer_id": row["husnummer_id"] or "",
                "art": _kind(row),
                "register_dag": str(row["register_dag"]),
            }


def _kind(row: RowMapping) -> str:
    if row["er_nedlagt"]:
        return "nedlagt"
    return "stavefejl" if row["er_stavefejl"] else "postnr"
