"""A run of the rules written down: findings opened, kept, reopened and closed, in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select

from domain.afvigelse import Haendelse, Status
from domain.kontrol import Kontrolresultat
from warehouse.fejl import WarehouseFejl
from warehouse.findings.plan import plan_steps
from warehouse.findings.registertal import write_registertal
from warehouse.findings.skriv import insert_rows, read_known, write_steps
from warehouse.findings.syn import read_syn
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Afvigelse, AfvigelseHaendelse, Kontrol, Regelkoersel
from warehouse.tables.koersel import Snapshot
from warehouse.tables.registertal import Registertal
from warehouse.tables.udtraek import Udtraek
from warehouse.transaktion import writing

_UDTRAEK = table_of(Udtraek)
_AFVIGELSE = table_of(Afvigelse)
_HAENDELSE = table_of(AfvigelseHaendelse)
_KONTROL = table_of(Kontrol)
_REGELKOERSEL = table_of(Regelkoersel)
_REGISTERTAL = table_of(Registertal)
_SNAPSHOT = table_of(Snapshot)


@dataclass(frozen=True, kw_only=True)
class Kontroltal:
    """What the rules' verdict on a snapshot changed. `regelfejl` are the ids of rules that could not run."""

    aabnet: int
    genaabnet: int
    lukket: int
    aabne_i_alt: int
    regelfejl: tuple[str, ...] = ()


def record_kontrol(engine: Engine, resultat: Kontrolresultat, *, nu: datetime) -> Kontroltal:
    """Lay a run of the rules over the findings there are; the same run again changes nothing.

    Raises:
        WarehouseFejl: the run judges another snapshot than the newest, or had no rules; nothing is written.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        dag = require_newest(forbindelse, resultat)
        skridt = plan_steps(read_known(forbindelse), resultat, read_syn(forbindelse), dag)
        write_steps(forbindelse, resultat.snapshot_id, skridt)
        tal = _count(forbindelse, resultat)
        _write_kontrol(forbindelse, resultat, tal, nu)
        _note(forbindelse, resultat, tal, nu)
        return tal


def _note(forbindelse: Connection, resultat: Kontrolresultat, tal: Kontroltal, nu: datetime) -> None:
    fund = (fund.noegle for regel in resultat.regler for fund in regel.fund)
    tekst = f"{tal.aabnet} åbnet, {tal.genaabnet} genåbnet, {tal.lukket} lukket, {tal.aabne_i_alt} åbne i alt"
    led = Revisionsnote(
        tidspunkt=nu,
        hvem="program",
        handling="kontrol",
        genstand=f"snapshot:{resultat.snapshot_id}",
        indhold=hash_noegler(fund),
        bemaerkning=tekst,
    )
    note(forbindelse, led)


def require_newest(forbindelse: Connection, resultat: Kontrolresultat) -> date:
    """Give the day of the snapshot a run judges. Raises WarehouseFejl when it is not the newest, or had no rules."""
    if not resultat.regler:
        raise WarehouseFejl("Kontrollen havde ingen regler og er ikke gemt: den ville have lukket alle afvigelser.")
    row = forbindelse.execute(select(_SNAPSHOT.c.id, _SNAPSHOT.c.dag).order_by(_SNAPSHOT.c.id.desc()).limit(1)).first()
    if row is None or row.id != resultat.snapshot_id:
        raise WarehouseFejl(
            "Registret er hentet igen, mens kontrollen kørte, så dens svar gælder ikke længere. "
            "Kør »tilbudstjek kontroller« igen."
        )
    dag: date = row.dag
    return dag


def _count(forbindelse: Connection, resultat: Kontrolresultat) -> Kontroltal:
    """Count the snapshot's events rather than this run's steps, so that a run repeated tells the same."""
    valg = select(_HAENDELSE.c.haendelse, func.count().label("antal")).where(
        _HAENDELSE.c.snapshot_id == resultat.snapshot_id
    )
    antal = {row.haendelse: row.antal for row in forbindelse.execute(valg.group_by(_HAENDELSE.c.haendelse))}
    aabne = select(func.count()).select_from(_AFVIGELSE).where(_AFVIGELSE.c.status == Status.AABEN.value)
    return Kontroltal(
        aabnet=antal.get(Haendelse.AABNET, 0),
        genaabnet=antal.get(Haendelse.GENAABNET, 0),
        lukket=antal.get(Haendelse.LUKKET, 0),
        aabne_i_alt=forbindelse.scalar(aabne) or 0,
        regelfejl=tuple(regel.regel for regel in resultat.regler if regel.fejl is not None),
    )


def _write_kontrol(forbindelse: Connection, resultat: Kontrolresultat, tal: Kontroltal, nu: datetime) -> None:
    """Keep one row per snapshot: a control run again replaces the earlier one."""
    gamle = select(_KONTROL.c.id).where(_KONTROL.c.snapshot_id == resultat.snapshot_id)
    forbindelse.execute(delete(_REGELKOERSEL).where(_REGELKOERSEL.c.kontrol_id.in_(gamle)))
    forbindelse.execute(delete(_REGISTERTAL).where(_REGISTERTAL.c.kontrol_id.in_(gamle)))
    forbindelse.execute(delete(_KONTROL).where(_KONTROL.c.snapshot_id == resultat.snapshot_id))
    row = {
        "snapshot_id": resultat.snapshot_id,
        "tidspunkt": nu,
        "aabnet": tal.aabnet,
        "genaabnet": tal.genaabnet,
        "lukket": tal.lukket,
        "aabne_i_alt": tal.aabne_i_alt,
        "udtraek_id": forbindelse.scalar(select(func.max(_UDTRAEK.c.id))),
    }
    kontrol_id = forbindelse.execute(insert(_KONTROL).values(row).returning(_KONTROL.c.id)).scalar_one()
    insert_rows(
        forbindelse,
        _REGELKOERSEL,
        [
            {
                "kontrol_id": kontrol_id,
                "regel": regel.regel,
                "antal": len(regel.fund),
                "sekunder": regel.sekunder,
                "fejl": regel.fejl,
            }
            for regel in resultat.regler
        ],
    )
    write_registertal(forbindelse, kontrol_id)
