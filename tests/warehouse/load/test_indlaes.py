"""Loading a dump: what is written, what is not written twice, and what a rejected one leaves behind."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from domain.dump import Sideafvigelse
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdeling, make_afdelinger, make_dump, write_dump
from tests.warehouse.rows import everything, rows, values
from warehouse.fejl import WarehouseFejl
from warehouse.koersel import start_koersel
from warehouse.load import load_dump


def test_an_accepted_dump_becomes_a_snapshot_with_everything_in_it(engine: Engine, tmp_path: Path):
    resultat = load_afdelinger(engine, tmp_path, make_afdelinger(3))
    assert (resultat.status, resultat.antal, resultat.nye, resultat.aarsag) == ("godkendt", 3, 3, None)
    assert rows(engine, "SELECT snapshot_id, dag FROM kontroldag") == [
        {"snapshot_id": resultat.snapshot_id, "dag": "2026-11-01"}
    ]
    assert rows(engine, "SELECT afdelingsid, navn, postnr_by, er_set FROM nu_afdeling")[0] == {
        "afdelingsid": "1",
        "navn": "Birkehuset 1",
        "postnr_by": "Odense C",
        "er_set": 1,
    }
    assert values(engine, "SELECT indhold FROM raw_afdeling WHERE afdelingsid = '1'")[0].startswith('{"Adresse":[')
    assert rows(engine, "SELECT status, antal, dump_sha256 IS NULL AS uden FROM koersel") == [
        {"status": "godkendt", "antal": 3, "uden": 0}
    ]
    assert len(rows(engine, "SELECT * FROM gate_proeve")) == len(resultat.gate)


def test_the_day_is_the_danish_one(engine: Engine, tmp_path: Path):
    sent = NAT_1 + timedelta(hours=22, minutes=30)
    load_afdelinger(engine, tmp_path, [make_afdeling()], start=sent)
    assert values(engine, "SELECT dag FROM kontroldag") == ["2026-11-02" if sent.hour >= 23 else "2026-11-01"]


def test_paragraphs_of_types_and_of_places_meet_in_one_row(engine: Engine, tmp_path: Path):
    afdeling = make_afdeling(tilbudstyper=("Botilbud, §§ 107 og 108", "Døgn"), pladser={"§ 107": 4, "§ 104": None})
    load_afdelinger(engine, tmp_path, [afdeling])
    assert rows(engine, "SELECT paragraf, er_tilbudstype, har_pladser, pladser FROM nu_afdeling_paragraf") == [
        {"paragraf": "§ 104", "er_tilbudstype": 0, "har_pladser": 1, "pladser": None},
        {"paragraf": "§ 107", "er_tilbudstype": 1, "har_pladser": 1, "pladser": 4},
        {"paragraf": "§ 108", "er_tilbudstype": 1, "har_pladser": 0, "pladser": None},
    ]


def test_the_name_of_a_tilbud_is_that_of_its_lowest_afdeling_by_number(engine: Engine, tmp_path: Path):
    afdelinger = [make_afdeling(n, tilbudsid="7", navn=f"Hus {n}") for n in (10, 9, 100)]
    load_afdelinger(engine, tmp_path, afdelinger)
    assert rows(engine, "SELECT * FROM nu_tilbud") == [
        {"tilbudsid": "7", "antal_afdelinger": 3, "alle_set": 1, "navn": "Hus 9", "er_beskyttet": 0}
    ]


def test_the_same_dump_twice_writes_nothing_at_all(engine: Engine, tmp_path: Path):
    fil = write_dump(make_dump(make_afdelinger(3)), tmp_path)
    foerste = load_dump(engine, fil, nu=NAT_1)
    foer = everything(engine)
    anden = load_dump(engine, fil, nu=NAT_2, koersel_id=start_koersel(engine, kilde="portal", adresse="x", nu=NAT_2))
    assert everything(engine) == foer
    assert anden.allerede_indlaest
    assert (anden.koersel_id, anden.snapshot_id, anden.nye, anden.gate) == (
        foerste.koersel_id,
        foerste.snapshot_id,
        3,
        foerste.gate,
    )


def test_an_unchanged_register_adds_a_snapshot_and_no_versions(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(3))
    foer = everything(engine, ("afdeling", "raw_afdeling", "afledt_afdeling", "afdeling_paragraf"))
    resultat = load_afdelinger(engine, tmp_path, make_afdelinger(3), start=NAT_2)
    assert (resultat.nye, resultat.aendrede, resultat.uaendrede) == (0, 0, 3)
    assert everything(engine, ("afdeling", "raw_afdeling", "afledt_afdeling", "afdeling_paragraf")) == foer
    assert values(engine, "SELECT sidst_set FROM afdeling_liv") == [resultat.snapshot_id] * 3


def test_a_changed_afdeling_gets_a_new_version_and_the_old_one_an_end(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    resultat = load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2, navn="Nyt navn")], start=NAT_2)
    assert (resultat.aendrede, resultat.uaendrede) == (1, 1)
    assert rows(engine, "SELECT navn, gyldig_fra, gyldig_til FROM afdeling WHERE afdelingsid = '2' ORDER BY id") == [
        {"navn": "Birkehuset 2", "gyldig_fra": 1, "gyldig_til": 2},
        {"navn": "Nyt navn", "gyldig_fra": 2, "gyldig_til": None},
    ]
    assert values(engine, "SELECT navn FROM nu_afdeling ORDER BY navn") == ["Birkehuset 1", "Nyt navn"]


def test_a_new_address_of_the_page_is_kept_but_is_no_change(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [make_afdeling()])
    nyt = make_afdeling(kilde_url="https://portal.example/ny/1")
    assert load_afdelinger(engine, tmp_path, [nyt], start=NAT_2).uaendrede == 1
    assert rows(engine, "SELECT kilde_url, gyldig_fra FROM afdeling") == [
        {"kilde_url": "https://portal.example/ny/1", "gyldig_fra": 1}
    ]


def test_a_rejected_dump_leaves_its_run_and_its_proofs_and_nothing_else(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(50))
    foer = everything(engine, ("afdeling", "raw_afdeling", "afdeling_liv", "snapshot"))
    ukendt = Sideafvigelse(art="ukendt_etiket", hvad="Nyt felt", antal=3, eksempel="https://portal.example/1")
    resultat = load_afdelinger(engine, tmp_path, make_afdelinger(30), start=NAT_2, afvigelser=[ukendt])
    assert (resultat.status, resultat.snapshot_id, resultat.antal) == ("afvist", None, 30)
    assert resultat.aarsag
    assert "30 afdelinger mod 50" in resultat.aarsag
    assert everything(engine, ("afdeling", "raw_afdeling", "afdeling_liv", "snapshot")) == foer
    assert values(engine, "SELECT status FROM koersel ORDER BY start") == ["godkendt", "afvist"]
    assert values(engine, "SELECT hvad FROM sideafvigelse") == ["Nyt felt"]
    assert "antal_i_alt" in values(engine, "SELECT navn FROM gate_proeve WHERE NOT bestaaet")


def test_a_person_can_overrule_and_the_failed_proofs_stay_visible(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(50))
    fil = write_dump(make_dump(make_afdelinger(30), start=NAT_2), tmp_path)
    assert load_dump(engine, fil, nu=NAT_2).status == "afvist"
    assert load_dump(engine, fil, nu=NAT_2, begrundelse="  ").status == "afvist"
    resultat = load_dump(engine, fil, nu=NAT_2, begrundelse="Tyve tilbud er lukket, se brev.")
    assert resultat.status == "godkendt"
    assert resultat.savnede == 20
    raekke = rows(engine, "SELECT * FROM koersel WHERE status = 'godkendt' ORDER BY start DESC")[0]
    assert raekke["tilsidesat_begrundelse"] == "Tyve tilbud er lukket, se brev."
    assert "antal_i_alt" in raekke["aarsag"]
    assert [p.navn for p in resultat.gate if not p.bestaaet] == ["antal_i_alt", "antal_voksne"]


def test_a_reason_nobody_needed_is_not_logged_as_an_overruling(engine: Engine, tmp_path: Path):
    assert load_afdelinger(engine, tmp_path, make_afdelinger(3), begrundelse="for en sikkerheds skyld").aarsag is None
    assert values(engine, "SELECT tilsidesat_begrundelse FROM koersel") == [None]


def test_a_rejected_dump_again_adds_no_run_unless_the_gate_now_says_something_else(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(50))
    fil = write_dump(make_dump(make_afdelinger(30), start=NAT_2), tmp_path)
    load_dump(engine, fil, nu=NAT_2)
    igen = load_dump(engine, fil, nu=NAT_3)
    assert (igen.status, igen.allerede_indlaest) == ("afvist", True)
    assert len(rows(engine, "SELECT * FROM koersel")) == 2
    load_afdelinger(engine, tmp_path, make_afdelinger(50), start=NAT_3)
    nu_gammel = load_dump(engine, fil, nu=NAT_3)
    assert not nu_gammel.allerede_indlaest
    assert "ikke nyere" in str(nu_gammel.aarsag)


def test_an_old_dump_after_a_newer_one_is_refused_even_with_a_reason(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(5), start=NAT_2)
    foer = everything(engine, ("afdeling", "snapshot", "afdeling_liv"))
    gammel = load_afdelinger(engine, tmp_path, make_afdelinger(5), start=NAT_1, begrundelse="Jeg vil det.")
    assert gammel.status == "afvist"
    assert everything(engine, ("afdeling", "snapshot", "afdeling_liv")) == foer


def test_a_run_already_begun_is_the_one_that_is_ended(engine: Engine, tmp_path: Path):
    koersel_id = start_koersel(engine, kilde="portal", adresse="https://portal.example", nu=NAT_1)
    fil = write_dump(make_dump(make_afdelinger(3)), tmp_path)
    assert load_dump(engine, fil, nu=NAT_2, koersel_id=koersel_id).koersel_id == koersel_id
    assert rows(engine, "SELECT id, status, kilde FROM koersel") == [
        {"id": koersel_id, "status": "godkendt", "kilde": "portal"}
    ]


def test_a_run_that_does_not_exist_is_told_before_anything_is_written(engine: Engine, tmp_path: Path):
    fil = write_dump(make_dump(make_afdelinger(3)), tmp_path)
    with pytest.raises(WarehouseFejl, match="ingen kørsel med id"):
        load_dump(engine, fil, nu=NAT_2, koersel_id="findes-ikke")
    assert values(engine, "SELECT COUNT(*) FROM snapshot") == [0]


def test_strange_but_readable_values_are_stored_as_they_stand(engine: Engine, tmp_path: Path):
    navne = ["<script>alert(1)</script>", '=HYPERLINK("x")', "x" * 1_000_000, "Ren\x00og skær", "'; DROP TABLE x"]
    load_afdelinger(engine, tmp_path, [make_afdeling(n, navn=navn) for n, navn in enumerate(navne, start=1)])
    gemt = values(engine, "SELECT navn FROM nu_afdeling ORDER BY LENGTH(afdelingsid), afdelingsid")
    assert gemt == [navne[0], navne[1], navne[2], "Renog skær", navne[4]]


def test_a_number_no_column_holds_is_no_number(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [make_afdeling(pladser={"§ 107": 10**30}, pladser_i_alt=-(10**30))])
    assert values(engine, "SELECT pladser FROM nu_afdeling_paragraf") == [None]
    assert values(engine, "SELECT pladser_i_alt FROM nu_afdeling") == [None]
