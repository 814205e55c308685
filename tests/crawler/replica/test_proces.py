"""The replica's process: starts when asked, counts, serves people, and never outlives whoever started it."""

import subprocess
import sys
import time

import httpx
import pytest

from crawler.replica.proces import ReplicaFejl, ReplicaProces
from crawler.replica.uheld import Uheld
from tests.crawler.replica.conftest import LISTER, detalje_url

KOMMANDO = (sys.executable, "-m", "crawler.replica")


def is_open(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False, timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def test_replica_answers_inside_the_block_and_is_gone_after_it():
    with ReplicaProces(1, 2, antal_tilbud=5) as replica:
        assert is_open(replica.url)
        url = replica.url
    assert not is_open(url)


def test_replica_that_is_down_has_an_address_where_nobody_answers():
    with ReplicaProces(1, 1, antal_tilbud=5, uheld=Uheld(nede=True)) as replica:
        assert replica.url.startswith("http://127.0.0.1:")
        assert not is_open(replica.url)


def test_replica_dies_with_the_process_that_started_it():
    program = (
        "import os, sys\n"
        "from crawler.replica.proces import ReplicaProces\n"
        "replica = ReplicaProces(1, 1, antal_tilbud=5).__enter__()\n"
        "print(replica.url, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    url = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stdout.strip()
    assert url.startswith("http://127.0.0.1:")
    slut = time.monotonic() + 10
    while is_open(url) and time.monotonic() < slut:
        time.sleep(0.1)
    assert not is_open(url)


def test_taken_port_is_told_in_a_sentence(replica):
    port = int(replica.url.rsplit(":", 1)[1])
    with pytest.raises(ReplicaFejl, match=f"Kan ikke lytte på port {port}.*Vælg en anden med --port"):
        ReplicaProces(1, 1, antal_tilbud=5, port=port).__enter__()


def test_requests_are_counted_by_kind(replica, klient, register):
    foer = replica.tal()
    klient.get("/robots.txt")
    klient.get(LISTER["voksne"])
    for _ in range(2):
        klient.get(detalje_url(register.sider[0].noegle), headers={"user-agent": "afprøvning".encode()})
    efter = replica.tal()
    assert {navn: efter[navn] - foer[navn] for navn in ("robots", "lister", "detaljer", "andet")} == {
        "robots": 1,
        "lister": 1,
        "detaljer": 2,
        "andet": 0,
    }
    assert len(efter["agenter"]) >= 2
    assert efter["samtidige_hoejst"] >= 1


def test_unknown_mishaps_are_refused_by_a_running_replica(klient):
    svar = klient.post("/replica/uheld", content='{"brand": true}')
    assert (svar.status_code, svar.text) == (400, "Ukendte uheld: brand.")


def test_a_broken_cookie_is_no_cookie(klient):
    assert klient.get(LISTER["voksne"], headers={"cookie": "\x01=;;=,portalsession"}).status_code == 200


def test_help_is_danish():
    hjaelp = subprocess.run([*KOMMANDO, "--help"], capture_output=True, text=True, check=True).stdout
    assert hjaelp.startswith("Brug: python -m crawler.replica")
    assert "opdigtet register" in hjaelp
    assert "usage" not in hjaelp


@pytest.mark.parametrize("forkert", [("--antal", "0"), ("--nat", "3"), ("--uheld", "nej")])
def test_wrong_use_ends_with_status_2(forkert):
    svar = subprocess.run([*KOMMANDO, *forkert], capture_output=True, text=True, check=False)
    assert svar.returncode == 2
    assert svar.stderr


@pytest.mark.slow
def test_one_connection_is_served_at_least_400_detail_pages_a_second(register):
    from http.client import HTTPConnection

    with ReplicaProces(7, 1, antal_tilbud=400) as replica:
        forbindelse = HTTPConnection(replica.url.removeprefix("http://"))
        start, antal = time.monotonic(), 0
        while time.monotonic() - start < 2:
            forbindelse.request("GET", detalje_url(register.sider[antal % len(register.sider)].noegle))
            forbindelse.getresponse().read()
            antal += 1
        forbindelse.close()
    assert antal / 2 >= 400
