"""What people do to a case, kept in its file note; what the domain refuses leaves everything as it was.

`lager` is a warehouse, or the connection of a transaction that has begun to write, whose end then decides.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime

from sqlalchemy import Connection, Engine, select, true, update

from domain.afvigelse import Status
from domain.reference.sagstrin import Trin
from domain.sag import Haendelsesart, Sagstilstand
from domain.sagsbeslutning import (
    Beslutning,
    check_til,
    decide_markering,
    decide_paabud,
    register_delivery,
    resume,
    set_pause,
    tell_otherwise,
)
from domain.sagsforloeb import Fejlbillede, Forloeb, Pause, SagFejl, Skift
from warehouse.queries.rapport_views import AFVIGELSE
from warehouse.sager.aabn import take_steps
from warehouse.sager.laes import SAG, read_fejl, read_forloeb
from warehouse.sager.skriv import Skridt, make_note, write_notes, write_steps
from warehouse.transaktion import joining


def tell_tilbud(lager: Engine | Connection, tilbudsid: str, beslutning: Beslutning, *, nu: datetime) -> Forloeb:
    """Note that a person told or reminded the tilbud by other means than a mail, of all that stands now."""
    with joining(lager) as conn:
        forloeb = _take(conn, tilbudsid, beslutning, nu, lambda foer: tell_otherwise(foer, beslutning))
        conn.execute(update(SAG).where(SAG.c.tilbudsid == tilbudsid).values(besked=nu))
        return forloeb


def give_paabud(
    lager: Engine | Connection,
    tilbudsid: str,
    beslutning: Beslutning,
    *,
    nu: datetime,
    regler: Collection[str],
    kan_paabydes: Collection[str],
) -> Forloeb:
    """Decide a påbud. `regler` are followed in cases; of them `kan_paabydes` are those a påbud may rest on."""
    with joining(lager) as conn:
        fejl = _read_fejl(conn, tilbudsid, regler)
        navne = frozenset(conn.scalars(select(AFVIGELSE.c.noegle).where(AFVIGELSE.c.regel.in_(sorted(kan_paabydes)))))
        return _take(
            conn, tilbudsid, beslutning, nu, lambda foer: decide_paabud(foer, fejl, beslutning, kan_paabydes=navne)
        )


def register_leveret(
    lager: Engine | Connection, tilbudsid: str, leveret: date, beslutning: Beslutning, *, nu: datetime
) -> Forloeb:
    """Note the day Digital Post delivered the påbud."""
    art = Haendelsesart.LEVERET
    with joining(lager) as conn:
        return _take(
            conn, tilbudsid, beslutning, nu, lambda foer: register_delivery(foer, leveret, beslutning), art=art
        )


def give_markering(
    lager: Engine | Connection, tilbudsid: str, beslutning: Beslutning, *, nu: datetime, regler: Collection[str]
) -> Forloeb:
    """Decide a markering; what the register says is read in the same transaction."""
    with joining(lager) as conn:
        fejl = _read_fejl(conn, tilbudsid, regler)
        return _take(conn, tilbudsid, beslutning, nu, lambda foer: decide_markering(foer, fejl, beslutning))


def pause_sag(
    lager: Engine | Connection, tilbudsid: str, pause: Pause, beslutning: Beslutning, *, nu: datetime
) -> Forloeb:
    """Let a case stand still to a day: postponed, or disputed by the tilbud."""
    art = Haendelsesart.BERO
    with joining(lager) as conn:
        return _take(conn, tilbudsid, beslutning, nu, lambda foer: set_pause(foer, pause, beslutning), art=art)


def resume_sag(lager: Engine | Connection, tilbudsid: str, beslutning: Beslutning, *, nu: datetime) -> Forloeb:
    """Let a case that stands still go on."""
    art = Haendelsesart.BERO
    with joining(lager) as conn:
        return _take(conn, tilbudsid, beslutning, nu, lambda foer: resume(foer, beslutning), art=art)


def accept_fund(  # noqa: PLR0913 - a decision with what it covers
    lager: Engine | Connection,
    tilbudsid: str,
    til: date,
    beslutning: Beslutning,
    *,
    nu: datetime,
    regler: Collection[str],
    kun_regel: str | None = None,
    kun_fund: str | None = None,
) -> int:
    """Accept the tilbud's open findings (those of one rule, or one by its name) to and including a day; give how many.

    Accepted findings count apart and come back when the day has passed. A case with nothing else left is closed.

    Raises:
        SagFejl: there is no case, the day cannot be used, or there is nothing to accept.
    """
    check_til(Trin.ACCEPT, til, beslutning.dag)
    with joining(lager) as conn:
        forloeb = _read_one(conn, tilbudsid)
        valgte = (AFVIGELSE.c.tilbudsid == tilbudsid) & (AFVIGELSE.c.status == Status.AABEN.value)
        valgte &= AFVIGELSE.c.regel.in_(sorted(set(regler) & {kun_regel} if kun_regel else regler))
        valgte &= true() if kun_fund is None else AFVIGELSE.c.noegle == kun_fund
        values = {"accepteret_grund": beslutning.grund, "accepteret_til": til, "status": Status.ACCEPTERET.value}
        ramte = conn.execute(select(AFVIGELSE.c.regel, AFVIGELSE.c.afdelingsid).where(valgte).distinct()).all()
        regler_ramt = sorted({row.regel for row in ramte})
        antal = conn.execute(update(AFVIGELSE).where(valgte).values(values)).rowcount
        if not antal:
            raise SagFejl(f"Tilbud {tilbudsid} har ingen åbne afvigelser{f' af {kun_regel}' if kun_regel else ''}.")
        hvad = "1 afvigelse" if antal == 1 else f"{antal} afvigelser"
        om = f" af {regler_ramt[0]}" if len(regler_ramt) == 1 else ""
        if antal == 1:
            (afdelingsid,) = {row.afdelingsid for row in ramte}
            om += f" ({'hele tilbuddet' if afdelingsid is None else f'afdeling {afdelingsid}'})"
        grund = f"Accepteret til og med {til:%d-%m-%Y}: {hvad}{om}. "
        tilstand, grund = forloeb.tilstand, grund + beslutning.grund
        note = make_note(tilbudsid, tilstand, nu=nu, af=beslutning.af, art=Haendelsesart.ACCEPT, grund=grund)
        write_notes(conn, [note])
        write_steps(conn, take_steps(tilbudsid, forloeb, _read_fejl(conn, tilbudsid, regler), nu), nu)
        return antal


def reassign(
    lager: Engine | Connection, tilbudsid: str, sagsbehandler: str, til: date, beslutning: Beslutning, *, nu: datetime
) -> None:
    """Give a case to a caseworker (role or initials) to and including a day."""
    check_til(Trin.OMFORDELING, til, beslutning.dag)
    if not sagsbehandler.strip():
        raise SagFejl("Skriv, hvem sagen skal gives til.")
    with joining(lager) as conn:
        forloeb = _read_one(conn, tilbudsid)
        nye = {"sagsbehandler": sagsbehandler, "sagsbehandler_til": til}
        conn.execute(update(SAG).where(SAG.c.tilbudsid == tilbudsid).values(nye))
        grund = f"Sagen er givet til {sagsbehandler} til og med {til:%d-%m-%Y}: {beslutning.grund}"
        tilstand, art = forloeb.tilstand, Haendelsesart.OMFORDELT
        write_notes(conn, [make_note(tilbudsid, tilstand, nu=nu, af=beslutning.af, art=art, grund=grund)])


def add_note(lager: Engine | Connection, tilbudsid: str, beslutning: Beslutning, *, nu: datetime) -> None:
    """Write a line in the file note and nothing else."""
    with joining(lager) as conn:
        forloeb = _read_one(conn, tilbudsid)
        tilstand, art = forloeb.tilstand, Haendelsesart.NOTE
        write_notes(conn, [make_note(tilbudsid, tilstand, nu=nu, af=beslutning.af, art=art, grund=beslutning.grund)])


def _take(
    conn: Connection,
    tilbudsid: str,
    beslutning: Beslutning,
    nu: datetime,
    handling: Callable[[Forloeb], Skift],
    *,
    art: Haendelsesart = Haendelsesart.SKRIDT,
) -> Forloeb:
    foer = _read_one(conn, tilbudsid)
    skift = handling(foer)
    write_steps(conn, [Skridt(tilbudsid=tilbudsid, fra=foer, skift=skift, af=beslutning.af, art=art)], nu)
    return skift.forloeb


def _read_one(conn: Connection, tilbudsid: str) -> Forloeb:
    forloeb = read_forloeb(conn, [tilbudsid]).get(tilbudsid)
    if forloeb is None:
        raise SagFejl(f"Der er ingen sag om tilbud {tilbudsid[:40]}. Se sagerne med »tilbudstjek sag liste«.")
    if forloeb.tilstand is Sagstilstand.LUKKET:
        raise SagFejl(f"Sagen om tilbud {tilbudsid[:40]} er lukket. Den åbner selv, hvis der findes fejl igen.")
    return forloeb


def _read_fejl(conn: Connection, tilbudsid: str, regler: Collection[str]) -> Fejlbillede:
    return read_fejl(conn, regler, [tilbudsid]).get(tilbudsid, Fejlbillede())
