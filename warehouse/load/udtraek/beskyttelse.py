"""Krisecentre (SEL § 109) in a dataudtræk: texts that could tell where one lies are withheld, raw cells not kept."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import Session

from domain.afdeling import UDELADT
from domain.entiteter import ENTITETER, Art, Entitetstype, Raekke
from domain.entiteter.beskyttelse import speaks_of_krisecenter, withhold
from domain.paragraf import is_protected
from warehouse.load.raekker import hash_text, to_json
from warehouse.load.udtraek.raekker import to_row
from warehouse.tables import table_of
from warehouse.tables.udtraek import ENTITETSTABELLER, RawUdtraek

_RAW = table_of(RawUdtraek)
_OM_TILBUD = tuple(entitet for entitet in ENTITETER.values() if "tilbudsid" in entitet.noegle)


def find_protected_rows(raekker: Iterable[Raekke]) -> frozenset[str]:
    """Give the tilbudsids of which some row says krisecenter, in any of its texts."""
    return frozenset(
        str(raekke.felter["tilbudsid"])
        for raekke in raekker
        if "tilbudsid" in raekke.felter and speaks_of_krisecenter(raekke.felter)
    )


def read_protected_rows(session: Session) -> frozenset[str]:
    """Give the tilbudsids that an earlier dataudtræk showed to be krisecentre: by paragraf, or by what was withheld."""
    fundet: set[str] = set()
    for entitet in _OM_TILBUD:
        c = ENTITETSTABELLER[entitet.navn].c
        udeladte = [c[k.navn].contains(UDELADT) for k in entitet.kolonner if k.art is Art.TEKST and not k.er_noegle]
        if udeladte:
            fundet |= set(session.scalars(select(c.tilbudsid).where(or_(*udeladte)).distinct()))
    for navn in ("takst", "plads"):
        c = ENTITETSTABELLER[navn].c
        alle = session.execute(select(c.tilbudsid, c.paragraf).where(c.paragraf.contains("109")).distinct())
        fundet |= {tilbudsid for tilbudsid, paragraf in alle if is_protected(paragraf)}
    return frozenset(fundet)


def redact_raekke(raekke: Raekke) -> Raekke:
    """Give a row of a protected tilbud: numbers, days and words of known lists stay, what could name a place does not.

    The cells as written are dropped whole: a cell under the wrong heading may hold the street.
    """
    entitet = ENTITETER[raekke.entitet]
    return replace(raekke, felter=withhold(entitet, raekke.felter), raa={})


def scrub_rows(session: Session, tilbudsids: Collection[str]) -> None:
    """Withhold the same in every row kept from before of tilbud that have become protected."""
    if not tilbudsids:
        return
    for entitet in _OM_TILBUD:
        _scrub_entitet(session, entitet, tilbudsids)
    _scrub_raw(session, tilbudsids)


def _scrub_entitet(session: Session, entitet: Entitetstype, tilbudsids: Collection[str]) -> None:
    tabel = ENTITETSTABELLER[entitet.navn]
    kolonner = [tabel.c.id, *(tabel.c[kolonne.navn] for kolonne in entitet.kolonner)]
    for row in session.execute(select(*kolonner).where(tabel.c.tilbudsid.in_(tilbudsids))).mappings().all():
        felter = {k.navn: _as_iso(row[k.navn]) if k.art is Art.DATO else row[k.navn] for k in entitet.kolonner}
        ren = to_row(entitet, Raekke(entitet=entitet.navn, felter=withhold(entitet, felter)))
        session.execute(update(tabel).where(tabel.c.id == row["id"]).values(ren))


def _scrub_raw(session: Session, tilbudsids: Collection[str]) -> None:
    tom: dict[str, Any] = {"indhold": to_json({}), "sha256": hash_text(to_json({}))}
    alle = session.execute(select(_RAW.c.id, _RAW.c.noegle).where(_RAW.c.entitet.in_([x.navn for x in _OM_TILBUD])))
    for raekke_id in [raekke_id for raekke_id, noegle in alle if json.loads(noegle)[0] in tilbudsids]:
        session.execute(update(_RAW).where(_RAW.c.id == raekke_id).values(tom))


def _as_iso(value: Any) -> str | None:  # noqa: ANN401 - what a Date column gives
    return None if value is None else value.isoformat()
