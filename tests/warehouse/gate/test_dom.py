"""The gate, fault by fault: which test answers, with which figures, and what it tells a person to do."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.afdeling import Afdeling
from domain.dump import Dump, Listetal, Manglende, Sideafvigelse
from tests.builders import NAT_1, NAT_2, make_afdeling, make_afdelinger, make_dump
from warehouse.gate import STANDARD, Forrige, Graenser, Proeve, judge, measure


def previous(dump: Dump) -> Forrige:
    return Forrige(tidspunkt=datetime.fromisoformat(dump.hoved.start), profil=measure(dump))


def failed(dump: Dump, forrige: Dump | None = None, **vilkaar: Any) -> dict[str, Proeve]:
    gate = judge(dump, previous(forrige) if forrige else None, vilkaar.pop("graenser", STANDARD), **vilkaar)
    return {proeve.navn: proeve for proeve in gate if not proeve.bestaaet}


def changed(antal: int, af: int, **aendringer: Any) -> list[Afdeling]:
    """`af` faultless afdelinger, the first `antal` of them changed."""
    alle = make_afdelinger(af)
    return [replace(a, **aendringer) for a in alle[:antal]] + alle[antal:]


FOER = make_dump(make_afdelinger(100), start=NAT_1)


def test_a_first_whole_fetch_passes_every_test():
    assert failed(FOER, nu=NAT_1) == {}


def test_the_same_register_the_next_night_passes_every_test():
    assert failed(make_dump(make_afdelinger(100), start=NAT_2), FOER, nu=NAT_2) == {}


def test_every_test_says_something_whether_passed_or_not():
    tom = make_dump([], start=NAT_1, stoppet="mødt af en robottest")
    for dump in (FOER, tom):
        for proeve in judge(dump, previous(FOER), STANDARD, nu=NAT_1):
            assert proeve.tekst.endswith(".")
            assert proeve.maalt
            assert proeve.graense


@pytest.mark.parametrize("start", [NAT_1, NAT_1 - timedelta(days=1)])
def test_a_dump_that_is_not_newer_is_refused_and_nobody_can_overrule_it(start: datetime):
    proeve = failed(make_dump(make_afdelinger(100), start=start), FOER)["nyere_end_sidste"]
    assert not proeve.kan_tilsidesaettes
    assert "ikke nyere" in proeve.tekst


def test_the_same_moment_in_another_time_zone_is_not_newer():
    dump = make_dump(make_afdelinger(100), start=NAT_1)
    dansk = replace(dump, hoved=replace(dump.hoved, start="2026-11-01T02:00:00+01:00"))
    assert "nyere_end_sidste" in failed(dansk, FOER)


def test_a_dump_from_the_future_is_refused_since_all_later_ones_would_look_old():
    proeve = failed(make_dump(make_afdelinger(10), start=NAT_2), nu=NAT_1)["ikke_fra_fremtiden"]
    assert not proeve.kan_tilsidesaettes
    assert "uret" in proeve.tekst


def test_an_empty_fetch_is_refused_and_nobody_can_overrule_it():
    assert not failed(make_dump([]))["ikke_tom"].kan_tilsidesaettes


def test_a_stopped_fetch_is_refused_with_its_reason():
    proeve = failed(make_dump(make_afdelinger(50), stoppet="robottest på tre sider i træk"))["ikke_stoppet"]
    assert "robottest på tre sider i træk" in proeve.tekst
    assert proeve.kan_tilsidesaettes


@pytest.mark.parametrize(
    ("oplyst", "afvist"), [(100, False), (101, True), (None, True), (60, True), (98, False), (0, True)]
)
def test_a_list_must_give_what_it_claims(oplyst: int | None, afvist: object):
    assert ("liste_voksne" in failed(make_dump(make_afdelinger(100), oplyst={"voksne": oplyst}))) is afvist


def test_a_handful_in_thousands_may_slip_across_page_borders():
    poster = make_dump(make_afdelinger(1000)).poster
    assert failed(make_dump(poster, oplyst={"voksne": 1002})) == {}
    assert failed(make_dump(poster, oplyst={"voksne": 1003})).keys() == {"liste_voksne"}


def test_one_challenge_page_is_enough_to_refuse():
    side = Manglende(tilbudsid="9001", afdelingsid="1", grund="challenge")
    proeve = failed(make_dump(make_afdelinger(500), manglende=[side]))["ingen_robottest"]
    assert proeve.maalt == "1 sider"


def test_some_pages_may_be_missing_but_not_many():
    af = make_afdelinger(200)
    assert failed(make_dump(af, manglende=[(str(n), "1") for n in range(9000, 9010)])) == {}
    proeve = failed(make_dump(af, manglende=[(str(n), "1") for n in range(9000, 9020)]))["sider_hentet"]
    assert proeve.maalt == "20 af 220 sider (9,1 %)"
    assert "http_503" in proeve.tekst


def test_a_page_missing_since_last_does_not_make_the_register_smaller():
    af = make_afdelinger(200)
    foer = make_dump(af)
    nu = make_dump(af[10:], start=NAT_2, manglende=[a.noegle for a in af[:10]])
    assert failed(nu, foer) == {}


def test_a_fall_of_more_than_five_percent_is_refused_with_its_figures():
    foer = make_dump(make_afdelinger(200))
    assert failed(make_dump(make_afdelinger(190), start=NAT_2), foer) == {}
    fejl = failed(make_dump(make_afdelinger(189), start=NAT_2), foer)
    assert fejl.keys() == {"antal_i_alt", "antal_voksne"}
    assert fejl["antal_i_alt"].maalt == "189 mod 200"
    assert "fald på 5,5 %" in fejl["antal_i_alt"].tekst


def test_a_small_register_may_lose_a_few():
    assert failed(make_dump(make_afdelinger(5), start=NAT_2), make_dump(make_afdelinger(10))) == {}


def test_a_growth_of_more_than_a_quarter_is_refused():
    fejl = failed(make_dump(make_afdelinger(130), start=NAT_2), FOER)
    assert "vækst på 30 %" in fejl["antal_i_alt"].tekst
    assert failed(make_dump(make_afdelinger(120), start=NAT_2), FOER) == {}


def test_a_list_that_is_gone_is_refused_however_short_it_was():
    to_lister = [*make_afdelinger(100), make_afdeling(900, lister=("boern",))]
    proeve = failed(make_dump(make_afdelinger(100), start=NAT_2), make_dump(to_lister))["antal_boern"]
    assert "ikke hentet" in proeve.tekst


@pytest.mark.parametrize(
    ("felt", "tom", "etiket"),
    [
        ("navn", None, "Tilbuddets navn"),
        ("telefon", None, "Telefon"),
        ("tilbudstyper", (), "Tilbudstype"),
        ("pladser", {}, "Pladser"),
        ("har_leder", False, "Tilbuddets leder"),
        ("pladser_i_alt", None, "Pladser på hele tilbuddet"),
        ("hjemmeside", None, "Hjemmeside"),
    ],
)
def test_a_label_that_vanished_is_caught_by_name(felt: str, tom: object, etiket: str):
    nu = make_dump(changed(100, 100, **{felt: tom}), start=NAT_2)
    proeve = failed(nu, FOER)[f"felt_{felt}"]
    assert f"»{etiket}«" in proeve.tekst
    assert proeve.maalt == "0 %"


def test_a_field_may_move_by_some_points_but_not_by_more_than_twenty():
    assert failed(make_dump(changed(20, 100, telefon=None), start=NAT_2), FOER) == {}
    assert failed(make_dump(changed(21, 100, telefon=None), start=NAT_2), FOER).keys() == {"felt_telefon"}


def test_a_rare_field_that_is_halved_is_caught_though_it_fell_by_few_points():
    foer = make_dump(changed(30, 300, driftsaftale_med="Odense Kommune"))
    assert failed(make_dump(changed(16, 300, driftsaftale_med="Odense Kommune"), start=NAT_2), foer) == {}
    fejl = failed(make_dump(changed(14, 300, driftsaftale_med="Odense Kommune"), start=NAT_2), foer)
    assert fejl.keys() == {"felt_driftsaftale_med"}


def test_noise_in_a_small_register_is_not_a_lost_label():
    foer = make_dump(make_afdelinger(8))
    assert failed(make_dump(changed(5, 8, telefon=None), start=NAT_2), foer) == {}
    assert failed(make_dump(changed(8, 8, telefon=None), start=NAT_2), foer).keys() == {"felt_telefon"}


@pytest.mark.parametrize("felt", ["navn", "tilbudstyper", "pladser", "tilsynsmyndighed", "har_adresse", "postnr"])
def test_an_anchor_field_that_is_empty_is_caught_on_the_first_fetch_too(felt: str):
    tom = {"tilbudstyper": (), "pladser": {}, "har_adresse": False}.get(felt)
    fejl = failed(make_dump(changed(100, 100, **{felt: tom})))
    assert f"felt_{felt}" in fejl
    assert "første" in fejl[f"felt_{felt}"].graense


def test_a_new_label_on_many_pages_means_the_page_was_rebuilt():
    ny = Sideafvigelse(art="ukendt_etiket", hvad="Faglig profil", antal=21, eksempel="https://portal.example/1")
    fejl = failed(make_dump(make_afdelinger(100), start=NAT_2, afvigelser=[ny]), FOER)
    assert "Faglig profil« er nyt og set på 21 af 100 sider" in fejl["sidens_opbygning"].tekst
    sjaelden = replace(ny, antal=20)
    assert failed(make_dump(make_afdelinger(100), start=NAT_2, afvigelser=[sjaelden]), FOER) == {}


def test_a_label_that_was_there_last_time_is_no_news():
    ny = Sideafvigelse(art="ukendt_etiket", hvad="Faglig profil", antal=100, eksempel="https://portal.example/1")
    foer = make_dump(make_afdelinger(100), afvigelser=[ny])
    assert failed(foer) == {}, "on the first fetch no label is news"
    assert failed(make_dump(make_afdelinger(100), start=NAT_2, afvigelser=[ny]), foer) == {}


def test_a_label_that_was_renamed_is_caught_on_the_first_fetch_by_the_field_it_emptied():
    omdoebt = Sideafvigelse(art="ukendt_etiket", hvad="Ring til os", antal=100, eksempel="https://portal.example/1")
    fejl = failed(make_dump(changed(100, 100, telefon=None), afvigelser=[omdoebt]))
    assert fejl.keys() == {"felt_telefon"}


def test_two_pages_of_one_afdeling_that_disagree_are_a_contradiction():
    af = make_afdelinger(50)
    assert failed(make_dump([*af, af[0]], oplyst={"voksne": 51})) == {}
    fejl = failed(make_dump([*af, replace(af[0], navn="Et andet navn")], oplyst={"voksne": 51}))
    assert fejl["ingen_dobbelte"].maalt == "1 afdelinger"


def test_a_dump_with_fewer_records_than_its_lists_is_a_contradiction():
    hel = make_dump(make_afdelinger(100))
    skaaret = replace(hel, poster=hel.poster[:80])
    assert "lister_og_sider" in failed(skaaret)
    for_mange = replace(hel, slut=replace(hel.slut, lister={"voksne": Listetal(oplyst=50, fundet=50)}))
    assert "lister_og_sider" in failed(for_mange)


def test_the_same_page_shown_for_many_tilbud_is_a_contradiction():
    foerste = make_afdeling(1)
    ens = [replace(foerste, tilbudsid=str(n), afdelingsid=str(n)) for n in range(2000, 2030)]
    fejl = failed(make_dump([*make_afdelinger(100), *ens]))
    assert fejl["ingen_gentagelser"].maalt == "31 sider (23,8 %)"
    samme_tilbud = [replace(foerste, afdelingsid=str(n)) for n in range(2000, 2030)]
    assert failed(make_dump([*make_afdelinger(100), *samme_tilbud])) == {}


def test_limits_can_be_set():
    strengt = Graenser(fald_andel=0.0, mindste_antal=0)
    nu = make_dump(make_afdelinger(99), start=NAT_2)
    assert failed(nu, FOER) == {}
    assert "antal_i_alt" in failed(nu, FOER, graenser=strengt)
