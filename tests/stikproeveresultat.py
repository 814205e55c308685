"""Made-up controls that are settled: drawn, answered by a rule of thumb, and closed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from domain.kontrol import Kontrolresultat, Regelresultat
from domain.stikproeve import Population, Udfald
from domain.stikproevesvar import Sanktion, Svar
from sampling.design import Design
from sampling.frysning import freeze_ramme
from tests.builders import NAT_1, load_afdelinger
from tests.stikproever import NOEGLE, draw, load_familier, make_register, note, plan_kontrol
from warehouse.findings import record_kontrol
from warehouse.stikproever.handlinger import announce, close
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.udfald import Indberetning, store_udfald
from warehouse.transaktion import reading

ANNONCERET = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
START = date(2027, 1, 4)
FROSSET = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
SVARET = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
RETTET, FOR_SENT = date(2027, 4, 1), date(2027, 6, 1)
EFTER = datetime(2027, 7, 1, 9, 0, tzinfo=UTC)

Svarer = Callable[[int, str, str], Svar]


def answer(nummer: int, enhed_id: str, punkt: str) -> Svar:
    """Every fourth wrong (corrected in time, too late, or never), one of ten missing, one undecided, else right."""
    svar: dict[str, Any] = {"enhed_id": enhed_id, "punkt": punkt, "minutter": 10 + nummer % 5}
    if nummer % 20 == 7:
        return Svar(udfald=Udfald.UAFGJORT, kommentar="Ingen dokumentation.", **svar)
    if nummer % 4 == 0:
        rettet = (RETTET, FOR_SENT, None)[nummer % 3]
        sanktion = None if rettet else Sanktion.PAABUD
        kommentar = "=1+1 er ikke taksten"
        return Svar(udfald=Udfald.FORKERT, kommentar=kommentar, rettet_dag=rettet, sanktion=sanktion, **svar)
    return Svar(udfald=Udfald.MANGLER if nummer % 10 == 5 else Udfald.RIGTIG, **svar)


def prepare(engine: Engine, nummer: str = "27-1", **felter: Any) -> None:
    """A control announced under the decision rule, frozen and drawn; a register must be there."""
    design = felter.pop("design", Design(antal=60, mindste_stratum=20))
    plan_kontrol(engine, nummer, start=START, design=design, **felter)
    announce(engine, nummer, kilde="Lotto", notat=note("Annonceret.", nu=ANNONCERET))
    freeze_ramme(engine, nummer, noegle=NOEGLE, notat=note("Frosset.", nu=FROSSET))
    draw(engine, nummer)


def give_answers(engine: Engine, nummer: str = "27-1", svarer: Svarer = answer, *, nu: datetime = SVARET) -> None:
    """Answer every drawn unit and item."""
    svar = [
        svarer(plads, enhed_id, punkt)
        for plads, enhed_id in enumerate(list_udtrukne(engine, nummer))
        for punkt in list_punkter(engine, nummer)
    ]
    store_udfald(engine, nummer, svar, indberetning=Indberetning(sagsbehandler="KL", kilde="ark", nu=nu, sete={}))


def settle(engine: Engine, nummer: str = "27-1", svarer: Svarer = answer) -> None:
    """Answer everything and settle the control."""
    give_answers(engine, nummer, svarer)
    close(engine, nummer, notat=note("Opgjort.", nu=SVARET))


def load_register(engine: Engine, mappe: Path, antal: int = 120) -> None:
    """A register that the rules have judged, and found nothing in."""
    indlaest = load_afdelinger(engine, mappe, make_register(antal))
    assert indlaest.snapshot_id is not None
    intet = Regelresultat(regel="PLADS-001", alvor="alvorlig", fund=())
    record_kontrol(engine, Kontrolresultat(snapshot_id=indlaest.snapshot_id, regler=(intet,)), nu=NAT_1)


def settle_tilbud(engine: Engine, mappe: Path, **felter: Any) -> None:
    """A settled control of tilbud over a register of its own."""
    load_register(engine, mappe)
    prepare(engine, **felter)
    settle(engine)


def prepare_familier(engine: Engine, mappe: Path, antal: int = 100, **felter: Any) -> None:
    """A drawn control of plejefamilier."""
    load_afdelinger(engine, mappe, make_register(20))
    load_familier(engine, mappe, antal)
    plan: dict[str, Any] = {"population": Population.PLEJEFAMILIER, "punkter": ("ledige_pladser",)}
    prepare(engine, **plan | felter)


def plant_fund(engine: Engine, punkt: str, enheder: list[str], nummer: str = "27-1") -> None:
    """Say that a rule had flagged these units when the frame was frozen."""
    with engine.begin() as conn:
        stikproeve_id = conn.scalars(text("SELECT id FROM stikproeve WHERE nummer = :n"), {"n": nummer}).one()
        rows = [{"id": stikproeve_id, "enhed": x, "punkt": punkt} for x in enheder]
        conn.execute(text("INSERT INTO stikproeve_regelfund VALUES (:id, :enhed, :punkt, 'TAKST-001')"), rows)


def list_udtrukne(engine: Engine, nummer: str = "27-1") -> list[str]:
    """The units drawn, by id."""
    with reading(engine) as session:
        conn = session.connection()
        return list(
            conn.scalars(
                text(
                    "SELECT enhed_id FROM stikproeve_enhed WHERE er_udtrukket AND stikproeve_id = "
                    "(SELECT id FROM stikproeve WHERE nummer = :n) ORDER BY enhed_id"
                ),
                {"n": nummer},
            )
        )


def list_punkter(engine: Engine, nummer: str = "27-1") -> tuple[str, ...]:
    """The items of a control."""
    with reading(engine) as session:
        return require_kontrol(session.connection(), nummer).punkter


def days_after(antal: int) -> datetime:
    """A moment some days after the answers."""
    return SVARET + timedelta(days=antal)
