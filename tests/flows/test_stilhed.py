"""An error that quotes a row says neither in Prefect's states nor in a traceback what the row says."""

import traceback

import pytest
from prefect import Task

from domain.dump import DumpFejl
from flows import budgetkalender, orientering, stikproeve, trin
from flows.drift.afvikling import afvikl
from flows.drift.kalender import find_opgave
from flows.stilhed import Stilhed, UventetFejl

GADE = "Zqhemmelighedsvej 17"


def _quote(*_: object) -> None:
    int(GADE)


def test_a_job_that_quotes_a_value_fails_with_its_kind_and_place_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path))
    with pytest.raises(UventetFejl, match=r"ValueError i test_stilhed\.py, linje \d+") as fejl:
        afvikl(find_opgave("opbevaring"), _quote)
    skrevet = "".join(traceback.format_exception(fejl.value))
    assert "_quote" in skrevet
    assert "Zq" not in skrevet


def test_each_step_of_the_night_is_held_to_it():
    rum = (trin, orientering, budgetkalender, stikproeve)
    opgaver = [x for modul in rum for x in vars(modul).values() if isinstance(x, Task)]
    assert len(opgaver) > 10
    for opgave in opgaver:
        assert opgave.fn.__code__.co_filename.endswith("contextlib.py"), opgave.name


def test_our_own_errors_and_those_of_the_machine_pass_as_they_are():
    for fejl in (DumpFejl("Filen er ikke hel."), OSError(28, "disken er fuld"), KeyboardInterrupt()):
        with pytest.raises(type(fejl)) as rejst, Stilhed():
            raise fejl
        assert rejst.value is fejl
