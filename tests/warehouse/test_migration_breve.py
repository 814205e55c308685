"""Mails from before they went to owners keep what they told, and of whom."""

from alembic import command
from sqlalchemy import Engine, text

from tests.warehouse.rows import rows
from warehouse.migrations.opgrader import make_config

_KOERSEL = (
    "INSERT INTO koersel (id, start, kilde, adresse, status, statistik) "
    "VALUES ('k', '2026-11-01 01:00:00.000000', 'x', 'y', 'godkendt', '{}')"
)
_SNAPSHOT = (
    "INSERT INTO snapshot (id, koersel_id, tidspunkt, dag, dag_nr, aar, dump_sha256, antal_afdelinger, antal_tilbud) "
    "VALUES (1, 'k', '2026-11-01 01:00:00.000000', '2026-11-01', 739921, 2026, 'x', 3, 3)"
)
_GAMMEL = (
    "INSERT INTO mail (noegle, tilbudsid, modtager, periode, trin, snapshot_id, emne, indhold, status, oprettet) "
    "VALUES (:n, :t, :m, '2026-11-01', 'varsel', 1, 'e', 'i', 'sendt', '2026-11-01 01:00:00.000000')"
)


def test_a_mail_to_one_tilbud_becomes_one_to_its_owner_and_back(engine: Engine):
    with engine.begin() as conn:
        command.downgrade(make_config(conn), "0007")
        conn.execute(text(_KOERSEL))
        conn.execute(text(_SNAPSHOT))
        for nummer, modtager in enumerate(("Ejer@Mange.example.org", "ejer@mange.example.org", "Øre@ø.example.org")):
            conn.execute(text(_GAMMEL), {"n": f"n{nummer}", "t": str(1001 + nummer), "m": modtager})
        command.upgrade(make_config(conn), "0008")
    assert rows(engine, "SELECT noegle, art, adressat, modtager FROM mail ORDER BY noegle") == [
        {"noegle": "n0", "art": "ejer", "adressat": "ejer@mange.example.org", "modtager": "Ejer@Mange.example.org"},
        {"noegle": "n1", "art": "ejer", "adressat": "ejer@mange.example.org", "modtager": "ejer@mange.example.org"},
        {"noegle": "n2", "art": "ejer", "adressat": "øre@ø.example.org", "modtager": "Øre@ø.example.org"},
    ]
    assert rows(engine, "SELECT noegle, tilbudsid, trin FROM mail_tilbud ORDER BY noegle") == [
        {"noegle": f"n{nummer}", "tilbudsid": str(1001 + nummer), "trin": "varsel"} for nummer in range(3)
    ]
    with engine.begin() as conn:
        command.downgrade(make_config(conn), "0007")
    assert rows(engine, "SELECT noegle, tilbudsid FROM mail ORDER BY noegle") == [
        {"noegle": f"n{nummer}", "tilbudsid": str(1001 + nummer)} for nummer in range(3)
    ]
