import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from domain.regel import Alvor
from domain.stikproeve import Population
from sampling.design import Design, Fordelingsmetode, Stratumtegn
from sampling.fejl import StikproeveFejl
from sampling.frysning import freeze_ramme
from sampling.ramme import publish
from sampling.traek import ramme_sha256
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, load_udtraek, make_afdeling, make_dump, write_dump
from tests.reports.scene import make_fund, make_regel, record
from tests.stikproever import (
    NOEGLE,
    NU,
    announce_kontrol,
    draw,
    freeze_kontrol,
    load_familier,
    make_register,
    note,
    plan_kontrol,
)
from tests.warehouse.rows import rows, values
from warehouse.engine import open_warehouse
from warehouse.load import load_dump
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.ramme import read_ramme
from warehouse.transaktion import reading


def freeze(engine, nummer="26-1", *, nu=NU):
    return freeze_ramme(engine, nummer, noegle=NOEGLE, notat=note(nu=nu))


def ramme(engine, nummer="26-1"):
    with reading(engine) as session:
        forbindelse = session.connection()
        return read_ramme(forbindelse, require_kontrol(forbindelse, nummer))


def test_a_frame_is_the_register_of_its_day_with_its_hash_and_a_note(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    enheder = ramme(engine)
    kontrol = rows(engine, "SELECT * FROM stikproeve")[0]
    assert len(enheder) == kontrol["ramme_antal"] == 120
    assert kontrol["ramme_sha256"] == ramme_sha256(publish(enheder))
    assert (kontrol["tilstand"], kontrol["ramme_snapshot_id"]) == ("ramme_frosset", 1)
    assert kontrol["ramme_dag"] == "2026-11-02"
    notat = values(engine, "SELECT tekst FROM stikproeve_haendelse ORDER BY id")[-1]
    assert kontrol["ramme_sha256"] in notat
    assert "udelukket: ingen" in notat
    assert {en.enhed.stratum for en in enheder} >= {"Syd / § 108 / privat"}


def test_a_frame_is_frozen_once_and_a_later_night_never_changes_it(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    foer = ramme(engine)
    load_afdelinger(engine, tmp_path, make_register(130), start=NAT_2)
    assert not freeze(engine, nu=NU + timedelta(days=3)).er_ny
    assert ramme(engine) == foer
    assert len(values(engine, "SELECT id FROM stikproeve_haendelse")) == 3


def test_a_frame_waits_for_its_day_and_for_the_announcement(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    plan_kontrol(engine)
    with pytest.raises(KontrolFejl, match="før kilden til det offentlige tal er annonceret"):
        freeze(engine)
    announce_kontrol(engine, "26-2", start=date(2026, 11, 9))
    with pytest.raises(KontrolFejl, match="fryses først den 09-11-2026"):
        freeze(engine, "26-2")
    assert values(engine, "SELECT COUNT(*) FROM stikproeve_enhed") == [0]


def test_without_an_accepted_snapshot_by_its_day_there_is_no_frame(engine, tmp_path):
    announce_kontrol(engine)
    with pytest.raises(KontrolFejl, match="intet godkendt øjebliksbillede"):
        freeze(engine)
    load_afdelinger(engine, tmp_path, make_register(), start=NAT_3)
    with pytest.raises(KontrolFejl, match="intet godkendt øjebliksbillede"):
        freeze(engine)


def test_a_frame_frozen_late_is_still_that_of_its_day(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    nye = [replace(x, virksomhedsform="Region") for x in make_register(140)]
    load_afdelinger(engine, tmp_path, nye, start=NAT_3)
    freeze(engine, nu=NAT_3)
    assert values(engine, "SELECT ramme_snapshot_id FROM stikproeve") == [1]
    assert {en.enhed.ejerform for en in ramme(engine)} == {"privat", "kommunal"}
    assert len(ramme(engine)) == 120


def test_when_the_night_was_rejected_the_last_good_snapshot_is_used_and_the_record_says_so(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    assert load_afdelinger(engine, tmp_path, make_register()[:20], start=NAT_2).status == "afvist"
    freeze(engine)
    bemaerkning = values(engine, "SELECT ramme_bemaerkning FROM stikproeve")[0]
    assert "Den seneste hentning blev afvist (02-11-2026 kl. 02.00)" in bemaerkning
    assert "øjebliksbillede, nr. 1 fra 01-11-2026" in bemaerkning
    assert len(ramme(engine)) == 120


def test_a_night_rejected_after_the_day_is_no_matter_of_the_frame(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    record(engine, 1, [], nu=NAT_1)
    load_afdelinger(engine, tmp_path, make_register()[:20], start=NAT_3)
    freeze(engine, nu=NAT_3)
    assert values(engine, "SELECT ramme_bemaerkning FROM stikproeve") == [None]


def test_a_tilbud_that_the_fetch_no_longer_had_is_left_out_and_counted(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(), start=NAT_1)
    load_afdelinger(engine, tmp_path, make_register()[:119], start=NAT_2)
    announce_kontrol(engine)
    freeze(engine)
    assert {en.enhed.enhed_id: en.enhed.udelukket for en in ramme(engine) if en.enhed.udelukket} == {"1120": "lukket"}


def test_what_was_drawn_in_the_last_rounds_is_left_out_but_no_longer(engine, tmp_path):
    freeze_kontrol(engine, tmp_path, "25-4")
    draw(engine, "25-4")
    foerste = {en.enhed.enhed_id for en in ramme(engine, "25-4") if en.er_udtrukket}
    for nummer, design in (("26-1", Design(antal=20, udeluk_runder=1)), ("26-2", Design(antal=20, udeluk_runder=0))):
        announce_kontrol(engine, nummer, design=design)
        freeze(engine, nummer)
    ude = {en.enhed.enhed_id for en in ramme(engine) if en.enhed.udelukket == "nyligt_udtrukket"}
    assert ude == foerste
    assert len(foerste) == 20
    assert not any(en.enhed.udelukket for en in ramme(engine, "26-2"))


def test_krisecentre_are_left_out_of_controls_of_addresses_and_of_no_others(engine, tmp_path):
    afdelinger = [*make_register(), make_afdeling(121, tilbudstyper=("Krisecenter, § 109",))]
    freeze_kontrol(engine, tmp_path, afdelinger=afdelinger, punkter=("adresse", "telefon"))
    announce_kontrol(engine, "26-2")
    freeze(engine, "26-2")
    assert [en.enhed.udelukket for en in ramme(engine) if en.enhed.enhed_id == "1121"] == ["beskyttet_adresse"]
    assert [en.enhed.udelukket for en in ramme(engine, "26-2") if en.enhed.enhed_id == "1121"] == [None]


def test_what_the_rules_had_flagged_that_day_is_kept_and_can_make_strata(engine, tmp_path):
    regel = make_regel("IDENT-003", "cvr", Alvor.ALVORLIG)
    load_afdelinger(engine, tmp_path, make_register())
    record(engine, 1, [make_fund(regel, str(1000 + n), str(n)) for n in range(1, 31)], nu=NAT_1)
    announce_kontrol(engine, punkter=("cvr",), design=Design(antal=20, strata=(Stratumtegn.FLAGGET,)))
    load_afdelinger(engine, tmp_path, make_register(), start=NAT_3)
    record(engine, 2, [], nu=NAT_3)
    freeze(engine, nu=NAT_3)
    assert len(values(engine, "SELECT enhed_id FROM stikproeve_regelfund WHERE regler = 'IDENT-003'")) == 30
    strata = {en.enhed.enhed_id: en.enhed.stratum for en in ramme(engine)}
    assert (strata["1001"], strata["1031"]) == ("flagget", "ikke flagget")


def test_a_design_that_cannot_be_drawn_freezes_nothing_and_says_how_to_mend_it(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine, design=Design(antal=400))
    with pytest.raises(StikproeveFejl, match=r"kun 120 at trække blandt.*--ret 26-1 --design"):
        freeze(engine)
    assert values(engine, "SELECT tilstand FROM stikproeve") == ["annonceret"]
    assert values(engine, "SELECT COUNT(*) FROM stikproeve_enhed") == [0]


def test_neyman_without_an_earlier_round_freezes_nothing(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine, design=Design(antal=20, fordeling=Fordelingsmetode.NEYMAN))
    with pytest.raises(StikproeveFejl, match="fejlandele fra en tidligere kontrol"):
        freeze(engine)


def test_plejefamilier_are_published_by_keyed_hashes_only(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    load_familier(engine, tmp_path)
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    freeze(engine)
    enheder = ramme(engine)
    assert len(enheder) == 60
    assert {en.enhed.socialtilsyn for en in enheder} == {"Nord", "Syd"}
    assert not {en.offentligt_id for en in enheder} & {en.enhed.enhed_id for en in enheder}
    assert all(len(en.offentligt_id) == 32 for en in enheder)
    assert "dataudtræk af 01-11-2026" in values(engine, "SELECT ramme_bemaerkning FROM stikproeve")[0]


def test_a_familys_type_is_one_that_is_known_and_never_what_was_typed(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    typer = ("Forstærket plejefamilie", "almen", "Familien Eksempel, Vej 1", None)
    familier = [
        {"plejefamilieid": str(50_000 + nummer), "socialtilsyn": "Syd", "familietype": typer[nummer % 4]}
        for nummer in range(80)
    ]
    assert load_udtraek(engine, tmp_path, {"plejefamilie": familier}).status == "godkendt"
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    freeze(engine)
    assert set(values(engine, "SELECT DISTINCT type FROM stikproeve_enhed")) == {"forstærket", "almen", "ukendt"}
    assert not [x for x in values(engine, "SELECT stratum FROM stikproeve_enhed") if "eksempel" in x]


def test_plejefamilier_need_a_delivery(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(30))
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",))
    with pytest.raises(KontrolFejl, match="intet godkendt dataudtræk med plejefamilier"):
        freeze(engine)


def test_a_load_that_begins_while_a_frame_is_frozen_waits_and_changes_nothing_of_it(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    fil = write_dump(make_dump(make_register(140), start=NAT_2), tmp_path)
    andet = open_warehouse(str(engine.url))
    svar = []
    traad = threading.Thread(target=lambda: svar.append(load_dump(andet, fil, nu=NAT_2).status))

    def start_load(_forbindelse, _cursor, sql, *_rest):
        if "FROM afdeling" in sql and not traad.ident:
            traad.start()
            traad.join(timeout=0.3)
            assert traad.is_alive(), "Indlæsningen burde vente på, at rammen er frosset"

    event.listen(engine, "before_cursor_execute", start_load)
    freeze(engine)
    traad.join(timeout=30)
    assert svar == ["godkendt"]
    andet.dispose()
    assert len(ramme(engine)) == 120
    assert values(engine, "SELECT ramme_snapshot_id FROM stikproeve") == [1]
    assert values(engine, "SELECT ramme_sha256 FROM stikproeve") == [ramme_sha256(publish(ramme(engine)))]


def test_a_tilbud_of_several_groups_is_mixed_and_what_is_not_said_is_unknown(engine, tmp_path):
    afdelinger = [
        make_afdeling(1, tilbudstyper=("Opholdssted, § 43", "Botilbud, § 107")),
        make_afdeling(2, tilbudstyper=(), pladser={}, virksomhedsform=None, tilsynsmyndighed="Odense Kommune"),
        make_afdeling(3, tilbudsid="1002", tilbudstyper=("Botilbud, § 107",), virksomhedsform="Fond"),
        *make_register(60)[10:],
    ]
    freeze_kontrol(engine, tmp_path, afdelinger=afdelinger)
    efter_id = {en.enhed.enhed_id: en.enhed for en in ramme(engine)}
    assert efter_id["1001"].type == "blandet"
    assert (efter_id["1002"].type, efter_id["1002"].ejerform, efter_id["1002"].socialtilsyn) == (
        "§ 107",
        "privat",
        "Syd",
    )
