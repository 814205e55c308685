"""Backups of a database at work, on both engines: taken, verified, put back whole or not at all."""

import os
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import inspect, text

from flows.settings import Indstillinger
from flows.sikkerhedskopi import ADRESSER, NAVNE, take_kopi
from flows.sikkerhedskopi_gendan import gendan
from tests.builders import load_afdelinger, make_afdelinger
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.kopi.arkiv import Kilde, read_arkiv, write_arkiv
from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.manifest import Databaseindhold, Manifest
from warehouse.kopi.plads import MAPPE
from warehouse.queries.rapport_mail import is_released
from warehouse.transaktion import reading, writing

pytestmark = pytest.mark.slow

NU = datetime(2026, 11, 23, 13, 45, tzinfo=ZoneInfo("Europe/Copenhagen"))
SENERE = NU + timedelta(hours=1)
# What a restore itself writes, and what taking a backup does.
_EGNE = {"revision", "alarm", "udfoert", "stempeltal"}


@pytest.fixture
def pg_bin(request, lager):
    return request.getfixturevalue("postgresql_lager").bin if lager.navn == "postgresql" else None


@pytest.fixture
def kilde(tmp_path, warehouse_url, pg_bin):
    """A warehouse with a register and mails in every state, and a folder with files."""
    var = tmp_path / "kilde"
    (var / "dumps").mkdir(parents=True)
    (var / "udbakke").mkdir()
    (var / "hash_noegle").write_text("ab" * 32)
    (var / "dumps" / "dump-1.jsonl").write_bytes(os.urandom(3000))
    (var / "udbakke" / "en.eml").write_text("Emne: æøå")
    (var / "rapport").mkdir()
    (var / "rapport" / "index.html").write_text("kan laves igen")
    engine = open_warehouse(warehouse_url)
    load_afdelinger(engine, tmp_path, make_afdelinger(30))
    with writing(engine) as session:
        for nummer, status in enumerate(("afventer", "klar", "sender", "sendt", "afvist", "ukendt")):
            session.execute(
                text(
                    "INSERT INTO mail (noegle, modtager, periode, trin, snapshot_id, emne, indhold, status, oprettet)"
                    " VALUES (:n, 'a@b.example.org', '2026-11-23', 'varsel', 1, 'æ \\ \t', :i, :s, '2026-11-23')"
                ),
                {"n": f"noegle{nummer}", "i": "linje\n\\.\nCOPY x FROM stdin;\n\\N\r\n", "s": status},
            )
    engine.dispose()
    return Indstillinger(var=var, database_url=warehouse_url, pg_bin=pg_bin)


@pytest.fixture
def anden(tmp_path, lager, pg_bin):
    """Another machine: another folder, another database, both empty."""
    return Indstillinger(var=tmp_path / "anden", database_url=lager.ny(), pg_bin=pg_bin)


def read_alt(url):
    """Every row of every table, sorted, by table."""
    engine = connect_unchanged(url)
    try:
        with engine.connect() as forbindelse:
            navne = inspect(forbindelse).get_table_names()
            return {
                navn: sorted(map(repr, forbindelse.execute(text(f'SELECT * FROM "{navn}"')).all())) for navn in navne
            }
    finally:
        engine.dispose()


def read_files(var):
    filer = {str(fil.relative_to(var)): fil.read_bytes() for fil in var.rglob("*") if fil.is_file()}
    filer.pop("tilbudstjek.lock", None)
    return filer


def read_one(url, saetning):
    engine = connect_unchanged(url)
    try:
        with engine.connect() as forbindelse:
            return forbindelse.execute(text(saetning)).one()
    finally:
        engine.dispose()


def _take(indstillinger, maal, **valg):
    return take_kopi(indstillinger, maal, nu=NU, hvem="drift", **valg)


def _without(alt, *navne):
    return {navn: rows for navn, rows in alt.items() if navn not in {*_EGNE, *navne}}


@pytest.mark.begge_lagre
def test_a_backup_put_back_elsewhere_is_the_same_row_for_row_and_byte_for_byte(tmp_path, kilde, anden):
    foer = read_alt(kilde.database)
    kopi = _take(kilde, tmp_path / "kopier")
    assert kopi.fil.stat().st_mode & 0o777 == 0o600
    assert kopi.manifest.database.raekker["afdeling"] == 30
    assert kopi.manifest.database.snapshot_id == 1
    resultat = gendan(anden, kopi.fil, nu=SENERE, hvem="drift", intet_sendt="ny maskine")
    assert _without(read_alt(anden.database)) == _without(foer)
    filer = {navn for navn in read_files(kilde.var) if navn.split("/")[0] in NAVNE}
    assert len(filer) == 3
    assert {navn: read_files(anden.var)[navn] for navn in filer} == {
        navn: read_files(kilde.var)[navn] for navn in filer
    }
    assert not (anden.var / "rapport").exists()
    assert (resultat.holdte_mails, resultat.tidligere) == (0, ())
    assert not (anden.var / MAPPE).exists()


