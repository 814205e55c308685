"""A form read: every number where it belongs, no word a tilbud wrote, and what stands on the other sheets."""

import json
from dataclasses import asdict, replace

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from crawler.files.budgetskema import laes_skema, parse_filnavn
from crawler.replica.skema import Formel, write_skema
from crawler.replica.skema.udfyld import STAMDATA
from domain.eksempel_skema import fejlfrit_skema
from domain.noegletal import compute_noegletal
from domain.skema import Fejlart, Post, Skemapost
from tests.crawler.files.budgetskema.formularer import (
    ARKDEL,
    BUDGET,
    EKSTRA,
    KONCERNNOTE,
    NOEGLETAL,
    change_parts,
    list_fejl,
    make_plan,
    read_plan,
)


def _ydelse(ark, linje, antal, takst):
    return Skemapost(
        post=Post.YDELSE,
        ark=ark,
        linje=linje,
        antal=antal,
        takst_kr=takst,
        beloeb_kr=antal * takst,
        belaegning_pct=90.0,
    )


def test_every_post_is_read_from_its_cells(tmp_path):
    skema = read_plan(make_plan(), tmp_path, forventet_aar=2026)
    ventet = fejlfrit_skema(fil=skema.fil, fil_sha256=skema.fil_sha256, forventet_aar=2026)
    assert skema == ventet
    assert skema.fil == "1001_2026.xlsx"


def test_no_word_that_a_tilbud_wrote_is_kept(tmp_path):
    plan = make_plan()
    plan.put_in_front("Hemmelig Prøvevej 99")
    plan.put(BUDGET, {"A19": "Leder Prøvesens ydelse", "A74": "Hemmelig Prøvevej 99", "E40": "se Leder Prøvesen"})
    plan.put(KONCERNNOTE, {"B9": "Leder Prøvesen", "D9": "Hemmelig Prøvevej 99", "E9": "Leder Prøvesen ApS"})
    skema = read_plan(plan, tmp_path)
    tekst = json.dumps(asdict(skema), ensure_ascii=False)
    assert [x for x in (*STAMDATA.values(), "Prøvesen", "Prøvevej") if str(x) in tekst] == []
    assert {fejl.art for fejl in skema.fejl} == {Fejlart.EKSTRA_ARK, Fejlart.TEKST_I_TALCELLE}


def test_services_beyond_the_fifth_count_in_the_income(tmp_path):
    faa = [_ydelse(BUDGET, linje, 100.0, 1000.0) for linje in range(19, 24)]
    flere = [_ydelse(EKSTRA, linje, 10.0, 1000.0) for linje in (6, 7)]
    grund = fejlfrit_skema(
        {
            Post.YDELSE: None,
            Post.TAKST_I_ALT: {"beloeb_kr": 520_000.0},
            Post.INDTAEGTER_I_ALT: {"beloeb_kr": 520_000.0},
            Post.RESULTAT: {"beloeb_kr": 520_000.0 - 5_448_000.0},
        }
    )
    ventet = replace(grund, poster=(*faa, *grund.poster, *flere))
    skema = laes_skema(write_skema(ventet, tmp_path / "x.xlsx"), tilbudsid="1001")
    assert skema.fejl == ()
    assert skema.poster == ventet.poster


def test_the_koncernnote_gives_its_lines_and_stops_at_its_total(tmp_path):
    handel = tuple(
        Skemapost(post=Post.KONCERNHANDEL, ark=KONCERNNOTE, linje=linje, antal=antal, beloeb_kr=beloeb)
        for linje, antal, beloeb in ((9, 0.5, 40_000.0), (10, None, 60_000.0))
    )
    ventet = replace(fejlfrit_skema(), poster=(*fejlfrit_skema().poster, *handel))
    skema = laes_skema(write_skema(ventet, tmp_path / "x.xlsx"), tilbudsid="1001")
    assert (skema.fejl, skema.poster[-2:]) == ((), handel)


def test_the_year_may_be_a_text_of_four_digits(tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"E5": " 2026 "})
    assert (read_plan(plan, tmp_path).budgetaar, list_fejl(read_plan(plan, tmp_path))) == (2026, [])


@pytest.mark.parametrize("aar", [2000, 2013, 2100])
def test_a_year_far_off_is_read_and_judged_by_the_nearest_limits(tmp_path, aar):
    plan = make_plan()
    plan.put(BUDGET, {"E5": aar, "E45": 1.0})
    skema = read_plan(plan, tmp_path)
    assert skema.budgetaar == aar
    assert (Fejlart.SUM, BUDGET, "E45") in list_fejl(skema)


def test_a_percentage_typed_as_such_is_told_and_understood(tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"G19": 97.5})
    skema = read_plan(plan, tmp_path)
    assert skema.poster[0].belaegning_pct == 97.5
    assert skema.fejl[0].tekst == (
        "G19 er skrevet som 97,50 i en celle, der er i procent, og er altså 9.750 %. "
        "Den er læst som 97,50 %. Skriv 97,50 %."
    )


