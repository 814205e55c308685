"""Cases from before their course was kept are taken to have been told of all that stood."""

from alembic import command
from sqlalchemy import Engine, text

from tests.warehouse.rows import rows
from warehouse.migrations.opgrader import make_config


def test_a_case_that_was_told_before_keeps_its_place(engine: Engine):
    with engine.begin() as conn:
        command.downgrade(make_config(conn), "0006")
        for tilbudsid, tilstand in (("1", "ny"), ("2", "varslet"), ("3", "lukket")):
            conn.execute(
                text("INSERT INTO sag VALUES (:t, :s, '2026-11-01 01:00:00', '2026-11-02 01:00:00')"),
                {"t": tilbudsid, "s": tilstand},
            )
        conn.execute(
            text("INSERT INTO sag_haendelse (tilbudsid, tidspunkt, til, grund, af) VALUES ('2', :nu, 'ny', 'x', 'y')"),
            {"nu": "2026-11-01 01:00:00"},
        )
        command.upgrade(make_config(conn), "0007")
    fortalt = rows(engine, "SELECT tilbudsid FROM sag WHERE besked = aendret")
    assert [row["tilbudsid"] for row in fortalt] == ["2"]
    assert rows(engine, "SELECT art FROM sag_haendelse") == [{"art": "skridt"}]
