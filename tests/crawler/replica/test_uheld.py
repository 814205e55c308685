"""Each mishap of the replica over real HTTP, as a crawler meets it."""

import time
from urllib.robotparser import RobotFileParser

import httpx
import pytest

from crawler.replica.uheld import Kodning, Uheld, UheldFejl
from tests.crawler.replica.conftest import LISTER, detalje_url
from tests.crawler.replica.laeser import read_detalje, read_liste


@pytest.fixture
def fetch(klient, register):
    """Fetch the first detail pages in order."""

    def fetch(antal: int = 40) -> list[httpx.Response]:
        return [klient.get(detalje_url(side.noegle)) for side in register.sider[:antal]]

    return fetch


def test_portal_that_is_down_refuses_and_comes_back_on_the_same_port(replica, klient):
    url = replica.url
    replica.sig(Uheld(nede=True))
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)
    replica.sig(Uheld())
    assert replica.url == url
    assert httpx.get(url, trust_env=False).status_code == 200


def test_slow_portal_waits_before_it_answers(replica, klient):
    replica.sig(Uheld(langsom_s=0.3))
    start = time.monotonic()
    assert klient.get("/").status_code == 200
    assert time.monotonic() - start >= 0.3


def test_status_hits_a_share_of_the_detail_pages_and_always_the_same(replica, fetch):
    replica.sig(Uheld(status=404, status_andel=0.3))
    foerste, anden = ([svar.status_code for svar in fetch()] for _ in range(2))
    assert foerste == anden
    assert 0 < foerste.count(404) < 30
    assert foerste.count(404) + foerste.count(200) == 40


def test_a_status_may_pass_after_some_tries(replica, klient, register):
    replica.sig(Uheld(status=429, status_forsoeg=2, retry_after_s=7))
    svar = [klient.get(detalje_url(register.sider[0].noegle)) for _ in range(3)]
    assert [s.status_code for s in svar] == [429, 429, 200]
    assert [s.headers.get("retry-after") for s in svar] == ["7", "7", None]
    assert klient.get(detalje_url(register.sider[1].noegle)).status_code == 429


def test_lists_can_answer_with_a_status(replica, klient):
    replica.sig(Uheld(status_liste=503))
    assert [klient.get(sti).status_code for sti in LISTER.values()] == [503, 503]


def test_challenge_with_403_says_so_in_its_head_and_one_with_200_only_in_its_page(replica, fetch):
    replica.sig(Uheld(challenge_andel=1))
    (aaben,) = fetch(1)
    replica.sig(Uheld(challenge_andel=1, challenge_status=200))
    (skjult,) = fetch(1)
    assert (aaben.status_code, aaben.headers["cf-mitigated"]) == (403, "challenge")
    assert (skjult.status_code, skjult.headers.get("cf-mitigated")) == (200, None)
    assert "<title>Just a moment...</title>" in aaben.text == skjult.text


def test_challenge_can_hit_some_pages_or_the_list(replica, klient, fetch):
    replica.sig(Uheld(challenge_andel=0.25))
    koder = [svar.status_code for svar in fetch()]
    assert 0 < koder.count(403) < 25
    assert klient.get(LISTER["voksne"]).status_code == 200
    replica.sig(Uheld(challenge_liste=True))
    assert klient.get(LISTER["voksne"]).status_code == 403
    assert {svar.status_code for svar in fetch(5)} == {200}


def test_total_can_be_larger_than_the_list_and_the_list_empty(replica, klient):
    sand = read_liste(klient.get(LISTER["voksne"]).text).skjult_total or 0
    assert sand > 20
    replica.sig(Uheld(ekstra_i_total=40))
    assert read_liste(klient.get(LISTER["voksne"]).text).skjult_total == sand + 40
    replica.sig(Uheld(tom_liste=True))
    tom = read_liste(klient.get(LISTER["voksne"]).text)
    assert (tom.skjult_total, tom.poster) == (0, [])
    assert read_liste(klient.get(LISTER["boern"]).text).synlig_total == 0


def test_truncated_pages_end_in_the_middle_with_status_200(replica, fetch):
    hele = fetch(3)
    replica.sig(Uheld(afkortet_andel=1))
    for hel, kort in zip(hele, fetch(3), strict=True):
        assert kort.status_code == 200
        assert hel.text.startswith(kort.text)
        assert "</html>" not in kort.text


def test_latin_1_declared_rightly_can_be_read_and_declared_wrongly_cannot(replica, fetch):
    rigtig = fetch(1)[0].text
    replica.sig(Uheld(kodning=Kodning.LATIN1))
    (aerlig,) = fetch(1)
    assert aerlig.charset_encoding == "iso-8859-1"
    assert read_detalje(aerlig.text) == read_detalje(rigtig)
    replica.sig(Uheld(kodning=Kodning.LATIN1_KALDT_UTF8))
    (forkert,) = fetch(1)
    assert forkert.charset_encoding == "utf-8"
    with pytest.raises(UnicodeDecodeError):
        forkert.content.decode("utf-8")


