"""The mailbox and the address book on the command line."""

import mailbox

import pytest

from tests.builders import load_afdelinger, make_afdeling
from tests.kommando import make_kommando
from tests.mails import put_mails
from tests.returpost import MODTAGER, make_dsn, make_svar

WHO = ("--hvem", "abc", "--grund", "Ringet")


@pytest.fixture
def cli(engine, tmp_path, monkeypatch, capsys):
    """`tilbudstjek …` on a register with one tilbud that a mail was sent to."""
    load_afdelinger(engine, tmp_path, [make_afdeling(1, email=MODTAGER)])
    put_mails(engine, [MODTAGER], status="sendt")
    return make_kommando(monkeypatch, capsys, tmp_path / "var", str(engine.url))


@pytest.fixture
def kasse(tmp_path):
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for raa in (make_dsn(), make_svar("Vi er uenige i punkt 2"), make_svar("Hej", om="", navn="fremmed")):
        maildir.add(raa)
    return str(tmp_path / "maildir")


def test_a_mailbox_is_read_with_a_summary_and_again_without_effect(cli, kasse):
    foerste = cli("mail", "indbakke", kasse, "--json")
    assert foerste.returncode == 0
    (tal,) = foerste.rows
    assert (tal["laest"], tal["doede"], tal["venter"]) == (3, 1, 2)
    assert tal["nye"] == {"retur": 1, "uenig": 1, "andet": 1}
    assert "3 beskeder læst" in foerste.stderr
    assert "2 af de nye venter på et menneske" in foerste.stderr
    assert "1 returmail sagde, at en adresse er død" in foerste.stderr
    (igen,) = cli("mail", "indbakke", kasse, "--json").rows
    assert (igen["kendte"], igen["nye"], igen["doede"]) == (3, {}, 0)


def test_answers_that_wait_are_listed_with_their_tilbud_and_closed_by_a_person(cli, kasse):
    cli("mail", "indbakke", kasse)
    rows = {row["art"]: row for row in cli("mail", "svar", "--json").rows}
    assert (rows["uenig"]["tilbudsids"], rows["uenig"]["punkter"]) == (["1001"], "2")
    tekst = cli("mail", "svar").stdout
    assert "tilbud 1001  punkt 2\n       Vi er uenige i punkt 2\n" in tekst
    assert "Læs beskeden i postkassen: <fremmed@ude.example.org>" in tekst
    lukket = cli("mail", "svar-behandlet", str(rows["uenig"]["id"]), *WHO)
    assert lukket.returncode == 0
    assert [row["art"] for row in cli("mail", "svar", "--json").rows] == ["andet"]
    igen = cli("mail", "svar-behandlet", str(rows["uenig"]["id"]), *WHO)
    assert igen.returncode == 1
    assert "venter ikke" in igen.stderr


def test_what_is_no_mailbox_is_refused_with_a_sentence(cli, tmp_path):
    (tmp_path / "tom").mkdir()
    svar = cli("mail", "indbakke", str(tmp_path / "tom"))
    assert svar.returncode == 1
    assert "hverken en Maildir" in svar.stderr
    svar = cli("mail", "indbakke", str(tmp_path / "findes-ikke"))
    assert svar.returncode == 1
    assert "den findes ikke. Se efter, om stien er skrevet rigtigt." in svar.stderr
    assert "plads" not in svar.stderr
    (tmp_path / "README.md").write_text("# Om programmet\n", encoding="utf-8")
    svar = cli("mail", "indbakke", str(tmp_path / "README.md"))
    assert (svar.returncode, "ligner ikke en mail" in svar.stderr) == (1, True)
    assert not cli("mail", "svar", "--json").rows


def test_an_address_is_set_shown_revived_and_taken_away(cli, kasse):
    cli("mail", "indbakke", kasse)
    assert [row["email"] for row in cli("adresse", "vis", "--json").rows if row["hvad"] == "doed"] == [MODTAGER]
    sat = cli("adresse", "saet", "--tilbud", "1001", MODTAGER, *WHO)
    assert sat.returncode == 0
    assert "kør »adresse lever«" in sat.stderr
    (row,) = [row for row in cli("adresse", "vis", "--json").rows if row["hvad"] == "sat"]
    assert (row["noegle"], row["email"], row["er_doed"], row["af"], row["grund"]) == (
        ("1001", MODTAGER, True, "abc", "Ringet")
    )
    assert "DØD" in cli("adresse", "vis").stdout
    levende = cli("adresse", "lever", MODTAGER, *WHO)
    assert levende.returncode == 0
    # What came back was read by nobody, and is not sent again by itself.
    assert "»tilbudstjek mail afgoer NØGLE --igen«" in levende.stderr
    assert "DØD" not in cli("adresse", "vis").stdout
    assert cli("adresse", "fjern", "--tilbud", "1001", *WHO).returncode == 0
    assert not [row for row in cli("adresse", "vis", "--json").rows if row["hvad"] == "sat"]


def test_kommuner_and_socialtilsyn_without_an_address_are_listed_as_missing(cli):
    cli("adresse", "saet", "--socialtilsyn", "NORD", "nord@tilsyn.example.org", *WHO)
    mangler = [(row["art"], row["noegle"]) for row in cli("adresse", "vis", "--json").rows if row["hvad"] == "mangler"]
    assert ("socialtilsyn", "Nord") not in mangler
    assert ("socialtilsyn", "Syd") in mangler
    vist = cli("adresse", "vis")
    assert "nord@tilsyn.example.org" in vist.stdout
    assert "Uden adresse, kommune (98)" in vist.stderr


@pytest.mark.parametrize("args", [(), ("--tilbud", "1001", "--kommune", "461")], ids=["none", "two"])
def test_whose_address_it_is_must_be_said_once(cli, args):
    svar = cli("adresse", "saet", "a@ude.example.org", *args, *WHO)
    assert svar.returncode == 2
    assert "netop én" in svar.stderr


@pytest.mark.parametrize("email", ["a@b", '"x,y"@z.dk', "a@c.dk b@d.dk", "a@c.dk\nBcc: b@d.dk", "", "x" * 300])
def test_a_bad_address_is_refused_with_what_to_do(cli, email):
    svar = cli("adresse", "saet", "--tilbud", "1001", email, *WHO)
    assert svar.returncode == 1
    assert "Skriv" in svar.stderr


def test_an_address_that_not_every_server_can_take_is_kept_and_said_to_be(cli):
    svar = cli("adresse", "saet", "--tilbud", "1001", "æ@ø.dk", *WHO)
    assert svar.returncode == 0
    assert "ikke alle mailservere" in svar.stderr
