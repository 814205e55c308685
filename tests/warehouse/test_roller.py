"""The roles of a real PostgreSQL server: each may do what it needs, and is refused the rest."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

import flows.cli  # noqa: F401 - registers the commands
from flows.cli.app import app
from flows.opbevaring import run_opbevaring
from flows.settings import Indstillinger
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling, make_afdelinger
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.opbevaring.ryd import overwrite_deleted
from warehouse.revision import insert_bundet
from warehouse.revision.kontrol import check_kaede
from warehouse.roller import EJER, KUN_TILFOEJES, LAESER, OPBEVARING, SKRIVER, list_saetninger
from warehouse.transaktion import reading, writing
from warehouse.udfoert import Job, note_udfoert

pytestmark = pytest.mark.slow


def _as(url, rolle):
    return make_url(url).set(username=rolle).render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def url(postgresql_lager, tmp_path_factory):
    """A warehouse with a register, and with the roles made twice: the second time must change nothing."""
    url = postgresql_lager.tomt()
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path_factory.mktemp("dump"), make_afdelinger(20))
    for _ in range(2):
        with writing(engine) as session:
            for saetning in list_saetninger():
                session.connection().exec_driver_sql(saetning.replace("%", "%%"))
    engine.dispose()
    return url


def _make_rolled(lager):
    url = lager.tomt()
    engine = open_warehouse(url)
    with writing(engine) as session:
        for saetning in list_saetninger():
            session.connection().exec_driver_sql(saetning.replace("%", "%%"))
    engine.dispose()
    return url


def _run(url, rolle, *saetninger):
    engine = open_warehouse(_as(url, rolle))
    try:
        with writing(engine) as session:
            return [session.connection().execute(text(saetning)).rowcount for saetning in saetninger]
    finally:
        engine.dispose()


def test_the_writer_loads_a_register_and_the_reader_sees_it(url, tmp_path):
    engine = open_warehouse(_as(url, SKRIVER))
    assert load_afdelinger(engine, tmp_path, make_afdelinger(21), start=NAT_2).status == "godkendt"
    engine.dispose()
    assert _run(url, LAESER, "SELECT tilbudsid FROM nu_tilbud") == [21]


@pytest.mark.parametrize("tabel", KUN_TILFOEJES)
@pytest.mark.parametrize("saetning", ["UPDATE {} SET tidspunkt = tidspunkt", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_writer_only_adds_to_the_logs(url, tabel, saetning):
    if tabel == "revision_slettet":
        saetning = saetning.replace("tidspunkt", "nr")
    with pytest.raises(WarehouseFejl, match="rettigheder"):
        _run(url, SKRIVER, saetning.format(tabel))


@pytest.mark.parametrize("rolle", [SKRIVER, OPBEVARING, LAESER])
@pytest.mark.parametrize(
    "saetning",
    [
        "CREATE TABLE ny (id int)",
        "ALTER TABLE afdeling ADD ny int",
        "DROP TABLE mail",
        "DROP VIEW nu_tilbud",
        "UPDATE alembic_version SET version_num = '0001'",
        "ALTER TABLE revision DISABLE TRIGGER ALL",
    ],
)
def test_only_the_owner_changes_the_schema(url, rolle, saetning):
    with pytest.raises(WarehouseFejl):
        _run(url, rolle, saetning)


@pytest.mark.parametrize(
    "saetning",
    [
        "INSERT INTO regelstop (regel, snapshot_id, antal, antal_tilbud, oprettet) VALUES ('X', 1, 1, 1, now())",
        "UPDATE afdeling SET navn = 'x'",
        "DELETE FROM afdeling",
        "SELECT * FROM adgangslog",
        "SELECT * FROM api_noegle",
        "SELECT tekst FROM mail_svar",
        "SELECT adressat FROM mail",
        "SELECT modtager FROM mail",
        "SELECT * FROM raw_afdeling",
    ],
)
def test_the_reader_neither_writes_nor_reads_of_people(url, saetning):
    with pytest.raises(WarehouseFejl, match="rettigheder"):
        _run(url, LAESER, saetning)


def test_who_clears_up_may_delete_of_the_log_of_looks_and_not_of_the_chain(url):
    assert _run(url, OPBEVARING, "DELETE FROM adgangslog WHERE id < 0") == [0]
    with pytest.raises(WarehouseFejl, match="rettigheder"):
        _run(url, OPBEVARING, "DELETE FROM revision WHERE nr < 0")


def test_the_writer_counts_what_it_changed_and_when_a_job_was_done(url):
    _run(url, SKRIVER, "UPDATE afdeling SET navn = navn")
    assert _run(
        url,
        SKRIVER,
        "UPDATE stempeltal SET tal = tal + 1",
        "INSERT INTO udfoert (job, lykkedes) VALUES ('proeve', now())",
        "UPDATE udfoert SET fejlede = now() WHERE job = 'proeve'",
        "DELETE FROM udfoert WHERE job = 'proeve'",
    ) == [1, 1, 1, 1]


@pytest.mark.parametrize("rolle", [SKRIVER, OPBEVARING, EJER])
def test_those_who_delete_take_it_off_the_disk_too(url, rolle):
    engine = open_warehouse(_as(url, rolle))
    assert overwrite_deleted(engine, ["afdeling", "adgangslog"])
    engine.dispose()


def test_the_reader_does_not_lock_tables(url):
    engine = open_warehouse(_as(url, LAESER))
    assert not overwrite_deleted(engine, ["afdeling"])
    engine.dispose()


def test_a_run_that_deletes_what_is_too_old_does_with_the_rights_of_its_role(postgresql_lager, tmp_path):
    ny = _make_rolled(postgresql_lager)
    (tmp_path / "var" / "dumps").mkdir(parents=True)
    engine = open_warehouse(_as(ny, SKRIVER))
    for nat, navn in ((NAT_1, "Før"), (NAT_2, "Nu")):
        load_afdelinger(engine, tmp_path / "var" / "dumps", [make_afdeling(1, navn=navn)], start=nat)
    kig = {"tidspunkt": NAT_1, "bruger": "abc", "rolle": "laes", "handling": "set", "emne": "tilbud", "noegle": "1001"}
    with writing(engine) as session:
        insert_bundet(session.connection(), "adgangslog", [kig, kig])
        note_udfoert(session.connection(), Job.OPBEVARING, nu=NAT_1 + timedelta(days=6 * 366 - 1))
    engine.dispose()
    indstillinger = Indstillinger(var=tmp_path / "var", database_url=_as(ny, OPBEVARING))
    gjort = run_opbevaring(indstillinger, nu=NAT_1 + timedelta(days=6 * 366), hvem="drift")
    assert {"adgangslog", "afdeling"} <= {tal.tabel for tal in gjort.raekker}
    assert gjort.er_overskrevet
    engine = open_warehouse(_as(ny, LAESER))
    with reading(engine) as session:
        # The newest row stays, so that its number is not given again.
        assert session.execute(text("SELECT count(tidspunkt) FROM adgangslog")).scalar_one() == 1
        assert session.execute(text("SELECT count(*) FROM afdeling")).scalar_one() == 1
    engine.dispose()
    engine = open_warehouse(ny)
    assert check_kaede(engine).er_hel
    engine.dispose()


def test_a_table_that_comes_later_is_the_writers_at_once_and_not_the_readers(url):
    _run(url, EJER, "CREATE TABLE senere (id serial PRIMARY KEY, navn text)")
    assert _run(url, SKRIVER, "INSERT INTO senere (navn) VALUES ('x')", "DELETE FROM senere") == [1, 1]
    with pytest.raises(WarehouseFejl, match="rettigheder"):
        _run(url, LAESER, "SELECT * FROM senere")
    _run(url, EJER, "DROP TABLE senere")


_LAESER = """
import json, sys
from typer.testing import CliRunner
import flows.cli
from flows.cli.app import app
for kommando in json.loads(sys.argv[1]):
    svar = CliRunner().invoke(app, kommando)
    fejl = None if isinstance(svar.exception, SystemExit) else svar.exception
    print(json.dumps({"kommando": kommando, "fejl": fejl and str(fejl), "linjer": svar.stdout.count("\\n")}))
