"""The scheduled deletion: what is deleted and lies on the disk still reaches a person, and so does its end."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from flows.drift.vedligehold import run_ryd
from flows.settings import Indstillinger
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling
from tests.postkontor import BRUGER, Certifikater, Postkontor
from warehouse.alarmer import list_alarmer
from warehouse.engine import open_warehouse
from warehouse.transaktion import reading
from warehouse.udfoert import Job, load_udfoert, note_udfoert

NU = NAT_1 + timedelta(days=6 * 366)


@pytest.fixture
def postkontor(tmp_path, monkeypatch):
    certifikater = Certifikater(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikater.fil))
    with Postkontor(certifikater) as kontor:
        yield kontor


@pytest.fixture
def indstillinger(tmp_path, warehouse_url, postkontor):
    """An old register, of which one row was changed the night after: that row is too old now."""
    (tmp_path / "var" / "dumps").mkdir(parents=True)
    engine = open_warehouse(warehouse_url)
    for nat, navn in ((NAT_1, "Før"), (NAT_2, "Nu")):
        load_afdelinger(engine, tmp_path / "var" / "dumps", [make_afdeling(1, navn=navn)], start=nat)
    note_udfoert(engine, Job.OPBEVARING, nu=NU - timedelta(days=1))
    engine.dispose()
    smtp = f"smtps://{BRUGER}:p%40ss%3Aord%2F1@127.0.0.1:{postkontor.port}"
    return Indstillinger(
        var=tmp_path / "var", database_url=warehouse_url, alarm_til="vagt@drift.example.org", smtp_url=smtp
    )


def _read_lykkedes(engine):
    with reading(engine) as session:
        return load_udfoert(session.connection())[Job.OPBEVARING].lykkedes


def test_what_lies_on_the_disk_still_is_told_until_a_run_has_taken_it_off(indstillinger, postkontor):
    engine = open_warehouse(indstillinger.database)
    with engine.connect() as laeser:
        laeser.execute(text("SELECT count(*) FROM afdeling")).scalar_one()
        assert run_ryd(indstillinger, NU).endswith("Det ligger endnu på disken; alarmen er rejst.")
        assert [alarm.slags for alarm in list_alarmer(engine)] == ["sletning_paa_disken"]
        assert run_ryd(indstillinger, NU + timedelta(days=1)).startswith("0 rækker slettet")
        assert len(list_alarmer(engine)) == 1
    assert _read_lykkedes(engine) == NU - timedelta(days=1)
    senere = NU + timedelta(days=2)
    assert run_ryd(indstillinger, senere).endswith("tabeller.")
    assert list_alarmer(engine) == ()
    assert _read_lykkedes(engine) == senere
    engine.dispose()
    assert [besked["Subject"] for _, besked in postkontor.modtaget] == [
        "Tilbudstjek: Det slettede ligger endnu på disken",
        "Tilbudstjek: ovre: Det slettede ligger endnu på disken",
    ]
    assert "opbevaring koer" in postkontor.modtaget[0][1].get_content()
