"""The runs as people read them on a terminal of any width: in Danish time, with the cause and the file it was about."""

import pytest
import typer

from domain.mailstatus import Mailstatus
from flows.cli.lister import describe_koersel
from flows.cli.mails import vis_command
from tests.builders import load_afdelinger, make_afdeling
from tests.mails import put_mails
from warehouse.engine import open_warehouse


@pytest.fixture
def udbakke(tmp_path, monkeypatch):
    """One mail that arrived and one nobody knows of."""
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path))
    engine = open_warehouse(f"sqlite:///{tmp_path / 'tilbudstjek.db'}")
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    put_mails(engine, ["a@bo.example.org"], status="sendt")
    put_mails(engine, ["b@bo.example.org"], status="ukendt")
    engine.dispose()


def test_the_mails_nobody_knows_of_are_found_among_all_the_others(udbakke, capsys):
    vis_command(status="ukendt")
    vist = capsys.readouterr().out
    assert ("ukendt" in vist, "sendt" in vist) == (True, False)
    with pytest.raises(typer.Exit):
        vis_command(status="væk")
    sagt = capsys.readouterr().err
    assert all(status in sagt for status in Mailstatus)


KOERSEL = {
    "id": "20261201T033000-52a92b",
    "start": "2026-12-01T02:30:00.000071+00:00",
    "slut": "2026-12-01T02:30:26.064275+00:00",
    "kilde": "portal",
    "status": "afvist",
    "aarsag": "Hentningen er tom.",
    "antal": 0,
    "dump_fil": "/var/lib/tilbudstjek/dumps/dump-1.jsonl",
}


def test_a_rejected_run_says_when_why_and_which_dump_can_be_overruled():
    assert describe_koersel(KOERSEL) == (
        "01-12-2026 kl. 03.30  afvist    portal       0       20261201T033000-52a92b\n"
        "    Hentningen er tom.\n"
        "    Dump: /var/lib/tilbudstjek/dumps/dump-1.jsonl"
    )


def test_a_good_run_is_one_line_also_before_anything_is_counted():
    god = {**KOERSEL, "status": "godkendt", "aarsag": None, "antal": 3533}
    assert describe_koersel(god) == "01-12-2026 kl. 03.30  godkendt  portal       3533    20261201T033000-52a92b"
    i_gang = {**god, "status": "i_gang", "antal": None, "dump_fil": None}
    assert describe_koersel(i_gang) == "01-12-2026 kl. 03.30  i_gang    portal       -       20261201T033000-52a92b"
