"""The end of a crawl: the journal made into a dump, written whole or not at all."""

import errno
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from crawler import saetninger
from crawler.journal import Crawlslut, Journal, Noegle
from crawler.opsaetning import Crawl, CrawlFejl
from crawler.pages.beskyttelse import own_gader
from crawler.pages.detalje import Detaljeside, conceal
from crawler.pages.etiketter import read_etiket
from crawler.pages.felter import Afvigelse
from domain.dump import Hoved, Manglende, Post, Sideafvigelse, Slut, encode_dump
from domain.systemfejl import explain_oserror

# A label is on page after page; what stands on fewer than this many may be a name or a street, and is not repeated.
_MINDST_SIDER = 3
SJAELDEN = "(etiket på få sider)"

_DISK_FULD = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_dump(opsaetning: Crawl, journal: Journal, slut: Crawlslut) -> Path:
    """Write the dump under a temporary name, see it on the disk, and only then give it its own.

    Raises:
        CrawlFejl: no room, or no right to write; nothing is left behind and the journal is untouched.
    """
    fil = opsaetning.mappe / dump_name(opsaetning)
    midlertidig = fil.with_suffix(".tmp")
    hoved = Hoved(
        koersel=opsaetning.koersel,
        kilde="portal",
        adresse=opsaetning.portal,
        start=opsaetning.start.isoformat(),
    )
    poster = make_poster(journal)
    try:
        write_durably(midlertidig, encode_dump(hoved, poster, make_slut(opsaetning, journal, poster, slut)))
        midlertidig.replace(fil)
        sync_folder(opsaetning.mappe)
    except OSError as fejl:
        midlertidig.unlink(missing_ok=True)
        raise CrawlFejl(describe_oserror(fejl, opsaetning.mappe)) from fejl
    return fil


def dump_name(opsaetning: Crawl) -> str:
    """Give the dump's file name: when the run started, in UTC, and which it is."""
    return f"dump-{opsaetning.start.astimezone(UTC):%Y%m%dT%H%M%SZ}-{opsaetning.koersel[:8]}.jsonl"


def make_poster(journal: Journal) -> list[Post]:
    """Give each afdeling once, by id, with the lists it is on; a tilbud with a protected one without any street."""
    lister: dict[Noegle, list[str]] = defaultdict(list)
    for laest in journal.lister.values():
        for noegle in laest.adresser:
            lister[noegle].append(laest.navn)
    grupper: dict[str, list[Post]] = defaultdict(list)
    for noegle, post in sorted(journal.poster.items(), key=lambda par: [(len(x), x) for x in par[0]]):
        afdeling = replace(post.afdeling, lister=tuple(lister[noegle]))
        grupper[noegle[0]].append(replace(post, afdeling=afdeling))
    return [post for gruppe in grupper.values() for post in _conceal(gruppe)]


def make_slut(opsaetning: Crawl, journal: Journal, poster: list[Post], slut: Crawlslut) -> Slut:
    """Give the dump's last line: the lists' numbers, what is missing and why, and what the pages had unexpected."""
    laeste = {post.afdeling.noegle for post in poster}
    paa_lister = dict.fromkeys(noegle for laest in journal.lister.values() for noegle in laest.adresser)
    return Slut(
        slut=slut.slut,
        antal=0,
        sha256="",
        lister={laest.navn: laest.tal for laest in journal.lister.values()},
        manglende=tuple(
            Manglende(tilbudsid=noegle[0], afdelingsid=noegle[1], grund=journal.manglende.get(noegle, "ikke_hentet"))
            for noegle in paa_lister
            if noegle not in laeste
        ),
        afvigelser=tuple(_count(journal, opsaetning.portal)),
        tal=slut.tal | {"beskyttede": sum(post.afdeling.er_beskyttet for post in poster)},
        stoppet=slut.stoppet,
    )


def describe_oserror(fejl: OSError, mappe: Path) -> str:
    """Give the Danish sentence for a disk that is full or a file that cannot be written."""
    if fejl.errno in _DISK_FULD:
        return saetninger.disk_fuld(str(mappe))
    return saetninger.kan_ikke_skrive(str(mappe), explain_oserror(fejl))


def _conceal(gruppe: list[Post]) -> list[Post]:
    if not any(post.afdeling.er_beskyttet for post in gruppe):
        return gruppe
    gader = frozenset[str]().union(*(own_gader(post.afdeling) for post in gruppe))
    return [_conceal_post(post, gader) for post in gruppe]


def _conceal_post(post: Post, gader: frozenset[str]) -> Post:
    side = conceal(Detaljeside(afdeling=post.afdeling, raa=dict(post.raa), afvigelser=()), gader)
    return replace(post, afdeling=side.afdeling, raa=side.raa)


def _count(journal: Journal, portal: str) -> Iterable[Sideafvigelse]:
    """Give each deviation with its number of pages and one of them; names of rare labels are left out."""
    fundne = [*journal.afvigelser, *((x, portal) for laest in journal.lister.values() for x in laest.afvigelser)]
    sider = Counter(_fold(x) for x, _ in fundne)
    antal: Counter[Afvigelse] = Counter()
    foerste: dict[Afvigelse, tuple[str, str]] = {}
    for afvigelse, adresse in fundne:
        foldet = _fold(afvigelse)
        er_sjaelden = afvigelse.art == "ukendt_etiket" and sider[foldet] < _MINDST_SIDER
        noegle = Afvigelse(afvigelse.art, SJAELDEN) if er_sjaelden else foldet
        antal[noegle] += 1
        foerste.setdefault(noegle, (SJAELDEN if er_sjaelden else afvigelse.hvad, adresse))
    for noegle, gange in antal.most_common():
        hvad, eksempel = foerste[noegle]
        yield Sideafvigelse(art=noegle.art, hvad=hvad, antal=gange, eksempel=eksempel)


def _fold(afvigelse: Afvigelse) -> Afvigelse:
    """Give a deviation in the form in which two spellings of one label are equal."""
    return Afvigelse(afvigelse.art, read_etiket(afvigelse.hvad) or afvigelse.hvad)


def write_durably(fil: Path, lines: Iterable[bytes]) -> None:
    """Write lines to a file and see them on the disk."""
    with fil.open("wb") as ud:
        for line in lines:
            ud.write(line)
        ud.flush()
        os.fsync(ud.fileno())


def sync_folder(mappe: Path) -> None:
    """See a folder's own entries on the disk, so that a file just named there stays."""
    handle = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
