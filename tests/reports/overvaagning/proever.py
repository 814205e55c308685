"""Each kind of alarm once: what brings it about in a real warehouse, and what a person does about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, update

from domain.mailstatus import Mailstatus
from domain.tid import DANSK_TID
from reports.mail.send import deliver_eml
from reports.mail.tilstande import decide
from tests.builders import NAT_1, load_afdelinger, load_udtraek, make_afdeling
from tests.mails import make_key, put_mails
from tests.reports.scene import REGLER, play_night, record
from tests.stikproever import note, plan_kontrol
from warehouse.alarmer import list_alarmer, note_fortalt, raise_alarm
from warehouse.stikproever.handlinger import cancel
from warehouse.tables import table_of
from warehouse.tables.adressevask import Adressevask
from warehouse.tables.brevveksling import Adressebog
from warehouse.tables.budgetskema import Budgetskema
from warehouse.tables.opfoelgning import Mail
from warehouse.transaktion import writing
from warehouse.udfoert import Job, note_udfoert

TIME, DAG = timedelta(hours=1), timedelta(days=1)
Gerning = Callable[[Engine, Path], None]


def do_nothing(_engine: Engine, _mappe: Path) -> None:
    """Leave it to the time, or to the surroundings."""


@dataclass(frozen=True, kw_only=True)
class Proeve:
    """What brings an alarm about (`foer`, seen at `galt`), and what ends it (`bod`, seen at `godt`).

    `omgivelser` and `bedre` are the surroundings then; `noegle` is the alarm's.
    """

    galt: datetime
    godt: datetime
    siger: str
    foer: Gerning = do_nothing
    bod: Gerning = do_nothing
    noegle: str = ""
    omgivelser: dict[str, Any] = field(default_factory=dict)
    bedre: dict[str, Any] = field(default_factory=dict)


def load(nat: datetime) -> Gerning:
    """Load a register on a night."""

    def gerning(engine: Engine, mappe: Path) -> None:
        assert load_afdelinger(engine, mappe, [make_afdeling(1)], start=nat).status == "godkendt"

    return gerning


def judge(engine: Engine, _mappe: Path) -> None:
    """Let the rules see the newest register."""
    record(engine, 1, (), nu=NAT_1 + 4 * TIME)


def fail_rule(engine: Engine, mappe: Path) -> None:
    """Play a night in which a rule could not run."""
    play_night(engine, mappe, fejl=REGLER[0].id)


def put(status: str) -> Gerning:
    """Put two mails in the outbox."""

    def gerning(engine: Engine, mappe: Path) -> None:
        play_night(engine, mappe)
        put_mails(engine, ["a@bo.example.org", "b@bo.example.org"], status=status)

    return gerning


def deliver(engine: Engine, mappe: Path) -> None:
    """Hand the mails over."""
    assert deliver_eml(engine, mappe / "udbakke", nu=NAT_1 + 40 * TIME) == 2


def settle(engine: Engine, _mappe: Path) -> None:
    """Say of each mail that it came."""
    with writing(engine) as session:
        for tilbudsid in (1001, 1002):
            decide(session.connection(), make_key(tilbudsid), status=Mailstatus.SENDT, nu=NAT_1 + 3 * TIME)


def deliver_udtraek(start: datetime) -> Gerning:
    """Load a dataudtræk of prices."""

    def gerning(engine: Engine, mappe: Path) -> None:
        if start == NAT_1:
            load(NAT_1)(engine, mappe)
        levering = load_udtraek(engine, mappe, {"takst": [{"tilbudsid": "1001"}]}, start=start)
        assert levering.status == "godkendt", levering.aarsag

    return gerning


def read_skema(laest: datetime) -> Gerning:
    """Have a form read."""

    def gerning(engine: Engine, _mappe: Path) -> None:
        skema = {"tilbudsid": "1001", "budgetaar": 2027, "laest": laest, "fil": "skema.xlsx", "er_gaeldende": False}
        with engine.begin() as conn:
            conn.execute(insert(table_of(Budgetskema)).values(**skema, fil_sha256="0" * 64, skema_version="2026"))

    return gerning


def wash(engine: Engine, mappe: Path) -> None:
    """Have addresses washed against an old register."""
    load(NAT_1)(engine, mappe)
    vask = {"afdeling_id": 1, "indlaest": "a", "register_dag": date(2026, 9, 1), "kategori": "A"}
    with engine.begin() as conn:
        conn.execute(insert(table_of(Adressevask)).values(**vask))


def wash_again(engine: Engine, _mappe: Path) -> None:
    """Have them washed against a new one."""
    with engine.begin() as conn:
        conn.execute(update(table_of(Adressevask)).values(register_dag=date(2026, 11, 1)))


def do(job: Job, naar: datetime) -> Gerning:
    """Have a job done."""

    def gerning(engine: Engine, _mappe: Path) -> None:
        note_udfoert(engine, job, nu=naar)

    return gerning


def set_adresse(engine: Engine, mappe: Path) -> None:
    """Give a socialtilsyn an address."""
    load(NAT_1)(engine, mappe)
    adresse = {"art": "socialtilsyn", "noegle": "Nord", "email": "nord@tilsyn.example.org", "grund": "x", "af": "abc"}
    with engine.begin() as conn:
        conn.execute(insert(table_of(Adressebog)).values(**adresse, oprettet=NAT_1))


def write_orientering(engine: Engine, _mappe: Path) -> None:
    """Write the week's mail."""
    put_mails(engine, ["nord@tilsyn.example.org"])
    with engine.begin() as conn:
        conn.execute(update(table_of(Mail)).values(art="socialtilsyn", oprettet=NAT_1 + 9 * DAG))


