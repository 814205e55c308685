"""Mails that a restore holds, decided together: a person has looked at what the mail server's log says of them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select, update

from domain.mailstatus import Mailstatus
from reports.fejl import RapportFejl
from warehouse.kopi.genoptag import HOLDT
from warehouse.queries.rapport_views import MAIL
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.transaktion import joining, reading


@dataclass(frozen=True, kw_only=True)
class Holdt:
    """A mail that a restore holds; one without text (`har_tekst`) cannot be sent again."""

    id: int
    noegle: str
    emne: str
    har_tekst: bool


@dataclass(frozen=True, kw_only=True)
class Beslutning:
    """What a person says of all of them: `status` is `sendt` (they arrived) or `klar` (send them again), and why."""

    status: Mailstatus
    hvem: str
    grund: str
    nu: datetime


def list_holdte(engine: Engine) -> tuple[Holdt, ...]:
    """Give the mails that a restore made `ukendt`, oldest first; none that were so before. Raises WarehouseFejl."""
    with reading(engine) as session:
        return tuple(map(_make_holdt, _read(session.connection())))


def decide_holdte(lager: Engine | Connection, beslutning: Beslutning) -> tuple[Holdt, ...]:
    """Decide all of them in one transaction, with one link in the audit log; give which.

    Raises:
        RapportFejl: no reason or no name; none are held; or one is to be sent again whose text is deleted. Nothing is
            decided then.
        WarehouseFejl: the database cannot be written.
    """
    hvem, grund = beslutning.hvem.strip(), beslutning.grund.strip()
    if not hvem or not grund:
        raise RapportFejl("Skriv med --hvem, hvem der afgør dem, og med --grund, hvordan det vides. Det bliver gemt.")
    with joining(lager) as conn:
        holdte = tuple(map(_make_holdt, _read(conn)))
        _check(holdte, beslutning.status)
        vaerdier: dict[str, Any] = {
            "status": beslutning.status.value,
            "naeste_forsoeg": None,
            "antal_forsoeg": 0,
            "fejl": None,
        }
        if beslutning.status is Mailstatus.SENDT:
            vaerdier["sendt"] = beslutning.nu
        conn.execute(update(MAIL).where(_er_holdt()).values(vaerdier))
        led = Revisionsnote(
            tidspunkt=beslutning.nu,
            hvem=hvem,
            handling=f"mail_afgjort_{beslutning.status.value}",
            genstand="gendannelse",
            indhold=hash_noegler(mail.id for mail in holdte),
            bemaerkning=f"{len(holdte)} mails: {grund}",
        )
        note(conn, led)
    return holdte


def _check(holdte: tuple[Holdt, ...], status: Mailstatus) -> None:
    if not holdte:
        raise RapportFejl("Ingen mails er ukendte efter en gendannelse. »tilbudstjek mail vis« viser, hvad der er.")
    uden = [mail.noegle[:12] for mail in holdte if not mail.har_tekst]
    if status is Mailstatus.KLAR and uden:
        raise RapportFejl(
            f"Teksten er slettet i {len(uden)} af dem ({', '.join(uden[:5])}), så de kan ikke sendes igen. Afgør først "
            "dem med »tilbudstjek mail afgoer NØGLE --sendt«. Ingen er afgjort."
        )


def _er_holdt() -> ColumnElement[bool]:
    return (MAIL.c.status == Mailstatus.UKENDT.value) & MAIL.c.fejl.startswith(HOLDT, autoescape=True)


def _read(conn: Connection) -> Sequence[Row[*tuple[Any, ...]]]:
    valg = select(MAIL.c.id, MAIL.c.noegle, MAIL.c.emne, func.length(MAIL.c.indhold).label("laengde"))
    return conn.execute(valg.where(_er_holdt()).order_by(MAIL.c.id)).all()


def _make_holdt(row: Row[*tuple[Any, ...]]) -> Holdt:
    return Holdt(id=row.id, noegle=row.noegle, emne=row.emne, har_tekst=bool(row.laengde))
