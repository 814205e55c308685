"""The cases on the command line: each choice with who, why and until when, and what is refused."""

import json
import sys
import zipfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from domain.tid import DANSK_TID, find_dag
from expectations.registry import load_regler
from reports.paabud.grundlag import list_fulgte, list_kan_paabydes
from tests.builders import load_afdelinger, make_afdeling
from tests.kommando import make_kommando
from tests.reports.scene import make_fund, record
from tests.warehouse.rows import values
from warehouse.sager import follow_up, open_sager

# A real rule of the catalogue that a påbud may rest on, found by hand here.
REGEL = next(regel for regel in load_regler() if regel.id in list_kan_paabydes([regel]) and regel.felt == "cvr")
FULGTE = list_fulgte(load_regler())
WHO = ("--hvem", "abc", "--grund", "Fejlene står.")


@pytest.fixture
def nu() -> datetime:
    return datetime.now(DANSK_TID)


@pytest.fixture
def sag(engine, tmp_path, monkeypatch, capsys, nu):
    """`tilbudstjek sag …` on a register with one case, opened 50 days ago: its exit status and what it wrote."""
    play(engine, tmp_path, nu - timedelta(days=50))
    return partial(make_kommando(monkeypatch, capsys, tmp_path / "var", str(engine.url)), "sag")


def play(engine, mappe: Path, nu: datetime, *, cvr: str = "99000016") -> None:
    """A night on which a rule finds fault with the CVR number of tilbud 1001."""
    snapshot_id = load_afdelinger(engine, mappe, [make_afdeling(1, cvr=cvr)], start=nu).snapshot_id or 0
    record(engine, snapshot_id, [make_fund(REGEL, "1001", vaerdi="99000016")], nu=nu, regler=[REGEL])
    open_sager(engine, nu, regler=FULGTE)
    follow_up(engine, find_dag(nu), nu, regler=FULGTE)


def move(engine, tilstand: str, nu: datetime, dage: int) -> None:
    """Set a case as it would be had its time passed: told and moved some days ago."""
    with engine.begin() as conn:
        naar = (nu - timedelta(days=dage)).astimezone(DANSK_TID)
        from sqlalchemy import update

        from warehouse.sager.laes import SAG

        conn.execute(update(SAG).values(tilstand=tilstand, aendret=naar, besked=naar))


def test_a_case_is_shown_as_a_note_and_as_json(sag):
    notat = sag("vis", "1001").stdout
    assert "Sagsnotat: tilbud 1001, Birkehuset 1" in notat
    assert "[ny] Der er fundet fejl." in notat
    akt = json.loads(sag("vis", "1001", "--json").stdout)
    assert (akt["tilstand"], akt["antal_fejl"], len(akt["noter"])) == ("ny", 1, 1)
    (om,) = akt["noter"][0]["om"]
    assert "\n  Det drejer sig om:\n  * " + om["linjer"][0] in notat
    assert sag("vis").stdout.splitlines()[0].split() == ["ny", "1"]
    assert json.loads(sag("vis", "--json").stdout.splitlines()[-1]) == {"tilstand": "lukket", "antal": 0}
    liste = sag("liste")
    assert "1001" in liste.stdout
    assert "1 sag." in liste.stderr
    assert sag("liste", "--tilstand", "lukket", "--json").stdout == ""


def test_each_choice_is_noted_with_its_end(sag, nu):
    til = f"{nu + timedelta(days=20):%Y-%m-%d}"
    assert sag("besked", "1001", *WHO).returncode == 0
    assert sag("uenig", "1001", *WHO, "--til", til).returncode == 0
    assert json.loads(sag("liste", "--json").stdout)["bero"] == "uenig"
    assert sag("genoptag", "1001", *WHO).returncode == 0
    assert sag("udskyd", "1001", *WHO, "--til", til).returncode == 0
    assert sag("omfordel", "1001", "xyz", *WHO, "--til", til).returncode == 0
    assert sag("note", "1001", *WHO).returncode == 0
    akt = json.loads(sag("vis", "1001", "--json").stdout)
    assert [note["art"] for note in akt["noter"]] == ["skridt", "skridt", "bero", "bero", "bero", "omfordelt", "note"]
    assert (akt["bero"], akt["frist"], akt["sagsbehandler"]) == ("udsat", til, "xyz")
    assert "1 afvigelser er accepteret" in sag("accepter", "1001", *WHO, "--til", til).stderr
    assert sag("vis").stdout.splitlines()[-1].split() == ["lukket", "1"]


def test_a_paabud_is_drafted_decided_delivered_and_a_markering_decided(sag, engine, tmp_path, nu):
    play(engine, tmp_path, nu - timedelta(days=1))
    move(engine, "til_vurdering", nu, 40)
    udkast = sag("udkast", "1001", "--begrundelse", "Står endnu.", "--docx")
    assert udkast.returncode == 0, udkast.stderr
    fil = tmp_path / "var" / "paabud" / "paabud-1001.zip"
    for skrevet in (fil, fil.with_suffix(".docx")):
        assert skrevet.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(fil) as pakke:
        assert "Står endnu." in pakke.read("paabud.txt").decode()
    assert json.loads(sag("liste", "--json").stdout)["tilstand"] == "til_vurdering"
    assert "Påbud om 1 fejl" in sag("paabud", "1001", *WHO).stderr
    leveret = sag("leveret", "1001", "--dag", f"{nu:%Y-%m-%d}", "--hvem", "abc")
    assert f"til og med {nu + timedelta(days=28):%d-%m-%Y}" in leveret.stderr
    nej = sag("markering", "1001", *WHO)
    assert (nej.returncode, "når den er »markering mulig«" in nej.stderr) == (1, True)


