"""What the program talks to proves who it is, over a line nobody can read: real servers, certificates of our own."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.opsaetning import CrawlFejl
from crawler.spiders.indstillinger import make_settings
from flows.skala.dask import Daskvalg, judge_on_dask
from reports.web.adgang import udbyder
from reports.web.adgang.rollekort import AdgangFejl
from reports.web.adgang.udbyder import Klient, Udbyder
from tests.crawler.byggeklodser import crawl, make_opsaetning
from tests.crawler.test_smaaportal import Smaaportal, link
from tests.postkontor import Certifikater


@pytest.fixture(scope="module")
def certifikater(tmp_path_factory):
    return Certifikater(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def tillid(certifikater, monkeypatch):
    """This machine trusts the tests' own authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikater.fil))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    udbyder._tillid.cache_clear()
    yield
    udbyder._tillid.cache_clear()


@pytest.fixture
def mistillid(monkeypatch):
    """This machine trusts nobody who signed for the tests' servers."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    udbyder._tillid.cache_clear()
    yield
    udbyder._tillid.cache_clear()


class TlsPortal(Smaaportal):
    """A small portal that speaks https."""

    def __init__(self, certifikater, **svar):
        super().__init__(**svar)
        self.socket = certifikater.server.wrap_socket(self.socket, server_side=True)
        self.url = self.url.replace("http://", "https://")

    def handle_error(self, *_):
        """A client that hangs up on us is what these tests are about."""


class _Udbydersvar(BaseHTTPRequestHandler):
    def do_GET(self):
        her = f"https://127.0.0.1:{self.connection.getsockname()[1]}"
        svar = {navn: f"{her}/{navn}" for navn in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"issuer": her, **svar}).encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def login_vaert(certifikater):
    class Tavs(ThreadingHTTPServer):
        def handle_error(self, *_):
            pass

    with Tavs(("127.0.0.1", 0), _Udbydersvar) as server:
        server.socket = certifikater.server.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def make_udbyder(udsteder):
    return Udbyder(Klient(udsteder=udsteder, klient_id="t", hemmelighed="h", tilbage="https://t.example.org/svar"))


@pytest.mark.usefixtures("mistillid")
def test_a_login_whose_certificate_nobody_vouches_for_is_not_gone_to(login_vaert):
    with pytest.raises(AdgangFejl, match="svarer ikke"):
        make_udbyder(login_vaert).begin()


@pytest.mark.usefixtures("tillid")
def test_a_login_that_the_machine_trusts_is_gone_to(login_vaert):
    assert make_udbyder(login_vaert).begin().url.startswith(f"{login_vaert}/authorization_endpoint?")


def test_a_portal_over_https_is_asked_over_nothing_else_and_must_prove_who_it_is(tmp_path):
    sat = make_settings(make_opsaetning(tmp_path, portal="https://portal.example.org"))
    assert sat["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert set(sat["DOWNLOAD_HANDLERS_BASE"]) == {"https"}
    assert ssl.TLSVersion.TLSv1_2.name.replace("_", ".") == sat["DOWNLOAD_TLS_MIN_VERSION"]


@pytest.mark.slow
@pytest.mark.usefixtures("tillid")
def test_a_portal_with_a_good_certificate_is_read_and_never_followed_to_plain_http(tmp_path, certifikater):
    with TlsPortal(certifikater) as portal:
        portal.links = [link(1), link(2)]
        portal.svar[link(2)] = (302, {"Location": portal.url.replace("https://", "http://") + link(2)}, "")
        dump = crawl(portal.url, tmp_path, forsoeg=1)
    assert {post.afdeling.tilbudsid for post in dump.poster} == {"1"}
    assert [(x.tilbudsid, x.grund) for x in dump.slut.manglende] == [("2", "forbindelse")]


@pytest.mark.slow
@pytest.mark.usefixtures("mistillid")
def test_a_portal_that_cannot_prove_who_it_is_is_not_believed(tmp_path, certifikater):
    with TlsPortal(certifikater) as portal:
        portal.links = [link(1)]
        with pytest.raises(CrawlFejl):
            crawl(portal.url, tmp_path, forsoeg=1)
        assert portal.spurgt == []


@pytest.mark.parametrize("adresse", ["tcp://dask.example.org:8786", "ws://10.1.2.3:8786", "dask.example.org:8786"])
def test_a_cluster_elsewhere_is_spoken_to_over_tls_alone(adresse):
    with pytest.raises(RuntimeError, match="uden kryptering"):
        judge_on_dask(None, (), Daskvalg(adresse=adresse))  # type: ignore[arg-type]
