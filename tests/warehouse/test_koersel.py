"""The life of a run."""

import pytest
from sqlalchemy import Engine

from tests.builders import NAT_1, NAT_2
from tests.warehouse.rows import rows, values
from warehouse.fejl import WarehouseFejl
from warehouse.koersel import close_abandoned, end_koersel, start_koersel


def test_a_run_is_started_and_ended(engine: Engine):
    koersel_id = start_koersel(engine, kilde="portal", adresse="https://portal.example", nu=NAT_1)
    assert values(engine, "SELECT status FROM koersel") == ["i_gang"]
    end_koersel(engine, koersel_id, status="fejlet", aarsag="Portalen svarer ikke.", nu=NAT_2)
    assert rows(engine, "SELECT status, aarsag, slut FROM koersel") == [
        {"status": "fejlet", "aarsag": "Portalen svarer ikke.", "slut": "2026-11-02 01:00:00.000000"}
    ]


def test_runs_of_one_second_have_different_ids_that_sort_by_time(engine: Engine):
    samtidige = [start_koersel(engine, kilde="portal", adresse="x", nu=NAT_1) for _ in range(3)]
    senere = start_koersel(engine, kilde="portal", adresse="x", nu=NAT_2)
    assert len(set(samtidige)) == 3
    assert max(samtidige) < senere


def test_a_run_that_does_not_exist_cannot_be_ended(engine: Engine):
    with pytest.raises(WarehouseFejl, match="findes-ikke"):
        end_koersel(engine, "findes-ikke", status="fejlet", aarsag=None, nu=NAT_1)


def test_runs_left_behind_are_marked_and_others_left_alone(engine: Engine):
    faerdig = start_koersel(engine, kilde="portal", adresse="x", nu=NAT_1)
    end_koersel(engine, faerdig, status="godkendt", aarsag=None, nu=NAT_1)
    start_koersel(engine, kilde="portal", adresse="x", nu=NAT_1)
    assert close_abandoned(engine, NAT_2) == 1
    assert close_abandoned(engine, NAT_2) == 0
    assert sorted(values(engine, "SELECT status FROM koersel")) == ["fejlet", "godkendt"]
    assert "afbrudt" in values(engine, "SELECT aarsag FROM koersel WHERE status = 'fejlet'")[0]
