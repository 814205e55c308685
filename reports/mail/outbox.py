"""The outbox: each night's mails under a unique key, waiting for a person the first time, and handed over later."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, select, update

from domain.mailstatus import Mailstatus
from domain.regel import Regel
from expectations.registry import load_regler
from reports.fejl import RapportFejl
from reports.mail.besked import Afsender, encode_besked
from reports.mail.brevgrundlag import make_brevgrundlag
from reports.mail.compose import Anledning, compose
from reports.mail.grundlag import Grundlag, read_grundlag
from reports.mail.opgave import Opgave
from reports.mail.plan import Plan, make_plan
from reports.mail.udbakke import Brevrow, Lagt, put_mails, withdraw
from reports.mail.vagt import STANDARD, Mailvagt
from reports.visning import rens
from warehouse.kopi.genoptag import end_hold
from warehouse.queries.mailhistorie import EJER, list_usendte
from warehouse.queries.mailvagt import release_stop, store_stop
from warehouse.queries.rapport_mail import list_udbakke
from warehouse.queries.rapport_views import MAIL
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.transaktion import joining, reading, writing

Fremskridt = Callable[[int, int], None]

_DATE = re.compile(r"^Date: [^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Udbakketal:
    """What a night did to the outbox.

    `skrevet` are new mails, `omskrevet` unsent ones brought up to date, `trukket` unsent ones whose faults are gone,
    `afventer` how many now wait for a person, `uden_adresse` tilbud nobody can write to (told by the socialtilsyn),
    `beskyttet` how many of the written tell of a § 109 tilbud, `i_ro` owners written to before and left in peace.
    `tilbageholdt` are findings that a guard holds back, `stoppede` the rules that wait for a person.
    """

    skrevet: int = 0
    omskrevet: int = 0
    trukket: int = 0
    afventer: int = 0
    uden_adresse: int = 0
    beskyttet: int = 0
    i_ro: int = 0
    tilbageholdt: int = 0
    stoppede: tuple[str, ...] = ()


def fill_outbox(  # noqa: PLR0913 - the settings of the mails are the caller's
    engine: Engine,
    *,
    nu: datetime,
    frigivet: bool,
    afsender: str,
    svar_til: str,
    hemmelighed: str = "",
    ro_dage: int = 30,
    vagt: Mailvagt = STANDARD,
    regler: Sequence[Regel] | None = None,
    on_progress: Fremskridt | None = None,
) -> Udbakketal:
    """Write tonight's mails to the outbox, all or none; done twice for one snapshot it changes nothing.

    Only findings of the newest accepted snapshot count, and only once it has been controlled. The first mails of a
    register wait (`afventer`) until a person releases them, unless `frigivet`; later ones are `klar` at once. `ro_dage`
    is the quiet time: days after a mail in which the owner gets no other about faults. What `vagt` holds back is in no
    mail. It is one transaction, into which the mails go one at a time: a run that dies has written none, and no more
    than a handful of texts are ever in memory.

    Raises:
        RapportFejl: an address in the settings cannot be used.
        WarehouseFejl: the database cannot be used.
    """
    alle = load_regler() if regler is None else regler
    fra = Afsender(fra=afsender, svar_til=svar_til, hemmelighed=hemmelighed)
    with writing(engine) as session:
        conn = session.connection()
        grundlag = read_grundlag(conn, alle, vagt)
        if grundlag is None:
            return Udbakketal()
        plan = make_plan(grundlag, nu=nu, ro_dage=ro_dage)
        store_stop(conn, grundlag.nye_stop, nu=nu)
        trukket = withdraw(conn, list_forladte(conn, plan))
        mails = _report(_write(plan.opgaver, grundlag, fra, nu), len(plan.opgaver), on_progress)
        lagt = put_mails(conn, mails, frigivet=frigivet or grundlag.er_frigivet)
        tal = _count(plan, grundlag, lagt, trukket=trukket, afventer=_count_waiting(conn))
        _note(conn, tal, nu)
        return tal


def list_forladte(conn: Connection, plan: Plan) -> tuple[str, ...]:
    """Give the keys of the unsent mails to owners that the plan neither keeps nor writes anew."""
    bliver = plan.behold | {opgave.noegle for opgave in plan.opgaver}
    return tuple(usendt.noegle for usendt in list_usendte(conn) if usendt.noegle not in bliver)


def release(lager: Engine | Connection, *, nu: datetime) -> int:
    """Let every waiting mail go, dated now; gives how many. From then on the register's mails do not wait.

    That also ends the hold of a database that was put back from a backup: a person has looked.
    """
    dateret = f"Date: {format_datetime(nu)}"
    with joining(lager) as conn:
        ids = conn.scalars(select(MAIL.c.id).where(MAIL.c.status == Mailstatus.AFVENTER.value)).all()
        for mail_id in ids:
            indhold = conn.execute(select(MAIL.c.indhold).where(MAIL.c.id == mail_id)).scalar_one()
            nyt = {"status": Mailstatus.KLAR.value, "indhold": _DATE.sub(dateret, indhold, count=1)}
            conn.execute(update(MAIL).where(MAIL.c.id == mail_id).values(nyt))
        if ids:
            led = Revisionsnote(
                tidspunkt=nu,
                hvem="menneske",
                handling="mail_frigivet",
                indhold=hash_noegler(ids),
                bemaerkning=f"{len(ids)} mails",
            )
            note(conn, led)
        end_hold(conn, nu=nu)
    return len(ids)


def release_regel(
    lager: Engine | Connection,
    regel: str,
    *,
    grund: str,
    nu: datetime,
    vagt: Mailvagt = STANDARD,
    regler: Sequence[Regel] | None = None,
) -> None:
    """Let a rule that broke out into mails again: a person has looked at it and gives a reason.

    Raises:
        RapportFejl: no reason, or the rule is not held.
        WarehouseFejl: the database cannot be used.
    """
    if not grund.strip():
        raise RapportFejl("Skriv med --grund, hvorfor reglens fejl er rigtige.")
    with joining(lager) as conn:
        grundlag = read_grundlag(conn, load_regler() if regler is None else regler, vagt)
        store_stop(conn, grundlag.nye_stop if grundlag else (), nu=nu)
        if not release_stop(conn, regel, grund=grund.strip(), nu=nu):
            raise RapportFejl(
                f"Reglen »{rens(regel, 40)}« er ikke holdt tilbage. »tilbudstjek mail vis« viser dem, der er."
            )


def list_mails(engine: Engine) -> Iterator[dict[str, Any]]:
    """Yield every mail, newest first, as plain values (times in ISO 8601), without the recipient's address."""
    with reading(engine) as session:
        rows = list_udbakke(session.connection())
    for row in rows:
        yield {navn: value.isoformat() if isinstance(value, datetime) else value for navn, value in row.items()}


