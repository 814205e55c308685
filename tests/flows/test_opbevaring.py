"""The retention job and the command around it: rows and files go, by the settings, with proof."""

import os
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import insert, text

from domain.dump import decode_dump
from flows.laas import OptagetFejl, hold_lock
from flows.opbevaring import preview_opbevaring, run_opbevaring
from flows.persondata import Anmodning, forget
from flows.settings import Indstillinger, IndstillingFejl
from reports.fejl import RapportFejl
from tests.builders import load_afdelinger, make_afdeling
from tests.kommando import make_kommando
from tests.warehouse.opbevaring.maerker import read_bytes_of
from tests.warehouse.rows import rows, values
from warehouse.engine import open_warehouse
from warehouse.load import load_dump
from warehouse.revision.kontrol import check_kaede
from warehouse.tables import METADATA
from warehouse.transaktion import reading
from warehouse.udfoert import Job, load_udfoert, note_udfoert

FOER = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
NU = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
EMAIL = "Zqperson@hus.example.org"


@pytest.fixture
def indstillinger(tmp_path, warehouse_url):
    var = tmp_path / "var"
    (var / "dumps").mkdir(parents=True)
    return Indstillinger(var=var, database_url=warehouse_url, _env_file=None)


@pytest.fixture
def lager_engine(indstillinger):
    engine = open_warehouse(indstillinger.database)
    yield engine
    engine.dispose()


@pytest.fixture
def gammelt(lager_engine, indstillinger):
    """Two nights long ago, of which the dumps, a mail as a file and a package lie there still."""
    for nat, navn in ((FOER, "Før"), (FOER + timedelta(days=1), "Nu")):
        load_afdelinger(lager_engine, indstillinger.dumps, [make_afdeling(1, email=EMAIL, navn=navn)], start=nat)
    for fil in ("udbakke/gammel.eml", "paabud/paabud-1001.zip", "paabud/paabud-1002.zip"):
        (indstillinger.var / fil).parent.mkdir(exist_ok=True)
        (indstillinger.var / fil).write_text(EMAIL)
    with lager_engine.begin() as conn:
        sag = {"tilbudsid": "1001", "tilstand": "ny", "oprettet": FOER, "aendret": FOER}
        conn.execute(insert(METADATA.tables["sag"]), [sag])
    for fil in indstillinger.var.rglob("*.*"):
        os.utime(fil, (FOER.timestamp(), FOER.timestamp()))
    note_udfoert(lager_engine, Job.OPBEVARING, nu=NU - timedelta(days=1))
    return lager_engine


def list_filer(indstillinger):
    return sorted(fil.name for fil in indstillinger.var.rglob("*") if fil.is_file() and "lock" not in fil.name)


def test_old_rows_and_files_go_and_the_job_says_when_it_went_well(gammelt, indstillinger):
    vist = preview_opbevaring(gammelt, indstillinger, nu=NU)
    gjort = run_opbevaring(indstillinger, nu=NU)
    assert (gjort.raekker, gjort.filer, gjort.er_overskrevet) == (vist.raekker, vist.filer, True)
    assert {(x.hvad, len(x.filer)) for x in gjort.filer} == {("dumps", 1), ("udbakke", 1), ("paabud", 1)}
    # The newest accepted fetch, and what an open case may need.
    assert [navn.partition("-")[0] for navn in list_filer(indstillinger)] == ["dump", "paabud"]
    assert values(gammelt, "SELECT COUNT(*) FROM afdeling") == [1]
    beviser = rows(gammelt, "SELECT hvad, antal, grund, hvem FROM sletning WHERE hvad = 'dumps'")
    assert beviser == [{"hvad": "dumps", "antal": 1, "grund": "opbevaring", "hvem": "natten"}]
    assert check_kaede(gammelt).brud == ()
    with reading(gammelt) as session:
        assert load_udfoert(session.connection())[Job.OPBEVARING].lykkedes == NU
    assert run_opbevaring(indstillinger, nu=NU).filer == ()


