"""Looking for tilbud by a few words: what is found, in which order, and what is never looked at."""

from urllib.parse import quote

import pytest

from reports.web.tabel.soegeord import explain_refusal


@pytest.mark.parametrize(
    ("ord_", "ventet"),
    [
        ("ågården", ["1001"]),
        ("AAGAARDEN", ["1001"]),
        ("agarden", []),
        ("1001", ["1001"]),
        ("99 00 00 16", []),
        ("99000016", ["1001"]),
        ("1999000005", ["1005"]),
        ("3", ["1002"]),
        ("cafe", ["1006"]),
        ("élan", ["1006"]),
        ("9800", ["1002", "1005"]),
        ("hjør", ["1002", "1005"]),
        ("ærtebo hjørring", ["1002"]),
        ("københavn s", ["1008"]),
        ("100 %", ["1009"]),
        ("bo lig", ["1009"]),
    ],
)
def test_a_search_finds_by_number_by_beginnings_of_words_and_by_place(spoerger, ord_, ventet):
    assert spoerger.tilbud(f"/soeg?q={quote(ord_)}") == ventet


def test_the_best_finds_come_first(spoerger):
    assert [raekke[2] for raekke in spoerger.rows("/soeg?q=1002")] == ["nummer"]
    assert [raekke[2] for raekke in spoerger.rows("/soeg?q=krisecentret")] == ["navn"]
    assert [raekke[2] for raekke in spoerger.rows("/soeg?q=9800")] == ["sted", "sted"]


def test_a_krisecenter_is_found_by_name_and_never_by_place(spoerger):
    assert spoerger.tilbud("/soeg?q=viben") == ["1004"]
    assert "1004" not in spoerger.tilbud("/soeg?q=5000")
    assert spoerger.tilbud("/soeg?q=viben+odense") == []
    assert spoerger.tilbud("/soeg?q=viben+5000") == []


def test_a_personal_firms_number_finds_nobody(spoerger):
    assert spoerger.tilbud("/soeg?q=99000032") == []
    assert spoerger.tilbud("/soeg?q=1999000006") == []


@pytest.mark.parametrize("ord_", ["birkehuset.example.org", "kontakt", "Pr%C3%B8vev%C3%A6nget", "Navnesen", "32400001"])
def test_contact_data_streets_and_people_are_not_looked_at(spoerger, ord_):
    assert spoerger.tilbud(f"/soeg?q={ord_}") == []


@pytest.mark.parametrize(
    "ord_", ["kontakt@example.org", "12 34 56 78", "+45 12345678", "010190-1234", "0101901234", "+4512345678"]
)
def test_what_would_put_a_person_in_the_address_is_refused(spoerger, ord_):
    laest = spoerger.page(f"/soeg?q={quote(ord_)}")
    assert "Søg ikke efter e-mailadresser" in laest.tekst
    assert ord_ not in laest.tekst
    assert ("value", ord_) not in laest.attributter


@pytest.mark.parametrize("ord_", ["99000016", "1999000005", "Bo 12", "§ 107", "5000 Odense", "IDENT-003", "1003388394"])
def test_numbers_of_firms_and_places_are_not_taken_for_a_persons(ord_):
    assert explain_refusal(ord_) is None


def test_rules_kommuner_and_types_are_found_too(spoerger):
    assert "/regler/IDENT-003" in spoerger.page("/soeg?q=ident-003").links
    assert "/kommuner/0461" in spoerger.page("/soeg?q=odense").links
    assert "/tilbudstyper/107" in spoerger.page("/soeg?q=midlertidigt").links


def test_an_empty_search_says_how_to(spoerger):
    laest = spoerger.page("/soeg?q=")
    assert "begyndelsen af ord" in laest.tekst
    assert "table" not in laest.tags
    assert "0 tilbud" in spoerger.page("/soeg?q=zebra").tekst
