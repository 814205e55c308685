"""What the replica has no mishap for, on a portal of a few lines: robots.txt in trouble, links that lead elsewhere."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.opsaetning import CrawlFejl
from tests.crawler.byggeklodser import crawl

DETALJE = "/tilbudssoegning/tilbudDetaljeside/index"
SIDE = (
    "<html><body><h1>Hus {0}</h1><h4 class='h5'>Telefon</h4><p>32401020</p>"
    "<h4 class='h5'>CVR</h4><p>99000015</p></body></html>"
)

pytestmark = pytest.mark.slow


class Smaaportal(ThreadingHTTPServer):
    """Answers from a table: path to (status, headers, text); lists name the links they are given."""

    def __init__(self, **svar):
        super().__init__(("127.0.0.1", 0), Svarer)
        self.svar = {"/robots.txt": (200, {}, "User-agent: *\nAllow: /"), **svar}
        self.links = []
        self.spurgt = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def answer(self, path):
        self.spurgt.append(path)
        sti, _, query = path.partition("?")
        if path in self.svar or sti in self.svar:
            return self.svar.get(path) or self.svar[sti]
        if sti == DETALJE:
            return 200, {}, SIDE.format(query)
        voksne = self.links if "Voksne" in sti and "offset=0" in query else []
        entries = "".join(f'<a class="linkUdenUnderstreg" href="{link}"><h3>{link}</h3></a>' for link in voksne)
        return (
            200,
            {},
            f"<html><body><p>{len(self.links) if 'Voksne' in sti else 0} resultater</p>{entries}</body></html>",
        )


class Svarer(BaseHTTPRequestHandler):
    server: Smaaportal

    def do_GET(self):
        status, hoveder, tekst = self.server.answer(self.path)
        self.send_response(status)
        for navn, vaerdi in {"Content-Type": "text/html; charset=utf-8", **hoveder}.items():
            self.send_header(navn, vaerdi)
        self.send_header("Content-Length", str(len(tekst.encode())))
        self.end_headers()
        self.wfile.write(tekst.encode())

    def log_message(self, *_):
        pass


def link(nummer, vaert=""):
    return f"{vaert}{DETALJE}?tilbudsid={nummer}&afdelingsid={nummer}"


def test_a_robots_txt_in_trouble_means_nothing_may_be_fetched(tmp_path):
    with Smaaportal(**{"/robots.txt": (503, {}, "")}) as portal:
        with pytest.raises(CrawlFejl, match=r"robots\.txt kan ikke hentes"):
            crawl(portal.url, tmp_path, forsoeg=1)
        assert not [sti for sti in portal.spurgt if sti.startswith(DETALJE)]


def test_a_portal_without_robots_txt_allows_everything(tmp_path):
    with Smaaportal(**{"/robots.txt": (404, {}, "")}) as portal:
        portal.links = [link(1)]
        assert len(crawl(portal.url, tmp_path).poster) == 1


def test_a_longer_pause_in_robots_txt_than_ours_is_said_and_not_passed_over(tmp_path):
    with (
        Smaaportal(**{"/robots.txt": (200, {}, "User-agent: *\nCrawl-delay: 5")}) as portal,
        pytest.raises(CrawlFejl, match="TILBUDSTJEK_DELAY_S til mindst 5"),
    ):
        crawl(portal.url, tmp_path, delay_s=0.1, samtidige=1)


def test_links_and_redirects_to_elsewhere_are_not_followed(tmp_path):
    with Smaaportal() as fremmed, Smaaportal() as portal:
        portal.links = [link(1), link(2, fremmed.url), link(3), link(4)]
        portal.svar[link(3)] = (302, {"Location": link(1)}, "")
        portal.svar[link(4)] = (301, {"Location": link(4) + "&aktivtMenupunkt=VOKSNE"}, "")
        dump = crawl(portal.url, tmp_path)
        assert fremmed.spurgt == []
    assert {post.afdeling.tilbudsid for post in dump.poster} == {"1", "4"}
    assert {x.tilbudsid: x.grund for x in dump.slut.manglende} == {"2": "fremmed_adresse", "3": "omdirigeret"}


def test_a_detail_page_that_robots_txt_forbids_stops_the_crawl(tmp_path):
    with Smaaportal(**{"/robots.txt": (200, {}, f"User-agent: tilbudstjek\nDisallow: {DETALJE}")}) as portal:
        portal.links = [link(1), link(2)]
        dump = crawl(portal.url, tmp_path)
        assert not [sti for sti in portal.spurgt if sti.startswith(DETALJE)]
    assert "robots.txt tillader ikke" in (dump.slut.stoppet or "")
    assert {x.grund for x in dump.slut.manglende} == {"ikke_hentet"}


def test_a_refusal_without_a_challenge_is_an_answer_too(tmp_path):
    with Smaaportal(**{"/tilbudssoegning/SoegVoksneTilbud/index": (403, {}, "<html><h1>Nej</h1></html>")}) as portal:
        dump = crawl(portal.url, tmp_path)
        assert len(portal.spurgt) == 2
    assert "afviser os (HTTP 403)" in (dump.slut.stoppet or "")


def test_a_challenge_with_a_retryable_status_is_not_tried_again(tmp_path):
    svar = (503, {"Retry-After": "1"}, "<html><title>Just a moment...</title></html>")
    with Smaaportal(**{"/tilbudssoegning/SoegVoksneTilbud/index": svar}) as portal:
        dump = crawl(portal.url, tmp_path)
        assert len(portal.spurgt) == 2
    assert "kontrolside" in (dump.slut.stoppet or "")