def plan(engine: Engine, _mappe: Path) -> None:
    """Plan a control that should have begun."""
    plan_kontrol(engine, "26-1", start=date(2026, 4, 7))


def call_off(engine: Engine, _mappe: Path) -> None:
    """Call it off with a reason."""
    cancel(engine, "26-1", notat=note("Kvartalet nåede det ikke.", nu=NAT_1))


def raise_one(engine: Engine, _mappe: Path) -> None:
    """Raise an alarm that nobody is told of."""
    raise_alarm(engine, "opgave_fejlet", "sikkerhedskopi", tekst="Kopien fejlede.", nu=NAT_1)


def tell(engine: Engine, _mappe: Path) -> None:
    """Tell somebody."""
    ids = tuple(alarm.id for alarm in list_alarmer(engine) if alarm.slags == "opgave_fejlet")
    note_fortalt(engine, ids, nu=NAT_1 + 3 * TIME)


MANDAG_KL_17 = datetime(2026, 11, 2, 17, tzinfo=DANSK_TID)
SENT = NAT_1 + 27 * TIME
PROEVER = {
    "nat_forsinket": Proeve(foer=load(NAT_1), galt=SENT, bod=load(SENT), godt=SENT + TIME, siger="2. november 2026"),
    "kontrol_forsinket": Proeve(
        foer=load(NAT_1), galt=NAT_1 + 4 * TIME, bod=judge, godt=NAT_1 + 4 * TIME, siger="er ikke kontrolleret"
    ),
    "regelfejl": Proeve(
        foer=fail_rule, galt=NAT_1, bod=judge, godt=NAT_1 + 4 * TIME, noegle=REGLER[0].id, siger=REGLER[0].id
    ),
    "mails_venter": Proeve(
        foer=put("klar"), galt=MANDAG_KL_17, bod=deliver, godt=MANDAG_KL_17, siger="2 mails klar; ingen er afleveret"
    ),
    "mails_ukendt": Proeve(
        foer=put("ukendt"), galt=NAT_1, bod=settle, godt=NAT_1 + 3 * TIME, siger="2 mails, som ingen ved"
    ),
    "dataudtraek_forsinket": Proeve(
        foer=deliver_udtraek(NAT_1),
        galt=NAT_1 + 100 * DAG,
        bod=deliver_udtraek(NAT_1 + 100 * DAG),
        godt=NAT_1 + 100 * DAG + TIME,
        noegle="takst",
        siger="takst",
    ),
    "budgetskemaer_forsinket": Proeve(
        foer=read_skema(NAT_1),
        galt=NAT_1 + 15 * DAG,
        bod=read_skema(NAT_1 + 15 * DAG),
        godt=NAT_1 + 16 * DAG,
        siger="Sidst 1. november",
    ),
    "dar_gammel": Proeve(foer=wash, galt=NAT_1, bod=wash_again, godt=NAT_1 + 2 * DAG, siger="Sidst 1. september"),
    "kopi_forsinket": Proeve(
        foer=load(NAT_1), galt=SENT, bod=do(Job.SIKKERHEDSKOPI, SENT), godt=SENT + TIME, siger="Ikke sket endnu"
    ),
    "opbevaring_forsinket": Proeve(
        foer=load(NAT_1), galt=SENT, bod=do(Job.OPBEVARING, SENT), godt=SENT + TIME, siger="Ikke sket endnu"
    ),
    "revision_forsinket": Proeve(
        foer=load(NAT_1),
        galt=NAT_1 + 9 * DAG,
        bod=do(Job.REVISION, NAT_1 + 9 * DAG),
        godt=NAT_1 + 9 * DAG,
        siger="Ikke sket endnu",
    ),
    "orientering_forsinket": Proeve(
        foer=set_adresse, galt=NAT_1 + 9 * DAG, bod=write_orientering, godt=NAT_1 + 10 * DAG, siger="9. november"
    ),
    "indbakke_forsinket": Proeve(
        foer=load(NAT_1),
        galt=MANDAG_KL_17,
        bod=do(Job.INDBAKKE, MANDAG_KL_17),
        godt=MANDAG_KL_17 + TIME,
        omgivelser={"har_indbakke": True},
        bedre={"har_indbakke": True},
        siger="Ikke sket endnu",
    ),
    "stikproeve_forsinket": Proeve(
        foer=plan, galt=NAT_1, bod=call_off, godt=NAT_1 + TIME, noegle="26-1", siger="nåede ikke sit kvartal"
    ),
    "disk_snart_fuld": Proeve(
        galt=NAT_1,
        godt=NAT_1 + TIME,
        omgivelser={"disk_fri_pct": 9.9},
        bedre={"disk_fri_pct": 10.1},
        siger="9,9 % er ledig",
    ),
    "ur_bagud": Proeve(
        foer=load(NAT_1), galt=NAT_1 - TIME, godt=NAT_1 + TIME, siger="uret siger 1. november 2026 kl. 01.00"
    ),
    "alarm_ufortalt": Proeve(
        foer=raise_one, galt=NAT_1 + 3 * TIME, bod=tell, godt=NAT_1 + 4 * TIME, siger="1 alarm har ingen fået at vide"
    ),
}
# Raised elsewhere, and tried where they are; of the last the database can hold nothing.
ANDRES = (
    *("nat_fejlet", "nat_afvist", "opgave_fejlet", "kopi_med_beskyttet", "revision_brudt", "database_vaek"),
    *("sletning_paa_disken", "gendannelse", "krisecentre_uafklaret"),
)