"""


def test_what_only_reads_works_with_the_readers_rights(url, tmp_path):
    kommandoer = [
        *(["tilbud", "--json"], ["afvigelser", "--json"], ["koersler", "--json"], ["regler"], ["overvaag"]),
        *(["stikproeve", "vis"], ["rettelser", "rettelser.csv"], ["frister"], ["frys", "rapport"]),
    ]
    miljoe = {**os.environ, "TILBUDSTJEK_VAR": str(tmp_path), "TILBUDSTJEK_DATABASE_URL": _as(url, LAESER)}
    miljoe["PYTHONPATH"] = str(Path(__file__).parents[2])
    svar = subprocess.run(
        [sys.executable, "-c", _LAESER, json.dumps(kommandoer)],
        env=miljoe,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    udfald = [json.loads(linje) for linje in svar.stdout.splitlines()]
    assert [(et["kommando"], et["fejl"]) for et in udfald] == [(kommando, None) for kommando in kommandoer]
    assert udfald[0]["linjer"] >= 20


def test_a_migration_that_is_due_is_said_to_whoever_may_not_do_it(postgresql_lager, url):
    gammel = _make_rolled(postgresql_lager)
    _run(gammel, EJER, "UPDATE alembic_version SET version_num = '0009'")
    for rolle in (SKRIVER, LAESER):
        with pytest.raises(WarehouseFejl, match="database opgrader"):
            open_warehouse(_as(gammel, rolle))


def test_opgrader_brings_the_schema_forward_and_gives_the_rights(postgresql_lager, tmp_path):
    ny = _make_rolled(postgresql_lager)
    _run(ny, EJER, f"REVOKE ALL ON nu_tilbud FROM {LAESER}")
    miljoe = {**os.environ, "TILBUDSTJEK_VAR": str(tmp_path), "TILBUDSTJEK_DATABASE_URL": _as(ny, EJER)}
    svar = subprocess.run(
        [sys.executable, "-m", "flows", "database", "opgrader"], env=miljoe, capture_output=True, text=True, check=True
    )
    assert "der var intet at gøre" in svar.stderr
    assert _run(ny, LAESER, "SELECT * FROM nu_tilbud") == [0]


def test_the_sql_is_printed_for_who_runs_the_server(tmp_path):
    svar = CliRunner().invoke(app, ["database", "roller"], env={"TILBUDSTJEK_VAR": str(tmp_path)})
    assert svar.stdout.startswith("BEGIN;\n")
    assert "REVOKE UPDATE, DELETE ON adgangslog, revision" in svar.stdout
    assert "PASSWORD" not in svar.stdout