def list_uden_adresse(
    engine: Engine, *, nu: datetime, vagt: Mailvagt = STANDARD, regler: Sequence[Regel] | None = None
) -> tuple[str, ...]:
    """Give the tilbud that should be written to but show no valid e-mail address, for their socialtilsyn to tell."""
    with reading(engine) as session:
        grundlag = read_grundlag(session.connection(), load_regler() if regler is None else regler, vagt)
    return () if grundlag is None else tuple(make_plan(grundlag, nu=nu, ro_dage=0).uden_adresse)


def _write(opgaver: Sequence[Opgave], grundlag: Grundlag, afsender: Afsender, nu: datetime) -> Iterator[Brevrow]:
    for opgave in opgaver:
        traad = grundlag.historie.find_traad(opgave.ejer.adressat, opgave.tilbud)
        anledning = Anledning(til=opgave.ejer.modtager, nu=nu, noegle=opgave.noegle, traad=traad)
        brevgrundlag = make_brevgrundlag(opgave, grundlag, svar_til=afsender.svar_til)
        mail = compose(brevgrundlag, afsender=afsender, anledning=anledning)
        yield Brevrow(
            noegle=opgave.noegle,
            art=EJER,
            adressat=opgave.ejer.adressat,
            modtager=opgave.ejer.modtager,
            periode=opgave.periode,
            trin=opgave.trin.value,
            snapshot_id=grundlag.snapshot_id,
            emne=mail.emne,
            indhold=encode_besked(mail.besked),
            oprettet=nu,
            message_id=mail.besked["Message-ID"],
            tilbud=opgave.tilbud,
            fund=opgave.navne,
        )


def _report(mails: Iterator[Brevrow], i_alt: int, on_progress: Fremskridt | None) -> Iterator[Brevrow]:
    for nummer, mail in enumerate(mails, start=1):
        if on_progress is not None:
            on_progress(nummer, i_alt)
        yield mail


def _note(conn: Connection, tal: Udbakketal, nu: datetime) -> None:
    if tal.skrevet or tal.omskrevet or tal.trukket:
        hvad = f"{tal.skrevet} skrevet, {tal.omskrevet} omskrevet, {tal.trukket} trukket tilbage"
        note(conn, Revisionsnote(tidspunkt=nu, hvem="program", handling="mail_skrevet", bemaerkning=hvad))


def _count_waiting(conn: Connection) -> int:
    venter = select(func.count()).select_from(MAIL).where(MAIL.c.status == Mailstatus.AFVENTER.value)
    return conn.execute(venter).scalar_one()


def _count(plan: Plan, grundlag: Grundlag, lagt: Lagt, *, trukket: int, afventer: int) -> Udbakketal:
    return Udbakketal(
        skrevet=lagt.nye,
        omskrevet=lagt.omskrevet,
        trukket=trukket,
        afventer=afventer,
        uden_adresse=len(plan.uden_adresse),
        beskyttet=sum(_tells_of_protected(opgave, grundlag) for opgave in plan.opgaver),
        i_ro=len(plan.i_ro),
        tilbageholdt=len(plan.tilbageholdt),
        stoppede=tuple(sorted(grundlag.stoppede)),
    )


def _tells_of_protected(opgave: Opgave, grundlag: Grundlag) -> bool:
    return any(afdeling.er_beskyttet for omtale in opgave.omtaler for afdeling in grundlag.afdelinger[omtale.tilbudsid])
