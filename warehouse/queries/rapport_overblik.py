"""The overview: how many, how sound, and how it has gone from snapshot to snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from warehouse.queries.rapport_views import (
    AFVIGELSE,
    ALVORSGRADER,
    KONTROL,
    NU_AFDELING,
    NU_TILBUD,
    SNAPSHOT,
    aabne_pr_tilbud,
    is_plejefund,
    kontroller,
)


@dataclass(frozen=True, kw_only=True)
class Trendpunkt:
    """One control: the day of its snapshot and what it did."""

    dag: date
    antal_tilbud: int
    aabnet: int
    genaabnet: int
    lukket: int
    aabne_i_alt: int


@dataclass(frozen=True, kw_only=True)
class Overblik:
    """The register in figures. `uden_alvorlige` are tilbud without an open `kritisk` or `alvorlig` finding.

    `aabne` counts the findings about tilbud; `plejefamilier` those about a socialtilsyn's plejefamilier as a whole.
    """

    tilbud: int
    afdelinger: int
    uden_alvorlige: int
    aabne: Mapping[str, int]
    plejefamilier: int
    accepterede: int
    trend: tuple[Trendpunkt, ...]


def load_overblik(conn: Connection, *, dage: int = 30) -> Overblik:
    """Read the figures; `trend` holds the newest `dage` controls, oldest first."""
    aabne = aabne_pr_tilbud()
    ramte = select(aabne.c.tilbudsid).where(aabne.c.kritisk + aabne.c.alvorlig > 0)
    uden = select(func.count()).select_from(NU_TILBUD).where(NU_TILBUD.c.tilbudsid.not_in(ramte))
    return Overblik(
        tilbud=conn.execute(select(func.count()).select_from(NU_TILBUD)).scalar_one(),
        afdelinger=conn.execute(select(func.count()).select_from(NU_AFDELING)).scalar_one(),
        uden_alvorlige=conn.execute(uden).scalar_one(),
        aabne=_count_by_alvor(conn),
        plejefamilier=conn.execute(
            select(func.count()).select_from(AFVIGELSE).where(AFVIGELSE.c.status == "aaben", is_plejefund())
        ).scalar_one(),
        accepterede=conn.execute(
            select(func.count()).select_from(AFVIGELSE).where(AFVIGELSE.c.status == "accepteret")
        ).scalar_one(),
        trend=_trend(conn, dage),
    )


def _count_by_alvor(conn: Connection) -> dict[str, int]:
    query = select(AFVIGELSE.c.alvor, func.count().label("antal")).where(AFVIGELSE.c.status == "aaben", ~is_plejefund())
    tal = {row.alvor: row.antal for row in conn.execute(query.group_by(AFVIGELSE.c.alvor))}
    return {alvor: tal.get(alvor, 0) for alvor in ALVORSGRADER}


def _trend(conn: Connection, dage: int) -> tuple[Trendpunkt, ...]:
    seneste = kontroller()
    kolonner = [KONTROL.c[navn] for navn in ("aabnet", "genaabnet", "lukket", "aabne_i_alt")]
    query = (
        select(SNAPSHOT.c.dag, SNAPSHOT.c.antal_tilbud, *kolonner)
        .join(seneste, seneste.c.id == KONTROL.c.id)
        .join(SNAPSHOT, SNAPSHOT.c.id == KONTROL.c.snapshot_id)
        .order_by(SNAPSHOT.c.id.desc())
        .limit(dage)
    )
    return tuple(Trendpunkt(**row) for row in reversed(conn.execute(query).mappings().all()))
