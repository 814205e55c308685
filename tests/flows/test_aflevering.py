"""Handing over as the settings want it, and the commands that show, send and decide."""

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest

from domain.tid import DANSK_TID
from flows.aflevering import deliver, describe, explain
from flows.settings import Indstillinger
from reports.fejl import RapportFejl
from reports.mail.smtp import Afleveringstal
from tests.builders import load_afdelinger, make_afdeling
from tests.mails import make_key, put_mails, states
from tests.postkontor import Certifikater, Postkontor
from tests.reports.scene import record

TIRSDAG = datetime(2026, 11, 3, 10, tzinfo=DANSK_TID)
SOENDAG = datetime(2026, 11, 1, 10, tzinfo=DANSK_TID)
TRE = ["a@ude.example.org", "b@ude.example.org", "B@ude.example.org"]


@pytest.fixture
def udbakke(tmp_path, engine, warehouse_url, monkeypatch):
    """The warehouse with three mails in it, which is the commands' too."""
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    put_mails(engine, TRE)
    return engine


@pytest.fixture
def kontor(tmp_path_factory, monkeypatch):
    certifikater = Certifikater(tmp_path_factory.mktemp("ca"))
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikater.fil))
    with Postkontor(certifikater, tavs_s=30) as kontor:
        yield kontor


def settings(tmp_path, kontor=None):
    url = f"smtps://post:p%40ss%3Aord%2F1@127.0.0.1:{kontor.port}" if kontor else ""
    return Indstillinger(var=tmp_path, smtp_url=url, mail_pr_minut=6000)


def mail(tmp_path, *arguments, **miljoe):
    return subprocess.run(
        [sys.executable, "-m", "flows", "mail", *arguments],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
        env={**os.environ, "TILBUDSTJEK_VAR": str(tmp_path), **miljoe},
    )


def test_mails_go_to_the_mail_server_of_the_settings(udbakke, tmp_path, kontor):
    record(udbakke, 1, [], nu=TIRSDAG)
    assert deliver(udbakke, settings(tmp_path, kontor), nu=TIRSDAG) == Afleveringstal(sendt=3)
    assert set(kontor.antal().values()) == {1}
    assert not (tmp_path / "udbakke").exists()


def test_without_a_mail_server_they_become_files(udbakke, tmp_path):
    record(udbakke, 1, [], nu=SOENDAG)
    assert deliver(udbakke, settings(tmp_path), nu=SOENDAG) == Afleveringstal(sendt=3)
    assert len(list((tmp_path / "udbakke").glob("*.eml"))) == 3


def test_files_too_wait_while_the_rules_have_not_judged_the_newest_fetch(udbakke, tmp_path):
    record(udbakke, 1, [], nu=SOENDAG)
    load_afdelinger(udbakke, tmp_path, [make_afdeling(1)], start=TIRSDAG)
    tal = deliver(udbakke, settings(tmp_path), nu=TIRSDAG)
    assert tal.sendt == 0
    assert "»tilbudstjek kontroller«" in (tal.stop or "")
    assert set(states(udbakke).values()) == {"klar"}


def test_on_a_sunday_none_goes_to_the_server(udbakke, tmp_path, kontor):
    tal = deliver(udbakke, settings(tmp_path, kontor), nu=SOENDAG)
    assert (tal.sendt, kontor.modtaget) == (0, [])
    assert tal.stop


def test_where_mails_go_is_said_without_the_password(tmp_path, kontor):
    assert describe(settings(tmp_path, kontor)) == "til mailserveren 127.0.0.1, højst 6000 i minuttet"
    assert "p%40ss" not in repr(settings(tmp_path, kontor))
    assert ".eml" in describe(settings(tmp_path))
    with pytest.raises(RapportFejl, match="TILBUDSTJEK_SMTP_URL"):
        describe(Indstillinger(var=tmp_path, smtp_url="http://mail.example.org"))


def test_what_a_person_must_know_is_told():
    linjer = explain(Afleveringstal(sendt=9, senere=1, afvist=2, ukendt=3, stop="Serveren er væk."))
    assert [linje.split()[0] for linje in linjer] == ["1", "2", "Om", "Serveren"]
    assert "mail afgoer" in linjer[2]
    assert explain(Afleveringstal(sendt=9)) == []


def test_send_only_shows_unless_told_to(udbakke, tmp_path):
    record(udbakke, 1, [], nu=SOENDAG)
    svar = mail(tmp_path, "send")
    assert svar.returncode == 0, svar.stderr
    assert len(svar.stdout.splitlines()) == 3
    assert "3 mails til 2 adresser" in svar.stderr
    assert "Forinden bringes udbakken ajour: 3 trækkes tilbage." in svar.stderr
    assert "Der er ikke sendt noget" in svar.stderr
    assert set(states(udbakke).values()) == {"klar"}
    # Told to, it first takes back what no finding stands behind.
    assert mail(tmp_path, "send", "--rigtigt").returncode == 0
    assert states(udbakke) == {}


def test_a_person_decides_what_became_of_an_unknown_mail(udbakke, tmp_path):
    put_mails(udbakke, ["c@ude.example.org", "d@ude.example.org"], status="sender")
    assert mail(tmp_path, "afgoer", make_key(1004), "--sendt").returncode == 0
    assert mail(tmp_path, "afgoer", make_key(1005), "--igen").returncode == 0
    assert (states(udbakke)["1004"], states(udbakke)["1005"]) == ("sendt", "klar")
    assert mail(tmp_path, "afgoer", make_key(1005)).returncode == 2
    igen = mail(tmp_path, "afgoer", make_key(1005), "--sendt")
    assert (igen.returncode, "ikke noget at afgøre" in igen.stderr) == (1, True)


def test_why_a_mail_is_unknown_is_shown(udbakke, tmp_path):
    put_mails(udbakke, ["c@ude.example.org"], status="sender")
    mail(tmp_path, "afgoer", "findes-ikke", "--sendt")
    vist = mail(tmp_path, "vis")
    assert vist.returncode == 0, vist.stderr
    assert "mail afgoer" in vist.stdout
    rows = [json.loads(linje) for linje in mail(tmp_path, "vis", "--json").stdout.splitlines()]
    assert "ukendt" in {row.get("status") for row in rows}


def test_a_mail_server_that_cannot_be_read_is_said_without_its_password(udbakke, tmp_path):
    svar = mail(tmp_path, "send", TILBUDSTJEK_SMTP_URL="smtp://post:hemmelig@mail.example.org")
    assert svar.returncode == 1
    assert "TILBUDSTJEK_SMTP_URL" in svar.stderr
    assert "hemmelig" not in svar.stderr + svar.stdout
