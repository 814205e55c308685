"""Detail pages: golden pages for each way of writing them, and properties that hold for any page."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages.detalje import Detaljeside, parse_detalje
from crawler.pages.personer import hash_person
from crawler.pages.svar import Svar, UlaeseligSide

EKSEMPLER = Path(__file__).parent / "eksempler"
URL = "https://portal.example/tilbudssoegning/tilbudDetaljeside/index?tilbudsid=1&afdelingsid=2&aktivtMenupunkt=VOKSNE"


def read(html: str) -> Detaljeside:
    return parse_detalje(html, URL, tilbudsid="1", afdelingsid="2", hash_noegle="prøve")


def outcome(html: str) -> str:
    try:
        read(html)
    except UlaeseligSide as fejl:
        return fejl.grund
    return Svar.SIDE


def eksempel(navn: str) -> str:
    return (EKSEMPLER / f"{navn}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("fil", sorted(EKSEMPLER.glob("*.html")), ids=lambda fil: fil.stem)
def test_golden_page_gives_the_expected_record(fil):
    side = read(fil.read_text(encoding="utf-8"))
    laest = {
        "afdeling": {navn: vaerdi for navn, vaerdi in asdict(side.afdeling).items() if vaerdi not in (None, (), {})},
        "raa": side.raa,
        "afvigelser": [asdict(x) for x in side.afvigelser],
        "er_tvivlsom": side.er_tvivlsom,
    }
    forventet = fil.with_suffix(".json")
    if not forventet.exists():
        forventet.write_text(json.dumps(laest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{forventet.name} was missing and has been written: look at it, and commit it when it is right")
    assert json.loads(json.dumps(laest)) == json.loads(forventet.read_text(encoding="utf-8"))


def test_without_an_adresse_label_the_parents_address_is_not_taken():
    afdeling = read(eksempel("kun_moderens_adresse")).afdeling
    assert (afdeling.adresse, afdeling.har_adresse, afdeling.postnr) == (None, False, None)
    assert afdeling.tilbuddets_adresse == "Hovedkontoret 1, 5230 Odense M"


def test_people_are_hashed_with_the_key_and_never_kept():
    side = read(eksempel("almindelig"))
    assert side.afdeling.leder_hash == hash_person("Prøve  LEDERSEN", "prøve")
    assert side.afdeling.leder_hash != hash_person("Prøve Ledersen", "en anden nøgle")
    assert "Ledersen" not in repr(side)
    assert "Kontaktsen" not in repr(side)


def test_a_field_of_a_megabyte_is_cut_and_said():
    html = eksempel("almindelig").replace("Fonden Birkehuset", "Æ Ø " * 250_000)
    side = read(html)
    assert len(side.afdeling.virksomhed or "") == 2_000
    assert ("for_lang", "virksomhed") in {(x.art, x.hvad) for x in side.afvigelser}
    assert sum(len(linje) for linjer in side.raa.values() for linje in linjer) < 5_000


def test_a_page_that_is_cut_off_is_not_read():
    html = eksempel("almindelig")
    for laengde in (len(html) // 3, len(html) // 2, len(html) - 20):
        with pytest.raises(UlaeseligSide) as fejl:
            read(html[:laengde])
        assert fejl.value.grund == Svar.AFKORTET


def test_comments_and_empty_elements_between_label_and_value_are_passed_over():
    html = eksempel("almindelig").replace("CVR-nummer</h4>", "CVR-nummer</h4><!-- <p>11111111</p> --> \n")
    assert read(html).afdeling.cvr == "99000015"


def test_an_empty_value_does_not_take_the_next_one():
    html = eksempel("almindelig").replace("<p>32 40 10 20</p>", "<p> </p>").replace("<p>99000015</p>", "")
    afdeling = read(html).afdeling
    assert (afdeling.telefon, afdeling.cvr) == (None, None)
    assert afdeling.p_nummer == "1999000001"


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_no_text_at_all_makes_the_reader_fall_over(tekst):
    for html in (tekst, f"<h1>{tekst}</h1></html>", eksempel("almindelig").replace("32 40 10 20", tekst)):
        assert outcome(html) in set(Svar)


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 2600),
    st.integers(0, 60),
    st.sampled_from(["", "<", "</div>", "<h4>", "\x00", '"', "\ud800", "&#0;"]),
)
def test_a_damaged_page_is_read_or_refused_but_never_falls_over(sted, laengde, indsat):
    html = eksempel("almindelig")
    assert outcome(html[:sted] + indsat + html[sted + laengde :]) in set(Svar)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([" ", "\n", "\t", "\u00a0", "\u200b", "&nbsp;", "<!-- -->"]), max_size=5).map("".join))
def test_white_space_around_labels_and_values_changes_nothing(blank):
    html = eksempel("almindelig")
    spredt = html.replace('<h4 class="h5">', f'<h4 class="h5">{blank}').replace("</h4>", f"{blank}</h4>{blank}")
    spredt = spredt.replace("<p>", f"<p>{blank}").replace("</p>", f"{blank}</p>").replace("</h1>", f"{blank}</h1>")
    assert read(spredt).afdeling == read(html).afdeling


@pytest.mark.parametrize("etiket", ["cvr-NUMMER", "CVR", "CVR-nr.:", " C\u00adVR nummer ", "CVR&#8209;nummer"])
def test_a_label_may_be_spelled_in_many_ways(etiket):
    assert read(eksempel("almindelig").replace("CVR-nummer", etiket)).afdeling.cvr == "99000015"
