"""What is too old goes, in batches, with proof; what something rests on stays."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from domain.opbevaring import adapt_opbevaring, load_opbevaring
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from tests.stikproever import plan_kontrol
from tests.warehouse.opbevaring.maerker import FOER, GAMMEL, I_DAG, NYT, close_sager, count, read_bytes_of
from tests.warehouse.rows import everything, rows, values
from warehouse.fejl import WarehouseFejl
from warehouse.findings import record_kontrol
from warehouse.opbevaring.bevis import Anledning
from warehouse.opbevaring.ryd import overwrite_deleted
from warehouse.opbevaring.slet import EMNER, count_gamle, slet_gamle
from warehouse.queries.tilbudshistorik import load_historik
from warehouse.revision.kontrol import check_kaede
from warehouse.tables import METADATA
from warehouse.transaktion import reading

NU = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
NATTEN = Anledning(grund="opbevaring", nu=NU, hvem="natten")
LISTE = load_opbevaring()


def slet(engine, **kwargs):
    return {(x.hvad, x.tabel): x.antal for x in slet_gamle(engine, LISTE, I_DAG, NATTEN, **kwargs)}


@pytest.mark.begge_lagre
def test_what_is_too_old_goes_and_no_byte_of_it_is_left(gammelt, lager):
    close_sager(gammelt, "1001", "1002")
    assert GAMMEL.encode() in read_bytes_of(gammelt, lager)
    tal = slet(gammelt)
    assert tal == {
        ("mail", "mail"): 2,
        ("mail_svar", "mail_svar"): 1,
        ("doed_adresse", "doed_adresse"): 1,
        ("raw_afdeling", "raw_afdeling"): 1,
        ("afdeling", "afdeling"): 1,
        ("gate_proeve", "gate_proeve"): tal["gate_proeve", "gate_proeve"],
        ("adgangslog", "adgangslog"): 2,
    }
    assert overwrite_deleted(gammelt, {tabel for _, tabel in tal})
    assert GAMMEL.encode() not in read_bytes_of(gammelt, lager)
    assert count(gammelt, "afdeling") == 2
    assert rows(gammelt, "SELECT emne, modtager, adressat, message_id FROM mail ORDER BY id")[0] == {
        "emne": "[slettet]",
        "modtager": "",
        "adressat": "slettet:1",
        "message_id": "<m1@example.org>",
    }


@pytest.mark.begge_lagre
def test_twice_is_once_and_the_count_before_is_what_goes(gammelt):
    close_sager(gammelt, "1001", "1002")
    talt = count_gamle(gammelt, LISTE, I_DAG)
    assert slet_gamle(gammelt, LISTE, I_DAG, NATTEN, bunke=1) == talt
    foer = everything(gammelt, tuple(METADATA.tables))
    assert slet(gammelt) == {}
    assert count_gamle(gammelt, LISTE, I_DAG) == ()
    assert everything(gammelt, tuple(METADATA.tables)) == foer


def test_each_batch_has_its_proof_and_the_chain_holds(gammelt):
    slet(gammelt, bunke=1)
    beviser = rows(gammelt, "SELECT hvad, grund, antal, bevis, hvem FROM sletning WHERE hvad = 'afdeling'")
    ventet = hashlib.sha256(json.dumps(["1001/1/1"], separators=(",", ":")).encode()).hexdigest()
    assert beviser == [{"hvad": "afdeling", "grund": "opbevaring", "antal": 1, "bevis": ventet, "hvem": "natten"}]
    assert values(gammelt, "SELECT COUNT(*) FROM sletning WHERE hvad = 'adgangslog'") == [2]
    assert check_kaede(gammelt).brud == ()


def test_mails_and_answers_keep_their_words_while_a_case_is_open(gammelt):
    close_sager(gammelt, "1002")
    slet(gammelt)
    assert values(gammelt, "SELECT noegle FROM mail WHERE indhold <> '' ORDER BY id") == ["m1"]
    assert values(gammelt, "SELECT COUNT(*) FROM mail_svar WHERE tekst <> ''") == [1]


def test_a_version_stays_while_a_finding_from_its_time_stands(gammelt):
    fund = Fund(regel="KONTAKT-001", tilbudsid="1001", afdelingsid="1", felt="telefon")
    regel = Regelresultat(regel=fund.regel, alvor="alvorlig", fund=(fund,))
    record_kontrol(gammelt, Kontrolresultat(snapshot_id=2, regler=(regel,)), nu=NYT)
    with gammelt.begin() as conn:
        conn.execute(text("UPDATE afvigelse SET foerst_set = 1"))
    slet(gammelt)
    assert count(gammelt, "afdeling", "gyldig_til IS NOT NULL") == 1
    rettet = Regelresultat(regel=fund.regel, alvor="alvorlig", fund=())
    record_kontrol(gammelt, Kontrolresultat(snapshot_id=2, regler=(rettet,)), nu=NYT)
    close_sager(gammelt, "1001")
    assert slet(gammelt)["afdeling", "afdeling"] == 1
    # The finding itself is younger than its own limit.
    assert count(gammelt, "afvigelse", "status = 'lukket'") == 1
    gamle = slet_gamle(gammelt, LISTE, I_DAG + timedelta(days=800), NATTEN)
    assert ("afvigelse", 1) in {(x.tabel, x.antal) for x in gamle}
    assert count(gammelt, "afvigelse_haendelse") == 0


def test_a_frame_that_is_not_settled_keeps_the_register_it_was_taken_from(gammelt):
    plan_kontrol(gammelt)
    with gammelt.begin() as conn:
        conn.execute(text("UPDATE stikproeve SET ramme_snapshot_id = 1, tilstand = 'i_gang'"))
    slet(gammelt)
    assert count(gammelt, "afdeling", "gyldig_til IS NOT NULL") == 1
    with gammelt.begin() as conn:
        conn.execute(text("UPDATE stikproeve SET tilstand = 'afsluttet'"))
    assert slet(gammelt)["afdeling", "afdeling"] == 1


def test_a_krisecenter_that_left_the_register_is_known_when_it_comes_back(engine, tmp_path):
    krise = make_afdeling(1, tilbudstyper=("Krisecenter, § 109",), email="zq@example.org")
    for nat, liste in enumerate(([krise, make_afdeling(2)], [make_afdeling(2)], [make_afdeling(2)])):
        load_afdelinger(engine, tmp_path, liste, start=FOER + timedelta(days=nat), begrundelse="prøve")
    assert slet(engine)["afdeling", "afdeling"] == 1
    assert values(engine, "SELECT email FROM afdeling WHERE tilbudsid = '1001'") == [None]
    load_afdelinger(
        engine, tmp_path, [make_afdeling(1, adresse="Zqvej 1"), make_afdeling(2)], start=NU, begrundelse="prøve"
    )
    assert values(engine, "SELECT adresse FROM afdeling WHERE tilbudsid = '1001'") == [None, None]


def test_a_krisecenter_known_by_a_row_alone_is_not_forgotten(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(2)], start=FOER)
    plads = {"tilbudsid": "77", "paragraf": "§ 109"}
    for nat, raekker in enumerate(([plads, {"tilbudsid": "1002"}], [{"tilbudsid": "1002"}], [{"tilbudsid": "1002"}])):
        load_udtraek(
            engine, tmp_path, {"plads": raekker}, start=FOER + timedelta(days=nat, hours=1), begrundelse="prøve"
        )
    om_ti_aar = date(2036, 1, 1)
    slet_gamle(engine, LISTE, om_ti_aar, NATTEN)
    assert count(engine, "plads", "tilbudsid = '77'") == 1


def test_the_history_of_what_is_left_does_not_say_that_the_afdeling_came_then(gammelt):
    slet(gammelt)
    with reading(gammelt) as session:
        skridt = load_historik(session.connection(), ["1001"])["1001"].afdelinger
    assert [x.er_foerste for x in skridt] == []


def test_a_kill_in_a_batch_leaves_it_whole_and_the_next_run_goes_on(gammelt):
    def die(_conn, _cursor, saetning, *_rest):
        if saetning.startswith("INSERT INTO sletning"):
            raise KeyboardInterrupt

    event.listen(gammelt, "before_cursor_execute", die)
    foer = everything(gammelt, ("raw_afdeling", "adgangslog", "sletning", "revision"))
    with pytest.raises(KeyboardInterrupt):
        slet(gammelt)
    event.remove(gammelt, "before_cursor_execute", die)
    assert everything(gammelt, ("raw_afdeling", "adgangslog", "sletning", "revision")) == foer
    assert slet(gammelt)["raw_afdeling", "raw_afdeling"] == 1


def test_a_kind_that_is_off_is_left_alone(gammelt):
    liste = adapt_opbevaring('{"afdeling": "fra", "adgangslog": "fra"}')
    slettet = {x.hvad for x in slet_gamle(gammelt, liste, I_DAG, NATTEN)}
    assert "raw_afdeling" in slettet
    assert not slettet & {"afdeling", "adgangslog"}


def test_a_reader_keeps_the_log_and_that_is_told(gammelt, request):
    if gammelt.dialect.name != "sqlite":
        pytest.skip("Only SQLite has a log beside the file.")
    laeser = gammelt.connect()
    laeser.execute(text("SELECT COUNT(*) FROM mail")).scalar_one()
    request.addfinalizer(laeser.close)
    slet(gammelt)
    assert not overwrite_deleted(gammelt, ())
    laeser.close()
    assert overwrite_deleted(gammelt, ())


@pytest.mark.begge_lagre
def test_every_statement_runs_on_every_table(engine):
    assert count_gamle(engine, LISTE, I_DAG) == ()
    assert {emne.hvad for emne in EMNER} <= set(LISTE)


def test_every_table_of_the_list_is_there_and_every_table_is_in_the_list():
    navngivne = {tabel for x in LISTE.values() for tabel in x.tabeller}
    glemte = {t for t in METADATA.tables if not t.startswith("reference_") and t not in navngivne}
    assert navngivne - METADATA.tables.keys() == set()
    assert glemte == set()


def test_a_full_disk_is_told_as_such(gammelt):
    with gammelt.begin() as conn:
        conn.execute(text("DROP TABLE sletning"))
    with pytest.raises(WarehouseFejl):
        slet(gammelt)
