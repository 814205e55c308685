"""The frozen frame and the draw as rows: written once, read back as they were."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, update

from domain.stikproeve import FEJLUDFALD, Enhed, Stikproevetilstand, Udfald
from warehouse.stikproever.kontrol import Kontrol, list_alle
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveEnhed, StikproeveHaendelse, StikproeveRegelfund, StikproeveUdfald

_ENHED = table_of(StikproeveEnhed)
_FUND = table_of(StikproeveRegelfund)
_HAENDELSE = table_of(StikproeveHaendelse)
_UDFALD = table_of(StikproeveUdfald)


@dataclass(frozen=True, kw_only=True)
class Rammeenhed:
    """A unit of a frozen frame with what the draw made of it; `offentligt_id` is what was hashed."""

    enhed: Enhed
    offentligt_id: str
    hash: str | None = None
    nummer_i_stratum: int | None = None
    er_udtrukket: bool = False
    sagsbehandler: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plads:
    """Where the draw put a unit, by its public id."""

    offentligt_id: str
    hash: str
    nummer_i_stratum: int
    er_udtrukket: bool


def insert_ramme(
    forbindelse: Connection,
    kontrol: Kontrol,
    enheder: Iterable[Rammeenhed],
    fund: Mapping[tuple[str, str], tuple[str, ...]],
) -> None:
    """Write a frame and what the rules had flagged of its units."""
    rows = [_row(kontrol.id, enhed) for enhed in enheder]
    forbindelse.execute(insert(_ENHED), rows)
    kendte = {row["enhed_id"] for row in rows}
    flag = [
        {"stikproeve_id": kontrol.id, "enhed_id": enhed_id, "punkt": punkt, "regler": ", ".join(regler)}
        for (enhed_id, punkt), regler in fund.items()
        if enhed_id in kendte
    ]
    if flag:
        forbindelse.execute(insert(_FUND), flag)


def update_traek(forbindelse: Connection, kontrol: Kontrol, pladser: Iterable[Plads]) -> None:
    """Write where the draw put each unit."""
    egne = select(_ENHED.c.offentligt_id, _ENHED.c.id).where(_ENHED.c.stikproeve_id == kontrol.id)
    ider = {row.offentligt_id: row.id for row in forbindelse.execute(egne)}
    saetning = (
        update(_ENHED)
        .where(_ENHED.c.id == bindparam("b_id"))
        .values(hash=bindparam("b_hash"), nummer_i_stratum=bindparam("b_nr"), er_udtrukket=bindparam("b_ud"))
    )
    rows = [
        {"b_id": ider[x.offentligt_id], "b_hash": x.hash, "b_nr": x.nummer_i_stratum, "b_ud": x.er_udtrukket}
        for x in pladser
    ]
    forbindelse.execute(saetning, rows)


def read_ramme(forbindelse: Connection, kontrol: Kontrol) -> tuple[Rammeenhed, ...]:
    """Give a frozen frame in the order of its public ids; empty before it is frozen."""
    valg = select(_ENHED).where(_ENHED.c.stikproeve_id == kontrol.id).order_by(_ENHED.c.offentligt_id)
    return tuple(_make(row) for row in forbindelse.execute(valg).mappings())


def list_tidligere_udtrukne(forbindelse: Connection, kontrol: Kontrol, *, runder: int) -> frozenset[str]:
    """Give the units drawn in the last `runder` controls of the same population before this one."""
    foer = [
        en.id
        for en in list_alle(forbindelse)
        if en.population is kontrol.population and en.orden < kontrol.orden and en.udtrukket_antal is not None
    ]
    seneste = foer[-runder:] if runder else []
    valg = select(_ENHED.c.enhed_id).where(_ENHED.c.stikproeve_id.in_(seneste), _ENHED.c.er_udtrukket)
    return frozenset(forbindelse.scalars(valg))


def read_fejlandele(forbindelse: Connection, kontrol: Kontrol, *, foer: datetime) -> dict[str, float]:
    """Give the share of faults by stratum in earlier controls of the same items, as outcomes stood at a moment.

    The moment is that of the frame: nobody can move cases by changing an outcome once the public number is known.
    """
    faelles = [
        en.id
        for en in list_alle(forbindelse)
        if en.population is kontrol.population and en.orden < kontrol.orden and set(en.punkter) & set(kontrol.punkter)
    ]
    u, e = _UDFALD.c, _ENHED.c
    noegle = (u.stikproeve_id, u.enhed_id, u.punkt)
    sidste = (
        select(*noegle, func.max(u.version).label("version"))
        .where(u.stikproeve_id.in_(faelles), u.punkt.in_(kontrol.punkter), u.tidspunkt <= foer)
        .group_by(*noegle)
        .subquery()
    )
    ens = [sidste.c[kolonne.name] == kolonne for kolonne in (*noegle, u.version)]
    valg = (
        select(e.stratum, u.udfald, func.count().label("antal"))
        .join(sidste, ens[0] & ens[1] & ens[2] & ens[3])
        .join(_ENHED, (e.stikproeve_id == u.stikproeve_id) & (e.enhed_id == u.enhed_id))
        .where(u.udfald != Udfald.UAFGJORT.value)
        .group_by(e.stratum, u.udfald)
    )
    i_alt: dict[str, int] = {}
    fejl: dict[str, int] = {}
    for stratum, udfald, antal in forbindelse.execute(valg):
        i_alt[stratum] = i_alt.get(stratum, 0) + antal
        fejl[stratum] = fejl.get(stratum, 0) + antal * (Udfald(udfald) in FEJLUDFALD)
    return {stratum: fejl[stratum] / antal for stratum, antal in i_alt.items()}


def find_frosset(forbindelse: Connection, kontrol: Kontrol) -> datetime | None:
    """Give the moment the frame was frozen, or None before."""
    c = _HAENDELSE.c
    frosset = (c.stikproeve_id == kontrol.id, c.tilstand == Stikproevetilstand.RAMME_FROSSET.value)
    valg = select(c.tidspunkt).where(*frosset).order_by(c.id).limit(1)
    return forbindelse.scalars(valg).first()


def _row(stikproeve_id: int, en: Rammeenhed) -> dict[str, Any]:
    enhed = en.enhed
    return {
        "stikproeve_id": stikproeve_id,
        "enhed_id": enhed.enhed_id,
        "offentligt_id": en.offentligt_id,
        "stratum": enhed.stratum,
        "socialtilsyn": enhed.socialtilsyn,
        "type": enhed.type,
        "ejerform": enhed.ejerform,
        "udelukket": enhed.udelukket,
        "er_udtrukket": False,
    }


def _make(row: RowMapping) -> Rammeenhed:
    navne = ("enhed_id", "stratum", "socialtilsyn", "type", "ejerform", "udelukket")
    resten = ("offentligt_id", "hash", "nummer_i_stratum", "er_udtrukket", "sagsbehandler")
    return Rammeenhed(enhed=Enhed(**{navn: row[navn] for navn in navne}), **{navn: row[navn] for navn in resten})
