"""Proof columns as people read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kolonneord import write_entitet, write_kolonne
from reports.bevis import is_maal, write_bevis, write_tal, write_vaerdi


@pytest.mark.parametrize(
    ("navn", "value", "etiket", "skrevet"),
    [
        ("forventet_kr", "5548000.0", "Forventet", "5.548.000 kr."),
        ("forventet_kr", "5548000", "Forventet", "5.548.000 kr."),
        ("takst_kr", "2000.5", "Takst", "2.000,50 kr."),
        ("afvigelse_pct", "-12.3456", "Afvigelse", "-12,35 %"),
        ("gruppe_antal", "1234", "Antal i gruppen", "1.234"),
        ("forsinket_dage", "12", "Forsinket", "12 dage"),
        ("modtaget_dato", "2025-09-15", "Modtaget", "15. september 2025"),
        ("modtaget_dato", "2025-09-15 00:00:00", "Modtaget", "15. september 2025"),
        ("takst_aar", "2026", "Takst år", "2026"),
        ("har_koncernnote", "0", "Har koncernnote", "nej"),
        ("er_koncern", "True", "Er koncern", "ja"),
        ("afvigelse", "3.71", "Afvigelse", "3,71"),
        ("maalgruppe", "Psykiske lidelser", "Målgruppe", "Psykiske lidelser"),
        ("paragraf", "§ 107", "Paragraf", "§ 107"),
        ("tilbudsid_andet", "1001", "Tilbudsid andet", "1001"),
        ("godkendte_pladser_antal", None, "Antal godkendte pladser", "mangler"),
        ("median_kr", "1e3", "Median", "1.000 kr."),
        ("forskel_kr", "-0.001", "Forskel", "0 kr."),
        ("median_kr", "ikke et tal", "Median", "ikke et tal"),
        ("cvr", "99000015", "CVR-nummer", "99000015"),
        ("a_omsaetning_kr", "16528251", "a: omsætning", "16.528.251 kr."),
        ("gruppens_median_pr_plads_kr", "101642", "Gruppens median pr. plads", "101.642 kr."),
        ("p_numre_antal", "2", "Antal P-numre", "2"),
        ("antal_cvr_numre", "2", "Antal CVR-numre", "2"),
    ],
)
def test_a_proof_column_has_a_label_and_a_value_with_its_unit(navn, value, etiket, skrevet):
    assert write_bevis(navn, value) == (etiket, skrevet)


@pytest.mark.parametrize(
    ("felt", "value", "skrevet"),
    [
        ("takst", "2000.0", "2.000"),
        ("belaegning", "97.25", "97,25"),
        ("takst", "2026", "2026"),
        ("takst", "2.000,00", "2.000,00"),
        ("budget", "pdf", "pdf"),
        ("telefon", "32.40", "32.40"),
        ("budget", "-86008", "-86.008"),
        ("budget", "2026-11-09", "9. november 2026"),
        ("budget", "2026-99-99", "2026-99-99"),
        ("cvr", "99000015", "99000015"),
        ("takst", None, None),
    ],
)
def test_a_quoted_value_keeps_its_words_and_gets_danish_decimals(felt, value, skrevet):
    assert write_vaerdi(felt, value) == skrevet


def test_only_numbers_and_days_are_figures():
    assert is_maal("takst_kr", "2000.0")
    assert is_maal("modtaget_dato", "2025-09-15")
    assert not is_maal("takst_kr", "Hemmelighedsvej 17")
    assert not is_maal("takst_kr", None)
    assert not is_maal("virksomhed", "2000")


def test_names_of_columns_and_entities_get_their_danish_letters():
    assert [write_kolonne(x) for x in ("godkendte_pr_aar", "loen_pct", "aendret_dato")] == [
        "Godkendte pr. år",
        "Løn",
        "Ændret",
    ]
    assert [write_entitet(x) for x in ("noegletal", "tilsynsbesoeg", "takst")] == ["nøgletal", "tilsynsbesøg", "takst"]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_any_number_is_written_with_dots_for_thousands_and_at_most_two_decimals(tal):
    skrevet = write_tal(str(tal))
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d{2})?", skrevet)
    laest = float(skrevet.replace(".", "").replace(",", "."))
    assert abs(laest - float(tal)) <= 0.00501
