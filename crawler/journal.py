"""The journal: what a crawl has read so far, a line at a time, so that one that was killed can go on.

Nothing personal is in it that would not be in the dump: pages are written a tilbud at a time, after redaction.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BufferedWriter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.opsaetning import GENOPTAG_INDEN, Crawl
from crawler.pages.felter import Afvigelse
from domain.dump import DumpFejl, Listetal, Manglende, Post, decode_post, encode_post

VERSION = 1

_SIDENS_FELTER = frozenset({"tilbudsid", "afdelingsid", "aktivtmenupunkt"})

Noegle = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Laestliste:
    """A list that has been read to its end: its numbers, and the page of each afdeling on it."""

    navn: str
    tal: Listetal
    adresser: dict[Noegle, str]
    afvigelser: tuple[Afvigelse, ...] = ()
    modstridende: frozenset[Noegle] = frozenset()


@dataclass
class Journal:
    """What the lines of a journal add up to. `slut` is set once the crawl has ended; `laengde` is its whole bytes."""

    portal: str = ""
    start: datetime | None = None
    lister: dict[str, Laestliste] = field(default_factory=dict)
    poster: dict[Noegle, Post] = field(default_factory=dict)
    afvigelser: list[tuple[Afvigelse, str]] = field(default_factory=list)
    manglende: dict[Noegle, str] = field(default_factory=dict)
    slut: "Crawlslut | None" = None
    laengde: int = 0

    def can_continue(self, opsaetning: Crawl) -> bool:
        """Tell whether a crawl may go on from here: the same portal, and not too long ago."""
        if self.start is None or self.portal != opsaetning.portal:
            return False
        alder = opsaetning.start - self.start
        return -GENOPTAG_INDEN < alder < GENOPTAG_INDEN


@dataclass(frozen=True, kw_only=True)
class Crawlslut:
    """How the crawl ended: when, why it was stopped (Danish, None when it was not), and its numbers."""

    slut: str
    stoppet: str | None
    tal: dict[str, int]


def read_journal(fil: Path) -> Journal:
    """Read a journal; a line that was being written when the crawl died is left out, with what is after it."""
    journal = Journal()
    try:
        lines = fil.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return journal
    for line in lines:
        if not line.endswith(b"\n"):
            break
        try:
            _apply(journal, line)
        except (ValueError, KeyError, TypeError, DumpFejl):
            break
        journal.laengde += len(line)
    return journal


def _apply(journal: Journal, line: bytes) -> None:
    row: dict[str, Any] = json.loads(line)
    match row["type"]:
        case "afdeling":
            post = decode_post(line)
            journal.poster[post.afdeling.noegle] = post
            journal.manglende.pop(post.afdeling.noegle, None)
        case "igang":
            if row["version"] != VERSION:
                raise ValueError(row["version"])
            journal.portal, journal.start = row["portal"], datetime.fromisoformat(row["start"])
        case "liste":
            journal.lister[row["navn"]] = _liste(row)
        case "side":
            journal.afvigelser.extend((Afvigelse(art, hvad), row["adresse"]) for art, hvad in row["afvigelser"])
        case "mangler":
            journal.manglende[row["tilbudsid"], row["afdelingsid"]] = row["grund"]
        case "slut":
            journal.slut = Crawlslut(slut=row["slut"], stoppet=row["stoppet"], tal=row["tal"])


def _liste(row: dict[str, Any]) -> Laestliste:
    return Laestliste(
        navn=row["navn"],
        tal=Listetal(oplyst=row["oplyst"], fundet=row["fundet"]),
        adresser={(tilbudsid, afdelingsid): url for tilbudsid, afdelingsid, url in row["adresser"]},
        afvigelser=tuple(Afvigelse(art, hvad) for art, hvad in row["afvigelser"]),
        modstridende=frozenset((tilbudsid, afdelingsid) for tilbudsid, afdelingsid in row["modstridende"]),
    )


class Journalskriver:
    """Appends to a journal; every group of lines is with the system before the call returns.

    Raises OSError when the disk is full.
    """

    def __init__(self, fil: BufferedWriter) -> None:
        """Write to an open file."""
        self._fil = fil

    def begin(self, opsaetning: Crawl) -> None:
        """Write the first line."""
        row = {"type": "igang", "version": VERSION, "portal": opsaetning.portal, "start": opsaetning.start.isoformat()}
        self._write([_line(row)])

    def liste(self, liste: Laestliste) -> None:
        """Write a list that was read to its end."""
        row = {
            "type": "liste",
            "navn": liste.navn,
            **asdict(liste.tal),
            "adresser": [[*noegle, _bare(url, noegle)] for noegle, url in liste.adresser.items()],
            "afvigelser": [[x.art, x.hvad] for x in liste.afvigelser],
            "modstridende": sorted(liste.modstridende),
        }
        self._write([_line(row)])

    def poster(self, poster: Iterable[Post], afvigelser: Iterable[tuple[str, tuple[Afvigelse, ...]]]) -> None:
        """Write the records of one tilbud, and what its pages had that was not expected (address, deviations)."""
        sider = [
            _line({"type": "side", "adresse": adresse, "afvigelser": [[x.art, x.hvad] for x in fundne]})
            for adresse, fundne in afvigelser
            if fundne
        ]
        self._write([*(encode_post(post) for post in poster), *sider])

    def mangler(self, manglende: Manglende) -> None:
        """Write that a page could not be had, and why."""
        self._write([_line({"type": "mangler", **asdict(manglende)})])

    def slut(self, slut: Crawlslut) -> None:
        """Write the last line."""
        self._write([_line({"type": "slut", **asdict(slut)})])

    def _write(self, lines: Iterable[bytes]) -> None:
        self._fil.write(b"".join(lines))
        self._fil.flush()


def _bare(url: str, noegle: Noegle) -> str:
    """Keep of a link what names the page: whatever else a portal may put in it has no business on a disk."""
    dele = urlsplit(url)
    felter = parse_qsl(dele.query, keep_blank_values=True)
    kendte = [(navn, vaerdi) for navn, vaerdi in felter if navn.lower() in _SIDENS_FELTER]
    if len(kendte) == len(felter):
        return url
    return dele._replace(
        query=urlencode(kendte or dict(zip(("tilbudsid", "afdelingsid"), noegle, strict=True)))
    ).geturl()


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