def test_the_settings_say_how_long(gammelt, indstillinger):
    egne = indstillinger.model_copy(
        update={"opbevaring": '{"dumps": "fra", "afdeling": "fra", "udbakke": "240 måneder"}'}
    )
    gjort = run_opbevaring(egne, nu=NU)
    assert {x.hvad for x in gjort.filer} == {"paabud"}
    assert "afdeling" not in {x.hvad for x in gjort.raekker}


@pytest.mark.parametrize(
    "tekst",
    ["[1]", '{"findes ikke": "1 dage"}', '{"dumps": "i morgen"}', '{"sag": "1 måneder"}', '{"dumps": "1 dage"}'],
)
def test_a_setting_that_cannot_be_used_is_refused_before_anything_goes(gammelt, indstillinger, tekst):
    with pytest.raises(IndstillingFejl, match="TILBUDSTJEK_OPBEVARING"):
        run_opbevaring(indstillinger.model_copy(update={"opbevaring": tekst}), nu=NU)
    assert values(gammelt, "SELECT COUNT(*) FROM sletning") == [0]


@pytest.mark.parametrize("nu", [datetime(2056, 3, 2, 3, tzinfo=UTC), NU + timedelta(days=60), NU - timedelta(days=9)])
def test_a_clock_that_has_leapt_deletes_nothing_until_a_person_says_that_it_is_right(gammelt, indstillinger, nu):
    filer = list_filer(indstillinger)
    with pytest.raises(RapportFejl, match=r"Uret siger .* sidst .* 01-03-2026"):
        run_opbevaring(indstillinger, nu=nu)
    assert values(gammelt, "SELECT COUNT(*) FROM sletning") == [0]
    assert list_filer(indstillinger) == filer
    assert run_opbevaring(indstillinger, nu=nu, ur_godkendt="Stod slukket").raekker
    godkendt = rows(gammelt, "SELECT hvem, bemaerkning FROM revision WHERE handling = 'ur_godkendt'")
    assert godkendt == [{"hvem": "natten", "bemaerkning": "Stod slukket"}]
    assert run_opbevaring(indstillinger, nu=nu + timedelta(days=1)).filer == ()


def test_a_register_that_was_never_cleared_is_held_to_its_newest_fetch(gammelt, indstillinger):
    with gammelt.begin() as conn:
        conn.execute(text("DELETE FROM udfoert"))
    with pytest.raises(RapportFejl, match="02-03-2023"):
        run_opbevaring(indstillinger, nu=NU)
    assert run_opbevaring(indstillinger, nu=FOER + timedelta(days=3)).raekker == ()


def test_a_run_under_way_is_waited_for_by_nobody(gammelt, indstillinger):
    with hold_lock(indstillinger), pytest.raises(OptagetFejl):
        run_opbevaring(indstillinger, nu=NU)
    assert values(gammelt, "SELECT COUNT(*) FROM sletning") == [0]


@pytest.mark.begge_lagre
def test_a_person_who_asks_is_forgotten_and_no_byte_is_left(gammelt, indstillinger, lager):
    with gammelt.begin() as conn:
        noten = {"tilbudsid": "1001", "tidspunkt": FOER, "til": "ny", "grund": f"Skrev til {EMAIL}", "af": "abc"}
        conn.execute(insert(METADATA.tables["sag_haendelse"]), [noten])
        bog = {"art": "tilbud", "noegle": "1001", "email": EMAIL, "grund": "Bad om det", "af": "abc", "oprettet": FOER}
        conn.execute(insert(METADATA.tables["adressebog"]), [bog])
    for fil in (indstillinger.var / "udbakke", indstillinger.var / "paabud"):
        for x in fil.iterdir():
            x.unlink()
    slettet, dumps = forget(
        indstillinger, Anmodning(email=EMAIL.lower(), bruger=None, grund="Anmodning 17", hvem="abc"), nu=NU
    )
    assert dict(slettet.slettet) == {"afdeling": 2, "raw_afdeling": 2, "adressebog": 1, "sag_haendelse.grund": 1}
    assert dumps == 2
    assert EMAIL.lower().encode() not in read_bytes_of(gammelt, lager).lower()
    for fil in indstillinger.dumps.glob("*.jsonl"):
        dump = decode_dump(fil.read_bytes().splitlines(keepends=True))
        assert dump.poster[0].afdeling.email == "[udeladt]"
        assert load_dump(gammelt, fil, nu=NU).allerede_indlaest
    # Filled and not judged: nobody is told that an e-mail is missing.
    assert rows(gammelt, "SELECT DISTINCT email, email_ok FROM nu_afdeling") == [
        {"email": "[udeladt]", "email_ok": None}
    ]
    assert rows(gammelt, "SELECT handling, bemaerkning FROM revision WHERE handling = 'person_slettet'") == [
        {"handling": "person_slettet", "bemaerkning": "Anmodning 17"}
    ]


