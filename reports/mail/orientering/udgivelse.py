"""The week's mails planned, shown and put in the outbox; done twice in a week nobody gets two."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from domain.regel import Modtager, Regel
from domain.tid import find_dag
from reports.mail.besked import Afsender, encode_besked
from reports.mail.orientering.compose import TRIN, Ugeudkast, compose_uge, find_noegle
from reports.mail.orientering.grundlag import Ugegrundlag, read_grundlag
from reports.mail.orientering.mangler import find_adresse
from reports.mail.orientering.model import Myndighed, Orientering
from reports.mail.orientering.opgoer import find_siden, make_orientering
from reports.mail.orientering.uge import find_uge
from reports.mail.udbakke import Brevrow, Lagt, put_mails, withdraw
from reports.mail.vagt import Mailvagt
from warehouse.queries.mailvagt import store_stop
from warehouse.queries.orientering import list_lukninger
from warehouse.queries.orientering_mails import Ugemail, list_ugemails
from warehouse.transaktion import reading, writing


@dataclass(frozen=True, kw_only=True)
class Ugeplan:
    """The mails of a week: whom there is something to tell, those of them without an address, and those done with.

    `faerdige` have been handed over (or tried) this week already, `forladte` are unsent mails that nothing replaces.
    """

    uge: str
    skrives: tuple[tuple[Orientering, str], ...] = ()
    uden_adresse: tuple[Orientering, ...] = ()
    faerdige: tuple[Ugemail, ...] = ()
    forladte: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ugetal:
    """What a run did: the mails put, those withdrawn, and whom nobody can write to.

    `er_bedoemt` is false, and nothing is done, while the rules have not judged the newest fetch.
    """

    uge: str
    er_bedoemt: bool
    lagt: Lagt
    trukket: int = 0
    uden_adresse: tuple[Myndighed, ...] = ()


def plan_uge(conn: Connection, grundlag: Ugegrundlag) -> Ugeplan:
    """Decide who is written to in the week of the day `grundlag` is written on."""
    uge = find_uge(grundlag.skrevet)
    faerdige = tuple(mail for mail in grundlag.mails if mail.periode == uge and not mail.er_usendt)
    gjort = {(mail.art, mail.adressat) for mail in faerdige}
    alle = tuple(o for o in _list_orienteringer(conn, grundlag) if o.myndighed.noegle not in gjort)
    adresser = {o.myndighed.noegle: find_adresse(grundlag.adresser, o.myndighed) for o in alle}
    skrives = tuple((o, til) for o in alle if (til := adresser[o.myndighed.noegle]) is not None)
    nye = {find_noegle(*o.myndighed.noegle, uge) for o, _ in skrives}
    return Ugeplan(
        uge=uge,
        skrives=skrives,
        uden_adresse=tuple(o for o in alle if adresser[o.myndighed.noegle] is None),
        faerdige=faerdige,
        forladte=tuple(mail.noegle for mail in grundlag.mails if mail.er_usendt and mail.noegle not in nye),
    )


def preview_uge(engine: Engine, regler: Sequence[Regel], *, nu: datetime, vagt: Mailvagt) -> Ugeplan | None:
    """Give what `put_uge` would write, without writing it; None while the rules have not judged the newest fetch."""
    with reading(engine) as session:
        conn = session.connection()
        grundlag = read_grundlag(conn, regler, nu=nu, vagt=vagt)
        return None if grundlag is None else plan_uge(conn, grundlag)


def put_uge(
    engine: Engine,
    regler: Sequence[Regel],
    *,
    nu: datetime,
    afsender: Afsender,
    vagt: Mailvagt,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ugetal:
    """Put the week's mails in the outbox, all or none; unsent ones are brought up to date, and the weeks before go.

    A week's mail that was handed over is never written again. The first mails of a register wait for a person, as the
    owners' do.

    Raises:
        RapportFejl: an address in the settings cannot be used.
        WarehouseFejl: the database cannot be used.
    """
    with writing(engine) as session:
        conn = session.connection()
        grundlag = read_grundlag(conn, regler, nu=nu, vagt=vagt)
        if grundlag is None:
            return Ugetal(uge=find_uge(find_dag(nu)), er_bedoemt=False, lagt=Lagt())
        plan = plan_uge(conn, grundlag)
        store_stop(conn, grundlag.nye_stop, nu=nu)
        trukket = withdraw(conn, plan.forladte)
        mails = _write(plan, grundlag, afsender, nu, on_progress)
        lagt = put_mails(conn, mails, frigivet=grundlag.er_frigivet)
    return Ugetal(
        uge=plan.uge,
        er_bedoemt=True,
        lagt=lagt,
        trukket=trukket,
        uden_adresse=tuple(o.myndighed for o in plan.uden_adresse),
    )


def refresh_uge(
    engine: Engine, regler: Sequence[Regel], *, nu: datetime, afsender: Afsender, vagt: Mailvagt
) -> Ugetal | None:
    """Bring the weekly mails that nobody has got up to date, and withdraw those of weeks before; writes no new one.

    Between the night that wrote them and the hour they go, an address may be set or die, a finding be accepted, a fetch
    come. None when there is none to bring up to date, or the rules have not judged the newest fetch.

    Raises:
        RapportFejl: an address in the settings cannot be used.
        WarehouseFejl: the database cannot be used.
    """
    with writing(engine) as session:
        conn = session.connection()
        usendte = {mail.noegle for mail in list_ugemails(conn) if mail.er_usendt}
        grundlag = read_grundlag(conn, regler, nu=nu, vagt=vagt) if usendte else None
        if grundlag is None:
            return None
        plan = plan_uge(conn, grundlag)
        skrives = tuple((o, til) for o, til in plan.skrives if find_noegle(*o.myndighed.noegle, plan.uge) in usendte)
        plan = replace(plan, skrives=skrives)
        store_stop(conn, grundlag.nye_stop, nu=nu)
        trukket = withdraw(conn, plan.forladte)
        lagt = put_mails(conn, _write(plan, grundlag, afsender, nu, None), frigivet=grundlag.er_frigivet)
    return Ugetal(uge=plan.uge, er_bedoemt=True, lagt=lagt, trukket=trukket)


def _list_orienteringer(conn: Connection, grundlag: Ugegrundlag) -> Iterator[Orientering]:
    """Give all five socialtilsyn, and the kommuner there is something to tell."""
    steder = [(kreds, find_siden(grundlag, kreds)) for kreds in grundlag.kredse]
    tidligst = min((siden.billede.id for _, siden in steder if siden), default=grundlag.snapshot.id)
    lukninger = list_lukninger(conn, grundlag.regler, efter=tidligst)
    for kreds, siden in steder:
        orientering = make_orientering(grundlag, kreds, siden, lukninger)
        if kreds.myndighed.art == Modtager.SOCIALTILSYN or not orientering.er_tom:
            yield orientering


def _write(
    plan: Ugeplan,
    grundlag: Ugegrundlag,
    afsender: Afsender,
    nu: datetime,
    on_progress: Callable[[int, int], None] | None,
) -> Iterator[Brevrow]:
    for nummer, (orientering, til) in enumerate(plan.skrives, start=1):
        if on_progress is not None:
            on_progress(nummer, len(plan.skrives))
        yield _row(compose_uge(orientering, til=til, afsender=afsender, nu=nu), grundlag.snapshot.id, nu)


def _row(udkast: Ugeudkast, snapshot_id: int, nu: datetime) -> Brevrow:
    myndighed = udkast.orientering.myndighed
    # No finding is noted as told: a tilbud has not heard of what its authority is told.
    return Brevrow(
        noegle=udkast.noegle,
        art=myndighed.art,
        adressat=myndighed.kode,
        modtager=udkast.til,
        periode=udkast.orientering.uge,
        trin=TRIN,
        snapshot_id=snapshot_id,
        emne=udkast.indhold.emne,
        indhold=encode_besked(udkast.besked),
        oprettet=nu,
        message_id=udkast.besked["Message-ID"],
        tilbud=udkast.tilbud,
    )
