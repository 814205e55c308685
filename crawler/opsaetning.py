"""What a crawl is told, what it tells while it runs, and how it fails: shared by parent and child, free of Scrapy."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

Fase = Literal["lister", "detaljer", "dump"]

GENOPTAG_INDEN = timedelta(hours=12)


class CrawlFejl(RuntimeError):
    """A crawl that gave no dump; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Crawl:
    """How to crawl. `delay_s` and `timeout_s` in seconds; `forsoeg` counts the first; `start` has an offset.

    `koersel` names the run, `kontakt` whom the portal's people can write to, `hash_noegle` keys the hashes of names.
    """

    portal: str
    mappe: Path
    hash_noegle: str
    koersel: str
    start: datetime
    delay_s: float = 1.0
    kontakt: str = ""
    genoptag: bool = True
    timeout_s: float = 30.0
    forsoeg: int = 3
    samtidige: int = 1

    @property
    def journal(self) -> Path:
        """Where the pages read so far are kept while the crawl runs."""
        return self.mappe / "igang" / "hentning.jsonl"


@dataclass(frozen=True)
class Fremdrift:
    """How far a crawl is. `i_alt` is None until the lists have said."""

    fase: Fase
    faerdige: int
    i_alt: int | None


def check(opsaetning: Crawl) -> None:
    """Refuse what cannot be crawled with. Raises CrawlFejl."""
    if opsaetning.start.tzinfo is None:
        raise CrawlFejl("Hentningens starttidspunkt mangler tidszone.")
    if not opsaetning.hash_noegle:
        raise CrawlFejl("Der mangler en nøgle til at sløre navne med. Sæt TILBUDSTJEK_HASH_NOEGLE.")
    if opsaetning.delay_s < 0 or opsaetning.forsoeg < 1 or opsaetning.samtidige < 1 or opsaetning.timeout_s <= 0:
        raise CrawlFejl("Ventetid, forsøg, samtidige og tidsgrænse skal være positive tal.")


def encode_opsaetning(opsaetning: Crawl) -> str:
    """Give the set-up as one line of JSON, for the child's standard input."""
    row = asdict(opsaetning) | {"mappe": str(opsaetning.mappe), "start": opsaetning.start.isoformat()}
    return json.dumps(row)


def decode_opsaetning(line: str) -> Crawl:
    """Read a set-up back."""
    row: dict[str, Any] = json.loads(line)
    return Crawl(**{**row, "mappe": Path(row["mappe"]), "start": datetime.fromisoformat(row["start"])})
