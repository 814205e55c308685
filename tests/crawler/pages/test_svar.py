"""What an answer is, and what its bytes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.svar import Svar, read_svar
from crawler.pages.tal import find_pladser_i_alt, read_pladser
from crawler.pages.tegn import decode_html

CLOUDFLARE = (
    "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
)
ET_OEJEBLIK = "<html><title>Et øjeblik …</title><div class='cf-turnstile'></div></html>"


@pytest.mark.parametrize(
    "html", [CLOUDFLARE, ET_OEJEBLIK, CLOUDFLARE.replace("</html>", ""), "<p>Please solve the CAPTCHA"]
)
def test_a_challenge_is_a_challenge_whatever_its_status(html):
    assert read_svar(html, har_anker=False) is Svar.CHALLENGE


def test_a_page_with_the_portals_structure_is_a_page_though_cloudflare_left_a_script_on_it():
    html = "<html><body>…<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script></body></html>"
    assert read_svar(html, har_anker=True) is Svar.SIDE
    assert read_svar(html[:-10], har_anker=True) is Svar.AFKORTET


@pytest.mark.parametrize("titel", ["Fejl", "Siden findes ikke", "Service Unavailable", "Systemet er under vedligehold"])
def test_an_error_page_is_told_from_a_page_of_unknown_layout(titel):
    assert read_svar(f"<html><title>{titel}</title></html>", har_anker=False) is Svar.FEJLSIDE
    assert read_svar("<html><title>Noget andet</title></html>", har_anker=False) is Svar.UKENDT


@given(st.text(), st.booleans())
def test_every_text_is_something(html, har_anker):
    assert read_svar(html, har_anker=har_anker) in set(Svar)


@pytest.mark.parametrize(
    ("body", "charset", "er_forkert"),
    [
        ("Tilsynsførende".encode(), "utf-8", False),
        ("Tilsynsførende".encode(), None, False),
        ("Tilsynsførende".encode(), "iso-8859-1", True),
        ("Tilsynsførende".encode("latin-1"), "iso-8859-1", False),
        ("Tilsynsførende".encode("latin-1"), "utf-8", True),
        ("Tilsynsførende".encode("latin-1"), "findes-ikke", True),
        ("Tilsynsførende".encode("utf-16"), "utf-16", False),
        ("\ufeffTilsynsførende".encode(), "utf-8", False),
    ],
)
def test_the_bytes_count_for_more_than_the_header(body, charset, er_forkert):
    assert decode_html(body, charset) == type(decode_html(b"", None))("Tilsynsførende", er_forkert)


@given(st.binary(), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_become_text(body, charset):
    assert isinstance(decode_html(body, charset).html, str)


@pytest.mark.parametrize(
    ("tekst", "antal"),
    [
        ("12 pladser", 12),
        ("1 plads", 1),
        ("1.250 pladser", 1250),
        ("-2 pladser", -2),
        ("\u2212 2 pladser", -2),
        ("0 PLADSER", 0),
        ("Ikke oplyst", None),
        ("1.25 pladser", None),
        ("12,5 pladser", None),
        ("", None),
        ("§ 107", None),
    ],
)
def test_numbers_of_places(tekst, antal):
    assert read_pladser(tekst) == antal


def test_the_total_of_the_tilbud_is_found_in_running_text():
    assert find_pladser_i_alt("I dag: Pladser på hele tilbuddet, i alt 1.012 pladser, heraf 8 pladser her") == {1012}
    assert find_pladser_i_alt("Pladser på hele tilbuddet § 107 8 pladser") == frozenset()