@pytest.mark.begge_lagre
def test_what_may_have_been_sent_since_is_held_until_a_person_looks(tmp_path, kilde, anden):
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    assert gendan(anden, kopi.fil, nu=SENERE, hvem="drift").holdte_mails == 3
    engine = open_warehouse(anden.database)
    with reading(engine) as session:
        statuser = session.execute(text("SELECT status, fejl FROM mail ORDER BY noegle")).all()
        assert [row.status for row in statuser] == ["ukendt", "ukendt", "ukendt", "sendt", "afvist", "ukendt"]
        assert "gendannet fra en kopi, der blev taget 23-11-2026 kl. 13.45" in statuser[0].fejl
        assert not is_released(session.connection())
        assert session.execute(text("SELECT count(*) FROM alarm WHERE slags = 'gendannelse'")).scalar_one() == 1
    from reports.mail.outbox import release

    assert release(engine, nu=SENERE) == 0
    with reading(engine) as session:
        assert is_released(session.connection())
    engine.dispose()


@pytest.mark.begge_lagre
def test_both_are_written_in_the_audit_log_and_the_time_is_kept_for_those_who_watch(tmp_path, kilde, anden):
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    gendan(anden, kopi.fil, nu=SENERE, hvem="kl")
    sidste = read_one(kilde.database, "SELECT hvem, handling, genstand FROM revision ORDER BY nr DESC LIMIT 1")
    assert tuple(sidste) == ("drift", "kopi-taget", "kopi:kopi.tar.gz")
    assert read_one(kilde.database, "SELECT count(*) FROM udfoert WHERE job = 'sikkerhedskopi'") == (1,)
    alt = read_alt(anden.database)["revision"]
    assert sum("gendannet" in row for row in alt) == 1


@pytest.mark.begge_lagre
def test_a_backup_taken_while_another_writes_is_of_one_moment(tmp_path, kilde, anden):
    engine = open_warehouse(kilde.database)
    with writing(engine) as session:
        session.execute(text("DELETE FROM udfoert"))
    stop = threading.Event()

    def skriv():
        while not stop.is_set():
            # Two tables that are always changed together: a copy that has one without the other is of two moments.
            with writing(engine) as session:
                nummer = session.execute(text("SELECT count(*) FROM regelstop")).scalar_one()
                session.execute(
                    text(
                        "INSERT INTO regelstop (regel, snapshot_id, antal, antal_tilbud, oprettet)"
                        " VALUES (:r, 1, 1, 1, '2026-11-23')"
                    ),
                    {"r": f"R-{nummer}"},
                )
                session.execute(text("UPDATE sag SET sagsbehandler = :n"), {"n": str(nummer)})
                session.execute(text("UPDATE snapshot SET antal_tilbud = :n"), {"n": nummer + 1})

    skriver = threading.Thread(target=skriv)
    skriver.start()
    try:
        time.sleep(0.2)
        kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    finally:
        stop.set()
        skriver.join()
    gendan(anden, kopi.fil, nu=SENERE, hvem="drift")
    kopieret = open_warehouse(anden.database)
    with reading(kopieret) as session:
        stop_i_alt = session.execute(text("SELECT count(*) FROM regelstop")).scalar_one()
        assert stop_i_alt == session.execute(text("SELECT antal_tilbud FROM snapshot")).scalar_one() > 0
    with reading(engine) as session:
        assert session.execute(text("SELECT count(*) FROM regelstop")).scalar_one() > stop_i_alt
    kopieret.dispose()
    engine.dispose()