def test_interest_earned_may_be_taken_off_the_costs_or_added_to_the_result(tmp_path):
    for omkostninger in (5_448_000.0, 5_438_000.0):
        skema = fejlfrit_skema(
            {
                Post.RENTEINDTAEGTER: {"beloeb_kr": 10_000.0},
                Post.FINANSINDTAEGTER_I_ALT: {"beloeb_kr": 10_000.0},
                Post.OMKOSTNINGER_I_ALT: {"beloeb_kr": omkostninger},
                Post.RESULTAT: {"beloeb_kr": 110_000.0},
            }
        )
        assert laes_skema(write_skema(skema, tmp_path / "x.xlsx"), tilbudsid=None).fejl == ()


def test_no_sum_is_blamed_for_a_line_that_nobody_can_read(tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"E40": Formel("=1+1", None), "E57": "ca. 250.000", "B19": "365*8"})
    assert list_fejl(read_plan(plan, tmp_path)) == [
        (Fejlart.TEKST_I_TALCELLE, BUDGET, "B19"),
        (Fejlart.FORMEL_UDEN_VAERDI, BUDGET, "E40"),
        (Fejlart.TEKST_I_TALCELLE, BUDGET, "E57"),
    ]


def test_a_sum_that_was_emptied_is_told(tmp_path):
    plan = make_plan()
    plan.drop(BUDGET, "E75")
    assert list_fejl(read_plan(plan, tmp_path)) == [
        (Fejlart.SUM, BUDGET, "E75"),
        (Fejlart.SUM, BUDGET, "E91"),
    ]


def test_noegletal_kept_as_fractions_shown_as_percent_are_right(tmp_path):
    plan = make_plan()
    plan.put(NOEGLETAL, {"C6": Formel("=C5/C4", 100_000 / 5_548_000)})
    assert read_plan(plan, tmp_path).fejl == ()


def test_noegletal_are_known_by_their_captions_where_there_are_no_letters(tmp_path):
    plan = make_plan()
    plan.ark[NOEGLETAL] = {"A4": "Omsætning", "D4": 5_000_000.0, "A5": "Kompetenceudvikling i alt", "B5": 50_000.0}
    assert list_fejl(read_plan(plan, tmp_path)) == [(Fejlart.NOEGLETAL, NOEGLETAL, "D4")]


def test_cells_without_addresses_and_prefixed_elements_are_read_too(tmp_path):
    fil = write_skema(make_plan(), tmp_path / "x.xlsx")
    change_parts(fil, {ARKDEL: _prefix})
    skema = laes_skema(fil, tilbudsid="1001")
    assert (skema.fejl, skema.poster) == ((), fejlfrit_skema().poster)


def _prefix(xml: bytes) -> bytes:
    for navn in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"f"):
        for tegn in (b" ", b">"):
            xml = xml.replace(b"<" + navn + tegn, b"<x:" + navn + tegn).replace(
                b"</" + navn + tegn, b"</x:" + navn + tegn
            )
    return xml.replace(b"xmlns=", b"xmlns:x=")


def test_a_form_saved_by_a_program_that_does_not_calculate_has_every_formula_named(tmp_path):
    fil = write_skema(make_plan(), tmp_path / "x.xlsx")
    mappe = load_workbook(fil)
    formler = {celle.coordinate for raekke in mappe[BUDGET].iter_rows() for celle in raekke if celle.data_type == "f"}
    mappe.save(fil)
    skema = laes_skema(fil, tilbudsid="1001")
    paa_budget = [fejl for fejl in skema.fejl if fejl.ark == BUDGET]
    assert {fejl.art for fejl in skema.fejl} == {Fejlart.FORMEL_UDEN_VAERDI}
    assert {fejl.celle for fejl in paa_budget} == formler
    assert skema.sum_beloeb(Post.LEDELSE) == 700_000.0


def test_a_file_that_is_not_there_is_an_error_of_the_disk(tmp_path):
    with pytest.raises(FileNotFoundError):
        laes_skema(tmp_path / "ingen.xlsx", tilbudsid=None)


@pytest.mark.parametrize(
    ("navn", "ventet"),
    [
        ("1001_2026.xlsx", ("1001", 2026)),
        ("A7_2030.xlsm", ("A7", 2030)),
        ("1001-2026.xlsx", None),
        ("1001_2026 (2).xlsx", None),
        ("Birkehuset_budget_2026.xlsx", None),
        ("\u0661\u0660_2026.xlsx", None),
    ],
)
def test_only_the_documented_file_name_tells_whose_form_it_is(navn, ventet):
    assert parse_filnavn(navn) == ventet


def test_noegletal_of_an_amount_that_could_not_be_read_are_unknown(tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"B40": "", "E40": "ca. 2 mio."})
    noegletal = compute_noegletal(read_plan(plan, tmp_path))
    assert {felt for felt, tal in noegletal.items() if tal is None} == {"k_borgerrelateret_kr", "o_loen_pct"}
    assert noegletal["r_borgerrelateret_pct"] is not None
