"""Cases follow the findings that the tilbud or its socialtilsyn is told of."""

from pathlib import Path

from sqlalchemy import Engine, text

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdelinger
from tests.warehouse.rows import everything, rows
from warehouse.findings import record_kontrol
from warehouse.sager import Sagstal, mark_varslet, open_sager

VORES = "OS-001"


def night(engine: Engine, mappe: Path, nu, *fund: tuple[str, int]) -> Sagstal:
    """A night on which each (rule, afdeling) is found; give what it did to the cases."""
    snapshot_id = load_afdelinger(engine, mappe, make_afdelinger(3), start=nu).snapshot_id or 0
    regler = tuple(
        Regelresultat(
            regel=regel,
            alvor="alvorlig",
            fund=tuple(
                Fund(regel=regel, tilbudsid=str(1000 + n), afdelingsid=str(n), felt="navn")
                for r, n in fund
                if r == regel
            ),
        )
        for regel in ("A-001", VORES)
    )
    record_kontrol(engine, Kontrolresultat(snapshot_id=snapshot_id, regler=regler), nu=nu)
    return open_sager(engine, nu, regler=["A-001"])


def states(engine: Engine) -> dict[str, str]:
    return {row["tilbudsid"]: row["tilstand"] for row in rows(engine, "SELECT tilbudsid, tilstand FROM sag")}


def test_a_case_is_opened_closed_and_opened_again_with_its_steps_logged(engine: Engine, tmp_path: Path):
    assert night(engine, tmp_path, NAT_1, ("A-001", 1)) == Sagstal(aabnet=1, genaabnet=0, lukket=0)
    assert night(engine, tmp_path, NAT_2) == Sagstal(aabnet=0, genaabnet=0, lukket=1)
    assert states(engine) == {"1001": "lukket"}
    assert night(engine, tmp_path, NAT_3, ("A-001", 1)) == Sagstal(aabnet=0, genaabnet=1, lukket=0)
    skridt = rows(engine, "SELECT fra, til, af FROM sag_haendelse ORDER BY id")
    assert [(s["fra"], s["til"]) for s in skridt] == [(None, "ny"), ("ny", "lukket"), ("lukket", "ny")]
    assert {s["af"] for s in skridt} == {"system"}


def test_a_fault_of_ours_makes_no_case(engine: Engine, tmp_path: Path):
    assert night(engine, tmp_path, NAT_1, (VORES, 1)).aabnet == 0
    assert states(engine) == {}


def test_an_accepted_finding_keeps_no_case(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, NAT_1, ("A-001", 1))
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE afvigelse SET status = 'accepteret'"))
    assert open_sager(engine, NAT_2, regler=["A-001"]).lukket == 1


def test_the_same_night_again_changes_nothing(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, NAT_1, ("A-001", 1), ("A-001", 2))
    foer = everything(engine, ("sag", "sag_haendelse"))
    assert open_sager(engine, NAT_2, regler=["A-001"]) == Sagstal(aabnet=0, genaabnet=0, lukket=0)
    assert everything(engine, ("sag", "sag_haendelse")) == foer


def test_a_mail_moves_a_new_case_to_varslet_once(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, NAT_1, ("A-001", 1), ("A-001", 2))
    assert mark_varslet(engine, ["1001", "ukendt"], nu=NAT_1) == 1
    assert mark_varslet(engine, ["1001"], nu=NAT_2) == 0
    assert states(engine) == {"1001": "varslet", "1002": "ny"}
    assert len(rows(engine, "SELECT * FROM sag_haendelse WHERE til = 'varslet'")) == 1
    night(engine, tmp_path, NAT_2, ("A-001", 1), ("A-001", 2))
    assert states(engine) == {"1001": "varslet", "1002": "ny"}


def test_a_case_that_was_closed_is_not_warned(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, NAT_1, ("A-001", 1))
    night(engine, tmp_path, NAT_2)
    assert mark_varslet(engine, ["1001"], nu=NAT_2) == 0
