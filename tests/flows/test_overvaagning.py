"""The watch from the command line and as the calendar runs it: what is late, status 1, alarms only when asked."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.overvaagning import look, measure_disk, read_omgivelser, run_overvaagning
from flows.settings import Indstillinger
from reports.overvaagning.omgivelser import Omgivelser
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling, make_dump, write_dump
from tests.reports.scene import record
from tests.warehouse.rows import rows
from warehouse.alarmer import list_alarmer
from warehouse.engine import open_warehouse
from warehouse.load import load_dump
from warehouse.udfoert import Job, load_udfoert, note_fejlet, note_udfoert


@pytest.fixture
def indstillinger(tmp_path, warehouse_url):
    return Indstillinger(var=tmp_path, database_url=warehouse_url)


@pytest.fixture
def run(indstillinger, warehouse_url, monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(indstillinger.var))
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)
    return lambda *argumenter: CliRunner().invoke(app, ["overvaag", *argumenter])


def load(engine, mappe):
    load_afdelinger(engine, mappe, [make_afdeling(1)], start=NAT_1)
    record(engine, 1, (), nu=NAT_1)


def test_what_is_late_is_said_with_status_1_and_as_json(engine, tmp_path, run):
    load(engine, tmp_path)
    svar = run("--json")
    linjer = [json.loads(linje) for linje in svar.stdout.splitlines()]
    assert svar.exit_code == 1
    assert {"slags", "noegle", "navn", "stand", "seneste", "frist", "tekst"} == set(linjer[0])
    nat = next(linje for linje in linjer if linje["slags"] == "nat_forsinket")
    assert nat["stand"] == "for_sent"
    assert nat["seneste"].startswith("2026-11-01")
    assert next(linje for linje in linjer if linje["slags"] == "dar_gammel")["stand"] == "ventes_ikke"
    assert list_alarmer(engine) == ()
    tekst = run()
    assert "✕ for sent   Godkendt hentning hver nat: Sidst 1. november 2026" in tekst.stdout
    assert "for sent." in tekst.stderr


def test_an_old_dump_that_is_loaded_today_is_no_fetch_of_today(engine, tmp_path, indstillinger):
    load(engine, tmp_path)
    gammel = write_dump(make_dump([make_afdeling(1)], start=NAT_2), tmp_path)
    i_dag = NAT_2 + timedelta(days=10)
    assert load_dump(engine, gammel, nu=i_dag).status == "godkendt"
    (nat,) = [ventet for ventet in look(indstillinger, nu=i_dag).ventede if ventet.slags == "nat_forsinket"]
    assert nat.er_sen
    assert "Sidst 2. november 2026" in nat.tekst


def test_nothing_is_late_on_a_new_installation(run):
    svar = run()
    assert svar.exit_code == 0
    assert svar.stderr.strip() == "Alt det ventede er sket."


def test_alarms_are_raised_when_asked(engine, tmp_path, run):
    load(engine, tmp_path)
    assert run("--alarmer").exit_code == 1
    assert {"nat_forsinket", "kopi_forsinket"} <= {alarm.slags for alarm in list_alarmer(engine)}


def test_the_watch_writes_that_it_ran_and_raises_nothing_twice(engine, tmp_path, indstillinger):
    load(engine, tmp_path)
    nu = NAT_1 + timedelta(hours=27)
    foerste = run_overvaagning(indstillinger, nu=nu)
    anden = run_overvaagning(indstillinger, nu=nu + timedelta(minutes=15))
    assert foerste.alarmer is not None
    assert anden.alarmer is not None
    assert foerste.alarmer.rejst == len(foerste.sene) > 0
    assert (anden.alarmer.rejst, anden.alarmer.lukket) == (0, 0)
    with engine.connect() as conn:
        assert load_udfoert(conn)[Job.OVERVAAGNING].lykkedes == nu + timedelta(minutes=15)
    assert [x.slags for x in look(indstillinger, nu=nu).sene] == [x.slags for x in foerste.sene]


def test_a_night_at_work_is_not_disturbed_by_a_look(engine, tmp_path, indstillinger):
    load(engine, tmp_path)
    nat = open_warehouse(indstillinger.database)
    with nat.connect() as skriver:
        skriver.exec_driver_sql("UPDATE koersel SET antal = 2")
        assert {x.slags for x in look(indstillinger, nu=NAT_1).sene} == set()
        skriver.rollback()
    nat.dispose()


@pytest.mark.begge_lagre
def test_a_job_is_one_row_with_its_last_good_and_its_last_bad_time(engine):
    note_fejlet(engine, Job.SIKKERHEDSKOPI, nu=NAT_1)
    note_udfoert(engine, Job.SIKKERHEDSKOPI, nu=NAT_1 + timedelta(hours=1), sekunder=2.5)
    note_fejlet(engine, Job.SIKKERHEDSKOPI, nu=NAT_1 + timedelta(hours=2))
    with engine.connect() as conn:
        kopi = load_udfoert(conn)[Job.SIKKERHEDSKOPI]
        assert load_udfoert(conn)[Job.REVISION].lykkedes is None
    assert (kopi.lykkedes, kopi.fejlede) == (NAT_1 + timedelta(hours=1), NAT_1 + timedelta(hours=2))
    assert kopi.sekunder == 2.5
    assert len(rows(engine, "SELECT * FROM udfoert")) == 1


def test_the_surroundings_are_those_of_the_settings(tmp_path):
    indstillinger = Indstillinger(var=tmp_path, indbakke=tmp_path / "post", mail_fra_kl=9, mail_til_kl=15)
    set_ = read_omgivelser(indstillinger)
    fri = set_.disk_fri_pct
    assert fri is not None
    assert 0 < fri <= 100
    assert set_ == Omgivelser(disk_fri_pct=fri, har_indbakke=True, mail_fra_kl=9, mail_til_kl=15)
    assert measure_disk(tmp_path / "findes-ikke") is None
