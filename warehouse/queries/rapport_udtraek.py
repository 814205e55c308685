"""What dataudtræk say, for pages: the newest delivery of each entity, and the rows of some tilbud."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from domain.entiteter import ENTITETER, Entitetstype
from warehouse.tables import METADATA
from warehouse.tables.udtraek import ENTITETSTABELLER

UDTRAEK = METADATA.tables["udtraek"]

Raekker = Mapping[str, tuple[Mapping[str, Any], ...]]
"""Rows by entity: the entity's columns, and `er_set` (the newest delivery has the row)."""

_OM_TILBUD = tuple(entitet for entitet in ENTITETER.values() if entitet.noegle[0] == "tilbudsid")


@dataclass(frozen=True, kw_only=True)
class Leverance:
    """The newest accepted delivery of an entity: the day it speaks of, its rows, and the run that brought it."""

    entitet: str
    dag: date
    antal: int
    koersel_id: str


def list_leverancer(conn: Connection) -> dict[str, Leverance]:
    """Give the newest delivery of each entity that was ever delivered, by entity."""
    nyeste = select(func.max(UDTRAEK.c.id)).group_by(UDTRAEK.c.entitet)
    kolonner = [UDTRAEK.c[navn] for navn in ("entitet", "dag", "antal", "koersel_id")]
    query = select(*kolonner).where(UDTRAEK.c.id.in_(nyeste))
    leverancer = {row["entitet"]: Leverance(**row) for row in conn.execute(query).mappings()}
    return {navn: leverancer[navn] for navn in ENTITETER if navn in leverancer}


def load_raekker(conn: Connection, tilbudsider: Sequence[str]) -> dict[str, Raekker]:
    """Give the rows in force of some tilbud, by tilbudsid; one without rows is not there."""
    alle: defaultdict[str, dict[str, tuple[Mapping[str, Any], ...]]] = defaultdict(dict)
    for entitet in _OM_TILBUD:
        for tilbudsid, raekker in _load_entitet(conn, entitet, tilbudsider).items():
            alle[tilbudsid][entitet.navn] = tuple(raekker)
    return dict(alle)


def _load_entitet(
    conn: Connection, entitet: Entitetstype, tilbudsider: Sequence[str]
) -> dict[str, list[Mapping[str, Any]]]:
    tabel = ENTITETSTABELLER[entitet.navn]
    nyeste = select(func.max(UDTRAEK.c.id)).where(UDTRAEK.c.entitet == entitet.navn).scalar_subquery()
    kolonner = [tabel.c[kolonne.navn] for kolonne in entitet.kolonner]
    query = (
        select(*kolonner, (tabel.c.sidst_set == nyeste).label("er_set"))
        .where(tabel.c.tilbudsid.in_(tilbudsider), tabel.c.gyldig_til.is_(None))
        .order_by(*(tabel.c[navn] for navn in entitet.noegle))
    )
    grupper: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in conn.execute(query).mappings():
        grupper[row["tilbudsid"]].append(dict(row))
    return grupper
