"""A krisecenter's street (SEL § 109): whatever the page writes, and wherever, it reaches neither record nor journal."""

import logging
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.journal import Journalskriver, read_journal
from crawler.pages.beskyttelse import find_gader, find_gader_i_tekst, may_speak_of_109, scrub, speaks_of_109
from crawler.pages.detalje import parse_detalje
from crawler.spiders.bundt import Bundter
from domain.dump import Post, encode_post
from domain.tekst import fold

SIGER_109 = [
    "<h3 class='h5'>Krisecenter, § 109</h3>",
    "<h3>Ophold (§109 stk. 1)</h3>",
    "<h3>Botilbud, §§ 107 og 109</h3>",
    "<h3>Ophold, §&nbsp;109</h3>",
    "<h3>Ophold, &sect; 10<b>9</b></h3>",
    "<h3>Ophold, §\u00ad109</h3>",
    "<h3>Ophold, §\u200b109</h3>",
    "<h3>Ophold, § \uff11\uff10\uff19</h3>",
    "<h4>KRISECENTRE</h4><p>ja</p>",
    "<h4>Type</h4><p>Krise&shy;center</p>",
    "<h2>Kvindehuset</h2>",
    "<p>Tilbuddet er godkendt efter serviceloven § 109.</p>",
    "<p>Godkendt efter paragraf 109</p>",
    "<div id='pladser'><div class='lh-1'><h3>§ 109</h3><div>8 pladser</div></div></div>",
    "<div id='pladser'><div class='lh-1'><h3>Krisecenter</h3><div>8 pladser</div></div></div>",
    "<dl><dt>Tilbudstype</dt><dd>Mandecenter</dd></dl>",
]
GADER = [
    "Hemmelivej",
    "Skjulestien",
    "Ærtegade",
    "Gammel Åboulevard",
    "Solgården",
    "Ny Østergade",
    "Bag Haven",
    "Allé Sankt Ib",
]
ETIKETTER = ["Adresse", "ADRESSE:", "Besøgsadresse", "Tilbuddets adresse", "Postadresse"]
SKRIVEMAADER = [
    lambda gade, nr: f"{gade} {nr}",
    lambda gade, nr: f"{gade.upper()} {nr}",
    lambda gade, nr: f"{gade}\u00a0 {nr}",
    lambda gade, nr: gade,
    lambda gade, nr: f"ved {gade}, nr. {nr}",
    lambda gade, nr: gade.replace("å", "aa").replace("Å", "Aa").replace("ø", "oe"),
    lambda gade, nr: gade.replace(" ", "-") + f"-{nr}",
]
STEDER = [
    "<h1>{x}</h1>",
    "<h1>Centret på {x}</h1><title>{x}</title>",
    "<h4 class='h5'>Virksomhedens navn</h4><p>Foreningen {x}</p>",
    "<h4 class='h5'>Driftsaftale med</h4><p>{x}</p>",
    "<h4 class='h5'>Telefon</h4><p>{x}, tlf. 32401020</p>",
    "<h4 class='h5'>P-nummer</h4><p>{x}</p>",
    "<h4 class='h5'>{x}</h4><p>en værdi</p>",
    "<h4 class='h5'>En ny etiket</h4><p>{x}</p>",
    "<strong>{x}:</strong> noget",
    "<h3>Ophold på {x}, § 107</h3>",
    "<!-- {x} --><script>var sted = '{x}';</script><p title='{x}'>{x}</p>",
    "<a href='mailto:{url}@krise.example.org'>skriv</a>",
    "<h4>E-mail</h4><p>{url}@krise.example.org</p>",
    "<div class='hjemmesideOeverigeOplysninger'><a href='https://krise.example.org/{url}'>{x}</a></div>",
    "<div id='pladser'><div class='lh-1'><h3>§ 107 {x}</h3><div>8 pladser på {x}</div></div></div>",
    "<h4>Tilsynsførende myndighed</h4><p>{x}<br>Socialtilsyn Syd</p>",
]


def make_page(siger: str, etiket: str, gade: str, andre: list[str]) -> str:
    adresse = f"<h4 class='h5'>{etiket}</h4><p>{gade} 7, 2. tv<br>5000 Odense C</p>"
    fast = "<h4 class='h5'>CVR</h4><p>99000015</p><h4 class='h5'>Kontaktperson</h4><p>Prøve Person</p>"
    return f"<html><body><main>{siger}{adresse}{fast}{''.join(andre)}</main></body></html>"


def without_marks(tekst: str) -> str:
    return fold(unquote(tekst)).replace(" ", "")


