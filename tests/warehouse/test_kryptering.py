"""A PostgreSQL server elsewhere is spoken to encrypted and by the right name, or not at all."""

import os
import socket
import socketserver
import ssl
import struct
import threading

import pytest
import trustme
from sqlalchemy import text
from sqlalchemy.engine import make_url

from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.kryptering import require_encrypted


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for navn in [navn for navn in os.environ if navn.startswith("PG")]:
        monkeypatch.delenv(navn)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:hemmelig@db.example.org/t",
        "postgresql://u@db.example.org/t?sslmode=require",
        "postgresql://u@db.example.org/t?sslmode=disable",
        "postgresql://u@10.0.0.5/t?sslmode=prefer",
        "postgresql://u@[2001:db8::1]/t",
        "postgresql://u@/t?host=localhost&host=db.example.org",
        "postgresql://u@/t?host=127.0.0.1:5432&host=10.0.0.5:5432",
        "postgresql://u@localhost/t?hostaddr=10.0.0.5",
        "postgresql://u@localhost.example.org/t",
        "postgresql://u@/t?service=drift",
    ],
)
def test_another_machine_without_a_proof_of_who_it_is_is_refused(url):
    with pytest.raises(WarehouseFejl, match="TILBUDSTJEK_DATABASE_URL") as fejl:
        connect_unchanged(url)
    assert "hemmelig" not in str(fejl.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u@db.example.org/t?sslmode=verify-full&sslrootcert=ca.crt",
        "postgresql://u@db.example.org/t?sslmode=verify-ca",
        "postgresql://u@localhost/t",
        "postgresql://u@127.0.0.1:5433/t",
        "postgresql://u@[::1]/t",
        "postgresql://u@/t?host=/run/postgresql",
        "postgresql://u@/t",
    ],
)
def test_this_machine_and_a_proven_server_are_allowed(url):
    require_encrypted(make_url(url))


def test_what_the_drivers_own_environment_says_counts_too(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example.org")
    with pytest.raises(WarehouseFejl, match="sslmode"):
        require_encrypted(make_url("postgresql://u@/t"))
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    require_encrypted(make_url("postgresql://u@/t"))


class _Tlsindgang(socketserver.ThreadingTCPServer):
    """TLS in front of a real server, as PostgreSQL speaks it: the client asks, is told yes, and the handshake begins.

    The server of the tests' package is built without TLS of its own.
    """

    daemon_threads = True

    def __init__(self, sok: str, kontekst: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Forbindelse)
        self.sok, self.kontekst = sok, kontekst


class _Forbindelse(socketserver.BaseRequestHandler):
    server: _Tlsindgang

    def handle(self) -> None:
        laengde, kode = struct.unpack("!ii", self.request.recv(8))
        if (laengde, kode) != (8, 80877103):
            return
        self.request.sendall(b"S")
        try:
            krypteret = self.server.kontekst.wrap_socket(self.request, server_side=True)
        except OSError:
            return
        with krypteret, socket.socket(socket.AF_UNIX) as bagved:
            bagved.connect(self.server.sok)
            ud = threading.Thread(target=_pump, args=(bagved, krypteret), daemon=True)
            ud.start()
            _pump(krypteret, bagved)
            ud.join(5)


def _pump(fra: socket.socket, til: socket.socket) -> None:
    try:
        while bid := fra.recv(1 << 16):
            til.sendall(bid)
        til.shutdown(socket.SHUT_WR)
    except OSError:
        return


@pytest.fixture
def tls_server(postgresql_lager, tmp_path):
    """The address of a real server behind TLS as db.example.org; its CA's file, and a stranger's."""
    url = make_url(postgresql_lager.tomt())
    ca, fremmed = trustme.CA(), trustme.CA()
    kontekst = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("db.example.org").configure_cert(kontekst)
    ca.cert_pem.write_to_path(tmp_path / "ca.crt")
    fremmed.cert_pem.write_to_path(tmp_path / "fremmed.crt")
    with _Tlsindgang(f"{url.query['host']}/.s.PGSQL.5432", kontekst) as indgang:
        threading.Thread(target=indgang.serve_forever, daemon=True).start()
        port = indgang.server_address[1]
        yield f"postgresql://postgres@db.example.org:{port}/{url.database}?hostaddr=127.0.0.1", tmp_path
        indgang.shutdown()


def test_a_real_server_is_spoken_to_over_tls_under_its_own_name(tls_server):
    adresse, mappe = tls_server
    engine = open_warehouse(f"{adresse}&sslmode=verify-full&sslrootcert={mappe / 'ca.crt'}")
    with engine.connect() as forbindelse:
        raa = forbindelse.connection.driver_connection
        assert raa is not None
        assert raa.pgconn.ssl_in_use
        assert forbindelse.execute(text("SELECT count(*) FROM reference_kommune")).scalar_one() > 90
    engine.dispose()


@pytest.mark.parametrize(("vaert", "ca"), [("db", "fremmed.crt"), ("en-anden", "ca.crt"), ("db", "findes-ikke.crt")])
def test_a_server_that_cannot_prove_its_name_gets_nothing(tls_server, vaert, ca):
    adresse, mappe = tls_server
    with pytest.raises(WarehouseFejl, match="certifikat"):
        open_warehouse(f"{adresse.replace('@db.', f'@{vaert}.')}&sslmode=verify-full&sslrootcert={mappe / ca}")
