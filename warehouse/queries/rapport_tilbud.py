"""One tilbud as the portal shows it, with what is wrong, what was mended, and what was written to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, select

from warehouse.queries.rapport_udtraek import Leverance, Raekker, list_leverancer, load_raekker
from warehouse.queries.rapport_views import (
    AFVIGELSE,
    LIV,
    MAIL,
    MAIL_TILBUD,
    NU_AFDELING,
    NU_TILBUD,
    SNAPSHOT,
    alvor_rang,
    id_orden,
    portefoelje,
)

_AFDELING = (
    *("tilbudsid", "afdelingsid", "navn", "adresse", "har_adresse", "postnr", "by", "tilbuddets_adresse", "cvr"),
    *("p_nummer", "hjemmeside", "har_leder", "har_kontaktperson", "virksomhed", "virksomhedsform"),
    *("driftsaftale_med", "tilsynsmyndighed", "tilbudstyper", "pladser", "pladser_i_alt", "er_beskyttet"),
    *("kilde_url", "er_set", "telefon_ok", "email_ok", "virksomhedsform_foldet"),
)
_AFVIGELSE = (
    *("tilbudsid", "afdelingsid", "regel", "alvor", "felt", "raekke", "vaerdi", "forslag", "bevis"),
    *("status",),
    *("genaabnet_antal", "accepteret_grund", "accepteret_til"),
)
_MAIL = ("periode", "trin", "emne", "indhold", "status", "oprettet", "sendt")


@dataclass(frozen=True, kw_only=True)
class Afdelingsbillede:
    """One live afdeling. Telephone and e-mail are given as judged only (None: empty); their values are not read."""

    tilbudsid: str
    afdelingsid: str
    navn: str | None
    adresse: str | None
    har_adresse: bool
    postnr: str | None
    by: str | None
    tilbuddets_adresse: str | None
    cvr: str | None
    p_nummer: str | None
    hjemmeside: str | None
    har_leder: bool
    har_kontaktperson: bool
    virksomhed: str | None
    virksomhedsform: str | None
    driftsaftale_med: str | None
    tilsynsmyndighed: str | None
    tilbudstyper: str
    pladser: str
    pladser_i_alt: int | None
    er_beskyttet: bool
    kilde_url: str
    er_set: bool
    telefon_ok: bool | None
    email_ok: bool | None
    virksomhedsform_foldet: str | None


@dataclass(frozen=True, kw_only=True)
class Afvigelseslinje:
    """One finding for its whole life; `bevis` is JSON, days are the days of snapshots."""

    tilbudsid: str
    afdelingsid: str | None
    regel: str
    alvor: str
    felt: str
    raekke: str | None
    vaerdi: str | None
    forslag: str | None
    bevis: str
    status: str
    genaabnet_antal: int
    accepteret_grund: str | None
    accepteret_til: date | None
    foerst_set: date
    sidst_set: date
    lukket: date | None


@dataclass(frozen=True, kw_only=True)
class Maillinje:
    """One mail of the outbox that tells of the tilbud, without its recipient; it may tell of others too."""

    tilbudsid: str
    periode: str
    trin: str
    emne: str
    indhold: str
    status: str
    oprettet: datetime
    sendt: datetime | None


@dataclass(frozen=True, kw_only=True)
class Tilbudsside:
    """Everything one page needs. `afdelinger` is empty when the tilbud has ended (last on `sidst_set`).

    `udtraek` is what the dataudtræk say of it by entity, `leverancer` the newest delivery of each.
    """

    tilbudsid: str
    kode: str | None
    navn: str | None
    sidst_set: date
    afdelinger: tuple[Afdelingsbillede, ...]
    afvigelser: tuple[Afvigelseslinje, ...]
    mails: tuple[Maillinje, ...]
    udtraek: Raekker = field(default_factory=dict)
    leverancer: Mapping[str, Leverance] = field(default_factory=dict)


def list_tilbudsid(conn: Connection) -> tuple[str, ...]:
    """Give the id of every tilbud ever seen, those that ended too."""
    return tuple(
        conn.execute(select(LIV.c.tilbudsid).group_by(LIV.c.tilbudsid).order_by(*id_orden(LIV.c.tilbudsid))).scalars()
    )


def load_tilbud(conn: Connection, tilbudsider: Sequence[str]) -> tuple[Tilbudsside, ...]:
    """Give the pages of some tilbud, in the order asked for; unknown ids are left out."""
    afdelinger = _group(_afdelinger(conn, tilbudsider), Afdelingsbillede)
    afvigelser = _group(_afvigelser(conn, tilbudsider), Afvigelseslinje)
    mails = _group(_mails(conn, tilbudsider), Maillinje)
    navne = _navne(conn, tilbudsider)
    leverancer = list_leverancer(conn)
    udtraek = load_raekker(conn, tilbudsider) if leverancer else {}
    return tuple(
        Tilbudsside(
            tilbudsid=tilbudsid,
            kode=navne[tilbudsid].kode if tilbudsid in navne else None,
            navn=navne[tilbudsid].navn if tilbudsid in navne else None,
            sidst_set=sidst_set,
            afdelinger=tuple(afdelinger[tilbudsid]),
            afvigelser=tuple(afvigelser[tilbudsid]),
            mails=tuple(mails[tilbudsid]),
            udtraek=udtraek.get(tilbudsid, {}),
            leverancer=leverancer,
        )
        for tilbudsid, sidst_set in _sidst_set(conn, tilbudsider)
    )


def _group(rows: Sequence[RowMapping], cls: type[Any]) -> defaultdict[str, list[Any]]:
    grupper: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grupper[row["tilbudsid"]].append(cls(**row))
    return grupper


def _afdelinger(conn: Connection, tilbudsider: Sequence[str]) -> Sequence[RowMapping]:
    query = select(*(NU_AFDELING.c[navn] for navn in _AFDELING)).where(NU_AFDELING.c.tilbudsid.in_(tilbudsider))
    return conn.execute(query.order_by(*id_orden(NU_AFDELING.c.afdelingsid))).mappings().all()


def _afvigelser(conn: Connection, tilbudsider: Sequence[str]) -> Sequence[RowMapping]:
    foerst, sidst, lukket = (SNAPSHOT.alias(navn) for navn in ("foerst", "sidst", "lukker"))
    query = (
        select(
            *(AFVIGELSE.c[navn] for navn in _AFVIGELSE),
            foerst.c.dag.label("foerst_set"),
            sidst.c.dag.label("sidst_set"),
            lukket.c.dag.label("lukket"),
        )
        .join(foerst, foerst.c.id == AFVIGELSE.c.foerst_set)
        .join(sidst, sidst.c.id == AFVIGELSE.c.sidst_set)
        .outerjoin(lukket, lukket.c.id == AFVIGELSE.c.lukket_af)
        .where(AFVIGELSE.c.tilbudsid.in_(tilbudsider))
        .order_by(
            alvor_rang(AFVIGELSE.c.alvor), AFVIGELSE.c.regel, func.coalesce(AFVIGELSE.c.raekke, ""), AFVIGELSE.c.id
        )
    )
    return conn.execute(query).mappings().all()


def _mails(conn: Connection, tilbudsider: Sequence[str]) -> Sequence[RowMapping]:
    query = (
        select(MAIL_TILBUD.c.tilbudsid, *(MAIL.c[navn] for navn in _MAIL))
        .join(MAIL, MAIL.c.noegle == MAIL_TILBUD.c.noegle)
        .where(MAIL_TILBUD.c.tilbudsid.in_(tilbudsider), MAIL.c.art == "ejer")
    )
    return conn.execute(query.order_by(MAIL.c.oprettet.desc(), MAIL.c.id.desc())).mappings().all()


def _navne(conn: Connection, tilbudsider: Sequence[str]) -> dict[str, Any]:
    hjem = portefoelje()
    query = (
        select(NU_TILBUD.c.tilbudsid, NU_TILBUD.c.navn, hjem.c.kode)
        .join(hjem, hjem.c.tilbudsid == NU_TILBUD.c.tilbudsid)
        .where(NU_TILBUD.c.tilbudsid.in_(tilbudsider))
    )
    return {row.tilbudsid: row for row in conn.execute(query)}


def _sidst_set(conn: Connection, tilbudsider: Sequence[str]) -> list[tuple[str, date]]:
    sidste = func.max(LIV.c.sidst_set).label("sidste")
    liv = select(LIV.c.tilbudsid, sidste).where(LIV.c.tilbudsid.in_(tilbudsider)).group_by(LIV.c.tilbudsid).subquery()
    orden = case({tilbudsid: nummer for nummer, tilbudsid in enumerate(tilbudsider)}, value=liv.c.tilbudsid)
    query = select(liv.c.tilbudsid, SNAPSHOT.c.dag).join(SNAPSHOT, SNAPSHOT.c.id == liv.c.sidste).order_by(orden)
    return [(row.tilbudsid, row.dag) for row in conn.execute(query)]
