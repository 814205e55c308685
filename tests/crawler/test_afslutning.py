"""The dump at the end: each afdeling once, whole or not at all, and nothing in it that may not be."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from crawler.afslutning import SJAELDEN, describe_oserror, dump_name, make_poster, make_slut, write_dump
from crawler.journal import Crawlslut, Journal, Laestliste
from crawler.opsaetning import CrawlFejl
from crawler.pages.felter import Afvigelse
from domain.dump import Listetal, Post, decode_dump
from tests.crawler.byggeklodser import START, make_opsaetning, make_post

SLUT = Crawlslut(slut="2026-11-01T02:00:00+00:00", stoppet=None, tal={"sider": 2})


def make_journal(*poster: Post, paa_boern=(), ogsaa=()) -> Journal:
    noegler = [*(post.afdeling.noegle for post in poster), *ogsaa]
    voksne = {noegle: f"https://p.example/{noegle[1]}" for noegle in noegler}
    return Journal(
        portal="https://p.example",
        start=START,
        lister={
            "voksne": Laestliste(navn="voksne", tal=Listetal(oplyst=9, fundet=len(voksne)), adresser=voksne),
            "boern": Laestliste(
                navn="boern",
                tal=Listetal(oplyst=1, fundet=1),
                adresser=dict.fromkeys(paa_boern, "https://p.example/b"),
            ),
        },
        poster={post.afdeling.noegle: post for post in poster},
    )


def test_an_afdeling_on_both_lists_is_one_record_with_both_names():
    post = make_post()
    [faerdig] = make_poster(make_journal(post, paa_boern=[post.afdeling.noegle]))
    assert faerdig.afdeling.lister == ("voksne", "boern")


def test_records_come_by_id_numbers_by_number():
    poster = [make_post(tilbudsid=t, afdelingsid=a) for t, a in [("10", "1"), ("9", "10"), ("9", "2")]]
    assert [x.afdeling.noegle for x in make_poster(make_journal(*poster))] == [("9", "2"), ("9", "10"), ("10", "1")]


def test_a_protected_afdeling_protects_its_whole_tilbud_also_across_a_resumed_crawl():
    aaben = make_post(adresse="Åbenvej 3", navn="Huset på Åbenvej")
    lukket = make_post(afdelingsid="2", tilbudstyper=("Krisecenter, § 109",), adresse=None, er_beskyttet=True)
    anden = make_post(tilbudsid="2", adresse="Åbenvej 3")
    poster = make_poster(make_journal(aaben, lukket, anden))
    assert [x.afdeling.adresse for x in poster] == ["Åbenvej 3", None, None]
    assert [x.afdeling.er_beskyttet for x in poster] == [False, True, True]
    assert "Åbenvej" not in repr(poster[1:])


def test_what_is_missing_is_named_with_its_reason():
    journal = make_journal(make_post(), ogsaa=[("7", "8"), ("7", "9")])
    journal.manglende[("7", "8")] = "http_404"
    slut = make_slut(make_opsaetning(), journal, make_poster(journal), SLUT)
    assert [(x.afdelingsid, x.grund) for x in slut.manglende] == [("8", "http_404"), ("9", "ikke_hentet")]
    assert slut.lister["voksne"] == Listetal(oplyst=9, fundet=3)


def test_unknown_labels_are_counted_and_named_only_when_they_are_on_many_pages():
    journal = make_journal(make_post())
    journal.afvigelser = [
        *((Afvigelse("ukendt_etiket", "Takst"), f"https://p.example/{n}") for n in range(5)),
        (Afvigelse("ukendt_etiket", "Prøve Person"), "https://p.example/9"),
        (Afvigelse("ukendt_etiket", "Hemmelivej"), "https://p.example/8"),
    ]
    fundne = make_slut(make_opsaetning(), journal, [], SLUT).afvigelser
    assert [(x.hvad, x.antal, x.eksempel) for x in fundne] == [
        ("Takst", 5, "https://p.example/0"),
        (SJAELDEN, 2, "https://p.example/9"),
    ]


def test_the_dump_is_named_after_the_start_in_utc_and_can_be_read_back(tmp_path):
    lokal = START.astimezone(timezone(timedelta(hours=1)))
    fil = write_dump(make_opsaetning(tmp_path, start=lokal), make_journal(make_post()), SLUT)
    assert fil.name == "dump-20261101T010000Z-abcdefgh.jsonl"
    dump = decode_dump(fil.read_bytes().splitlines(keepends=True))
    assert dump.slut.antal == 1
    assert dump.hoved.start == "2026-11-01T02:00:00+01:00"
    assert list(tmp_path.iterdir()) == [fil]


def test_a_disk_that_is_full_leaves_no_dump_and_says_so(tmp_path):
    program = (
        "import resource, sys; from pathlib import Path; from crawler.afslutning import write_dump;"
        "from crawler.opsaetning import CrawlFejl; from tests.crawler.test_afslutning import *;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "try: write_dump(make_opsaetning(Path(sys.argv[1])), make_journal(make_post()), SLUT)\n"
        "except CrawlFejl as fejl: print(fejl)"
    )
    rod = Path(__file__).resolve().parents[2]
    ud = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=rod, capture_output=True, text=True, check=True)
    assert "ikke plads på disken" in ud.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_said_in_danish(tmp_path):
    with pytest.raises(CrawlFejl, match="Der kan ikke skrives"):
        write_dump(make_opsaetning(tmp_path / "findes ikke"), make_journal(make_post()), SLUT)
    assert "ikke plads" in describe_oserror(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), tmp_path)


def test_the_name_of_the_dump_differs_between_runs():
    opsaetning = make_opsaetning()
    assert dump_name(opsaetning) != dump_name(replace(opsaetning, koersel="zyxwvuts"))
