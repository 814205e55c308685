"""The replica's pages over real HTTP: they say what the register says, in the known structure and with its traps."""

import re
from dataclasses import asdict

import httpx
import pytest
from parsel import Selector

from crawler.replica.register import make_register
from crawler.replica.side import Side
from crawler.replica.sider.detalje import render_detalje
from crawler.replica.sider.liste import Resultatside, render_liste
from crawler.replica.stamdata import make_stamdata
from crawler.replica.uheld import Uheld
from domain.paragraf import find_paragraffer
from domain.tekst import squeeze
from tests.crawler.replica.conftest import DETALJE, LISTER, detalje_url
from tests.crawler.replica.laeser import Listeside, read_detalje, read_liste


def expected(side: Side) -> dict[str, object]:
    """What must be read of a page, the street of a krisecenter too."""
    tekster = {navn: squeeze(v) if isinstance(v, str) else v for navn, v in asdict(side.afdeling).items()}
    return tekster | {"leder": side.leder, "kontaktperson": side.kontaktperson}


def walk(klient: httpx.Client, liste: str, **query: str) -> list[Listeside]:
    """Read a list from one end to the other, once."""
    sider = []
    for offset in range(0, 10_000, 20):
        sider.append(read_liste(klient.get(LISTER[liste], params={**query, "offset": offset}).text))
        if not sider[-1].poster:
            return sider
    raise AssertionError("the list has no end")


def test_every_page_of_a_register_says_what_its_record_says(register):
    for side in register.sider:
        laest = read_detalje(render_detalje(side, {}))
        assert laest == {navn: expected(side)[navn] for navn in laest}, side.noegle


def test_every_page_of_another_register_says_what_its_record_says():
    for tilbud in make_stamdata(99, 200):
        for side in tilbud:
            laest = read_detalje(render_detalje(side, {}))
            assert laest == {navn: expected(side)[navn] for navn in laest}, side.noegle


def test_pages_are_written_in_every_way_the_real_ones_are(register):
    html = [render_detalje(side, {}) for side in register.sider]
    alle = "".join(html)
    for form in ('<h4 class="h5">', "<dt", "<strong>", "<th", "<b>", "<h3>", "&nbsp;", "\u00a0", "\u200b", "<br>"):
        assert form in alle
    for etiket in ("Telefon", "Tlf.", "CVR-nummer", ">CVR<", "Driftsaftale med<br>"):
        assert etiket in alle
    assert any(len(re.findall(r'class="lh-1"', side)) > 1 for side in html)
    assert 10_000 < len(alle) / len(html) < 40_000


def test_pages_load_nothing_from_outside_and_the_frame_has_no_mail_address(register):
    uden_mail = next(side for side in register.sider if side.afdeling.email is None)
    html = render_detalje(uden_mail, {})
    assert "mailto:" not in html
    assert not re.search(r'(src|href)="(https?:)?//(?!www\.[a-z0-9-]+\.example\.org")', html)


def test_missing_values_are_told_by_an_empty_value_on_some_pages_and_by_no_label_on_others():
    sider = [side.name_leder(None) for tilbud in make_stamdata(3, 20) for side in tilbud]
    html = [render_detalje(side, {}) for side in sider]
    assert {"Tilbuddets leder" in side for side in html} == {True, False}
    assert {read_detalje(side)["leder"] for side in html} == {None}


def test_pages_of_the_second_night_are_the_same_bytes_unless_they_changed():
    foer, efter = (make_register(3, nat=nat, antal_tilbud=30) for nat in (1, 2))
    gamle = {side.noegle: side for side in foer.sider}
    faelles = [side for side in efter.sider if side.noegle in gamle]
    uaendrede = [side for side in faelles if render_detalje(side, {}) == render_detalje(gamle[side.noegle], {})]
    assert uaendrede == [side for side in faelles if side == gamle[side.noegle]]
    assert len(uaendrede) > len(faelles) / 2


@pytest.mark.parametrize("navn", ["<script>alert(1)</script>", '=HYPERLINK("x")', 'A "B" & <C>', "{0}{navn}"])
def test_what_strangers_wrote_is_escaped(register, navn):
    side = register.sider[0].change(navn=navn, virksomhed=navn, tilsynsmyndighed=navn)
    html = render_detalje(side, {})
    laest = read_detalje(html)
    assert (laest["navn"], laest["virksomhed"], laest["tilsynsmyndighed"]) == (navn, navn, navn)
    assert len(Selector(html).css("script")) == len(Selector(render_detalje(register.sider[1], {})).css("script"))


def test_krisecenter_has_a_street_on_its_page(register):
    side = next(s for s in register.sider if "§ 109" in s.typer and s.afdeling.adresse)
    assert read_detalje(render_detalje(side, {}))["adresse"] == side.afdeling.adresse


def test_adult_list_has_its_total_hidden_and_the_childrens_list_in_its_text(klient, register):
    voksne, boern = (read_liste(klient.get(sti).text) for sti in LISTER.values())
    paa_liste = {liste: sum(liste in side.afdeling.lister for side in register.sider) for liste in LISTER}
    assert (voksne.skjult_total, voksne.synlig_total) == (paa_liste["voksne"], None)
    assert (boern.skjult_total, boern.synlig_total) == (None, paa_liste["boern"])
    assert len(voksne.poster) == len(boern.poster) == 20


