"""A crawl that was killed goes on where it was, and ends as if nothing had happened."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.journal import read_journal
from crawler.opsaetning import CrawlFejl, Fremdrift, encode_opsaetning
from crawler.replica.proces import ReplicaProces
from crawler.replica.register import make_register
from crawler.replica.uheld import Uheld
from crawler.run import run_crawl
from tests.crawler.byggeklodser import START, crawl, expected, make_opsaetning, records

SEED, ANTAL = 12, 60
ROD = Path(__file__).resolve().parents[2]
GRUND = {"delay_s": 0.0, "samtidige": 2, "kontakt": "drift@tjek.example.org", "timeout_s": 5.0}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def register():
    return make_register(SEED, nat=1, antal_tilbud=ANTAL)


@pytest.fixture(scope="module")
def proces():
    with ReplicaProces(SEED, 1, ANTAL) as proces:
        yield proces


@pytest.fixture
def portal(proces):
    """A replica slow enough to be interrupted."""
    proces.sig(Uheld(langsom_s=0.01))
    return proces


def children() -> list[int]:
    """The processes of the spider that this process started."""
    return [int(line.split()[0]) for line in list_children(os.getpid()) if "crawler.spiders" in line]


def list_children(pid: int) -> list[str]:
    """One line (process id and command) a child; `ps` ends with 1 when there is none."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def crawl_and_kill_child(portal, mappe, efter: int) -> CrawlFejl:
    def on_progress(fremdrift: Fremdrift) -> None:
        if fremdrift.fase == "detaljer" and fremdrift.faerdige >= efter:
            for pid in children():
                os.kill(pid, signal.SIGKILL)

    with pytest.raises(CrawlFejl) as fejl:
        run_crawl(make_opsaetning(mappe, portal=portal.url, **GRUND), on_progress=on_progress)
    return fejl.value


def test_killing_the_child_half_way_costs_nothing_but_the_pages_under_way(portal, register, tmp_path):
    fejl = crawl_and_kill_child(portal, tmp_path, 40)
    assert "afbrudt af signal 9" in str(fejl)
    assert list(tmp_path.glob("dump-*")) == []
    gemt = len(read_journal(make_opsaetning(tmp_path).journal).poster)
    foer = portal.tal()
    dump = crawl(portal.url, tmp_path, start=START + timedelta(hours=1))
    assert records(dump) == expected(register)
    assert dump.slut.tal["genoptaget"] == gemt >= 30
    assert portal.tal()["detaljer"] - foer["detaljer"] == len(register.sider) - gemt
    assert portal.tal()["lister"] == foer["lister"]
    assert not make_opsaetning(tmp_path).journal.exists()


