"""What PostgreSQL says to the driver itself, past SQLAlchemy (VACUUM, COPY), is told in Danish and quotes no row."""

import traceback

import pytest

from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl, translate_errors

_RAEKKE = "INSERT INTO prøve VALUES ('Zqperson@hus.example.org')"


def test_an_error_of_the_bare_driver_is_a_sentence_and_its_row_is_nowhere(postgresql_lager):
    engine = open_warehouse(postgresql_lager.tomt())
    raw = engine.raw_connection()
    forbindelse = raw.driver_connection
    assert forbindelse is not None
    try:
        forbindelse.execute("CREATE TEMPORARY TABLE prøve (email text UNIQUE)")
        forbindelse.execute(_RAEKKE)
        with pytest.raises(WarehouseFejl, match="23505") as fejl, translate_errors():
            forbindelse.execute(_RAEKKE)
    finally:
        raw.close()
        engine.dispose()
    assert "Zqperson" not in "".join(traceback.format_exception(fejl.value))
    assert fejl.value.__cause__ is None
