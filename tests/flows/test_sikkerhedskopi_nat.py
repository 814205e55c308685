"""A backup put back on another machine goes on with the next night as the undisturbed one does, table by table."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import inspect, text

from crawler.replica.proces import ReplicaProces
from flows.nat import run_night
from flows.settings import Indstillinger
from flows.sikkerhedskopi import take_kopi
from flows.sikkerhedskopi_gendan import gendan
from reports.mail.outbox import release
from warehouse.engine import open_warehouse
from warehouse.roller import SKRIVER, list_saetninger
from warehouse.transaktion import writing

NAT_1 = datetime(2026, 11, 2, 2, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
NAT_2 = NAT_1 + timedelta(days=1)
SEED, ANTAL = 11, 40
# The run's own: what it is called, when it ran and how long it took, and what was made of that.
_EGNE_TABELLER = {"revision", "alarm", "udfoert", "stempeltal", "adressevask"}
_EGNE_KOLONNER = re.compile(r"koersel_id|dump_.*|statistik|.*_ms|sekunder|varighed.*|adresse$|.*sha256")
_TID = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d:\d\d(\.\d+)?")


def _settings(var, url, portal, pg_bin):
    return Indstillinger(
        var=var, database_url=url, portal_url=portal, delay_s=0, hash_noegle="k" * 64, mail_snapshots=1, pg_bin=pg_bin
    )


def _read(url):
    """Every table but the run's own, each row with times cut to their day and the names of runs left out."""
    engine = open_warehouse(url)
    indhold = {}
    with engine.connect() as forbindelse:
        for navn in sorted(set(inspect(forbindelse).get_table_names()) - _EGNE_TABELLER):
            kolonner = [
                kolonne["name"]
                for kolonne in inspect(forbindelse).get_columns(navn)
                if not _EGNE_KOLONNER.fullmatch(kolonne["name"]) and (navn, kolonne["name"]) != ("koersel", "id")
            ]
            valgte = ", ".join(f'"{kolonne}"' for kolonne in kolonner)
            rows = forbindelse.execute(text(f'SELECT {valgte} FROM "{navn}"')).all()
            indhold[navn] = sorted(_TID.sub(r"\1", "|".join(map(str, row))) for row in rows)
    engine.dispose()
    return indhold


@pytest.mark.slow
@pytest.mark.begge_lagre
def test_the_next_night_on_a_restored_backup_gives_what_the_undisturbed_one_does(tmp_path, lager, request):
    pg_bin = request.getfixturevalue("postgresql_lager").bin if lager.navn == "postgresql" else None
    en, to = lager.tomt(), lager.ny()
    with ReplicaProces(SEED, 1, antal_tilbud=ANTAL) as replica:
        uroert = _settings(tmp_path / "en", en, replica.url, pg_bin)
        assert run_night(uroert, nu=NAT_1).indlaesning.status == "godkendt"
    engine = open_warehouse(en)
    assert release(engine, nu=NAT_1) > 0
    engine.dispose()
    kopi = take_kopi(uroert, tmp_path / "kopier", nu=NAT_1 + timedelta(hours=1), hvem="drift")
    gendannet = _settings(tmp_path / "to", to, "", pg_bin)
    gendan(gendannet, kopi.fil, nu=NAT_1 + timedelta(hours=2), hvem="drift", intet_sendt="intet kørte imens")
    assert _read(to) == _read(en)
    with ReplicaProces(SEED, 2, antal_tilbud=ANTAL) as replica:
        naetter = [
            run_night(valg.model_copy(update={"portal_url": replica.url}), nu=NAT_2) for valg in (uroert, gendannet)
        ]
    assert naetter[0].kontrol == naetter[1].kontrol
    assert naetter[0].mails == naetter[1].mails
    assert naetter[0].sendt == naetter[1].sendt > 0
    efter, uforstyrret = _read(to), _read(en)
    assert {navn for navn in uforstyrret if efter[navn] != uforstyrret[navn]} == set()
    assert uforstyrret["afvigelse"]
    assert uforstyrret["sag"]
    assert {fil.name for fil in (tmp_path / "en" / "udbakke").iterdir()} == {
        fil.name for fil in (tmp_path / "to" / "udbakke").iterdir()
    }


@pytest.mark.slow
def test_a_whole_night_runs_with_the_writers_rights(tmp_path, postgresql_lager):
    from sqlalchemy.engine import make_url

    url = postgresql_lager.tomt()
    engine = open_warehouse(url)
    with writing(engine) as session:
        for saetning in list_saetninger():
            session.connection().exec_driver_sql(saetning.replace("%", "%%"))
    engine.dispose()
    skriver = make_url(url).set(username=SKRIVER).render_as_string(hide_password=False)
    for nummer, nu in ((1, NAT_1), (2, NAT_2)):
        with ReplicaProces(SEED, nummer, antal_tilbud=ANTAL) as replica:
            nat = run_night(_settings(tmp_path, skriver, replica.url, None), nu=nu)
        assert nat.indlaesning.status == "godkendt"
        assert nat.kontrol is not None
        assert nat.kontrol.regelfejl == ()
    kopi = take_kopi(
        _settings(tmp_path, skriver, "", postgresql_lager.bin), tmp_path / "kopi.tar.gz", nu=NAT_2, hvem="drift"
    )
    assert kopi.manifest.database.snapshot_id == 2
