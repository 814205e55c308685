"""Pages of a list: totals, entries and what is not a list at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages.liste import parse_liste
from crawler.pages.svar import Svar, UlaeseligSide

URL = "https://portal.example/tilbudssoegning/SoegVoksneTilbud/index?sortering=RELEVANS&offset=0"
INDGANG = (
    '<a class="linkUdenUnderstreg" href="/tilbudssoegning/tilbudDetaljeside/index?tilbudsid={0}&amp;afdelingsid={1}'
    '&amp;aktivtMenupunkt=VOKSNE"><h3>Hus {1}</h3></a>'
)


def make_liste(*indgange: str, total: str = "") -> str:
    return f"<html><body><main>{total}{''.join(indgange)}</main></body></html>"


def outcome(html: str) -> str:
    try:
        parse_liste(html, URL)
    except UlaeseligSide as fejl:
        return fejl.grund
    return Svar.SIDE


def test_entries_have_ids_and_an_absolute_address_and_count_once():
    side = parse_liste(make_liste(INDGANG.format(1, 2), INDGANG.format(1, 3), INDGANG.format(1, 2)), URL)
    assert [x.noegle for x in side.indgange] == [("1", "2"), ("1", "3")]
    assert side.indgange[0].url == (
        "https://portal.example/tilbudssoegning/tilbudDetaljeside/index?tilbudsid=1&afdelingsid=2&aktivtMenupunkt=VOKSNE"
    )
    assert side.oplyst is None


@pytest.mark.parametrize(
    ("total", "oplyst"),
    [
        ('<input type="hidden" name="totalResultater" value="1929">', 1929),
        ('<input type="hidden" name="totalResultater" value="1.929">', 1929),
        ("<p>1.929 resultater</p>", 1929),
        ("<p>Viser 1-20 af <b>1.929</b>\u00a0resultater</p>", 1929),
        ("<p>Din søgning gav 1 resultat</p>", 1),
        ("<p>0 resultater</p>", 0),
        ('<input type="hidden" name="totalResultater" value="12"><p>3 resultater</p>', 12),
        ('<input type="hidden" name="totalResultater" value="mange"><p>3 resultater</p>', 3),
    ],
)
def test_the_total_stands_in_a_hidden_input_or_in_text(total, oplyst):
    assert parse_liste(make_liste(total=total), URL).oplyst == oplyst


def test_an_empty_list_is_a_list():
    side = parse_liste(make_liste(total="<p>0 resultater</p>"), URL)
    assert (side.oplyst, side.indgange, side.afvigelser) == (0, (), ())


def test_a_changed_layout_is_said():
    uden_klasse = INDGANG.replace("linkUdenUnderstreg", "nytUdseende").format(1, 2)
    uden_id = '<a class="linkUdenUnderstreg" href="/tilbudDetaljeside/index?id=1">x</a>'
    assert [x.hvad for x in parse_liste(make_liste(uden_klasse), URL).afvigelser] == ["a.linkUdenUnderstreg"]
    side = parse_liste(make_liste(INDGANG.format(1, 2), uden_id, total="<p>2 resultater</p>"), URL)
    assert [x.hvad for x in side.afvigelser] == ["link uden tilbudsid og afdelingsid"]
    assert len(side.indgange) == 1


@pytest.mark.parametrize(
    "href", ["javascript:tilbudDetaljeside?tilbudsid=1&afdelingsid=2", "http://[tilbudDetaljeside", ""]
)
def test_a_link_that_leads_nowhere_is_no_entry(href):
    html = make_liste(f'<a class="linkUdenUnderstreg" href="{href}">x</a>', total="<p>1 resultat</p>")
    assert parse_liste(html, URL).indgange == ()


@pytest.mark.parametrize(
    ("html", "svar"),
    [
        ("<html><title>Just a moment...</title><p>Checking your browser</p></html>", Svar.CHALLENGE),
        ("<html><title>Fejl</title><h1>Der opstod en fejl</h1></html>", Svar.FEJLSIDE),
        ("<html><body><h1>Velkommen</h1></body></html>", Svar.UKENDT),
        ("", Svar.AFKORTET),
        (make_liste(INDGANG.format(1, 2))[:-20], Svar.AFKORTET),
    ],
)
def test_what_is_not_a_list_is_refused(html, svar):
    with pytest.raises(UlaeseligSide) as fejl:
        parse_liste(html, URL)
    assert fejl.value.grund == svar


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fall_over(tekst):
    for html in (
        tekst,
        make_liste(tekst, total="<p>3 resultater</p>"),
        make_liste(f'<a href="tilbudDetaljeside?{tekst}">'),
    ):
        assert outcome(html) in set(Svar)
