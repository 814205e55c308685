"""The address book as people look at it: what is set, what is dead, and which authorities have no address."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from domain.reference import load_kommuner, load_socialtilsyn
from domain.regel import Modtager
from warehouse.queries.adressebog import ADRESSEBOG, DOED, load_adresser
from warehouse.queries.rapport_views import NU_TILBUD


@dataclass(frozen=True, kw_only=True)
class SatAdresse:
    """An address that a person set: whose, who set it, why and when; `er_doed` when mails to it came back."""

    art: str
    noegle: str
    navn: str | None
    email: str
    er_doed: bool
    af: str
    grund: str
    oprettet: datetime


@dataclass(frozen=True, kw_only=True)
class Manglende:
    """A socialtilsyn or kommune that cannot be written to: no address is set, or it is dead."""

    art: str
    noegle: str
    navn: str


@dataclass(frozen=True, kw_only=True)
class Doed:
    """A dead address: why, since when, when last, and how many mails came back."""

    email: str
    kode: str | None
    aarsag: str
    foerst: datetime
    sidst: datetime
    antal: int


def list_satte(conn: Connection, dag: date) -> tuple[SatAdresse, ...]:
    """Give the addresses in force, by whose they are."""
    navne = _read_navne(conn, dag)
    adresser = load_adresser(conn)
    query = select(ADRESSEBOG).where(ADRESSEBOG.c.ophoert.is_(None)).order_by(ADRESSEBOG.c.art, ADRESSEBOG.c.noegle)
    return tuple(
        SatAdresse(
            art=row.art,
            noegle=row.noegle,
            navn=navne.get((row.art, row.noegle)),
            email=row.email,
            er_doed=adresser.is_dead(row.email),
            af=row.af,
            grund=row.grund,
            oprettet=row.oprettet,
        )
        for row in conn.execute(query)
    )


def list_manglende(conn: Connection, dag: date) -> tuple[Manglende, ...]:
    """Give the socialtilsyn and kommuner of a day without a living address: the register shows none for them."""
    adresser = load_adresser(conn)
    levende = {noegle for noegle, email in adresser.sat.items() if not adresser.is_dead(email)}
    return tuple(
        Manglende(art=art, noegle=noegle, navn=navn)
        for (art, noegle), navn in _list_myndigheder(dag).items()
        if (art, noegle) not in levende
    )


def list_doede(conn: Connection) -> tuple[Doed, ...]:
    """Give the dead addresses, the latest first."""
    felter = ("email", "kode", "aarsag", "foerst", "sidst", "antal")
    query = select(*(DOED.c[felt] for felt in felter)).where(DOED.c.ophoert.is_(None))
    return tuple(Doed(**row) for row in conn.execute(query.order_by(DOED.c.sidst.desc(), DOED.c.email)).mappings())


def _read_navne(conn: Connection, dag: date) -> dict[tuple[str, str], str]:
    tilbud = conn.execute(select(NU_TILBUD.c.tilbudsid, NU_TILBUD.c.navn))
    egne = {(Modtager.TILBUD.value, row.tilbudsid): row.navn for row in tilbud}
    return {**egne, **_list_myndigheder(dag)}


def _list_myndigheder(dag: date) -> dict[tuple[str, str], str]:
    tilsyn = {(Modtager.SOCIALTILSYN.value, t.kode): t.navn for t in load_socialtilsyn() if t.gyldig.covers(dag)}
    kommuner = {(Modtager.KOMMUNE.value, k.kommunekode): k.navn for k in load_kommuner() if k.gyldig.covers(dag)}
    return {**tilsyn, **kommuner}
