"""The states of the outbox's mails in the database: each step of a handing over is one small transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, func, or_, select, update

from domain.mailstatus import Mailstatus
from domain.sag import Sagstilstand
from reports.fejl import RapportFejl
from reports.mail.smtpsvar import VENTETIDER, Udfald
from warehouse.fejl import WarehouseFejl
from warehouse.queries.mailhistorie import EJER
from warehouse.queries.rapport_views import MAIL, MAIL_TILBUD
from warehouse.revision import Revisionsnote, note, note_alle
from warehouse.sager import mark_varslet
from warehouse.tables import METADATA
from warehouse.transaktion import joining, reading, writing

_SAG = METADATA.tables["sag"]
_IGEN_S = (1.0, 5.0)
_FORLADT = (
    "Programmet blev afbrudt, mens mailen blev afleveret. Spørg i mailserverens log, om den er kommet frem, og kør "
    "»tilbudstjek mail afgoer«."
)
_IKKE_FREM = {
    Mailstatus.AFVIST.value: "Mailserveren har afvist mailen",
    Mailstatus.RETUR.value: "Mailen er kommet tilbage",
}


@dataclass(frozen=True, kw_only=True)
class Udgaaende:
    """A mail that would be handed over now, and how many tilbud it tells of; `modtager` is in small letters."""

    noegle: str
    antal_tilbud: int
    modtager: str
    emne: str


def settle_abandoned(engine: Engine, *, nu: datetime) -> int:
    """Mark every mail that a dead run left as `sender` as `ukendt`, with a link each; gives how many.

    Call it only while no other run hands over mails (the writer's lock).
    """
    forladt = update(MAIL).where(MAIL.c.status == Mailstatus.SENDER.value).returning(MAIL.c.id)
    with writing(engine) as session:
        conn = session.connection()
        ids = conn.scalars(forladt.values(status=Mailstatus.UKENDT.value, fejl=_FORLADT)).all()
        note_alle(conn, [_make_note(mail_id, Mailstatus.UKENDT, nu) for mail_id in sorted(ids)])
    return len(ids)


def list_due(engine: Engine, nu: datetime) -> tuple[int, ...]:
    """Give the ids of the mails to hand over now, oldest first."""
    with reading(engine) as session:
        return tuple(session.connection().scalars(select(MAIL.c.id).where(is_due(nu)).order_by(MAIL.c.id)))


def list_udgaaende(engine: Engine, nu: datetime) -> tuple[Udgaaende, ...]:
    """Give what a handing over now would take, oldest first."""
    tilbud = select(func.count()).where(MAIL_TILBUD.c.noegle == MAIL.c.noegle).scalar_subquery()
    valg = select(
        MAIL.c.noegle, tilbud.label("antal_tilbud"), func.lower(MAIL.c.modtager).label("modtager"), MAIL.c.emne
    )
    with reading(engine) as session:
        rows = session.connection().execute(valg.where(is_due(nu)).order_by(MAIL.c.id)).mappings()
        return tuple(Udgaaende(**row) for row in rows)


def is_due(nu: datetime) -> ColumnElement[bool]:
    """Say of a mail that it may be handed over now.

    A next try further away than any wait was set by a clock that has since been put right; it binds nobody.
    """
    naeste = MAIL.c.naeste_forsoeg
    tiden = or_(naeste.is_(None), naeste <= nu, naeste > nu + max(VENTETIDER))
    return (MAIL.c.status == Mailstatus.KLAR.value) & tiden


def read_mail(engine: Engine, mail_id: int) -> Row[*tuple[Any, ...]] | None:
    """Give one mail's recipient, message and count of tries, or None when it is no longer to be handed over."""
    valg = select(MAIL.c.modtager, MAIL.c.indhold, MAIL.c.antal_forsoeg)
    with reading(engine) as session:
        return (
            session.connection()
            .execute(valg.where(MAIL.c.id == mail_id, MAIL.c.status == Mailstatus.KLAR.value))
            .first()
        )


def claim(engine: Engine, mail_id: int) -> bool:
    """Mark a mail as `sender`; False when it is no longer there to be sent."""
    egen = update(MAIL).where(MAIL.c.id == mail_id, MAIL.c.status == Mailstatus.KLAR.value)
    with writing(engine) as session:
        return session.connection().execute(egen.values(status=Mailstatus.SENDER.value)).rowcount == 1


def store_udfald(engine: Engine, mail_id: int, udfald: Udfald, *, nu: datetime, sov: Callable[[float], None]) -> None:
    """Keep what became of a mail; tried a few times, since only this process knows it.

    Raises:
        WarehouseFejl: the database could not be written; the mail will be found as `sender` and become `ukendt`.
    """
    for pause in _IGEN_S:
        try:
            _store(engine, mail_id, udfald, nu)
        except WarehouseFejl:
            sov(pause)
        else:
            return
    _store(engine, mail_id, udfald, nu)


def _store(engine: Engine, mail_id: int, udfald: Udfald, nu: datetime) -> None:
    vaerdier: dict[str, Any] = {
        "status": udfald.status.value,
        "antal_forsoeg": udfald.antal_forsoeg,
        "naeste_forsoeg": udfald.naeste_forsoeg,
        "fejl": udfald.fejl,
    }
    if udfald.status is Mailstatus.SENDT:
        vaerdier["sendt"] = nu
    igang = (Mailstatus.KLAR.value, Mailstatus.SENDER.value, Mailstatus.UKENDT.value)
    with writing(engine) as session:
        session.connection().execute(
            update(MAIL).where(MAIL.c.id == mail_id, MAIL.c.status.in_(igang)).values(vaerdier)
        )
        note(session.connection(), _make_note(mail_id, udfald.status, nu))


def _make_note(mail_id: int, status: Mailstatus, nu: datetime) -> Revisionsnote:
    handling, genstand = f"mail_{status.value}", f"mail:{mail_id}"
    return Revisionsnote(tidspunkt=nu, hvem="program", handling=handling, genstand=genstand)


def move_cases(engine: Engine, *, nu: datetime) -> int:
    """Move the cases by what mails that were handed over said of them: told, or reminded; gives how many.

    A mail counts when it was handed over since the case became what it is. Thanks move nothing. Safe to repeat: a run
    that died before this is caught up by the next one.
    """
    fortalt = and_(_SAG.c.tilstand == Sagstilstand.NY.value, MAIL_TILBUD.c.trin.in_(("varsel", "rykker")))
    rykket = and_(_SAG.c.tilstand == Sagstilstand.VARSLET.value, MAIL_TILBUD.c.trin == "rykker")
    naaet = (
        select(_SAG.c.tilbudsid)
        .join(MAIL_TILBUD, MAIL_TILBUD.c.tilbudsid == _SAG.c.tilbudsid)
        .join(MAIL, MAIL.c.noegle == MAIL_TILBUD.c.noegle)
        .where(MAIL.c.status == Mailstatus.SENDT.value, MAIL.c.art == EJER, MAIL.c.sendt >= _SAG.c.aendret)
        .where(or_(fortalt, rykket))
        .distinct()
    )
    with reading(engine) as session:
        tilbudsids: Sequence[str] = session.connection().scalars(naaet).all()
    return mark_varslet(engine, tilbudsids, nu=nu) if tilbudsids else 0


def decide(lager: Engine | Connection, noegle: str, *, status: Mailstatus, nu: datetime) -> str:
    """Let a person decide the fate of a mail that is `ukendt`, `afvist` or `retur`; gives its whole key.

    `status` is `sendt` (it did arrive) or `klar` (send it again). `noegle` may be shortened as long as it is the only
    one that begins so.

    Raises:
        RapportFejl: no such mail, several, or one whose fate is known.
    """
    valg = select(MAIL.c.id, MAIL.c.noegle, MAIL.c.status, func.length(MAIL.c.indhold).label("laengde"))
    with joining(lager) as conn:
        rows = conn.execute(valg.where(MAIL.c.noegle.startswith(noegle, autoescape=True))).all()
        if len(rows) != 1 or not noegle:
            raise RapportFejl(f"{len(rows)} mails har en nøgle, der begynder sådan. »tilbudstjek mail vis« viser dem.")
        mail = rows[0]
        _check_open(mail.status, mail.laengde, status)
        vaerdier: dict[str, Any] = {"status": status.value, "naeste_forsoeg": None, "antal_forsoeg": 0, "fejl": None}
        if status is Mailstatus.SENDT:
            vaerdier["sendt"] = nu
        conn.execute(update(MAIL).where(MAIL.c.id == mail.id).values(vaerdier))
        handling, genstand = f"mail_afgjort_{status.value}", f"mail:{mail.id}"
        note(conn, Revisionsnote(tidspunkt=nu, hvem="menneske", handling=handling, genstand=genstand))
        return str(mail.noegle)


def _check_open(nu_status: str, laengde: int, status: Mailstatus) -> None:
    if nu_status not in (Mailstatus.UKENDT.value, Mailstatus.AFVIST.value, Mailstatus.RETUR.value):
        raise RapportFejl(f"Mailen er »{nu_status}«; der er ikke noget at afgøre.")
    if nu_status != Mailstatus.UKENDT.value and not laengde:
        raise RapportFejl(
            f"{_IKKE_FREM[nu_status]}, og teksten er slettet, så den kan ikke sendes igen. Giv modtageren besked på "
            "anden vis; er det et tilbud, så notér det med »tilbudstjek sag besked«."
        )
    if status is Mailstatus.SENDT and nu_status == Mailstatus.AFVIST.value:
        raise RapportFejl(f"{_IKKE_FREM[nu_status]}, så den er ikke kommet frem. Brug --igen.")
    if status is Mailstatus.SENDT and nu_status == Mailstatus.RETUR.value:
        raise RapportFejl(f"{_IKKE_FREM[nu_status]}, så den er ikke kommet frem. Brug --igen, når adressen virker.")
    if status is Mailstatus.KLAR and not laengde:
        raise RapportFejl("Mailens tekst er slettet, så den kan ikke sendes igen. Brug --sendt.")
