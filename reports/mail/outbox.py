"""The outbox: each night's mails under a unique key, waiting for a person the first time, and handed over later."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from domain.regel import Regel
from expectations.registry import load_regler
from reports.fejl import RapportFejl
from reports.mail.besked import Afsender, encode_besked
from reports.mail.compose import Anledning, compose
from reports.mail.grundlag import Grundlag, read_grundlag
from reports.mail.plan import TRIN, Opgave, Plan, make_plan
from reports.mail.vagt import STANDARD, Mailvagt
from reports.visning import rens
from warehouse.queries.mailtraad import list_traade
from warehouse.queries.mailvagt import forget_indhold, release_stop, store_indhold, store_stop
from warehouse.queries.rapport_mail import list_udbakke
from warehouse.queries.rapport_views import MAIL
from warehouse.transaktion import reading, writing

Fremskridt = Callable[[int, int], None]

_DATE = re.compile(r"^Date: [^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Udbakketal:
    """What a night did to the outbox.

    `skrevet` are new mails, `omskrevet` unsent ones brought up to date, `trukket` unsent ones whose faults are gone,
    `afventer` how many now wait for a person, `uden_adresse` tilbud nobody can write to (told by the socialtilsyn),
    `beskyttet` how many of the written go to a § 109 tilbud, `i_ro` tilbud written to before and left in peace.
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
    ro_dage: int = 30,
    vagt: Mailvagt = STANDARD,
    regler: Sequence[Regel] | None = None,
    on_progress: Fremskridt | None = None,
) -> Udbakketal:
    """Write tonight's mails to the outbox, all or none; done twice for one snapshot it changes nothing.

    Only findings of the newest accepted snapshot count, and only once it has been controlled. The first mails of a
    register wait (`afventer`) until a person releases them, unless `frigivet`; later ones are `klar` at once. `ro_dage`
    is the quiet time: days after a mail in which the tilbud gets no other. What `vagt` holds back is in no mail.

    Raises:
        RapportFejl: an address in the settings cannot be used.
        WarehouseFejl: the database cannot be used.
    """
    with reading(engine) as session:
        grundlag = read_grundlag(session.connection(), load_regler() if regler is None else regler, vagt)
        traade = list_traade(session.connection())
    if grundlag is None:
        return Udbakketal()
    plan = make_plan(grundlag, nu=nu, ro_dage=ro_dage)
    status = "klar" if frigivet or grundlag.er_frigivet else "afventer"
    fra = Afsender(fra=afsender, svar_til=svar_til)
    rows = list(_report(_write(plan.opgaver, grundlag, traade, fra, nu), len(plan.opgaver), on_progress))
    nye = [{**row, "status": status} for row, opgave in zip(rows, plan.opgaver, strict=True) if opgave.er_ny]
    gamle = [row for row, opgave in zip(rows, plan.opgaver, strict=True) if not opgave.er_ny]
    with writing(engine) as session:
        store_stop(session.connection(), grundlag.nye_stop, nu=nu)
        trukket = _store(session.connection(), nye, gamle, behold=plan.behold)
        store_indhold(session.connection(), {opgave.noegle: _navne(opgave) for opgave in plan.opgaver})
        afventer = _count_waiting(session.connection())
    return _count(plan, grundlag, trukket=trukket, afventer=afventer)


def release(engine: Engine, *, nu: datetime) -> int:
    """Let every waiting mail go, dated now; gives how many. From then on the register's mails do not wait."""
    with writing(engine) as session:
        rows = session.connection().execute(select(MAIL.c.id, MAIL.c.indhold).where(MAIL.c.status == "afventer")).all()
        dateret = f"Date: {format_datetime(nu)}"
        for row in rows:
            indhold = _DATE.sub(dateret, row.indhold, count=1)
            session.connection().execute(update(MAIL).where(MAIL.c.id == row.id).values(status="klar", indhold=indhold))
    return len(rows)


def release_regel(
    engine: Engine,
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
    with writing(engine) as session:
        conn = session.connection()
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


def _write(
    opgaver: Sequence[Opgave], grundlag: Grundlag, traade: Mapping[str, str], afsender: Afsender, nu: datetime
) -> Iterator[dict[str, Any]]:
    for opgave in opgaver:
        traad = traade.get(opgave.adressat.tilbudsid)
        anledning = Anledning(dag=grundlag.dag, nu=nu, noegle=opgave.noegle, traad=traad)
        mail = compose(opgave.adressat, opgave.fejl, afsender=afsender, anledning=anledning)
        yield {
            "noegle": opgave.noegle,
            "tilbudsid": opgave.adressat.tilbudsid,
            "modtager": opgave.adressat.email,
            "periode": grundlag.dag.isoformat(),
            "trin": TRIN,
            "snapshot_id": grundlag.snapshot_id,
            "emne": mail.emne,
            "indhold": encode_besked(mail.besked),
            "oprettet": nu,
            "message_id": mail.besked["Message-ID"],
        }


def _report(rows: Iterator[dict[str, Any]], i_alt: int, on_progress: Fremskridt | None) -> Iterator[dict[str, Any]]:
    for nummer, row in enumerate(rows, start=1):
        if on_progress is not None:
            on_progress(nummer, i_alt)
        yield row


def _store(conn: Connection, nye: list[dict[str, Any]], gamle: list[dict[str, Any]], *, behold: set[str]) -> int:
    """Insert, rewrite, and withdraw what is neither; gives how many were withdrawn."""
    if nye:
        conn.execute(insert(MAIL), nye)
    if gamle:
        felter = ("modtager", "snapshot_id", "emne", "indhold", "oprettet", "message_id")
        saet = update(MAIL).where(MAIL.c.noegle == bindparam("b_noegle"))
        # A new text, perhaps to a new address: what the server said of the old one no longer counts.
        saet = saet.values({"antal_forsoeg": 0, "naeste_forsoeg": None, "fejl": None})
        saet = saet.values({f: bindparam(f"b_{f}") for f in felter})
        conn.execute(saet, [{f"b_{navn}": row[navn] for navn in ("noegle", *felter)} for row in gamle])
    behold = behold | {row["noegle"] for row in (*nye, *gamle)}
    usendte = conn.execute(select(MAIL.c.id, MAIL.c.noegle).where(MAIL.c.status.in_(("afventer", "klar"))))
    forladte = [row for row in usendte if row.noegle not in behold]
    if forladte:
        forget_indhold(conn, [row.noegle for row in forladte])
        conn.execute(delete(MAIL).where(MAIL.c.id == bindparam("b_id")), [{"b_id": row.id} for row in forladte])
    return len(forladte)


def _count_waiting(conn: Connection) -> int:
    return len(conn.execute(select(MAIL.c.id).where(MAIL.c.status == "afventer")).all())


def _navne(opgave: Opgave) -> list[tuple[int, int]]:
    return [fund.navn for fund in opgave.fund]


def _count(plan: Plan, grundlag: Grundlag, *, trukket: int, afventer: int) -> Udbakketal:
    nye = sum(opgave.er_ny for opgave in plan.opgaver)
    return Udbakketal(
        skrevet=nye,
        omskrevet=len(plan.opgaver) - nye,
        trukket=trukket,
        afventer=afventer,
        uden_adresse=len(plan.uden_adresse),
        beskyttet=sum(opgave.adressat.er_beskyttet for opgave in plan.opgaver),
        i_ro=len(plan.i_ro),
        tilbageholdt=len(plan.tilbageholdt),
        stoppede=tuple(sorted(grundlag.stoppede)),
    )
