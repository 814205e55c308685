"""The command that decides the mails a restore held: shown first, and done when told who says so and why."""

from datetime import timedelta

import pytest
from typer.testing import CliRunner

import flows.cli  # noqa: F401 - registers the commands
from flows.cli.app import app
from tests.builders import NAT_1, load_afdelinger, make_afdelinger
from tests.mails import put_mails
from tests.warehouse.rows import values
from warehouse.kopi.genoptag import Gendannelse, resume
from warehouse.transaktion import writing


@pytest.fixture
def afgoer(engine, warehouse_url, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    put_mails(engine, ["a@bo.example.org", "b@bo.example.org"])
    nu = NAT_1 + timedelta(days=1)
    with writing(engine) as session:
        resume(session.connection(), Gendannelse(id="1", nu=nu, hvem="drift", kopi_taget=NAT_1, kopi_led=0))
    miljoe = {"TILBUDSTJEK_VAR": str(tmp_path / "var"), "TILBUDSTJEK_DATABASE_URL": warehouse_url}
    return lambda *ord_: CliRunner().invoke(app, ["mail", "afgoer", *ord_], env=miljoe)


def test_all_are_shown_first_and_decided_when_told_who_and_why(afgoer, engine):
    vist = afgoer("--alle-ukendte", "--sendt", "--hvem", "abc", "--grund", "Loggen")
    assert (vist.exit_code, vist.stdout.count("Tilbudsportalen: 100")) == (0, 2)
    assert "2 mails er ukendte efter en gendannelse" in vist.stderr
    assert "Der er ikke ændret noget" in vist.stderr
    assert values(engine, "SELECT status FROM mail") == ["ukendt"] * 2
    gjort = afgoer("--alle-ukendte", "--sendt", "--hvem", "abc", "--grund", "Loggen", "--ja")
    assert (gjort.exit_code, "2 mails regnes for sendt" in gjort.stderr) == (0, True)
    assert values(engine, "SELECT status FROM mail") == ["sendt"] * 2
    assert "0 mails er ukendte" in afgoer("--alle-ukendte", "--igen").stderr


@pytest.mark.parametrize(
    "ord_",
    [
        ("--alle-ukendte",),
        ("--alle-ukendte", "--sendt", "--igen"),
        ("--alle-ukendte", "--sendt", "00"),
        ("--sendt",),
        ("00", "--sendt", "--ja"),
    ],
)
def test_what_contradicts_itself_is_refused(afgoer, engine, ord_):
    assert afgoer(*ord_).exit_code == 2
    assert values(engine, "SELECT status FROM mail") == ["ukendt"] * 2
