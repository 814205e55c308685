"""A backup from before a tilbud became a krisecenter (SEL § 109), put back: its street is not read in between."""

import pytest

from flows.beskyttede import append_beskyttede
from flows.laas import hold_lock
from flows.opbevaring import run_opbevaring
from flows.settings import Indstillinger
from flows.sikkerhedskopi import take_kopi
from flows.sikkerhedskopi_gendan import gendan
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling
from tests.warehouse.opbevaring.maerker import read_bytes_of
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.kopi.laesning import move_aside
from warehouse.revision.kontrol import check_kaede
from warehouse.roller import EJER, ROLLER, list_saetninger

GADE = "Zqhemmelighedsvej"
HUSET = make_afdeling(1, tilbudsid="7", adresse=f"{GADE} 17", tilbuddets_adresse=f"{GADE} 17, 1420 København K")


@pytest.fixture
def pg_bin(request, lager):
    return request.getfixturevalue("postgresql_lager").bin if lager.navn == "postgresql" else None


@pytest.fixture
def kopi(tmp_path, warehouse_url, pg_bin):
    """A backup of the night when nobody knew."""
    kilde = Indstillinger(var=tmp_path / "kilde", database_url=warehouse_url, pg_bin=pg_bin, _env_file=None)
    kilde.dumps.mkdir(parents=True)
    engine = open_warehouse(warehouse_url)
    load_afdelinger(engine, kilde.dumps, [HUSET, make_afdeling(3)], start=NAT_1)
    engine.dispose()
    return take_kopi(kilde, tmp_path / "kopi.tar.gz", nu=NAT_1, hvem="drift").fil


@pytest.fixture
def anden(tmp_path, lager, pg_bin):
    """A place for it that knows what tilbud 7 has become since."""
    var = tmp_path / "anden"
    var.mkdir()
    append_beskyttede(var, ["7"], nu=NAT_2)
    return Indstillinger(var=var, database_url=lager.ny(), pg_bin=pg_bin, _env_file=None)


@pytest.mark.begge_lagre
@pytest.mark.parametrize("hvor", ["finish", "_clean"])
def test_a_restore_that_died_half_way_never_shows_a_street_and_the_next_run_clears_the_files(
    anden, kopi, monkeypatch, hvor, lager
):
    with monkeypatch.context() as ude:
        ude.setattr(f"flows.sikkerhedskopi_gendan.{hvor}", _die)
        with pytest.raises(SystemExit):
            gendan(anden, kopi, nu=NAT_2, hvem="drift")
    engine = connect_unchanged(anden.database)
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT adresse, er_beskyttet FROM afdeling WHERE tilbudsid = '7'").all() == [
            (None, 1 if engine.dialect.name == "sqlite" else True)
        ]
    with hold_lock(anden):
        pass
    run_opbevaring(anden, nu=NAT_2)
    assert not [fil for fil in anden.var.rglob("*") if fil.is_file() and GADE.encode() in fil.read_bytes()]
    assert GADE.encode() not in read_bytes_of(engine, lager)
    assert check_kaede(engine).er_hel
    engine.dispose()


def _die(*_):
    raise SystemExit


def test_what_a_restore_moved_aside_is_for_its_owner_alone(postgresql_lager):
    url = postgresql_lager.tomt()
    engine = open_warehouse(url)
    with engine.begin() as conn:
        for saetning in list_saetninger():
            conn.exec_driver_sql(saetning.replace("%", "%%"))
        navn = move_aside(conn, "20261123_120000")
    for rolle in ROLLER:
        with engine.begin() as conn:
            kan = conn.exec_driver_sql(f"SELECT has_schema_privilege('{rolle}', '{navn}', 'USAGE')").scalar_one()
        assert kan == (rolle == EJER)
    engine.dispose()