@settings(max_examples=250, deadline=None)
@given(
    siger=st.sampled_from(SIGER_109),
    etiket=st.sampled_from(ETIKETTER),
    gade=st.sampled_from(GADER),
    nr=st.integers(1, 199),
    steder=st.lists(st.tuples(st.sampled_from(STEDER), st.sampled_from(SKRIVEMAADER)), max_size=5),
)
def test_no_way_of_writing_a_109_page_lets_the_street_through(tmp_path_factory, siger, etiket, gade, nr, steder):
    andre = []
    for sted, skriv in steder:
        tekst = skriv(gade, nr)
        andre.append(sted.format(x=tekst, url=quote(tekst.replace(" ", ""))))
    url = f"https://portal.example/index?tilbudsid=1&afdelingsid=2&sted={quote(gade)}"
    side = parse_detalje(make_page(siger, etiket, gade, andre), url, tilbudsid="1", afdelingsid="2", hash_noegle="n")
    fil = tmp_path_factory.mktemp("journal") / "j.jsonl"
    with fil.open("wb") as ud:
        Bundter.of([("1", "2")], Journalskriver(ud)).add(side, "2026-11-01T01:00:00+00:00")
    assert side.afdeling.er_beskyttet
    assert side.afdeling.adresse is None
    assert without_marks(gade) not in without_marks(fil.read_text(encoding="utf-8"))
    assert without_marks(gade) not in without_marks(
        encode_post(Post(afdeling=side.afdeling, raa=side.raa, hentet="")).decode()
    )


def test_a_protected_afdeling_hides_the_streets_of_its_siblings_too(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    aaben = make_page("<h3>Botilbud, § 107</h3><h1>Hemmelivejens botilbud</h1>", "Adresse", "Åbenvej", [])
    lukket = make_page(SIGER_109[0], "Adresse", "Hemmelivej", ["<h4>Virksomhed</h4><p>Fonden på Åbenvej</p>"])
    fil = tmp_path / "j.jsonl"
    with fil.open("wb") as ud:
        bundter = Bundter.of([("1", "1"), ("1", "2")], Journalskriver(ud))
        for nummer, html in (("1", aaben), ("2", lukket)):
            side = parse_detalje(html, "https://p.example/x", tilbudsid="1", afdelingsid=nummer, hash_noegle="n")
            assert fil.read_bytes() == b""
            bundter.add(side, "2026-11-01T01:00:00+00:00")
    poster = read_journal(fil).poster
    assert {post.afdeling.er_beskyttet for post in poster.values()} == {True}
    assert [post.afdeling.by for post in poster.values()] == ["Odense C", "Odense C"]
    for gade in ("hemmelivej", "aabenvej"):
        assert gade not in without_marks(fil.read_text(encoding="utf-8"))
        assert gade not in without_marks(caplog.text)


def test_menus_and_links_about_krisecentre_protect_nobody():
    html = make_page(
        "<nav><h3>Krisecentre § 109</h3></nav><a href='/x'>Se også § 109</a><footer>§ 109</footer>",
        "Adresse",
        "Åbenvej",
        [],
    )
    side = parse_detalje(html, "https://p.example/x", tilbudsid="1", afdelingsid="2", hash_noegle="n")
    assert (side.afdeling.er_beskyttet, side.afdeling.adresse) == (False, "Åbenvej 7, 2. tv")


@pytest.mark.parametrize("tekst", ["§ 107", "Tlf. 32 10 91 09", "109 pladser", "§ 107, 12 pladser, 109 sider"])
def test_other_numbers_do_not_speak_of_109(tekst):
    assert not speaks_of_109(tekst)


@given(st.sampled_from(SIGER_109))
def test_the_quick_look_never_misses_what_the_close_look_finds(siger):
    tekst = (
        siger.replace("&nbsp;", "\u00a0")
        .replace("&sect;", "§")
        .replace("<b>", "")
        .replace("</b>", "")
        .replace("&shy;", "\u00ad")
    )
    assert may_speak_of_109(tekst)


@pytest.mark.parametrize(
    ("tekst", "renset"),
    [
        ("Krisecentret på Hemmelivej 7, st. tv", "Krisecentret på [udeladt]"),
        ("HEMMELI-VEJ", "[udeladt]"),
        ("Foreningen Hemmelivejens Venner", "Foreningen [udeladt]ens Venner"),
        ("Mødested: Ukendtgade 12B, 5000 Odense", "Mødested: [udeladt], 5000 Odense"),
        ("Socialtilsyn Syd", "Socialtilsyn Syd"),
        ("8 pladser", "8 pladser"),
    ],
)
def test_scrub_takes_the_street_and_leaves_the_rest(tekst, renset):
    assert scrub(tekst, {"hemmelivej"}) == renset


def test_streets_are_found_in_address_lines_and_in_whole_addresses_anywhere():
    assert find_gader(["c/o Huset, Ny Østergade 12 B"]) == {"c o huset", "ny oestergade"}
    assert find_gader_i_tekst(["Kom forbi", "Bag Haven 3", "5000 Odense C"]) >= {"bag haven"}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_scrubbing_never_falls_over(tekst):
    assert "hemmelivej" not in without_marks(scrub(tekst + " Hemmelivej 7", {"hemmelivej"}))
