"""The week's mails on the command line and in the night: shown first, written once, delivered as the others."""

import json
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from functools import partial

import pytest
from sqlalchemy import text

from domain.regel import Modtager
from domain.tid import DANSK_TID, find_dag
from flows.orientering import is_due, tell
from flows.settings import Indstillinger
from reports.mail.orientering.uge import find_uge
from tests.builders import NAT_1, make_afdeling
from tests.kommando import make_kommando
from tests.reports.mail.orientering.test_udgivelse import FUND, night, register
from tests.warehouse.rows import rows, values
from warehouse.brevveksling.adressebog import Valg, find_indehaver, set_adresse
from warehouse.brevveksling.doede import mark_dead


@pytest.fixture
def nu() -> datetime:
    return datetime.now(DANSK_TID)


@pytest.fixture
def mail(engine, tmp_path, monkeypatch, capsys):
    """`tilbudstjek mail …` on the test's database: its exit status and what it wrote."""
    settings = {"MAIL_SNAPSHOTS": "1", "REGLER_TIL": ""}
    return partial(make_kommando(monkeypatch, capsys, tmp_path / "var", str(engine.url), **settings), "mail")


def give_syd(engine, nu) -> None:
    syd = find_indehaver(engine, Modtager.SOCIALTILSYN, "Syd")
    set_adresse(engine, syd, "syd@tilsyn.example.org", Valg(af="ab", grund="aftalt"), nu=nu)


