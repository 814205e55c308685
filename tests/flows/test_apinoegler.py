"""The keys of other systems on the command line."""

import os
import sys

import pytest

from flows.cli import main

# Reading the settings sets these for the process; the other tests must not see it.
_PREFECT = (
    *("PREFECT_HOME", "PREFECT_SERVER_ANALYTICS_ENABLED", "PREFECT_LOGGING_TO_API_ENABLED", "DO_NOT_TRACK"),
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS",
)


@pytest.fixture
def koer(monkeypatch, tmp_path, warehouse_url, capsys):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path))
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)
    for navn in _PREFECT:
        monkeypatch.setenv(navn, os.environ.get(navn, str(tmp_path / "prefect") if navn == "PREFECT_HOME" else "120"))

    def run(*ord_):
        monkeypatch.setattr(sys, "argv", ["tilbudstjek", "api-noegle", *ord_])
        with pytest.raises(SystemExit) as slut:
            main()
        svar = capsys.readouterr()
        return slut.value.code, svar.out, svar.err

    return run


def test_a_key_is_made_listed_and_closed_and_shown_only_once(koer):
    kode, noegle, sagt = koer(
        "opret", "--navn", "sagssystemet", "--omfang", "register:laes tilsyn:Nord", "--dage", "30"
    )
    assert kode == 0
    assert len(noegle.split()) == 1
    assert "vises kun nu" in sagt
    _, liste, _ = koer("liste")
    assert "åben" in liste
    assert "register:laes tilsyn:Nord" in liste
    assert noegle.strip() not in liste
    assert koer("luk", noegle[:12])[2] == "Nøglen til sagssystemet er lukket.\n"
    assert "lukket" in koer("liste")[1]


@pytest.mark.parametrize(
    ("ord_", "siger"),
    [
        (("opret", "--navn", "x", "--omfang", "alt"), "»alt« er ikke et omfang"),
        (("opret", "--navn", "x", "--omfang", "register:laes", "--dage", "4000"), "1 til 731 dage"),
        (("luk", "tjek_abc"), "»tilbudstjek api-noegle liste« viser dem"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(koer, ord_, siger):
    kode, ud, sagt = koer(*ord_)
    assert (kode, ud) == (1, "")
    assert siger in sagt