def test_evil_names_stand_escaped_on_list_and_page(replica, klient, register, fetch):
    navne = ("<script>alert(1)</script>", "=1+1")
    replica.sig(Uheld(navne=navne, flytninger=0))
    assert tuple(read_detalje(svar.text)["navn"] for svar in fetch(2)) == navne
    alle: dict[tuple[str, str], str] = {}
    for sti in LISTER.values():
        for offset in range(0, 100, 20):
            html = klient.get(sti, params={"offset": offset}).text
            assert navne[0] not in html
            alle |= dict(read_liste(html).poster)
    assert tuple(alle[side.noegle] for side in register.sider[:2]) == navne


def test_a_field_can_hold_a_megabyte(replica, fetch):
    replica.sig(Uheld(kaempefelt="virksomhed"))
    stor, lille = fetch(2)
    assert len(stor.text) > 1_000_000 > len(lille.text)
    assert len(str(read_detalje(stor.text)["virksomhed"])) > 900_000


def test_two_afdelinger_can_share_an_id(replica, klient, register):
    dobbelt, skjult = (side.noegle for side in register.sider[:2])
    replica.sig(Uheld(dobbelt_id=True, flytninger=0))
    noegler = []
    for sti in LISTER.values():
        for offset in range(0, 100, 20):
            noegler += read_liste(klient.get(sti, params={"offset": offset}).text).noegler
    assert noegler.count(dobbelt) == 2 * len(register.sider[0].afdeling.lister)
    assert skjult not in noegler
    assert klient.get(detalje_url(dobbelt)).status_code == 200


def test_a_label_can_be_renamed_on_every_page(replica, fetch):
    replica.sig(Uheld(omdoebt=("P-nummer", "Produktionsenhed")))
    for svar in fetch(10):
        assert "P-nummer" not in svar.text
        assert read_detalje(svar.text)["p_nummer"] is None
    assert any("Produktionsenhed" in svar.text for svar in fetch(10))


@pytest.mark.parametrize("felt", ["telefon", "adresse", "leder", "kontaktperson", "pladser", "tilbudstyper", "cvr"])
def test_a_field_can_be_emptied_on_every_page(replica, fetch, felt):
    assert any(read_detalje(svar.text)[felt] for svar in fetch(5))
    replica.sig(Uheld(toemt=felt))
    assert not any(read_detalje(svar.text)[felt] for svar in fetch(5))


def test_a_label_with_two_names_is_renamed_on_every_page_too(replica, fetch):
    replica.sig(Uheld(omdoebt=("Telefon", "Telefonisk kontakt")))
    assert not any(read_detalje(svar.text)["telefon"] for svar in fetch(20))


def test_error_page_comes_with_status_200(replica, fetch):
    replica.sig(Uheld(fejlside_andel=1))
    (svar,) = fetch(1)
    assert svar.status_code == 200
    assert "<h1>Der opstod en fejl</h1>" in svar.text
    assert "CVR" not in svar.text


def test_robots_can_forbid_everything(replica, klient):
    replica.sig(Uheld(robots_forbyder=True))
    robots = RobotFileParser()
    robots.parse(klient.get("/robots.txt").text.splitlines())
    assert not robots.can_fetch("tilbudstjek", LISTER["voksne"])


def test_moving_can_be_turned_off_or_go_on(replica, klient, register):
    alle = {side.noegle for side in register.sider if "voksne" in side.afdeling.lister}

    def read() -> set[tuple[str, str]]:
        offsets = range(0, 100, 20)
        return {n for o in offsets for n in read_liste(klient.get(LISTER["voksne"], params={"offset": o}).text).noegler}

    klient.get(LISTER["voksne"])
    replica.sig(Uheld(flytninger=0))
    assert read() == alle
    replica.sig(Uheld(flytninger=3))
    laesninger = [read() for _ in range(4)]
    assert all(laesning < alle for laesning in laesninger[:3])
    assert laesninger[3] == alle == set().union(*laesninger[:3])


def test_mishaps_survive_the_way_to_another_process():
    uheld = Uheld(status=429, navne=("=1",), omdoebt=("A", "B"), kodning=Kodning.LATIN1, challenge_andel=0.5)
    assert Uheld.from_json(uheld.to_json()) == uheld
    assert Uheld.from_json("{}") == Uheld()


@pytest.mark.parametrize("tekst", ["", "[1]", "null", '{"brand": true}', "{"])
def test_unknown_mishaps_are_refused_with_a_sentence(tekst):
    with pytest.raises(UheldFejl, match=r"JSON-objekt|Ukendte uheld: brand"):
        Uheld.from_json(tekst)
