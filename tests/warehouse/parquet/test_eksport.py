"""The export to Parquet: what it holds, what it leaves out, and that it is whole or not there."""

import stat

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text
from sqlalchemy.exc import NoSuchTableError

from expectations.registry import load_regler
from expectations.spark.behov import find_behov
from tests.builders import NAT_1, load_afdelinger, load_udtraek, make_afdeling, make_afdelinger
from warehouse.parquet.eksport import export_parquet
from warehouse.parquet.fejl import ParquetFejl
from warehouse.parquet.manifest import find_fil, read_manifest

BEHOV = {"nu_afdeling": frozenset({"tilbudsid", "telefon", "email", "har_leder", "er_set", "pladser_i_alt"})}


@pytest.fixture
def register(engine, tmp_path):
    """Seven afdelinger, one without a telephone."""
    load_afdelinger(engine, tmp_path, [*make_afdelinger(6), make_afdeling(7, telefon=None)])
    return engine


def test_an_export_has_every_row_whatever_the_size_of_a_batch(register, tmp_path):
    mappe = tmp_path / "ud"
    manifest = export_parquet(register, mappe, BEHOV, nu=NAT_1, portion=2)
    tabel = pq.read_table(find_fil(mappe, "nu_afdeling"))
    assert manifest.filer["nu_afdeling"].raekker == tabel.num_rows == 7
    assert sorted(tabel["tilbudsid"].to_pylist()) == [str(1000 + nummer) for nummer in range(1, 8)]


@pytest.mark.begge_lagre
def test_yes_and_no_days_and_numbers_have_types_of_their_own(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    load_udtraek(engine, tmp_path, {"budget": [{"tilbudsid": "1001"}]})
    behov = {
        "kontroldag": frozenset({"dag", "dag_nr"}),
        "nu_afdeling": frozenset({"er_set", "har_leder", "pladser_i_alt", "cvr_form_ok"}),
        "nu_budget": frozenset({"modtaget_dato", "resultat_kr", "er_set"}),
        "nu_tilbud": frozenset({"alle_set", "antal_afdelinger", "navn"}),
    }
    export_parquet(engine, tmp_path / "ud", behov, nu=NAT_1)
    typer = {
        (relation, felt.name): felt.type
        for relation in behov
        for felt in pq.read_schema(find_fil(tmp_path / "ud", relation))
    }
    assert typer == {
        ("kontroldag", "dag"): pa.date32(),
        ("kontroldag", "dag_nr"): pa.int64(),
        ("nu_afdeling", "er_set"): pa.bool_(),
        ("nu_afdeling", "har_leder"): pa.bool_(),
        ("nu_afdeling", "pladser_i_alt"): pa.int64(),
        ("nu_afdeling", "cvr_form_ok"): pa.bool_(),
        ("nu_budget", "modtaget_dato"): pa.date32(),
        ("nu_budget", "resultat_kr"): pa.float64(),
        ("nu_budget", "er_set"): pa.bool_(),
        ("nu_tilbud", "alle_set"): pa.bool_(),
        ("nu_tilbud", "antal_afdelinger"): pa.int64(),
        ("nu_tilbud", "navn"): pa.string(),
    }


def test_of_a_telephone_or_an_address_only_whether_it_is_there_is_written(register, tmp_path):
    export_parquet(register, tmp_path / "ud", BEHOV, nu=NAT_1)
    tabel = pq.read_table(find_fil(tmp_path / "ud", "nu_afdeling"))
    assert set(tabel["email"].to_pylist()) == {"[udeladt]"}
    assert sorted(tabel["telefon"].to_pylist(), key=str) == [None, *["[udeladt]"] * 6]
    indhold = b"".join(fil.read_bytes() for fil in (tmp_path / "ud").iterdir())
    assert b"@birkehuset" not in indhold


def test_what_no_rule_reads_is_not_written(register, tmp_path):
    manifest = export_parquet(register, tmp_path / "ud", find_behov(load_regler()), nu=NAT_1)
    skrevet = {kolonne for fil in manifest.filer.values() for kolonne in fil.kolonner}
    assert not skrevet & {"leder_hash", "kontaktperson_hash", "kilde_url", "sha256", "plejefamilieid"}
    assert "mail" not in manifest.filer


def test_the_folder_opens_to_its_owner_only_and_says_what_it_holds(register, tmp_path):
    mappe = tmp_path / "ud"
    skrevet = export_parquet(register, mappe, BEHOV, nu=NAT_1)
    assert stat.S_IMODE(mappe.stat().st_mode) == 0o700
    laest = read_manifest(mappe)
    assert laest == skrevet
    with register.connect() as forbindelse:
        version = forbindelse.scalar(text("SELECT version_num FROM alembic_version"))
    assert (laest.snapshot_id, laest.dag.isoformat(), laest.skema) == (1, "2026-11-01", version)


def test_a_file_that_was_changed_afterwards_is_refused(register, tmp_path):
    export_parquet(register, tmp_path / "ud", BEHOV, nu=NAT_1)
    with find_fil(tmp_path / "ud", "nu_afdeling").open("ab") as fil:
        fil.write(b"x")
    with pytest.raises(ParquetFejl, match="er ændret"):
        read_manifest(tmp_path / "ud")


@pytest.mark.parametrize("indhold", ["", "{}", '{"filer": 3}', "ikke json"])
def test_a_folder_without_a_manifest_that_can_be_read_is_refused(tmp_path, indhold):
    if indhold:
        (tmp_path / "manifest.json").write_text(indhold)
    with pytest.raises(ParquetFejl, match="tilbudstjek parquet"):
        read_manifest(tmp_path)


def test_a_new_export_takes_the_place_of_the_old(register, tmp_path):
    mappe = tmp_path / "ud"
    export_parquet(register, mappe, {"kontroldag": frozenset({"dag"})}, nu=NAT_1)
    export_parquet(register, mappe, BEHOV, nu=NAT_1)
    assert sorted(fil.name for fil in mappe.iterdir()) == ["manifest.json", "nu_afdeling.parquet"]
    assert [fil.name for fil in tmp_path.iterdir() if fil.name.startswith(".ud")] == []


def test_a_folder_with_something_else_in_it_is_left_alone(register, tmp_path):
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud" / "brev.txt").write_text("vigtigt")
    with pytest.raises(ParquetFejl, match="bliver ikke overskrevet"):
        export_parquet(register, tmp_path / "ud", BEHOV, nu=NAT_1)
    assert [fil.name for fil in (tmp_path / "ud").iterdir()] == ["brev.txt"]


def test_an_export_that_fails_leaves_the_earlier_one_as_it_was(register, tmp_path):
    foer = export_parquet(register, tmp_path / "ud", BEHOV, nu=NAT_1)
    with pytest.raises(NoSuchTableError):
        export_parquet(register, tmp_path / "ud", {**BEHOV, "nu_ukendt": frozenset()}, nu=NAT_1)
    assert read_manifest(tmp_path / "ud") == foer


def test_before_the_first_fetch_there_is_nothing_to_write(engine, tmp_path):
    with pytest.raises(ParquetFejl, match="Hent registeret først"):
        export_parquet(engine, tmp_path / "ud", BEHOV, nu=NAT_1)
    assert not (tmp_path / "ud").exists()
