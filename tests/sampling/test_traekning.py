import hashlib
import threading
from collections import Counter

import pytest
from sqlalchemy import event, text

from domain.stikproeve import Population
from sampling.design import Design, Fordelingsmetode
from sampling.fejl import StikproeveFejl
from sampling.fordeling import allocate_neyman, allocate_proportional
from sampling.frysning import freeze_ramme
from sampling.kontroltraek import check_traek
from sampling.traekfil import read_traek_csv
from sampling.traekning import draw_kontrol, load_traekliste
from tests.builders import NAT_2, load_afdelinger, make_dump, write_dump
from tests.stikproever import (
    NOEGLE,
    NU,
    TAL,
    announce_kontrol,
    draw,
    freeze_kontrol,
    load_familier,
    make_register,
    note,
)
from tests.warehouse.rows import rows, values
from warehouse.engine import open_warehouse
from warehouse.load import load_dump
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.ramme import read_fejlandele
from warehouse.transaktion import reading


def liste(engine, nummer="26-1"):
    with reading(engine) as session:
        forbindelse = session.connection()
        return load_traekliste(forbindelse, require_kontrol(forbindelse, nummer))


def udtrukne(engine, nummer="26-1"):
    return values(
        engine,
        "SELECT enhed_id FROM stikproeve_enhed e JOIN stikproeve s ON s.id = e.stikproeve_id "
        f"WHERE e.er_udtrukket AND s.nummer = '{nummer}' ORDER BY enhed_id",
    )


