"""The budget calendar as a flow and as a command; for the demo's register it gives the published figures."""

import csv
import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.replica.grundlag import load_tal
from crawler.replica.register import make_register
from crawler.replica.udtraek import make_udtraek
from domain.dump import Hoved, Slut, encode_dump
from domain.entiteter import Raekke
from domain.tid import DANSK_TID
from flows.budgetkalender import BudgetkalenderFejl, run_budgetkalender, tell
from flows.settings import Indstillinger
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from warehouse.engine import open_warehouse
from warehouse.load import load_dump
from warehouse.queries.budgetkalender import load_budgetkalender

NAT = datetime(2026, 11, 23, 2, 30, tzinfo=DANSK_TID)
FIGURER = {
    ("privat", "rettidige"): ("Figur 27", "Private tilbud: budget indberettet rettidigt"),
    ("offentlig", "rettidige"): ("Figur 28", "Offentlige tilbud: budget indberettet rettidigt"),
    ("privat", "godkendte_til_tiden"): ("Figur 29", "Private tilbud: budget godkendt"),
    ("offentlig", "godkendte_til_tiden"): ("Figur 30", "Offentlige tilbud: budget godkendt"),
}


def settings(var: Path) -> Indstillinger:
    return Indstillinger(var=var, database_url="")


@pytest.fixture
def var(tmp_path):
    """A folder with a database of two tilbud, one of them late with its budget."""
    engine = open_warehouse(settings(tmp_path).database)
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2, navn="=Sene")], start=NAT)
    budgetter = [{"budgetaar": 2027, "modtaget_dato": "2026-09-15", "godkendt_dato": None}]
    oplysninger = [{"tilbudsid": str(n), "driftsaftale_bestemmende": False} for n in (1001, 1002)]
    load_udtraek(engine, tmp_path, {"budget": budgetter, "tilbud": oplysninger}, start=NAT)
    engine.dispose()
    return tmp_path