@pytest.fixture
def paabudt(sag, engine, tmp_path, nu):
    """The same case with a påbud decided, about a firm that can be written to, and where its MeMo file would lie."""
    play(engine, tmp_path, nu - timedelta(days=1), cvr="99000015")
    move(engine, "til_vurdering", nu, 40)
    assert sag("paabud", "1001", *WHO).returncode == 0
    return tmp_path / "var" / "paabud" / "paabud-1001.memo.xml"


def test_a_decided_paabud_is_written_as_memo_beside_its_package(sag, paabudt, monkeypatch, nu):
    monkeypatch.setenv("TILBUDSTJEK_PAABUD_AFSENDER_CVR", "99 00 00 23")
    monkeypatch.setenv("TILBUDSTJEK_PAABUD_AFSENDER_NAVN", "Styrelsen for Prøver")
    svar = sag("udkast", "1001", "--begrundelse", "Står endnu.", "--memo")
    assert (svar.returncode, "Programmet sender den ikke" in svar.stderr) == (0, True), svar.stderr
    xml = paabudt.read_text(encoding="utf-8")
    assert "<memo:senderID>99000023</memo:senderID>" in xml
    assert "<memo:recipientID>99000015</memo:recipientID>" in xml
    assert paabudt.stat().st_mode & 0o077 == 0
    paabudt.unlink()
    assert sag("leveret", "1001", "--dag", f"{nu:%Y-%m-%d}", "--hvem", "abc").returncode == 0
    igen = sag("udkast", "1001", "--begrundelse", "Står endnu.", "--memo")
    assert (igen.returncode, "skal ikke sendes igen" in igen.stderr, paabudt.exists()) == (1, True, False)


@pytest.mark.parametrize(
    ("cvr", "navn", "saetning"),
    [
        ("", "", "TILBUDSTJEK_PAABUD_AFSENDER_CVR og TILBUDSTJEK_PAABUD_AFSENDER_NAVN (docs"),
        ("99000023", "\u200b ", "sæt TILBUDSTJEK_PAABUD_AFSENDER_NAVN (docs"),
        ("99000016", "Styrelsen for Prøver", "AFSENDER_CVR er ikke et CVR-nummer"),
    ],
)
def test_without_a_sender_the_package_is_written_as_ever_and_the_setting_named(
    sag, paabudt, monkeypatch, cvr, navn, saetning
):
    monkeypatch.setenv("TILBUDSTJEK_PAABUD_AFSENDER_CVR", cvr)
    monkeypatch.setenv("TILBUDSTJEK_PAABUD_AFSENDER_NAVN", navn)
    svar = sag("udkast", "1001", "--begrundelse", "Står endnu.", "--memo")
    assert (svar.returncode, saetning in svar.stderr) == (1, True), svar.stderr
    assert (paabudt.exists(), zipfile.is_zipfile(paabudt.with_name("paabud-1001.zip"))) == (False, True)


def test_where_the_library_of_memo_is_not_the_package_is_written_and_it_is_said(sag, paabudt, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_serviceplatformen", None)
    svar = sag("udkast", "1001", "--begrundelse", "Står endnu.", "--memo")
    assert (svar.returncode, "Python 3.11 og 3.12" in svar.stderr) == (1, True), svar.stderr
    assert zipfile.is_zipfile(paabudt.with_name("paabud-1001.zip"))


def test_a_markering_is_refused_by_the_law_though_the_state_says_it_is_possible(sag, engine, tmp_path, nu):
    play(engine, tmp_path, nu - timedelta(days=1))
    move(engine, "til_vurdering", nu, 40)
    sag("paabud", "1001", *WHO)
    sag("leveret", "1001", "--dag", f"{nu:%Y-%m-%d}", "--hvem", "abc")
    move(engine, "markering_mulig", nu, 0)
    nej = sag("markering", "1001", *WHO)
    assert (nej.returncode, "fire uger løber" in nej.stderr) == (1, True)
    assert values(engine, "SELECT tilstand FROM sag") == ["markering_mulig"]


@pytest.mark.parametrize(
    ("args", "saetning"),
    [
        (("vis", "9"), "ingen sag om tilbud 9"),
        (("note", "9", *WHO), "ingen sag om tilbud 9"),
        (("note", "1001", "--hvem", "system", "--grund", "x"), "aldrig programmet"),
        (("note", "1001", "--hvem", "abc", "--grund", " "), "--grund"),
        (("udskyd", "1001", *WHO, "--til", "2020-01-01"), "Slutdagen 01-01-2020 kan ikke bruges"),
        (("accepter", "1001", *WHO, "--til", "2199-01-01"), "Slutdagen"),
        (("paabud", "1001", *WHO), "når den er »til vurdering«"),
        (("markering", "1001", *WHO), "når den er »markering mulig«"),
        (("udkast", "1001"), "ikke et påbud at skrive"),
        (("genoptag", "1001", *WHO), "ikke sat i bero"),
    ],
)
def test_what_cannot_be_done_ends_with_status_one_and_a_sentence(sag, args, saetning):
    svar = sag(*args)
    assert (svar.returncode, saetning in svar.stderr) == (1, True), svar.stderr
    assert "Traceback" not in svar.stderr


def test_a_choice_without_who_or_until_when_is_wrong_use(sag):
    assert sag("note", "1001", "--grund", "x").returncode == 2
    assert sag("udskyd", "1001", *WHO).returncode == 2
    assert sag("udskyd", "1001", *WHO, "--til", "i morgen").returncode == 2
