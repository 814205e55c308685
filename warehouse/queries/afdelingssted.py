"""Which kommune an afdeling lies in, as far as it is known and may be told."""

from typing import Any

from sqlalchemy import FromClause, Select, and_, case, func, select

from warehouse.queries.rapport_views import LIV
from warehouse.tables import METADATA

AFDELING = METADATA.tables["afdeling"]
VASK = METADATA.tables["adressevask"]
_POSTNR_KOMMUNE = METADATA.tables["reference_postnr_kommune"]

# A wash of category C is a guess.
_SIKRE = ("A", "B")


def protected_tilbud() -> Select[Any]:
    """Give the tilbud that are protected (§ 109) as a whole, since one of their afdelinger is."""
    return select(AFDELING.c.tilbudsid).where(AFDELING.c.gyldig_til.is_(None), AFDELING.c.er_beskyttet).distinct()


def afdelingssted() -> FromClause:
    """Give each live afdeling that is not protected its `kommunekode` and how that is known (`kilde`).

    `adresse`: the address register found the address. `postnr`: it did not, but the postcode lies in one kommune only.
    NULL: neither, and nobody can say. Of a protected tilbud not even the kommune is told: a kommune may have a single
    krisecenter, and lists of faults would then say where it lies.
    """
    sikker = and_(VASK.c.afdeling_id == AFDELING.c.id, VASK.c.kategori.in_(_SIKRE))
    alene = (
        select(_POSTNR_KOMMUNE.c.postnr, func.min(_POSTNR_KOMMUNE.c.kommunekode).label("kommunekode"))
        .group_by(_POSTNR_KOMMUNE.c.postnr)
        .having(func.count() == 1)
        .subquery()
    )
    kilde = case((VASK.c.kommunekode.is_not(None), "adresse"), (alene.c.kommunekode.is_not(None), "postnr"))
    levende = and_(LIV.c.tilbudsid == AFDELING.c.tilbudsid, LIV.c.afdelingsid == AFDELING.c.afdelingsid)
    return (
        select(
            AFDELING.c.tilbudsid,
            AFDELING.c.afdelingsid,
            AFDELING.c.postnr,
            func.coalesce(VASK.c.kommunekode, alene.c.kommunekode).label("kommunekode"),
            kilde.label("kilde"),
        )
        .join(LIV, levende)
        .outerjoin(VASK, sikker)
        .outerjoin(alene, alene.c.postnr == AFDELING.c.postnr)
        .where(AFDELING.c.gyldig_til.is_(None), LIV.c.ophoert.is_(None))
        .where(AFDELING.c.tilbudsid.not_in(protected_tilbud()))
        .subquery("sted")
    )
