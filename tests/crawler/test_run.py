"""A whole crawl over HTTP on the replica: every record as the register has it, whatever the portal does on the way."""

import logging

import pytest

from crawler.opsaetning import CrawlFejl, Fremdrift
from crawler.replica.proces import ReplicaProces
from crawler.replica.register import make_register
from crawler.replica.uheld import Kodning, Uheld
from crawler.run import run_crawl
from domain.dump import Listetal, decode_dump
from tests.crawler.byggeklodser import crawl, expected, make_opsaetning, records

SEED, ANTAL = 11, 60


@pytest.fixture(scope="module")
def register():
    return make_register(SEED, nat=1, antal_tilbud=ANTAL)


@pytest.fixture(scope="module")
def proces():
    with ReplicaProces(SEED, 1, ANTAL) as proces:
        yield proces


@pytest.fixture
def portal(proces):
    """The replica without mishaps, whatever the last test left it with."""
    proces.sig(Uheld())
    return proces


def test_a_crawl_gives_every_afdeling_as_the_register_has_it(portal, register, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    fremdrift: list[Fremdrift] = []
    grund = {"portal": portal.url, "delay_s": 0.0, "samtidige": 8, "kontakt": "drift@tjek.example.org"}
    fil = run_crawl(make_opsaetning(tmp_path, **grund), on_progress=fremdrift.append)
    dump = decode_dump(fil.read_bytes().splitlines(keepends=True))
    assert records(dump) == expected(register)
    for liste, tal in dump.slut.lister.items():
        antal = sum(liste in side.afdeling.lister for side in register.sider)
        assert tal == Listetal(oplyst=antal, fundet=antal)
    assert (dump.slut.stoppet, dump.slut.manglende) == (None, ())
    assert dump.slut.tal["sider"] == len(register.sider)
    assert [fremdrift[-1].fase, fremdrift[-1].faerdige] == ["dump", len(register.sider)]
    assert {x.fase for x in fremdrift} == {"lister", "detaljer", "dump"}
    assert [x for x in tmp_path.rglob("*") if x.is_file() and x.name != "laas"] == [fil]
    assert caplog.text == ""


def test_the_portal_is_asked_once_for_each_page_by_one_who_says_who_he_is(portal, register, tmp_path):
    foer = portal.tal()
    crawl(portal.url, tmp_path)
    efter = portal.tal()
    assert efter["detaljer"] - foer["detaljer"] == len(register.sider)
    assert efter["agenter"] == ["tilbudstjek/1.0 (+kontakt: drift@tjek.example.org)"]
    assert efter["robots"] > foer["robots"]


def test_no_name_and_no_protected_street_is_in_the_dump(portal, register, tmp_path):
    crawl(portal.url, tmp_path)
    indhold = next(tmp_path.glob("dump-*.jsonl")).read_text(encoding="utf-8")
    for side in register.sider:
        for navn in (side.leder, side.kontaktperson):
            assert not navn or " ".join(navn.split()) not in indhold
        if side.er_hemmelig and side.afdeling.adresse:
            assert side.afdeling.adresse not in indhold


@pytest.mark.slow
@pytest.mark.parametrize("kodning", [Kodning.LATIN1, Kodning.LATIN1_KALDT_UTF8])
def test_another_character_set_is_read_right_and_a_wrong_name_for_it_is_said(portal, register, tmp_path, kodning):
    portal.sig(Uheld(kodning=kodning))
    dump = crawl(portal.url, tmp_path)
    assert {n: a.tilsynsmyndighed for n, a in records(dump).items()} == {
        n: a.tilsynsmyndighed for n, a in expected(register).items()
    }
    er_sagt = any(x.art == "tegnsaet" for x in dump.slut.afvigelser)
    assert er_sagt is (kodning is Kodning.LATIN1_KALDT_UTF8)


@pytest.mark.slow
@pytest.mark.parametrize("flytninger", [0, 2])
def test_entries_that_move_while_being_read_are_all_found(portal, register, tmp_path, flytninger):
    portal.sig(Uheld(flytninger=flytninger))
    dump = crawl(portal.url, tmp_path)
    assert records(dump).keys() == expected(register).keys()


@pytest.mark.slow
def test_a_name_that_is_a_script_or_a_formula_is_only_a_name(portal, tmp_path):
    navne = ("<script>alert('hej')</script>", "=1+1", "</h1></html>")
    portal.sig(Uheld(navne=navne))
    assert set(navne) <= {post.afdeling.navn for post in crawl(portal.url, tmp_path).poster}


@pytest.mark.slow
def test_a_megabyte_in_a_field_is_cut_and_said(portal, tmp_path):
    portal.sig(Uheld(kaempefelt="virksomhed"))
    dump = crawl(portal.url, tmp_path)
    assert max(len(post.afdeling.virksomhed or "") for post in dump.poster) == 2_000
    assert [(x.art, x.hvad, x.antal) for x in dump.slut.afvigelser if x.art == "for_lang"] == [
        ("for_lang", "virksomhed", 1)
    ]
    assert next(tmp_path.glob("dump-*")).stat().st_size < 1_000_000


@pytest.mark.slow
def test_a_total_larger_than_the_list_is_left_to_the_gate(portal, register, tmp_path):
    portal.sig(Uheld(ekstra_i_total=7))
    dump = crawl(portal.url, tmp_path)
    assert {tal.oplyst - tal.fundet for tal in dump.slut.lister.values() if tal.oplyst is not None} == {7}
    assert records(dump) == expected(register)


@pytest.mark.slow
def test_an_empty_list_gives_an_empty_dump(portal, tmp_path):
    portal.sig(Uheld(tom_liste=True))
    dump = crawl(portal.url, tmp_path)
    assert (dump.poster, dump.slut.stoppet) == ((), None)
    assert dump.slut.lister == {"voksne": Listetal(oplyst=0, fundet=0), "boern": Listetal(oplyst=0, fundet=0)}


@pytest.mark.slow
def test_two_afdelinger_with_one_id_are_said_and_neither_is_judged(portal, register, tmp_path):
    portal.sig(Uheld(dobbelt_id=True))
    dump = crawl(portal.url, tmp_path)
    dobbelt = register.sider[0].noegle
    assert dobbelt not in records(dump)
    assert [(x.tilbudsid, x.afdelingsid, x.grund) for x in dump.slut.manglende] == [(*dobbelt, "modstrid")]
    assert [x.art for x in dump.slut.afvigelser] == ["modstrid"]


@pytest.mark.slow
def test_a_renamed_label_is_reported_as_unknown_and_never_guessed(portal, register, tmp_path):
    portal.sig(Uheld(omdoebt=("Tilsynsførende myndighed", "Hvem holder øje")))
    dump = crawl(portal.url, tmp_path)
    ukendt = next(x for x in dump.slut.afvigelser if x.art == "ukendt_etiket")
    assert ukendt.hvad == "Hvem holder øje"
    assert ukendt.antal > len(register.sider) * 0.8
    assert {a.tilsynsmyndighed for a in records(dump).values()} == {None}


@pytest.mark.slow
@pytest.mark.parametrize("toemt", ["leder", "adresse", "cvr", "pladser"])
def test_a_field_emptied_on_every_page_is_an_empty_field_and_nothing_else(portal, register, tmp_path, toemt):
    portal.sig(Uheld(toemt=toemt))
    dump = crawl(portal.url, tmp_path)
    felt = {"leder": "har_leder"}.get(toemt, toemt)
    assert not any(getattr(post.afdeling, felt) for post in dump.poster)
    assert len(dump.poster) == len(register.sider)


@pytest.mark.slow
def test_an_answer_that_fails_twice_is_had_the_third_time(portal, register, tmp_path):
    portal.sig(Uheld(status=503, status_andel=0.2, status_forsoeg=2))
    dump = crawl(portal.url, tmp_path)
    assert records(dump) == expected(register)
    assert dump.slut.tal["genforsoeg"] == dump.slut.tal["http_503"] > 0


@pytest.mark.slow
@pytest.mark.parametrize(("status", "grund"), [(404, "http_404"), (503, "http_503"), (500, "http_500")])
def test_pages_that_fail_for_good_are_missing_and_never_empty_records(portal, register, tmp_path, status, grund):
    portal.sig(Uheld(status=status, status_andel=0.1))
    dump = crawl(portal.url, tmp_path)
    assert {x.grund for x in dump.slut.manglende} == {grund}
    assert len(dump.poster) + len(dump.slut.manglende) == len(register.sider)
    forventet = expected(register)
    assert all(afdeling == forventet[noegle] for noegle, afdeling in records(dump).items())


@pytest.mark.slow
def test_being_asked_to_wait_we_wait(portal, register, tmp_path):
    portal.sig(Uheld(status=429, status_andel=0.02, status_forsoeg=1, retry_after_s=1))
    dump = crawl(portal.url, tmp_path)
    assert records(dump) == expected(register)
    assert dump.slut.tal["sekunder"] >= 1


@pytest.mark.slow
def test_being_asked_to_wait_for_an_hour_we_stop(portal, tmp_path):
    portal.sig(Uheld(status=429, retry_after_s=3600))
    with pytest.raises(CrawlFejl, match="beder om ro i 3600 sekunder"):
        crawl(portal.url, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("status", [403, 200])
def test_a_challenge_on_some_pages_stops_the_crawl_after_five(portal, tmp_path, status):
    portal.sig(Uheld(challenge_andel=0.3, challenge_status=status))
    foer = portal.tal()["detaljer"]
    dump = crawl(portal.url, tmp_path, samtidige=1)
    assert "kontrolside" in (dump.slut.stoppet or "")
    assert "Erhvervsstyrelsen" in (dump.slut.stoppet or "")
    assert [x.grund for x in dump.slut.manglende].count("challenge") == 5
    assert portal.tal()["detaljer"] - foer == dump.slut.tal["sider"] + 5
    assert all(post.afdeling.navn for post in dump.poster)


@pytest.mark.slow
@pytest.mark.parametrize("status", [403, 200])
def test_a_challenge_on_every_page_or_on_a_list_gives_no_record_at_all(portal, tmp_path, status):
    for uheld in (
        Uheld(challenge_andel=1.0, challenge_status=status),
        Uheld(challenge_liste=True, challenge_status=status),
    ):
        portal.sig(uheld)
        foer = portal.tal()
        dump = crawl(portal.url, tmp_path)
        assert dump.poster == ()
        assert "ikke gjort forsøg på at komme uden om" in (dump.slut.stoppet or "")
        assert portal.tal()["detaljer"] - foer["detaljer"] <= 12
    assert portal.tal()["lister"] - foer["lister"] == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("uheld", "grund"), [({"fejlside_andel": 0.1}, "fejlside"), ({"afkortet_andel": 0.1}, "afkortet")]
)
def test_error_pages_and_pages_cut_off_are_missing(portal, register, tmp_path, uheld, grund):
    portal.sig(Uheld(**uheld))
    dump = crawl(portal.url, tmp_path)
    assert {x.grund for x in dump.slut.manglende} == {grund}
    assert len(dump.poster) + len(dump.slut.manglende) == len(register.sider)


@pytest.mark.slow
def test_error_pages_only_stop_the_crawl(portal, tmp_path):
    portal.sig(Uheld(fejlside_andel=1.0))
    dump = crawl(portal.url, tmp_path)
    assert "20 tilbudssider i træk kunne ikke læses (fejlside)" in (dump.slut.stoppet or "")
    assert dump.poster == ()


@pytest.mark.slow
@pytest.mark.parametrize(("status", "saetning"), [(503, "svarer ikke"), (500, "svarer ikke")])
def test_a_list_in_trouble_fails_the_crawl(portal, tmp_path, status, saetning):
    portal.sig(Uheld(status_liste=status))
    with pytest.raises(CrawlFejl, match=saetning):
        crawl(portal.url, tmp_path)
    assert list(tmp_path.glob("dump-*")) == []


@pytest.mark.slow
def test_a_list_that_is_gone_stops_the_crawl(portal, tmp_path):
    portal.sig(Uheld(status_liste=404))
    dump = crawl(portal.url, tmp_path)
    assert "kunne ikke læses (http_404)" in (dump.slut.stoppet or "")


@pytest.mark.slow
def test_robots_txt_is_obeyed(portal, tmp_path):
    portal.sig(Uheld(robots_forbyder=True))
    foer = portal.tal()
    dump = crawl(portal.url, tmp_path)
    assert "robots.txt tillader ikke" in (dump.slut.stoppet or "")
    assert (portal.tal()["lister"], portal.tal()["detaljer"]) == (foer["lister"], foer["detaljer"])


@pytest.mark.slow
def test_a_portal_that_is_slow_is_waited_for_and_one_that_is_too_slow_fails(portal, register, tmp_path):
    portal.sig(Uheld(langsom_s=0.05))
    assert records(crawl(portal.url, tmp_path)) == expected(register)
    portal.sig(Uheld(langsom_s=2.0))
    with pytest.raises(CrawlFejl, match=r"svarer ikke|robots.txt kan ikke hentes"):
        crawl(portal.url, tmp_path, timeout_s=0.3, forsoeg=2)


@pytest.mark.slow
def test_one_request_at_a_time_with_the_delay_asked_for(tmp_path):
    with ReplicaProces(SEED, 1, 4) as portal:
        dump = crawl(portal.url, tmp_path, delay_s=0.2, samtidige=1)
        forespoergsler = dump.slut.tal["forsoeg"]
        assert portal.tal()["samtidige_hoejst"] == 1
    assert dump.slut.tal["sekunder"] >= int(0.2 * (forespoergsler - 2))


@pytest.mark.slow
def test_a_portal_that_is_down_fails_with_a_sentence(tmp_path):
    with ReplicaProces(SEED, 1, 4, Uheld(nede=True)) as portal, pytest.raises(CrawlFejl, match="Portalen svarer ikke"):
        crawl(portal.url, tmp_path)
    assert list(tmp_path.glob("dump-*")) == []
