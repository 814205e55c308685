"""The triggers that guard the audit log: one that is gone is told of, and set again with a link that says so."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from warehouse.revision import Revisionsnote
from warehouse.revision.kontrol import check_kaede
from warehouse.revision.laes import Udvalg, list_led
from warehouse.revision.vagter import put_back
from warehouse.transaktion import writing

LED = Revisionsnote(tidspunkt=datetime(2026, 11, 23, 8, 0, tzinfo=UTC), hvem="menneske", handling="vagter_sat")
AENDR = text("UPDATE revision SET hvem = 'en anden'")


def take_away(engine) -> None:
    """Do what an owner can: on PostgreSQL one is switched off, on SQLite there is nothing but dropping it."""
    er_sqlite = engine.dialect.name == "sqlite"
    with engine.begin() as conn:
        conn.execute(
            text(
                "DROP TRIGGER revision_aendres_ikke"
                if er_sqlite
                else "ALTER TABLE revision DISABLE TRIGGER fast; DROP FUNCTION tilbudstjek_slet() CASCADE"
            )
        )


def test_a_database_as_it_was_made_misses_none(engine):
    dom = check_kaede(engine)
    assert (dom.er_i_orden, dom.uden_vagt) == (True, ())
    with writing(engine) as session:
        assert put_back(session.connection(), LED) == ()
    assert check_kaede(engine).antal == dom.antal


def test_one_that_is_gone_or_switched_off_is_told_of_though_the_chain_holds(engine):
    take_away(engine)
    dom = check_kaede(engine)
    assert (dom.er_hel, dom.er_i_orden) == (True, False)
    assert "revision" in dom.uden_vagt


def test_it_is_set_again_and_refuses_again_and_the_chain_says_so(engine):
    take_away(engine)
    with writing(engine) as session:
        sat = put_back(session.connection(), LED)
    assert "revision" in sat
    assert check_kaede(engine).er_i_orden
    (nyeste,) = list_led(engine, Udvalg(), hoejst=1)
    assert (nyeste.handling, nyeste.genstand) == ("vagter_sat", f"vagter:{','.join(sat)}")
    with pytest.raises(DBAPIError), engine.begin() as conn:
        conn.execute(AENDR)
