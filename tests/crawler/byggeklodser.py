"""What the crawler's tests are built of: set-ups, records, and a crawl that gives its dump."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from crawler.opsaetning import Crawl
from crawler.pages.personer import hash_person
from crawler.replica.register import Register
from crawler.run import run_crawl
from domain.afdeling import Afdeling, redact
from domain.dump import Dump, Post, decode_dump
from domain.eksempel import fejlfri
from domain.reference import load_bynavne

START = datetime(2026, 11, 1, 1, tzinfo=UTC)
NOEGLE = "prøvenøgle"


def make_opsaetning(mappe: Path = Path(), **aendringer) -> Crawl:
    grund = {"portal": "https://p.example", "hash_noegle": NOEGLE, "koersel": "abcdefgh-1", "start": START}
    return Crawl(mappe=mappe, **{**grund, **aendringer})


def make_post(**aendringer) -> Post:
    return Post(afdeling=fejlfri(aendringer), raa={"CVR": ("99000015",)}, hentet="2026-11-01T01:00:05+00:00")


def crawl(portal: str, mappe: Path, **aendringer) -> Dump:
    grund = {"delay_s": 0.0, "samtidige": 8, "kontakt": "drift@tjek.example.org", "timeout_s": 5.0}
    fil = run_crawl(make_opsaetning(mappe, portal=portal, **{**grund, **aendringer}))
    return decode_dump(fil.read_bytes().splitlines(keepends=True))


def records(dump: Dump) -> dict[tuple[str, str], Afdeling]:
    return {post.afdeling.noegle: replace(post.afdeling, kilde_url="") for post in dump.poster}


def expected(register: Register) -> dict[tuple[str, str], Afdeling]:
    """What a faultless crawl of a register gives: people hashed, the streets of protected tilbud left out."""
    beskyttede = {side.afdeling.tilbudsid for side in register.sider if side.laest.er_beskyttet}
    laeste = {}
    for side in register.sider:
        afdeling = replace(
            side.laest,
            kilde_url="",
            leder_hash=hash_person(side.leder, NOEGLE) if side.leder else None,
            kontaktperson_hash=hash_person(side.kontaktperson, NOEGLE) if side.kontaktperson else None,
        )
        er_beskyttet = side.afdeling.tilbudsid in beskyttede
        laeste[side.noegle] = redact(afdeling, load_bynavne()) if er_beskyttet else afdeling
    return laeste