def test_killing_the_parent_ends_the_child_and_the_next_run_goes_on(portal, register, tmp_path):
    opsaetning = make_opsaetning(tmp_path, portal=portal.url, **GRUND)
    program = (
        "import sys; from crawler.opsaetning import decode_opsaetning; from crawler.run import run_crawl;"
        "run_crawl(decode_opsaetning(sys.stdin.readline()), on_progress=lambda f: print(f.faerdige, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as foraelder:
        assert foraelder.stdin is not None
        assert foraelder.stdout is not None
        foraelder.stdin.write(encode_opsaetning(opsaetning) + "\n")
        foraelder.stdin.flush()
        barn = None
        for line in foraelder.stdout:
            if len(read_journal(opsaetning.journal).poster) > 20:
                barn = int(list_children(foraelder.pid)[0].split()[0])
                foraelder.kill()
                break
            assert line.strip().isdigit()
    assert barn is not None
    wait_until_gone(barn)
    dump = crawl(portal.url, tmp_path)
    assert records(dump) == expected(register)
    assert dump.slut.tal["genoptaget"] > 20


def wait_until_gone(pid: int) -> None:
    frist = time.monotonic() + 5
    while Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < frist, "the child outlived its parent"
        time.sleep(0.05)


def test_a_torn_last_line_is_cut_off_and_its_page_fetched_again(portal, register, tmp_path):
    crawl_and_kill_child(portal, tmp_path, 40)
    journal = make_opsaetning(tmp_path).journal
    journal.write_bytes(journal.read_bytes()[:-25])
    assert records(crawl(portal.url, tmp_path)) == expected(register)


def test_a_journal_that_is_too_old_foreign_or_unwanted_is_set_aside(portal, register, tmp_path):
    crawl_and_kill_child(portal, tmp_path, 40)
    halv = make_opsaetning(tmp_path).journal.read_bytes()
    for aendringer in ({"start": START + timedelta(hours=13)}, {"genoptag": False}):
        make_opsaetning(tmp_path).journal.write_bytes(halv)
        dump = crawl(portal.url, tmp_path, **aendringer)
        assert dump.slut.tal["genoptaget"] == 0
        assert records(dump) == expected(register)
    assert not list((tmp_path / "igang").glob("*.jsonl"))


def test_a_finished_crawl_whose_dump_could_not_be_written_is_not_crawled_again(portal, register, tmp_path):
    opsaetning = make_opsaetning(tmp_path, portal=portal.url, **GRUND)
    (tmp_path / "dump-20261101T010000Z-abcdefgh.jsonl").mkdir(parents=True)
    with pytest.raises(CrawlFejl, match="Der kan ikke skrives"):
        run_crawl(opsaetning)
    (tmp_path / "dump-20261101T010000Z-abcdefgh.jsonl").rmdir()
    foer = portal.tal()
    assert records(crawl(portal.url, tmp_path)) == expected(register)
    assert portal.tal() == foer


def test_a_full_disk_while_reading_pages_is_said_and_what_was_read_is_kept(portal, register, tmp_path):
    opsaetning = make_opsaetning(tmp_path, portal=portal.url, **GRUND)
    program = (
        "import resource, sys\n"
        "from crawler.opsaetning import CrawlFejl, decode_opsaetning\n"
        "from crawler.run import run_crawl\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000))\n"
        "try: run_crawl(decode_opsaetning(sys.stdin.readline()))\n"
        "except CrawlFejl as fejl: print(fejl)"
    )
    opsat = encode_opsaetning(opsaetning) + "\n"
    command = [sys.executable, "-c", program]
    ud = subprocess.run(command, cwd=ROD, input=opsat, capture_output=True, text=True, check=False)
    assert "ikke plads på disken" in ud.stdout, ud.stderr
    assert list(tmp_path.glob("dump-*")) == []
    dump = crawl(portal.url, tmp_path)
    assert records(dump) == expected(register)
    assert dump.slut.tal["genoptaget"] > 10


def test_two_crawls_in_one_folder_are_refused(portal, tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.run._VENT_PAA_LAAS_S", 0.2)
    fejl: list[str] = []

    def on_progress(fremdrift: Fremdrift) -> None:
        if fremdrift.fase == "detaljer" and not fejl:
            with pytest.raises(CrawlFejl) as anden:
                run_crawl(make_opsaetning(tmp_path, portal=portal.url, **GRUND))
            fejl.append(str(anden.value))

    run_crawl(make_opsaetning(tmp_path, portal=portal.url, **GRUND), on_progress=on_progress)
    assert fejl == ["En anden hentning er i gang i samme mappe. Vent, til den er færdig."]


def test_an_interrupted_parent_leaves_no_child_behind(portal, tmp_path):
    def on_progress(fremdrift: Fremdrift) -> None:
        if fremdrift.fase == "detaljer":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_crawl(make_opsaetning(tmp_path, portal=portal.url, **GRUND), on_progress=on_progress)
    assert children() == []


def test_a_portal_that_goes_down_half_way_fails_and_the_next_run_goes_on(proces, register, tmp_path):
    proces.sig(Uheld(langsom_s=0.01))

    def on_progress(fremdrift: Fremdrift) -> None:
        if fremdrift.fase == "detaljer" and 30 <= fremdrift.faerdige < 60:
            proces.sig(Uheld(status=503, langsom_s=0.01))

    opsaetning = make_opsaetning(tmp_path, portal=proces.url, **GRUND)
    with pytest.raises(CrawlFejl, match="svarer ikke ved tilbuddenes sider"):
        run_crawl(replace(opsaetning, forsoeg=1), on_progress=on_progress)
    proces.sig(Uheld())
    dump = crawl(proces.url, tmp_path)
    assert records(dump) == expected(register)
    assert dump.slut.manglende == ()
    assert json.dumps(dump.slut.tal)
