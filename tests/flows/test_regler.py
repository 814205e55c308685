"""`regler` on the command line: the catalogue as it is switched, and what a change would do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from expectations.registry import load_regler
from expectations.sammenlign import Sammenligning
from flows.cli.regler import _say_sammenligning
from flows.fremdrift import Visning
from flows.settings import Indstillinger
from flows.trin import kontroller_register
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from warehouse.findings.forudsig import Emne, Forudsigelse
from warehouse.queries import list_afvigelser


def tilbudstjek(var: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *arguments],
        env={**os.environ, "TILBUDSTJEK_VAR": str(var), **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def register(tmp_path, engine, warehouse_url, monkeypatch):
    """A folder, and for the commands a database, of two tilbud, one without a CVR number, that no rule has judged."""
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1, cvr=None), make_afdeling(2)])
    return tmp_path


def test_the_catalogue_shows_what_the_settings_switch(tmp_path):
    ud = tilbudstjek(tmp_path, "regler", TILBUDSTJEK_REGLER_FRA="IDENT-001")
    assert ud.returncode == 0, ud.stderr
    (linje,) = [x for x in ud.stdout.splitlines() if x.startswith("IDENT-001")]
    assert linje.endswith("(slået fra i indstillingerne)")
    rows = [json.loads(x) for x in tilbudstjek(tmp_path, "regler", "--json").stdout.splitlines()]
    assert [(row["id"], row["aktiv"]) for row in rows] == [(regel.id, regel.aktiv) for regel in load_regler()]


def test_the_catalogue_is_still_written_as_pages(tmp_path):
    assert tilbudstjek(tmp_path, "regler", "--skriv", str(tmp_path / "regler")).returncode == 0
    assert (tmp_path / "regler" / "IDENT-001.md").is_file()


def test_a_setting_that_names_no_rule_stops_the_command_with_a_sentence(register):
    for kommando in (["regler"], ["nat"]):
        ud = tilbudstjek(register, *kommando, TILBUDSTJEK_REGLER_TIL="FINDES-IKKE")
        assert ud.returncode == 1, kommando
        assert "FINDES-IKKE" in ud.stderr
        assert "Traceback" not in ud.stderr


def test_a_rule_that_is_switched_off_is_not_run(register, engine, warehouse_url):
    indstillinger = Indstillinger(var=register, regler_fra="IDENT-001", database_url=warehouse_url)
    kontroller_register.fn(engine, indstillinger, nu=NAT_1, visning=Visning())
    assert "IDENT-001" not in {row["regel"] for row in list_afvigelser(engine)}


@pytest.mark.slow
def test_sammenlign_shows_what_would_open_and_leaves_the_findings_alone(register):
    ud = tilbudstjek(register, "regler", "sammenlign", "--regel", "ident-001", "--json")
    assert ud.returncode == 0, ud.stderr
    (row,) = [json.loads(x) for x in ud.stdout.splitlines()]
    assert row == {
        "regel": "IDENT-001",
        "aabner": [{"tilbudsid": "1001", "afdelingsid": "1", "raekke": None}],
        "genaabner": [],
        "lukker": [],
        "uaendrede": 0,
        "fejl": None,
    }
    assert tilbudstjek(register, "afvigelser", "--json").stdout == ""
    assert tilbudstjek(register, "regler", "sammenlign", "--regel", "IDENT-999").returncode == 1


def test_a_comparison_in_words_says_what_each_rule_would_do(capsys):
    emne = Emne(tilbudsid="1001", afdelingsid=None, raekke="Ophold, 2026")
    en = Sammenligning(regel="TAKST-003", forudsigelse=Forudsigelse(aabner=(emne,), uaendrede=7))
    _say_sammenligning(en, {"TAKST-003": "Taksten kan ikke læses"}, vis_emner=True)
    fejlet = Sammenligning(regel="TAKST-004", forudsigelse=Forudsigelse(), fejl="no such column")
    _say_sammenligning(fejlet, {}, vis_emner=True)
    assert capsys.readouterr().out.splitlines() == [
        "TAKST-003     åbner     1  genåbner     0  lukker     0  uændret     7  Taksten kan ikke læses",
        "  åbner    1001 · hele tilbuddet · Ophold, 2026",
        "TAKST-004     kunne ikke køre: no such column",
    ]