@pytest.mark.begge_lagre
def test_a_place_that_is_taken_is_refused_and_with_erstat_moved_aside_never_deleted(tmp_path, kilde):
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    engine = open_warehouse(kilde.database)
    with writing(engine) as session:
        session.execute(text("UPDATE afdeling SET navn = 'Efter kopien'"))
    engine.dispose()
    (kilde.var / "dumps" / "dump-2.jsonl").write_text("efter kopien")
    (kilde.var / "paabud").mkdir()
    (kilde.var / "paabud" / "ny.zip").write_text("efter kopien")
    foer, filer = read_alt(kilde.database), read_files(kilde.var)
    with pytest.raises(KopiFejl, match="--erstat"):
        gendan(kilde, kopi.fil, nu=SENERE, hvem="drift")
    assert (read_alt(kilde.database), read_files(kilde.var)) == (foer, filer)
    resultat = gendan(kilde, kopi.fil, nu=SENERE, hvem="drift", erstat=True)
    assert "Efter kopien" not in str(read_alt(kilde.database)["afdeling"])
    assert not (kilde.var / "dumps" / "dump-2.jsonl").exists()
    assert not (kilde.var / "paabud").exists()
    til_side = kilde.var / "foer-gendannelse-20261123_134500"
    assert {sti.name for sti in til_side.rglob("*.*")} >= {"dump-1.jsonl", "dump-2.jsonl", "ny.zip", "en.eml"}
    assert len(resultat.tidligere) == 2
    if "sqlite" in kilde.database:
        gammel = f"sqlite:///{resultat.tidligere[0]}"
        assert read_alt(gammel) == foer
    else:
        gamle = "SELECT count(*) FROM foer_gendannelse_20261123_134500.afdeling WHERE navn = 'Efter kopien'"
        assert read_one(kilde.database, gamle) == (30,)
    # What was moved aside is not in the next backup.
    assert "foer_gendannelse" not in str(_take(kilde, tmp_path / "to.tar.gz").manifest.database.raekker)


@pytest.mark.slow
@pytest.mark.begge_lagre
def test_a_database_that_somebody_has_open_is_not_replaced(tmp_path, kilde):
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    engine = open_warehouse(kilde.database)
    with reading(engine) as session:
        foer = session.execute(text("SELECT count(*) FROM afdeling")).scalar_one()
        with pytest.raises(KopiFejl, match="Stop siderne"):
            gendan(kilde, kopi.fil, nu=SENERE, hvem="drift", erstat=True)
        assert session.execute(text("SELECT count(*) FROM afdeling")).scalar_one() == foer == 30
    # Pages that nobody looks at keep their connection, and what they have drawn.
    with pytest.raises(KopiFejl, match="Stop siderne"):
        gendan(kilde, kopi.fil, nu=SENERE, hvem="drift", erstat=True)
    engine.dispose()
    assert gendan(kilde, kopi.fil, nu=SENERE, hvem="drift", erstat=True).tidligere


@pytest.mark.kun_postgresql
def test_a_database_that_another_program_reads_is_not_replaced_under_its_feet(tmp_path, kilde):
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    with psycopg.connect(kilde.database) as fremmed:
        fremmed.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert fremmed.execute("SELECT count(*) FROM afdeling").fetchone() == (30,)
        with pytest.raises(KopiFejl, match="Stop siderne"):
            gendan(kilde, kopi.fil, nu=SENERE, hvem="drift", erstat=True)
        assert fremmed.execute("SELECT count(*) FROM afdeling").fetchone() == (30,)
        fremmed.rollback()
        # One that only waits reads what is there when it goes on.
        gendan(kilde, kopi.fil, nu=SENERE, hvem="drift", erstat=True)
        assert fremmed.execute("SELECT count(*) FROM afdeling").fetchone() == (30,)


