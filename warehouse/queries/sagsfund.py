"""The findings of one case as its page lists them, and the mails that told of the tilbud."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from domain.afvigelse import Status
from warehouse.queries.rapport_views import AFVIGELSE, MAIL, MAIL_TILBUD, SNAPSHOT, alvor_rang, id_orden

_FUND = ("noegle", "regel", "alvor", "afdelingsid", "felt", "raekke", "status", "accepteret_til")
_STATUSSER = (Status.AABEN.value, Status.ACCEPTERET.value)


@dataclass(frozen=True, kw_only=True)
class Sagsfundlinje:
    """One finding that is open or accepted; what the register says is not read."""

    noegle: str
    regel: str
    alvor: str
    afdelingsid: str | None
    felt: str
    raekke: str | None
    status: str
    accepteret_til: date | None
    foerst_set: date


@dataclass(frozen=True, kw_only=True)
class Sagsmail:
    """One mail to the owner that tells of the tilbud; `trin` is the step it takes there."""

    noegle: str
    emne: str
    trin: str
    status: str
    oprettet: datetime
    sendt: datetime | None


def list_sagsfundlinjer(conn: Connection, tilbudsid: str, regler: Collection[str]) -> tuple[Sagsfundlinje, ...]:
    """Give the open and accepted findings of a tilbud by the rules that cases follow, the worst first."""
    query = (
        select(*(AFVIGELSE.c[navn] for navn in _FUND), SNAPSHOT.c.dag.label("foerst_set"))
        .join(SNAPSHOT, SNAPSHOT.c.id == AFVIGELSE.c.foerst_set)
        .where(AFVIGELSE.c.tilbudsid == tilbudsid, AFVIGELSE.c.status.in_(_STATUSSER))
        .where(AFVIGELSE.c.regel.in_(sorted(regler)))
        .order_by(alvor_rang(AFVIGELSE.c.alvor), AFVIGELSE.c.regel, *id_orden(AFVIGELSE.c.afdelingsid), AFVIGELSE.c.id)
    )
    return tuple(Sagsfundlinje(**row) for row in conn.execute(query).mappings())


def list_sagsmails(conn: Connection, tilbudsid: str) -> tuple[Sagsmail, ...]:
    """Give the mails to the owner about a tilbud, oldest first."""
    navne = ("noegle", "emne", "status", "oprettet", "sendt")
    query = (
        select(*(MAIL.c[navn] for navn in navne), MAIL_TILBUD.c.trin)
        .join(MAIL_TILBUD, MAIL_TILBUD.c.noegle == MAIL.c.noegle)
        .where(MAIL_TILBUD.c.tilbudsid == tilbudsid, MAIL.c.art == "ejer")
        .order_by(MAIL.c.id)
    )
    return tuple(Sagsmail(**row) for row in conn.execute(query).mappings())
