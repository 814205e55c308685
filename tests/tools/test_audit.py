"""The audit of the locked packages, against a register of vulnerabilities of our own on this machine."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools import audit

pytestmark = pytest.mark.slow
SAARBAR = "jinja2"


class Register(BaseHTTPRequestHandler):
    """Knows of one vulnerability in one package."""

    def do_POST(self):
        spurgt = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        navn = spurgt["package"]["name"]
        svar = {"vulns": [make_vuln(navn)]} if navn == SAARBAR else {}
        krop = json.dumps(svar).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(krop)))
        self.end_headers()
        self.wfile.write(krop)

    def log_message(self, *_):
        pass


def make_vuln(navn):
    rettet = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999"}]}
    return {
        "id": "PYSEC-2026-1",
        "summary": "A fault made up for this test.",
        "affected": [{"package": {"name": navn, "ecosystem": "PyPI"}, "ranges": [rettet]}],
    }


@pytest.fixture
def osv_url():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()


def test_a_known_vulnerability_of_a_locked_package_fails_the_check_and_is_named(osv_url, capsys):
    assert audit.main(["--osv-url", osv_url, "--kraev"]) == 1
    ud = capsys.readouterr().out
    assert f"{SAARBAR} " in ud
    assert "PYSEC-2026-1 999" in ud


def test_one_that_was_set_aside_counts_again_after_its_day(osv_url, tmp_path, monkeypatch):
    undtagelser = tmp_path / "undtagelser.csv"
    undtagelser.write_text("id,pakke,til,grund\nPYSEC-2026-1,jinja2,2026-12-31,Bruges ikke.\n", encoding="utf-8")
    monkeypatch.setattr(audit, "UNDTAGELSER", undtagelser)
    foer = audit.audit(osv_url, idag=date(2026, 12, 31))
    assert foer is not None
    assert (foer.fund, foer.uspurgt) == ((), 0)
    assert foer.antal > 150
    efter = audit.audit(osv_url, idag=date(2027, 1, 1))
    assert efter is not None
    assert [fund[0] for fund in efter.fund] == [SAARBAR]


def test_a_register_that_does_not_answer_is_said_so_and_fails_only_where_it_must_be_asked(capsys):
    ingen = "http://127.0.0.1:1/v1/query"
    assert audit.main(["--osv-url", ingen]) == 0
    assert "could not be asked" in capsys.readouterr().out
    assert audit.main(["--osv-url", ingen, "--kraev"]) == 1