def test_a_thousand_results_are_written_with_a_dot():
    html = render_liste(Resultatside(liste="boern", sider=(), offset=0, i_alt=1234))
    assert "1.234 resultater" in html
    assert read_liste(html).synlig_total == 1234


def test_names_of_the_list_are_those_of_the_pages(klient, register):
    navne = {side.noegle: squeeze(side.afdeling.navn) or "" for side in register.sider}
    for noegle, navn in read_liste(klient.get(LISTER["voksne"]).text).poster:
        assert navn == navne[noegle]


def test_one_reading_misses_some_entries_and_meets_others_twice_but_a_second_finds_all(klient, register):
    alle = {side.noegle for side in register.sider if "voksne" in side.afdeling.lister}
    foerste = [noegle for side in walk(klient, "voksne") for noegle in side.noegler]
    anden = [noegle for side in walk(klient, "voksne") for noegle in side.noegler]
    assert len(foerste) == len(alle)
    assert 0 < len(alle - set(foerste)) <= 3
    assert set(anden) == alle


def test_moving_is_the_same_every_time(klient, replica):
    foerste = walk(klient, "voksne")
    replica.sig(Uheld())
    assert walk(klient, "voksne") == foerste


def test_without_its_cookie_a_later_page_is_the_first_page(klient, replica):
    replica.sig(Uheld(flytninger=0))
    foerste = read_liste(klient.get(LISTER["voksne"]).text)
    med = read_liste(klient.get(LISTER["voksne"], params={"offset": 20}).text)
    klient.cookies.clear()
    uden = read_liste(klient.get(LISTER["voksne"], params={"offset": 20}).text)
    assert set(med.noegler).isdisjoint(foerste.noegler)
    assert uden.noegler == foerste.noegler
    klient.cookies.clear()
    forfalsket = klient.get(LISTER["voksne"], params={"offset": 20}, headers={"cookie": "portalsession=s99999"})
    assert read_liste(forfalsket.text).noegler == foerste.noegler


def test_page_number_is_ignored_and_offset_that_is_no_number_is_nought(klient):
    foerste = read_liste(klient.get(LISTER["boern"]).text).noegler
    assert read_liste(klient.get(LISTER["boern"], params={"page": 2}).text).noegler == foerste
    assert read_liste(klient.get(LISTER["boern"], params={"offset": "tyve"}).text).noegler == foerste
    assert read_liste(klient.get(LISTER["boern"], params={"offset": 5000}).text).noegler == []


def test_filters_choose_by_paragraph(klient, register):
    filtre = ["juridiskgrundlag.voksne.laengerevarendebo.laengerevarendebo"]
    klient.get(LISTER["voksne"])
    fundne = read_liste(
        klient.get(LISTER["voksne"], params={"tilbudstyperVoksne": filtre, "sortering": "RELEVANS"}).text
    )
    typer = {side.noegle: side.typer for side in register.sider}
    assert fundne.skjult_total == sum(
        "§ 108" in t and "voksne" in s.afdeling.lister for s in register.sider for t in [s.typer]
    )
    assert all("§ 108" in typer[noegle] for noegle in fundne.noegler)
    ukendt = read_liste(klient.get(LISTER["voksne"], params={"tilbudstyperVoksne": "juridiskgrundlag.forkert"}).text)
    assert (ukendt.skjult_total, ukendt.poster) == (0, [])


def test_every_link_of_the_lists_leads_to_its_page(klient, register):
    typer = {side.noegle: side.laest.tilbudstyper for side in register.sider}
    html = klient.get(LISTER["boern"]).text
    for href in Selector(html).css("a.linkUdenUnderstreg::attr(href)").getall()[:5]:
        svar = klient.get(href)
        assert svar.status_code == 200
        ids = httpx.URL(href).params
        assert read_detalje(svar.text)["tilbudstyper"] == typer[ids["tilbudsid"], ids["afdelingsid"]]


def test_pages_that_do_not_exist_are_404(klient):
    assert klient.get(detalje_url(("1", "1"))).status_code == 404
    assert klient.get(DETALJE).status_code == 404
    assert klient.get("/tilbudssoegning/soegVoksneTilbud/index").status_code == 404
    assert klient.post(DETALJE).status_code == 405


def test_robots_allow_the_lists_and_the_pages_and_name_no_delay(klient):
    from urllib.robotparser import RobotFileParser

    robots = RobotFileParser()
    robots.parse(klient.get("/robots.txt").text.splitlines())
    assert all(robots.can_fetch("tilbudstjek", sti) for sti in (*LISTER.values(), DETALJE))
    assert not robots.can_fetch("tilbudstjek", "/login")
    assert robots.crawl_delay("tilbudstjek") is None


def test_headings_of_the_places_box_are_no_tilbudstyper(register):
    uden_type = next(side for side in register.sider if not side.afdeling.tilbudstyper)
    html = render_detalje(uden_type, {})
    assert find_paragraffer(Selector(html).css("#pladser").xpath("string()").get() or "")
    assert read_detalje(html)["tilbudstyper"] == ()
