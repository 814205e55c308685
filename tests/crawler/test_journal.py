"""The journal: what is written can be read back, and a torn end costs only what was torn."""

from datetime import timedelta

import pytest

from crawler.journal import Crawlslut, Journal, Journalskriver, Laestliste, read_journal
from crawler.opsaetning import CrawlFejl, check, decode_opsaetning, encode_opsaetning
from crawler.pages.felter import Afvigelse
from domain.dump import Listetal, Manglende
from tests.crawler.byggeklodser import START, make_opsaetning, make_post


def write(fil):
    liste = Laestliste(
        navn="voksne",
        tal=Listetal(oplyst=3, fundet=2),
        adresser={
            ("1001", "1"): "https://p.example/index?tilbudsid=1001&afdelingsid=1",
            ("7", "8"): "https://p.example/x",
        },
        afvigelser=(Afvigelse("layout", "a.linkUdenUnderstreg"),),
        modstridende=frozenset({("7", "8")}),
    )
    with fil.open("wb") as ud:
        skriver = Journalskriver(ud)
        skriver.begin(make_opsaetning())
        skriver.liste(liste)
        skriver.poster([make_post()], [("https://p.example/1", (Afvigelse("ukendt_etiket", "Takst"),))])
        skriver.mangler(Manglende(tilbudsid="7", afdelingsid="8", grund="http_404"))
        skriver.slut(Crawlslut(slut="2026-11-01T02:00:00+00:00", stoppet=None, tal={"sider": 1}))
    return liste


def test_what_is_written_is_read_back(tmp_path):
    liste = write(tmp_path / "j")
    journal = read_journal(tmp_path / "j")
    assert (journal.portal, journal.start) == ("https://p.example", START)
    assert journal.lister == {"voksne": liste}
    assert journal.poster == {("1001", "1"): make_post()}
    assert journal.manglende == {("7", "8"): "http_404"}
    assert journal.afvigelser == [(Afvigelse("ukendt_etiket", "Takst"), "https://p.example/1")]
    assert journal.slut == Crawlslut(slut="2026-11-01T02:00:00+00:00", stoppet=None, tal={"sider": 1})
    assert journal.laengde == (tmp_path / "j").stat().st_size


def test_a_journal_cut_anywhere_gives_its_whole_lines(tmp_path):
    write(tmp_path / "j")
    hele = (tmp_path / "j").read_bytes()
    for laengde in range(0, len(hele), 7):
        (tmp_path / "k").write_bytes(hele[:laengde])
        journal = read_journal(tmp_path / "k")
        assert hele[: journal.laengde].count(b"\n") == hele[:laengde].count(b"\n")
        assert journal.laengde <= laengde


def test_what_is_no_journal_is_an_empty_one(tmp_path):
    for navn, indhold in (
        ("a", b"\x00\xff\n"),
        ("b", b"[]\n"),
        ("c", b'{"type":"igang","version":99}\n'),
        ("d", b"{}\n"),
    ):
        (tmp_path / navn).write_bytes(indhold)
        assert read_journal(tmp_path / navn) == Journal()
    assert read_journal(tmp_path / "findes ikke") == Journal()


def test_of_a_link_only_what_names_the_page_is_kept(tmp_path):
    url = "https://p.example/index?tilbudsid=1&afdelingsid=2&aktivtMenupunkt=VOKSNE&sted=Hemmelivej+7&token=x"
    with (tmp_path / "j").open("wb") as ud:
        Journalskriver(ud).liste(
            Laestliste(navn="voksne", tal=Listetal(oplyst=1, fundet=1), adresser={("1", "2"): url})
        )
    adresser = read_journal(tmp_path / "j").lister["voksne"].adresser
    assert adresser == {("1", "2"): "https://p.example/index?tilbudsid=1&afdelingsid=2&aktivtMenupunkt=VOKSNE"}


@pytest.mark.parametrize(
    ("aendringer", "kan"),
    [
        ({}, True),
        ({"start": START + timedelta(hours=11)}, True),
        ({"start": START + timedelta(hours=12)}, False),
        ({"start": START - timedelta(hours=13)}, False),
        ({"portal": "https://q.example"}, False),
    ],
)
def test_a_journal_is_gone_on_with_for_the_same_portal_within_twelve_hours(tmp_path, aendringer, kan):
    write(tmp_path / "j")
    assert read_journal(tmp_path / "j").can_continue(make_opsaetning(**aendringer)) is kan


def test_the_set_up_survives_the_way_to_the_child(tmp_path):
    opsaetning = make_opsaetning(tmp_path, kontakt="Prøve <a@b.example.org>", samtidige=8)
    assert decode_opsaetning(encode_opsaetning(opsaetning)) == opsaetning


@pytest.mark.parametrize(
    "aendringer",
    [{"hash_noegle": ""}, {"delay_s": -1.0}, {"samtidige": 0}, {"forsoeg": 0}, {"start": START.replace(tzinfo=None)}],
)
def test_a_set_up_that_cannot_work_is_refused_in_danish(aendringer):
    with pytest.raises(CrawlFejl, match=r"skal|mangler"):
        check(make_opsaetning(**aendringer))
