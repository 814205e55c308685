"""The outbox as a table to filter, sort and page through, and how many mails stand where; no address, no text."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, exists, func, select

from domain.mailstatus import Mailstatus
from warehouse.queries.mailhistorie import EJER
from warehouse.queries.rapport_views import MAIL, MAIL_TILBUD
from warehouse.queries.tabelopslag import Tabelkilde


@dataclass(frozen=True, kw_only=True)
class Mailrad:
    """One mail of the outbox; `myndighed` is the code of the authority it is to, None for an owner."""

    noegle: str
    art: str
    myndighed: str | None
    antal_tilbud: int
    trin: str
    emne: str
    status: str
    oprettet: datetime
    sendt: datetime | None
    naeste_forsoeg: datetime | None
    fejl: str | None


@dataclass(frozen=True, kw_only=True)
class Mailhoved:
    """One mail whole: its line, its recipient's address, the tilbud it tells of, and the message as it is kept."""

    rad: Mailrad
    modtager: str
    tilbud: tuple[str, ...]
    indhold: str


@dataclass(frozen=True)
class Ventetal:
    """How many mails wait to be released, and the number of the newest of them."""

    antal: int
    nyeste: int


def make_mailkilde() -> Tabelkilde[Mailrad]:
    """Give the table of mails. Filters: `status`, `art`, `tilbud` (a number that the mail tells of)."""
    tilbud = func.coalesce(_select_antal(), 0)
    return Tabelkilde(
        query=_select_rad(),
        byg=_make_rad,
        noegle=(MAIL.c.id.desc(),),
        orden={
            "oprettet": (MAIL.c.oprettet,),
            "sendt": (MAIL.c.sendt,),
            "status": (MAIL.c.status,),
            "tilbud": (tilbud,),
        },
        filtre={
            "status": lambda status: MAIL.c.status == status,
            "art": lambda art: MAIL.c.art == art,
            "tilbud": lambda nummer: exists().where(
                MAIL_TILBUD.c.noegle == MAIL.c.noegle, MAIL_TILBUD.c.tilbudsid == nummer
            ),
        },
    )


def count_mails(conn: Connection) -> Counter[str]:
    """Count the mails by status."""
    query = select(MAIL.c.status, func.count().label("antal")).group_by(MAIL.c.status)
    return Counter({row.status: row.antal for row in conn.execute(query)})


def load_ventetal(conn: Connection) -> Ventetal:
    """Give what a release now would let go."""
    venter = MAIL.c.status == Mailstatus.AFVENTER.value
    row = conn.execute(select(func.count(), func.max(MAIL.c.id)).select_from(MAIL).where(venter)).one()
    return Ventetal(row[0], row[1] or 0)


def load_mail(conn: Connection, noegle: str) -> Mailhoved | None:
    """Give one mail by its whole key; None when there is none."""
    query = _select_rad().add_columns(MAIL.c.modtager, MAIL.c.indhold).where(MAIL.c.noegle == noegle)
    row = conn.execute(query).mappings().first()
    if row is None:
        return None
    tilbud = select(MAIL_TILBUD.c.tilbudsid).where(MAIL_TILBUD.c.noegle == noegle).order_by(MAIL_TILBUD.c.tilbudsid)
    felter = dict(row)
    modtager, indhold = felter.pop("modtager"), felter.pop("indhold")
    return Mailhoved(rad=_make_rad(**felter), modtager=modtager, indhold=indhold, tilbud=tuple(conn.scalars(tilbud)))


def _select_rad() -> Select[Any]:
    navne = ("noegle", "art", "adressat", "trin", "emne", "status", "oprettet", "sendt", "naeste_forsoeg", "fejl")
    return select(*(MAIL.c[navn] for navn in navne), func.coalesce(_select_antal(), 0).label("antal_tilbud"))


def _select_antal() -> ScalarSelect[int]:
    return select(func.count()).where(MAIL_TILBUD.c.noegle == MAIL.c.noegle).correlate(MAIL).scalar_subquery()


def _make_rad(*, art: str, adressat: str, **felter: Any) -> Mailrad:  # noqa: ANN401 - a row of many types
    # An owner is told apart by an address, which is nobody's to see in a list.
    return Mailrad(art=art, myndighed=None if art == EJER else adressat, **felter)