def test_a_user_who_left_is_named_only_where_a_decision_needs_it(gammelt, indstillinger):
    with gammelt.begin() as conn:
        conn.execute(text("UPDATE sag SET sagsbehandler = 'zqabc'"))
        noten = {"tilbudsid": "1001", "tidspunkt": FOER, "til": "ny", "grund": "Besluttet", "af": "zqabc"}
        conn.execute(insert(METADATA.tables["sag_haendelse"]), [noten])
    slettet, _ = forget(indstillinger, Anmodning(email=None, bruger="zqabc", grund="Fratrådt", hvem="drift"), nu=NU)
    assert (dict(slettet.slettet), dict(slettet.beholdt)) == ({"sag": 1}, {"sag_haendelse": 1})
    assert values(gammelt, "SELECT sagsbehandler FROM sag") == ["tidligere medarbejder"]


@pytest.fixture
def koer(monkeypatch, indstillinger, capsys):
    return partial(make_kommando(monkeypatch, capsys, indstillinger.var, indstillinger.database), "opbevaring")


def test_the_command_shows_first_and_deletes_when_told(gammelt, koer):
    kode, ud, _ = koer("vis")
    assert kode == 0
    assert "adgangslog     2 år" in ud
    assert "1 rækker i afdeling fra før" in ud
    assert koer("koer", "--tør", "--json")[1].count('"hvad"') > 3
    assert values(gammelt, "SELECT COUNT(*) FROM afdeling") == [2]
    kode, _, sagt = koer("koer")
    assert (kode, "--uret-er-rigtigt" in sagt) == (1, True)
    kode, ud, _ = koer("koer", "--uret-er-rigtigt", "Prøve")
    assert (kode, "er slettet" in ud) == (0, True)
    assert values(gammelt, "SELECT COUNT(*) FROM afdeling") == [1]


def test_the_words_about_a_tilbud_are_listed_and_taken_out_one_by_one(gammelt, koer):
    with gammelt.begin() as conn:
        noten = {"tilbudsid": "1001", "tidspunkt": FOER, "til": "ny", "grund": "Det gule hus ved kirken", "af": "abc"}
        conn.execute(insert(METADATA.tables["sag_haendelse"]), [noten])
    kode, ud, _ = koer("fritekst", "1001")
    assert (kode, ud) == (0, "sag_haendelse.grund:1  Det gule hus ved kirken\n")
    assert koer("fritekst", "1001", "--slet", "sag_haendelse.grund:1")[1] == ""
    assert "Ingen har skrevet noget om tilbud 4711" in koer("fritekst", "4711").stderr
    assert values(gammelt, "SELECT grund FROM sag_haendelse") == ["[udeladt]"]
    kode, _, sagt = koer("fritekst", "1001", "--slet", "sag.tilstand:1")
    assert (kode, "Der er ingen tekst" in sagt) == (1, True)


def test_who_is_to_be_forgotten_must_be_said(koer):
    assert koer("slet", "--grund", "x")[0] == 2
    assert koer("slet", "--grund", "x", "--email", "ingen")[0] == 2
    assert koer("slet", "--grund", "x", "--email", "a@example.org", "--bruger", "abc")[0] == 2
