"""The made-up register: calibrated, repeatable, and with an answer key that an independent reading confirms."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

from crawler.replica.grundlag import SOCIALTILSYN, load_tal
from crawler.replica.register import Register, make_register
from crawler.replica.stamdata import make_stamdata
from domain.dump import Post, decode_post, encode_post
from domain.kontakt import has_cvr_form, has_p_nummer_form, is_telefon, passes_modulus_11
from domain.reference import load_kommuner, load_postnumre
from tests.crawler.replica.orakel import find_all

REGLER = sorted({"IDENT": 10, "KONTAKT": 8, "ADRESSE": 6, "TYPE": 7, "PLADS": 5, "TILSYN": 6}.items())
ALLE_REGLER = {f"{omraade}-{nummer:03d}" for omraade, antal in REGLER for nummer in range(1, antal + 1)}


@pytest.fixture(scope="module")
def helt() -> Register:
    return register_of(7, 1, 1999)


@cache
def register_of(seed: int, nat: int, antal: int) -> Register:
    return make_register(seed, nat=nat, antal_tilbud=antal)


def judged(register: Register) -> set[tuple[str, str, str | None]]:
    return find_all(side.afdeling for side in register.sider)


@pytest.mark.parametrize(("seed", "antal"), [(1, 1), (2, 20), (1, 60), (2, 60), (3, 200), (7, 1999)])
def test_register_without_planted_faults_breaks_no_rule(seed, antal):
    assert find_all(side.afdeling for tilbud in make_stamdata(seed, antal) for side in tilbud) == set()


@pytest.mark.parametrize("nat", [1, 2])
@pytest.mark.parametrize(
    ("seed", "antal"), [(1, 60), (2, 60), (3, 60), (4, 30), (5, 5), (7, 200), (11, 200), (7, 1999)]
)
def test_facit_is_exactly_what_the_rules_find(seed, antal, nat):
    register = register_of(seed, nat, antal)
    assert {tuple(x) for x in register.facit} == judged(register)


@pytest.mark.parametrize("seed", [14, 34, 35, 38])
def test_tilbud_that_appears_changes_nothing_that_is_found_at_others(seed):
    for antal in (7, 15, 30, 60):
        register = make_register(seed, nat=2, antal_tilbud=antal)
        tilkomne = {side.ejer for side in register.sider if side.noegle in register.aendringer.tilkomne}
        assert {side.noegle for side in register.sider if side.ejer in tilkomne} == register.aendringer.tilkomne
        assert {tuple(x) for x in register.facit} == judged(register)


def test_every_active_rule_has_five_planted_cases_on_both_nights():
    for nat in (1, 2):
        antal = Counter(plantet.regel for plantet in register_of(7, nat, 1999).facit)
        assert set(antal) == ALLE_REGLER
        assert min(antal.values()) >= 5


@pytest.mark.parametrize("seed", range(8))
def test_a_small_register_has_one_of_each_fault(seed):
    assert {plantet.regel for plantet in make_register(seed, antal_tilbud=60).facit} == ALLE_REGLER


def test_tilbud_are_spread_over_the_socialtilsyn_as_in_tabel_1(helt):
    omraader = {side.afdeling.tilbudsid: side.omraade for side in helt.sider}
    tal = load_tal()["Tabel 1", "Aktive tilbud"]
    assert Counter(omraader.values()) == {navn: tal[navn] for navn in SOCIALTILSYN}
    assert len(omraader) == tal["I alt"] == 1999


def test_specialistfunktioner_are_as_many_as_in_tabel_2(helt):
    tal = load_tal()["Tabel 2", "Tilbud i specialistfunktion"]
    specialister = {side.afdeling.tilbudsid: side.omraade for side in helt.sider if side.er_specialist}
    assert Counter(specialister.values()) == {navn: tal[navn] for navn in ("Midt", "Syd", "Øst", "Hovedstaden")}


def test_owner_forms_and_number_of_afdelinger_are_as_published(helt):
    ejerformer = Counter({side.afdeling.tilbudsid: side.ejerform for side in helt.sider}.values())
    assert {form: round(100 * antal / 1999) for form, antal in ejerformer.items()} == {
        "privat": 59,
        "kommunal": 37,
        "regional": 4,
    }
    assert 3400 <= len(helt.sider) <= 3650
    stoerrelser = Counter(Counter(side.afdeling.tilbudsid for side in helt.sider).values())
    assert stoerrelser[1] > 1999 / 2
    assert max(stoerrelser) >= 15


def test_places_are_real_and_belong_to_the_socialtilsyn():
    kommuner = {kommune.kommunekode: kommune for kommune in load_kommuner()}
    for tilbud in make_stamdata(5, 300):
        for side in tilbud:
            postnummer = load_postnumre()[str(side.afdeling.postnr)]
            assert postnummer.navn == side.afdeling.by
            omraader = {kommuner[kode].socialtilsyn for kode in postnummer.kommunekoder if kode in kommuner}
            assert side.er_specialist or side.omraade in omraader


def test_numbers_are_well_formed_and_nobodys():
    sider: list[Any] = [side.afdeling for tilbud in make_stamdata(5, 1999) for side in tilbud]
    assert all(a.cvr.startswith("99") and has_cvr_form(a.cvr) and passes_modulus_11(a.cvr) for a in sider)
    assert all(has_p_nummer_form(a.p_nummer) for a in sider)
    assert len({a.p_nummer for a in sider}) == len({a.afdelingsid for a in sider}) == len(sider)
    assert all(is_telefon(a.telefon) for a in sider)
    assert all(str(phonenumbers.parse(a.telefon, "DK").national_number).startswith("9999") for a in sider)
    assert all(a.email.endswith(".example.org") and a.tilbudsid.isdigit() and a.afdelingsid.isdigit() for a in sider)


def test_one_cvr_has_one_name_and_kommuner_own_many():
    navne = defaultdict(set)
    tilbud_under = defaultdict(set)
    for tilbud in make_stamdata(5, 1999):
        for side in tilbud:
            navne[side.afdeling.cvr].add((side.afdeling.virksomhed, side.afdeling.virksomhedsform))
            tilbud_under[side.ejerform, side.afdeling.cvr].add(side.afdeling.tilbudsid)
    assert all(len(forskellige) == 1 for forskellige in navne.values())
    kommunale = [len(ids) for (form, _), ids in tilbud_under.items() if form == "kommunal"]
    assert len(kommunale) > 80
    assert max(kommunale) > 10


def test_an_owner_of_several_afdelinger_shows_its_head_office(helt):
    antal = Counter(side.ejer for side in helt.sider)
    flere = [side for side in helt.sider if antal[side.ejer] > 1]
    egne = [side for side in helt.sider if antal[side.ejer] == 1 and side.afdeling.adresse and not side.er_hemmelig]
    flyttet_til_kontoret = {x.afdelingsid for x in helt.facit_dar if x.regel == "ADRESSE-011"}
    ved_kontoret = {side.noegle[1] for side in flere if side.ejerlinjer == side.adresselinjer}
    assert ved_kontoret == flyttet_til_kontoret
    assert sum(side.ejerlinjer == side.adresselinjer for side in egne) > len(egne) * 0.8


def test_the_same_arguments_give_the_same_register():
    first, second = (make_register(9, nat=2, antal_tilbud=80) for _ in range(2))
    assert first.sider == second.sider
    assert first.facit == second.facit
    assert make_register(10, nat=2, antal_tilbud=80).sider != first.sider


@pytest.mark.parametrize("antal", [60, 1999])
def test_the_second_night_differs_only_where_it_says_so(antal):
    foer, efter = (register_of(7, nat, antal) for nat in (1, 2))
    gamle, nye = ({side.noegle: side for side in register.sider} for register in (foer, efter))
    aendringer = efter.aendringer
    assert set(gamle) - set(nye) == aendringer.forsvundne == efter.savnet
    assert set(nye) - set(gamle) == aendringer.tilkomne
    assert len({tilbudsid for tilbudsid, _ in aendringer.forsvundne}) == 1
    assert len({tilbudsid for tilbudsid, _ in aendringer.tilkomne}) == 1
    roert = {noegle for noegle in gamle.keys() & nye.keys() if gamle[noegle] != nye[noegle]}
    tilbud_med_fund = {plantet.tilbudsid for plantet in aendringer.rettede | aendringer.nye}
    assert {noegle for noegle in roert if noegle[0] not in tilbud_med_fund} <= aendringer.uskyldige <= roert
    assert len(roert) < len(gamle) / 4


@pytest.mark.parametrize("antal", [60, 1999])
def test_the_second_nights_facit_follows_from_the_first(antal):
    foer, efter = (register_of(7, nat, antal) for nat in (1, 2))
    savnede = {plantet for plantet in foer.facit if (plantet.tilbudsid, plantet.afdelingsid) in efter.savnet}
    assert savnede, "the tilbud that vanished must leave a finding open"
    assert efter.facit == (foer.facit - efter.aendringer.rettede - savnede) | efter.aendringer.nye
    assert efter.aendringer.rettede
    assert efter.aendringer.nye
    assert foer.aendringer.forsvundne == frozenset()


def test_record_of_a_krisecenter_holds_no_street_though_the_page_has_one(helt):
    hemmelige = [side for side in helt.sider if "§ 109" in side.typer]
    assert len(hemmelige) > 100
    assert sum(side.afdeling.adresse is not None for side in hemmelige) > 100
    assert all(side.laest.adresse is None and side.laest.tilbuddets_adresse is None for side in hemmelige)
    aabne = [side for side in helt.sider if side.er_hemmelig and "§ 109" not in side.typer]
    assert any(side.laest.adresse for side in aabne), "one afdeling of a krisecenter's tilbud does not say that it is"


def test_records_survive_the_dump_format(helt):
    post = Post(afdeling=helt.afdelinger[0], raa={}, hentet="2026-11-23T02:00:00+01:00")
    assert decode_post(encode_post(post)).afdeling == helt.afdelinger[0]


def test_impossible_registers_are_refused():
    with pytest.raises(ValueError, match="nat 3"):
        make_register(1, nat=3)
    with pytest.raises(ValueError, match="mindst ét tilbud"):
        make_register(1, antal_tilbud=0)


def test_figures_are_those_that_were_published():
    linjer = (Path("crawler/replica/published_figures.csv")).read_text(encoding="utf-8").splitlines()
    assert "Tabel 1,Aktive tilbud,2022-12-31,260,486,336,359,558,1999,antal" in linjer[1]
    assert all("Socialtilsynenes virksomhed 2022" in linje or "SMVdanmark" in linje for linje in linjer[1:])