def read_csv(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8-sig", newline="") as ind:
        return list(csv.DictReader(ind, delimiter=";"))


def test_the_flow_writes_figures_the_late_and_the_curve(var):
    kalender = run_budgetkalender(settings(var), nu=NAT)
    assert kalender is not None
    mappe = var / "budgetkalender"
    assert sorted(fil.name for fil in mappe.iterdir()) == ["forsinkede-2027.csv", "kurve-2027.csv", "tal-2027.csv"]
    (sen,) = read_csv(mappe / "forsinkede-2027.csv")
    assert (sen["tilbudsid"], sen["dage"], sen["socialtilsyn"]) == ("1002", "53", "Syd")
    assert sen["navn"] == "'=Sene", "a spreadsheet must not run what a stranger wrote"
    i_alt = [row for row in read_csv(mappe / "tal-2027.csv") if (row["gruppe"], row["socialtilsyn"]) == ("privat", "")]
    assert [(row["skylder"], row["rettidige"], row["mangler"]) for row in i_alt] == [("2", "1", "1")]
    assert read_csv(mappe / "kurve-2027.csv")[-1]["dag"] == "2026-11-21"
    assert tell(kalender) == (
        "Budgetter for 2027 den 23-11-2026: 1 af 2 private rettidigt, 0 af 0 offentlige rettidigt; "
        "1 tilbud er forsinkede i dag."
    )


def test_the_same_night_again_writes_the_same_files(var):
    run_budgetkalender(settings(var), nu=NAT)
    foer = {fil.name: fil.read_bytes() for fil in (var / "budgetkalender").iterdir()}
    run_budgetkalender(settings(var), nu=NAT)
    assert {fil.name: fil.read_bytes() for fil in (var / "budgetkalender").iterdir()} == foer


def test_without_budgets_nothing_is_written_and_it_says_so(tmp_path):
    assert run_budgetkalender(settings(tmp_path), nu=NAT) is None
    assert not (tmp_path / "budgetkalender").exists()
    assert "tilbudstjek indlaes" in tell(None)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(var):
    (var / "budgetkalender").write_text("en fil", encoding="utf-8")
    with pytest.raises(BudgetkalenderFejl, match="kan ikke skrives"):
        run_budgetkalender(settings(var), nu=NAT)


def frister(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", "frister", *arguments],
        env={**os.environ, "TILBUDSTJEK_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_command_lists_the_calendar_as_words_and_as_json(var):
    ud = frister(var, "--dag", "2026-11-23")
    assert ud.returncode == 0, ud.stderr
    linjer = [" ".join(linje.split()) for linje in ud.stdout.splitlines()]
    assert "private, i alt 2 1 (50 %) 0 1 0 (0 %)" in linjer
    assert "1002 53 dage over fristen Syd privat =Sene" in linjer
    rows = [json.loads(linje) for linje in frister(var, "--dag", "2026-11-23", "--json").stdout.splitlines()]
    assert {row["art"] for row in rows} == {"tal", "forsinket", "kurve"}
    assert {row["budgetaar"] for row in rows} == {2027}


@pytest.mark.parametrize(
    ("arguments", "siger"),
    [
        (("--dag", "i morgen"), "»i morgen« er ikke en dag"),
        (("--budgetaar", "2099"), "Fristerne for 2099 er ikke kendt"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(var, arguments, siger):
    ud = frister(var, *arguments)
    assert ud.returncode == 1
    assert siger in ud.stderr
    assert "Traceback" not in ud.stderr


@pytest.fixture(scope="module", params=[(2026, 1), (2026, 2), (7, 1)], ids=lambda x: f"seed {x[0]}, night {x[1]}")
def land(request, tmp_path_factory):
    """The demo's register at national size with what its dataudtræk say of owners and budgets, faults planted."""
    seed, nat = request.param
    mappe = tmp_path_factory.mktemp("land")
    start = NAT + timedelta(days=nat - 1)
    register = make_register(seed, nat=nat)
    raekker = make_udtraek(register, start.date(), seed).raekker
    engine = open_warehouse(settings(mappe).database)
    afdelinger = [side.laest for side in register.sider]
    assert load_afdelinger(engine, mappe, afdelinger, start=start, begrundelse="Prøve.").status == "godkendt"
    fil = mappe / "udtraek.jsonl"
    fil.write_bytes(b"".join(encode_udtraek({navn: raekker[navn] for navn in ("tilbud", "budget")}, start)))
    assert load_dump(engine, fil, nu=start).status == "godkendt"
    with engine.connect() as forbindelse:
        yield load_budgetkalender(forbindelse, start.date(), start.year)
    engine.dispose()


def encode_udtraek(entiteter: dict[str, Any], start: datetime):
    hoved = Hoved(koersel="land", kilde="dataudtraek", adresse="land.xlsx", start=start.isoformat())
    antal = {navn: len(rows) for navn, rows in entiteter.items()}
    slut = Slut(slut=start.isoformat(), antal=0, sha256="", lister={}, entiteter=antal)
    return encode_dump(hoved, (), slut, (Raekke(entitet=e, felter=dict(row)) for e in antal for row in entiteter[e]))


@pytest.mark.slow
def test_the_published_figures_come_out_of_the_program_to_the_percent(land):
    for (gruppe, hvad), figur in FIGURER.items():
        egne = [tal for tal in land.tal if tal.gruppe == gruppe]
        fundet = {tal.kode or "I alt": round(100 * getattr(tal, hvad) / tal.skylder) for tal in egne}
        udgivet = load_tal()[figur]
        assert {navn: fundet[navn] for navn in udgivet} == udgivet, figur[0]
    assert land.dag >= date(2026, 11, 23)


@pytest.mark.slow
def test_the_season_of_the_demo_looks_like_one(land):
    for gruppe, frist in (("privat", date(2025, 10, 1)), ("offentlig", date(2025, 11, 15))):
        kurve = [punkt for punkt in land.kurve if punkt.gruppe == gruppe]
        foer = next(punkt for punkt in reversed(kurve) if punkt.dag <= frist)
        (i_alt,) = [tal for tal in land.tal if (tal.gruppe, tal.kode) == (gruppe, None)]
        assert 0 <= kurve[1].modtagne < foer.modtagne < kurve[-1].modtagne == i_alt.skylder
        assert foer.godkendte < kurve[-1].godkendte