@pytest.mark.begge_lagre
def test_a_backup_of_a_newer_schema_or_of_another_engine_is_refused(tmp_path, kilde, anden):
    engine = open_warehouse(kilde.database)
    with writing(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    with pytest.raises(WarehouseFejl, match="nyere udgave"):
        gendan(anden, kopi.fil, nu=SENERE, hvem="drift")
    fremmed = "postgresql://postgres@/ingen" if "sqlite" in kilde.database else f"sqlite:///{tmp_path / 'x.db'}"
    with pytest.raises((KopiFejl, WarehouseFejl)):
        gendan(anden.model_copy(update={"database_url": SecretStr(fremmed)}), kopi.fil, nu=SENERE, hvem="drift")
    assert read_files(anden.var) == {}


def test_the_newest_are_kept_and_the_oldest_deleted_with_a_line_in_the_audit_log(tmp_path, kilde):
    for time_ in range(5):
        kopi = take_kopi(kilde, tmp_path / "k", nu=NU + timedelta(hours=time_), hvem="drift", behold=2)
    assert kopi.slettet == ("tilbudstjek-20261123T144500Z.tar.gz",)
    assert sorted(fil.name for fil in (tmp_path / "k").glob("*.tar.gz")) == [
        "tilbudstjek-20261123T154500Z.tar.gz",
        "tilbudstjek-20261123T164500Z.tar.gz",
    ]
    assert sum("kopi-slettet" in row for row in read_alt(kilde.database)["revision"]) == 3


def test_a_name_that_is_taken_is_never_written_over(tmp_path, kilde):
    kopi = _take(kilde, tmp_path / "kopi.tar.gz")
    indhold = kopi.fil.read_bytes()
    with pytest.raises(KopiFejl, match="findes allerede"):
        _take(kilde, kopi.fil)
    assert kopi.fil.read_bytes() == indhold


def test_each_name_the_runbook_says_lies_in_var_is_copied_or_can_be_made_again():
    tekst = (Path(__file__).parents[2] / "docs" / "drift.md").read_text(encoding="utf-8")
    afsnit = tekst.split("## Det der ligger i VAR")[1].split("\nAl datatrafik")[0]
    import re

    navne = {navn.rstrip("/") for navn in re.findall(r"`([a-z_.]+/?)`", afsnit)}
    igen = {"tilbudstjek.db", "tilbudstjek.lock", "drift.lock", "prefect", "rapport", "gendannelse", ADRESSER}
    # Words of the same sentences that are no names in VAR: a command, and a file of Prefect's folder.
    igen |= {"drift", "adgang"}
    assert navne - igen == set(NAVNE)


@pytest.fixture(scope="module")
def lille_arkiv(tmp_path_factory):
    mappe = tmp_path_factory.mktemp("arkiv")
    for nummer in range(3):
        (mappe / f"{nummer}").write_bytes(bytes(n * n % 251 for n in range(nummer, 500)) + b"a" * 500)
    database = Databaseindhold(
        motor="sqlite", skema="0010", snapshot_id=None, snapshot_dag=None, revision=0, raekker={"afdeling": 3}
    )
    manifest = Manifest(taget=NU, program="1", database=database)
    kilder = [Kilde(fil=mappe / f"{nummer}", navn=f"var/{nummer}") for nummer in range(3)]
    return mappe / "kopi.tar.gz", write_arkiv(mappe / "kopi.tar.gz", manifest, kilder)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_backup_is_refused_or_reads_as_it_was_written(tmp_path, lille_arkiv, data):
    fil, manifest = lille_arkiv
    indhold = bytearray(fil.read_bytes())
    if data.draw(st.booleans(), "kortere"):
        del indhold[data.draw(st.integers(0, len(indhold) - 1), "længde") :]
    for _ in range(data.draw(st.integers(0, 3), "antal")):
        if indhold:
            sted = data.draw(st.integers(0, len(indhold) - 1), "sted")
            indhold[sted] ^= data.draw(st.integers(1, 255), "bit")
    skadet = tmp_path / "skadet.tar.gz"
    skadet.write_bytes(indhold)
    try:
        laest = read_arkiv(skadet)
    except KopiFejl:
        return
    # A byte of the wrapping that says nothing of the content (its time, its system) may be any.
    assert laest == manifest


@pytest.mark.begge_lagre
def test_a_full_disk_leaves_no_backup_and_no_rest(tmp_path, kilde):
    """The limit on the size of files stands for the disk: the archive, and the database's copy, meet it alike."""
    kode = (
        "import resource, sys, pathlib\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "from flows.sikkerhedskopi import take_kopi\nfrom flows.settings import load_settings\n"
        "from flows.ur import read_clock\nfrom warehouse.kopi.fejl import KopiFejl\n"
        "from warehouse.fejl import WarehouseFejl\n"
        "try:\n    take_kopi(load_settings(), pathlib.Path(sys.argv[1]), nu=read_clock(), hvem='x')\n"
        "except (KopiFejl, WarehouseFejl) as fejl:\n    sys.exit(f'{type(fejl).__name__}: {fejl}')\n"
    )
    svar = _run(kilde, kode, tmp_path / "fuld", 20_000)
    assert svar.returncode == 1, svar.stderr
    assert "Traceback" not in svar.stderr
    rester = {fil.name for fil in (tmp_path / "fuld").iterdir()}
    assert rester == {".tilbudstjek-kopi.lock"}


def _run(indstillinger, kode, *argumenter):
    return subprocess.run(
        [sys.executable, "-c", kode, *map(str, argumenter)],
        env=_env(indstillinger),
        capture_output=True,
        text=True,
        check=False,
    )


def _env(indstillinger):
    valgt = {"TILBUDSTJEK_VAR": str(indstillinger.var), "TILBUDSTJEK_DATABASE_URL": indstillinger.database}
    if indstillinger.pg_bin:
        valgt["TILBUDSTJEK_PG_BIN"] = str(indstillinger.pg_bin)
    return {**os.environ, **valgt}
