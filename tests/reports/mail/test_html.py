"""The HTML of a mail: what Outlook, Gmail, a phone and a screen reader need of it."""

from itertools import pairwise

import css_inline
import pytest

from reports.mail.brev import make_brev
from reports.mail.html import render_brev, write_html
from reports.mail.skabelon import make_miljoe, read_kilder, read_stil, unwrap_kilde
from tests.reports.mail.brevscene import BELAEGNING, OND, SCENER, SVAR_TIL, make_del, make_fejl, make_grundlag
from tests.reports.mail.laeshtml import TAGS, read_html
from tests.reports.scene import BY, CVR

GMAIL = 102_000
FORBUDT = ("display:flex", "display:grid", "position:", "url(", "@import", "@media", "javascript:", "http:", "https:")


@pytest.fixture(scope="module", params=SCENER)
def html(request):
    return write_html(make_brev(SCENER[request.param]))


def test_it_loads_nothing_follows_nobody_and_links_only_to_the_reply_address(html):
    struktur = read_html(html)
    assert set(struktur.tags) <= TAGS
    assert {(tag, value) for tag, navn, value in struktur.attributter if navn == "href"} == {
        ("a", f"mailto:{SVAR_TIL}")
    }
    stil = " ".join(value or "" for _, navn, value in struktur.attributter if navn == "style")
    assert not [ord_ for ord_ in FORBUDT if ord_ in stil]
    assert not {navn for _, navn, _ in struktur.attributter} & {"src", "background", "class", "id", "onclick"}


def test_its_language_is_said_twice_since_some_programs_keep_only_what_is_inside_the_body(html):
    struktur = read_html(html)
    assert [tag for tag, navn, value in struktur.attributter if (navn, value) == ("lang", "da")] == ["html", "div"]


def test_headings_come_in_order_and_every_element_is_closed(html):
    struktur = read_html(html)
    trin = [int(tag[1]) for tag in struktur.tags if tag in {"h1", "h2", "h3", "h4"}]
    assert trin[0] == 1
    assert trin.count(1) == 1
    assert all(naeste <= foer + 1 for foer, naeste in pairwise(trin))
    assert struktur.uparrede == []


def test_a_table_is_either_for_layout_or_has_headings(html):
    tabeller = html.split("<table")[1:]
    layout = [en for en in tabeller if 'role="presentation"' in en[: en.index(">")]]
    assert all('scope="col"' in en for en in tabeller if en not in layout)
    assert all("<th" not in en for en in layout if en is not layout[0])


def test_outlook_gets_a_width_as_an_attribute_and_dark_readers_their_own_colours(html):
    assert '<!--[if mso]><table role="presentation" width="640"' in html
    som_outlook = read_html(html.replace("<!--[if mso]>", "").replace("<![endif]-->", ""))
    assert som_outlook.uparrede == []
    assert som_outlook.tags.count("table") > read_html(html).tags.count("table")
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "color:" not in html.replace("border-color:", "")
    assert "<style" not in html


@pytest.mark.parametrize("navn", SCENER)
def test_style_written_into_the_template_is_the_style_written_into_the_mail(navn):
    brev = make_brev(SCENER[navn])
    ustilet = make_miljoe({fil: unwrap_kilde(kilde) for fil, kilde in read_kilder().items()}).get_template("mail.html")
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True, extra_css=read_stil())
    hver_gang = read_html(inliner.inline(render_brev(ustilet, brev)))
    uden_klasser = [
        tuple(del_ for del_ in en if not (isinstance(del_, tuple) and del_[0] == "class"))
        for en in hver_gang.haendelser
    ]
    assert read_html(write_html(brev)).haendelser == uden_klasser


def test_no_template_has_a_statement_outside_a_comment():
    for kilde in read_kilder().values():
        assert "{%" not in kilde.replace("<!--{%", "")


def test_a_letter_with_the_heaviest_words_is_not_cut_off_by_gmail():
    tung = "\"&'<" * 400
    heavy = [
        make_del(
            *(make_fejl(regel, str(nummer), vaerdi=tung, forslag=tung, raekke=tung) for regel in (CVR, BY, BELAEGNING)),
            tilbudsid=tung + str(nummer),
            navn=tung,
            afdelinger={str(nummer): tung},
            er_rykker=True,
        )
        for nummer in range(500)
    ]
    html = write_html(make_brev(make_grundlag(*heavy)))
    assert 60_000 < len(html.encode()) < GMAIL - 2_000


def test_a_megabyte_of_faults_is_a_small_mail():
    mange = make_del(*(make_fejl(CVR, str(nummer % 7), vaerdi=OND * 3) for nummer in range(6_000)))
    html = write_html(make_brev(make_grundlag(mange)))
    assert len(html.encode()) < GMAIL - 2_000
    assert html.count("<h4") == 20
