"""The table of what is expected, and the judgement of all of it at one moment."""

from datetime import datetime

from sqlalchemy import Connection

from domain.tid import find_dag
from reports.overvaagning.arbejde import judge_indbakke, judge_job, judge_mails, judge_orientering, judge_stikproever
from reports.overvaagning.data import judge_adresseregister, judge_kontrol, judge_nat, judge_skemaer, judge_udtraek
from reports.overvaagning.maskine import judge_alarmer, judge_disk, judge_ur
from reports.overvaagning.omgivelser import Omgivelser
from reports.overvaagning.ventet import Bedoem, Lage, Ventet
from warehouse.alarmer import Rejsning
from warehouse.queries.forventet import load_driftsfakta
from warehouse.queries.stikproeve import list_varsler

# In the order people read them. A new expectation: a function here, its limit in domain/reference/forventninger.csv,
# its kind among SLAGS, and a section in domain/reference/drejebog.toml.
FORVENTNINGER: tuple[Bedoem, ...] = (
    judge_nat,
    judge_kontrol,
    judge_mails,
    judge_orientering,
    judge_indbakke,
    judge_udtraek,
    judge_skemaer,
    judge_adresseregister,
    judge_stikproever,
    judge_job,
    judge_disk,
    judge_ur,
    judge_alarmer,
)
# The kinds of alarm that this judgement raises and closes; all others are somebody else's to close.
SLAGS = (
    "nat_forsinket",
    "kontrol_forsinket",
    "regelfejl",
    "mails_venter",
    "mails_ukendt",
    "dataudtraek_forsinket",
    "budgetskemaer_forsinket",
    "dar_gammel",
    "kopi_forsinket",
    "opbevaring_forsinket",
    "orientering_forsinket",
    "stikproeve_forsinket",
    "indbakke_forsinket",
    "revision_forsinket",
    "disk_snart_fuld",
    "ur_bagud",
    "alarm_ufortalt",
)


def judge_alt(conn: Connection, omgivelser: Omgivelser, *, nu: datetime) -> tuple[Ventet, ...]:
    """Give how each expectation stands at `nu`."""
    return judge(load_lage(conn, omgivelser, nu=nu))


def load_lage(conn: Connection, omgivelser: Omgivelser, *, nu: datetime) -> Lage:
    """Read what the expectations are judged by."""
    varsler = tuple(varsel for varsel in list_varsler(conn, dag=find_dag(nu)) if varsel.er_overskredet)
    return Lage(fakta=load_driftsfakta(conn, nu=nu), omgivelser=omgivelser, nu=nu, varsler=varsler)


def judge(lage: Lage) -> tuple[Ventet, ...]:
    """Give how each expectation stands."""
    return tuple(ventet for bedoem in FORVENTNINGER for ventet in bedoem(lage))


def list_rejsninger(ventede: tuple[Ventet, ...]) -> tuple[Rejsning, ...]:
    """Give the alarms of what is late."""
    return tuple(Rejsning(slags=x.slags, noegle=x.noegle, tekst=f"{x.navn}: {x.tekst}") for x in ventede if x.er_sen)