def test_it_shows_first_and_writes_only_when_told_to(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    give_syd(engine, nu)
    vist = mail("orientering", "--json")
    assert vist.returncode == 0
    linjer = {linje["kode"]: linje for linje in map(json.loads, vist.stdout.splitlines())}
    assert linjer["Syd"]["status"] == "skrives"
    assert linjer["Syd"]["modtager"] == "syd@tilsyn.example.org"
    assert linjer["Nord"]["status"] == "uden adresse"
    assert linjer["0461"]["emne"].endswith("2 åbne fejl")
    assert "Ingen adresse til: Socialtilsyn Nord" in vist.stderr
    assert "1 orientering for" in vist.stderr
    assert rows(engine, "SELECT * FROM mail") == []
    skrevet = mail("orientering", "--rigtigt")
    assert (skrevet.returncode, "1 skrevet, 0 bragt ajour" in skrevet.stderr) == (0, True)
    igen = mail("orientering", "--rigtigt", "--uge", find_uge(find_dag(nu)))
    assert (igen.returncode, "0 skrevet, 1 bragt ajour" in igen.stderr) == (0, True)
    assert values(engine, "SELECT adressat FROM mail") == ["Syd"]


def test_one_is_shown_as_text_also_one_without_an_address(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    for kode, navn in (("nord", "Til Socialtilsyn Nord"), ("461", "Til Odense Kommune")):
        assert navn in mail("orientering", "--tekst", kode).stdout
    nej = mail("orientering", "--tekst", "0851")
    assert (nej.returncode, "Der er: Nord, Midt" in nej.stderr) == (1, True)


def test_only_this_week_is_written_and_another_is_looked_up(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    give_syd(engine, nu)
    mail("orientering", "--rigtigt")
    assert "0 orienteringer for 2020-W01" in mail("orientering", "--uge", "2020-W01").stderr
    nej = mail("orientering", "--uge", "2020-W01", "--rigtigt")
    assert (nej.returncode, "kun skrives for denne uge" in nej.stderr) == (1, True)
    forkert = mail("orientering", "--uge", "uge 48")
    assert forkert.returncode == 2
    assert forkert.stderr == f"tilbudstjek: »uge 48« er ikke en uge. Skriv --uge som {find_uge(find_dag(nu))}.\n"


def test_before_the_rules_have_judged_it_says_what_to_do(mail):
    for args in ((), ("--rigtigt",)):
        nej = mail("orientering", *args)
        assert (nej.returncode, "»tilbudstjek kontroller«" in nej.stderr) == (1, True)


def test_it_waits_with_the_other_mails_and_goes_out_as_a_file_with_its_workbook(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    give_syd(engine, nu)
    mail("orientering", "--rigtigt")
    assert mail("frigiv").returncode == 0
    mail("send", "--rigtigt")
    filer = [fil for fil in (tmp_path / "var" / "udbakke").iterdir() if "socialtilsyn" in fil.name]
    besked = message_from_bytes(filer[0].read_bytes(), policy=default)
    assert besked["To"] == "syd@tilsyn.example.org"
    assert besked["Auto-Submitted"] == "auto-generated"
    assert [del_.get_filename() for del_ in besked.iter_attachments()] == [
        f"tilbudsportalen-{find_uge(find_dag(nu))}.xlsx"
    ]
    tekst = besked.get_body(("plain",))
    assert tekst is not None
    assert "1004" not in tekst.get_content()
    assert values(engine, "SELECT status FROM mail WHERE art = 'socialtilsyn'") == ["sendt"]
    assert "0 skrevet, 0 bragt ajour" in mail("orientering", "--rigtigt").stderr


def test_a_mail_of_a_tilbud_that_becomes_a_krisecenter_is_taken_back(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    give_syd(engine, nu)
    mail("orientering", "--rigtigt")
    andet = [make_afdeling(1, tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8}), *register()[1:]]
    night(engine, tmp_path, nu + timedelta(minutes=1), fund=FUND[1:], afdelinger=andet)
    assert values(engine, "SELECT noegle FROM mail WHERE art = 'socialtilsyn'") == []
    assert mail("orientering", "--rigtigt").returncode == 0
    assert "Birkehuset 1" not in values(engine, "SELECT indhold FROM mail WHERE art = 'socialtilsyn'")[0]


@pytest.mark.parametrize(("dag", "skrives"), [(23, False), (24, False), (25, True), (26, True), (29, True)])
def test_the_night_writes_from_the_chosen_day_of_the_week_on(dag, skrives):
    onsdag = Indstillinger(orientering_ugedag=3)
    assert is_due(onsdag, datetime.combine(date(2026, 11, dag), NAT_1.time(), tzinfo=DANSK_TID)) is skrives


def test_the_sentence_of_the_flow_says_that_nothing_was_judged(engine):
    from flows.orientering import update_uge

    assert "reglerne har ikke set" in tell(update_uge(engine, Indstillinger(), nu=NAT_1))


def sent_to(mappe, art: str) -> list[str]:
    """The recipients of the mails of a kind that were handed over as files."""
    filer = [fil for fil in (mappe / "var" / "udbakke").glob("*.eml") if art in fil.name]
    return [message_from_bytes(fil.read_bytes(), policy=default)["To"] for fil in filer]


def test_a_weekly_mail_goes_to_the_address_that_was_set_after_it_was_written(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    give_syd(engine, nu)
    mail("orientering", "--rigtigt")
    mail("frigiv")
    syd = find_indehaver(engine, Modtager.SOCIALTILSYN, "Syd")
    set_adresse(engine, syd, "rettet@tilsyn.example.org", Valg(af="ab", grund="den første var forkert"), nu=nu)
    mail("send", "--rigtigt")
    assert sent_to(tmp_path, "socialtilsyn") == ["rettet@tilsyn.example.org"]


# Two tables that name each other are changed one after the other.
KEYS_LATER = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


def test_a_weekly_mail_is_taken_back_when_its_address_dies_or_its_week_has_passed(mail, engine, tmp_path, nu):
    night(engine, tmp_path, nu)
    give_syd(engine, nu)
    mail("orientering", "--rigtigt")
    mail("frigiv")
    with engine.begin() as conn:
        conn.execute(text(KEYS_LATER[conn.dialect.name]))
        conn.execute(text("UPDATE mail_tilbud SET noegle = 'gammel'"))
        conn.execute(text("UPDATE mail SET periode = '2020-W01', noegle = 'gammel' WHERE art = 'socialtilsyn'"))
    mail("send", "--rigtigt")
    assert sent_to(tmp_path, "socialtilsyn") == []
    mail("orientering", "--rigtigt")
    with engine.begin() as conn:
        mark_dead(conn, "syd@tilsyn.example.org", "5.1.1", afleveret=nu, nu=nu)
    mail("send", "--rigtigt")
    assert sent_to(tmp_path, "socialtilsyn") == []


def test_what_a_rule_found_that_was_switched_off_since_is_in_no_mail(mail, engine, tmp_path, nu, monkeypatch):
    night(engine, tmp_path, nu, fund=FUND[:1])
    mail("send", "--rigtigt")
    mail("frigiv")
    assert values(engine, "SELECT status FROM mail WHERE art = 'ejer'") == ["klar"]
    monkeypatch.setenv("TILBUDSTJEK_REGLER_FRA", FUND[0].regel)
    assert f"{FUND[0].regel} er slået fra" in mail("vis", "--json").stdout
    mail("send", "--rigtigt")
    assert sent_to(tmp_path, "ejer") == []