def test_a_draw_takes_what_its_design_says_by_the_hashes_anybody_can_redo(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    assert len(udtrukne(engine)) == 20
    kontrol = rows(engine, "SELECT * FROM stikproeve")[0]
    assert (kontrol["tilstand"], kontrol["offentligt_tal"], kontrol["udtrukket_antal"]) == ("udtrukket", TAL, 20)
    assert kontrol["kode_version"] == "proeve"
    for en in rows(engine, "SELECT * FROM stikproeve_enhed"):
        tekst = f"26-1|{kontrol['ramme_sha256']}|{TAL}|{en['enhed_id']}"
        assert en["hash"] == hashlib.sha256(tekst.encode()).hexdigest()


def test_the_public_list_is_redrawn_to_the_same_without_the_database(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    assert liste(engine) is None
    draw(engine)
    assert check_traek(read_traek_csv(liste(engine))).er_ens


def test_the_same_number_again_changes_nothing_and_another_is_refused(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    foer = (udtrukne(engine), len(values(engine, "SELECT id FROM stikproeve_haendelse")))
    svar = draw_kontrol(engine, "26-1", offentligt_tal=f"  {TAL} ", kode_version="ny", notat=note())
    assert not svar.er_ny
    with pytest.raises(KontrolFejl, match="allerede trukket med tallet"):
        draw(engine, tal="1 2 3")
    assert (udtrukne(engine), len(values(engine, "SELECT id FROM stikproeve_haendelse"))) == foer


def test_there_is_no_draw_before_the_frame_and_none_with_an_empty_number(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    with pytest.raises(KontrolFejl, match="kan ikke trækkes, før rammen er frosset"):
        draw(engine)
    with pytest.raises(StikproeveFejl, match="Det offentlige tal mangler"):
        draw(engine, tal="  ")


@pytest.mark.parametrize(
    "aendring",
    [
        "UPDATE stikproeve_enhed SET stratum = 'Andet' WHERE enhed_id = '1001'",
        "UPDATE stikproeve_enhed SET udelukket = 'lukket' WHERE enhed_id = '1001'",
        "DELETE FROM stikproeve_enhed WHERE enhed_id = '1001'",
        "DELETE FROM stikproeve_enhed",
    ],
)
def test_a_frame_changed_behind_our_back_is_never_drawn_from(engine, tmp_path, aendring):
    freeze_kontrol(engine, tmp_path)
    with engine.begin() as forbindelse:
        forbindelse.exec_driver_sql(aendring)
    with pytest.raises(KontrolFejl, match="svarer ikke til sin hash"):
        draw(engine)
    assert values(engine, "SELECT tilstand FROM stikproeve") == ["ramme_frosset"]


def test_a_load_during_a_draw_waits_and_changes_nothing_of_it(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    fil = write_dump(make_dump(make_register(140), start=NAT_2), tmp_path)
    andet = open_warehouse(str(engine.url))
    svar = []
    traad = threading.Thread(target=lambda: svar.append(load_dump(andet, fil, nu=NAT_2).status))

    def start_load(_forbindelse, _cursor, sql, *_rest):
        if sql.startswith("UPDATE stikproeve_enhed") and not traad.ident:
            traad.start()
            traad.join(timeout=0.3)
            assert traad.is_alive()

    event.listen(engine, "before_cursor_execute", start_load)
    draw(engine)
    traad.join(timeout=30)
    andet.dispose()
    assert svar == ["godkendt"]
    assert check_traek(read_traek_csv(liste(engine))).er_ens


def test_two_who_draw_at_once_make_one_draw(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    nye = []

    def draw_too():
        andet = open_warehouse(str(engine.url))
        nye.append(draw_kontrol(andet, "26-1", offentligt_tal=TAL, kode_version="x", notat=note()).er_ny)
        andet.dispose()

    traade = [threading.Thread(target=draw_too) for _ in range(4)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    assert sorted(nye) == [False, False, False, True]
    assert len(udtrukne(engine)) == 20


def test_no_plejefamilie_is_named_in_the_list_and_it_can_still_be_redrawn(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    load_familier(engine, tmp_path)
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    draw(engine)
    tekst = liste(engine)
    celler = {celle for linje in tekst.splitlines() for celle in linje.split(";")}
    assert not celler & set(values(engine, "SELECT enhed_id FROM stikproeve_enhed"))
    assert check_traek(read_traek_csv(tekst)).er_ens
    assert len(udtrukne(engine)) == 20


def test_earlier_faults_steer_a_neyman_draw_as_they_stood_when_the_frame_was_frozen(engine, tmp_path):
    freeze_kontrol(engine, tmp_path, "25-4", design=Design(antal=60))
    draw(engine, "25-4")
    fejl = "Syd / § 108 / privat"
    give_outcomes(engine, fejl, "forkert", "2026-11-01 00:00:00")
    announce_kontrol(engine, design=Design(antal=20, fordeling=Fordelingsmetode.NEYMAN, udeluk_runder=0))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    give_outcomes(engine, fejl, "rigtig", "2026-12-01 00:00:00", version=2)
    with reading(engine) as session:
        forbindelse = session.connection()
        andele = read_fejlandele(forbindelse, require_kontrol(forbindelse, "26-1"), foer=NU)
    assert andele[fejl] == 0.5
    assert {andel for stratum, andel in andele.items() if stratum != fejl} == {0.0}
    draw(engine)
    pr_stratum = Counter(
        values(engine, "SELECT stratum FROM stikproeve_enhed WHERE stikproeve_id = 2 AND er_udtrukket")
    )
    stoerrelser = Counter(values(engine, "SELECT stratum FROM stikproeve_enhed WHERE stikproeve_id = 2"))
    assert pr_stratum == allocate_neyman(20, stoerrelser, andele, minimum=2)
    assert pr_stratum != allocate_proportional(20, stoerrelser, minimum=2)


def give_outcomes(engine, stratum_med_fejl, udfald, tidspunkt, *, version=1):
    """Every drawn unit of 25-4 gets an outcome on one item; every second of one stratum gets `udfald`."""
    with engine.begin() as forbindelse:
        enheder = forbindelse.exec_driver_sql(
            "SELECT enhed_id, stratum, ROW_NUMBER() OVER (PARTITION BY stratum ORDER BY enhed_id) AS nr "
            "FROM stikproeve_enhed WHERE stikproeve_id = 1 AND er_udtrukket"
        ).all()
        for enhed in enheder:
            fejl = enhed.stratum == stratum_med_fejl and enhed.nr % 2 == 0
            forbindelse.execute(
                text(
                    "INSERT INTO stikproeve_udfald (stikproeve_id, enhed_id, punkt, version, udfald, sagsbehandler, "
                    "tidspunkt, kilde, efter_lukning) "
                    "VALUES (1, :enhed, 'takst', :version, :udfald, 'AB', :tidspunkt, 'ark', false)"
                ),
                {
                    "enhed": enhed.enhed_id,
                    "version": version,
                    "udfald": udfald if fejl else "rigtig",
                    "tidspunkt": tidspunkt,
                },
            )
