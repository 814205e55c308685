"""A database from before the chain: what it holds is taken over, and every later change of it is found."""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Engine, insert, text

from warehouse.adgangslog import Spor, log_adgang
from warehouse.engine import open_warehouse
from warehouse.migrations.opgrader import make_config
from warehouse.revision.kontrol import check_kaede
from warehouse.revision.laes import Udvalg, list_led
from warehouse.tables import METADATA

pytestmark = pytest.mark.begge_lagre

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SPOR = Spor(tidspunkt=NU, bruger="KL", rolle="laeser", handling="set", emne="tilbud", noegle="1")


@pytest.fixture
def gammel(engine: Engine, warehouse_url: str) -> Engine:
    """A database of the schema before, with three looks and two lines of a file note in it, opened by this program."""
    with engine.begin() as conn:
        command.downgrade(make_config(conn), "0009")
        row = {"tidspunkt": NU, "bruger": "KL", "rolle": "laeser", "handling": "set", "emne": "tilbud"}
        conn.execute(insert(METADATA.tables["adgangslog"]), [row, row, row])
        sag = {"tilbudsid": "1", "tilstand": "ny", "oprettet": NU, "aendret": NU}
        conn.execute(insert(METADATA.tables["sag"]), [sag])
        note = {"tilbudsid": "1", "tidspunkt": NU, "til": "ny", "grund": "æøå", "af": "system", "art": "note"}
        conn.execute(insert(METADATA.tables["sag_haendelse"]), [note, note])
    open_warehouse(warehouse_url).dispose()
    return engine


def test_what_was_there_is_taken_over_with_a_link_each(gammel: Engine):
    dom = check_kaede(gammel)
    assert dom.brud == ()
    assert dom.raekker == {"adgangslog": 3, "sag_haendelse": 2, "stikproeve_haendelse": 0, "sletning": 0}
    assert len(list_led(gammel, Udvalg(handling="overtaget"))) == 5
    (skema,) = list_led(gammel, Udvalg(handling="skema"))
    assert (skema.nr, skema.bemaerkning) == (1, "0009 -> 0010")


def test_a_row_from_before_that_is_changed_is_found(gammel: Engine):
    with gammel.begin() as conn:
        if gammel.dialect.name == "postgresql":
            conn.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            conn.execute(text("DROP TRIGGER sag_haendelse_aendres_ikke"))
        conn.execute(text("UPDATE sag_haendelse SET grund = 'andet' WHERE id = 2"))
    (brud,) = check_kaede(gammel).brud
    assert brud.tekst.startswith("Række 2 i sag_haendelse er ændret")


def test_it_goes_on_after_being_taken_over_and_is_taken_over_once(gammel: Engine, warehouse_url: str):
    log_adgang(gammel, SPOR)
    open_warehouse(warehouse_url).dispose()
    dom = check_kaede(gammel)
    assert dom.er_hel
    assert dom.raekker["adgangslog"] == 4
