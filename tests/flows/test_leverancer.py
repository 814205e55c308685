"""Real files of a dataudtræk through reader, gate and pages: what could not be read is judged and shown."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.tid import DANSK_TID
from flows.settings import Indstillinger
from flows.udtraek import Valg, load_udtraek
from reports.web.sider.koersler import show_koersel
from tests.builders import load_afdelinger, make_afdelinger
from tests.warehouse.rows import rows, values
from warehouse.engine import open_warehouse
from warehouse.load import Indlaesning

NAT = datetime(2026, 11, 20, 2, tzinfo=DANSK_TID)


@pytest.fixture
def indstillinger(tmp_path, warehouse_url) -> Indstillinger:
    """The settings of a folder whose database holds a register of forty tilbud."""
    fundet = Indstillinger(var=tmp_path, database_url=warehouse_url)
    engine = open_warehouse(fundet.database)
    load_afdelinger(engine, tmp_path, make_afdelinger(40), start=NAT - timedelta(days=3))
    engine.dispose()
    return fundet


def deliver(indstillinger: Indstillinger, linjer: list[str], *, nu: datetime = NAT) -> Indlaesning:
    """Load a CSV file of belægning."""
    fil = Path(indstillinger.var) / "belaegning.csv"
    fil.write_text("\n".join(["Tilbuds-id;År;Belægningsprocent", *linjer]) + "\n", encoding="utf-8")
    return load_udtraek(fil, Valg(), indstillinger, nu=nu).indlaesning


def fell(resultat: Indlaesning) -> set[str]:
    return {proeve.navn for proeve in resultat.gate if not proeve.bestaaet}


HELE = [f"{1001 + n};2026;95,5" for n in range(40)]


def test_a_whole_file_is_accepted(indstillinger):
    resultat = deliver(indstillinger, HELE)
    assert (resultat.status, resultat.entiteter["belaegning"].nye) == ("godkendt", 40)


def test_cells_in_a_new_way_of_writing_reject_the_file_and_the_run_says_which(indstillinger):
    resultat = deliver(indstillinger, [f"{1001 + n};2026;halvfems" for n in range(40)])
    assert resultat.status == "afvist"
    assert {"celler_belaegning", "felt_belaegning_belaegning_pct"} <= fell(resultat)
    engine = open_warehouse(indstillinger.database)
    with engine.connect() as forbindelse:
        side = show_koersel(forbindelse, resultat.koersel_id)
    assert side is not None
    linjer = [(x.art, x.hvad, x.antal) for x in side.indhold["data"].sider]
    assert ("ulaeselig_celle", "belaegning: Belægningsprocent", 40) in linjer
    assert not [x for x in linjer if "halvfems" in x[1]], "no value of a cell that could not be read is kept"
    engine.dispose()


def test_a_few_unreadable_rows_and_cells_are_told_and_the_rest_is_read(indstillinger):
    resultat = deliver(indstillinger, [*HELE[:-2], "1039;2026;?", "1040;i år;95"])
    assert resultat.status == "godkendt"
    (laest,) = [proeve for proeve in resultat.gate if proeve.navn == "raekker_laest"]
    assert "1 række og 1 celle kunne ikke læses" in laest.tekst
    assert resultat.entiteter["belaegning"].nye == 39


def test_a_file_that_lost_its_column_changes_nothing(indstillinger):
    deliver(indstillinger, HELE)
    resultat = deliver(indstillinger, [linje.rsplit(";", 1)[0] + ";" for linje in HELE], nu=NAT + timedelta(days=1))
    assert resultat.status == "afvist"
    assert "felt_belaegning_belaegning_pct" in fell(resultat)
    engine = open_warehouse(indstillinger.database)
    assert values(engine, "SELECT COUNT(*) FROM nu_belaegning WHERE belaegning_pct = 95.5 AND er_set") == [40]
    engine.dispose()


def test_a_file_of_one_socialtilsyn_only_may_not_speak_for_all(indstillinger):
    resultat = deliver(indstillinger, HELE[:15])
    assert fell(resultat) == {"daekning_belaegning", "daekning_belaegning_Syd"}
    assert "kun rækker om 15 af 40 tilbud (37,5 %)" in str(resultat.aarsag)


def test_a_rejected_file_again_adds_no_run_and_an_accepted_one_writes_nothing(indstillinger):
    for linjer in (HELE[:15], HELE[:15], HELE, HELE):
        deliver(indstillinger, linjer)
    engine = open_warehouse(indstillinger.database)
    runs = rows(engine, "SELECT status, COUNT(*) AS antal FROM koersel WHERE kilde = 'dataudtraek' GROUP BY status")
    assert {row["status"]: row["antal"] for row in runs} == {"afvist": 1, "godkendt": 1}
    engine.dispose()
