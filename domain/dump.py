"""The dump: one file per fetch, JSON lines, the only thing that passes from a crawler to the warehouse.

Line 1 is the head (`"type": "hoved"`), then one record a line (an afdeling, or a row of another entity of a
dataudtræk), and last the tail (`"type": "slut"`) with the number of records and the SHA-256 of every byte before it: a
dump that was cut or altered can be told. Described for readers in docs/dump.md.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any, TypeVar

from domain.afdeling import Afdeling
from domain.entiteter.model import Raekke

FORMAT = "tilbudstjek-dump"
VERSION = 1

T = TypeVar("T")

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class DumpFejl(ValueError):
    """A dump that cannot be read; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Hoved:
    """Where and when a fetch was made. `start` is ISO 8601 with offset; `kilde` is `portal` or `dataudtraek`."""

    koersel: str
    kilde: str
    adresse: str
    start: str


@dataclass(frozen=True, kw_only=True)
class Post:
    """One afdeling: what the page's known labels said (people and § 109 streets left out) and what was read of it."""

    afdeling: Afdeling
    raa: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hentet: str


@dataclass(frozen=True, kw_only=True)
class Manglende:
    """An afdeling the list named but whose page could not be had: `grund` is `challenge`, `http_503`, `layout`."""

    tilbudsid: str
    afdelingsid: str
    grund: str


@dataclass(frozen=True, kw_only=True)
class Sideafvigelse:
    """Something on pages that the reader did not expect: `art` (`ukendt_etiket`, `flertydig` …), what, and how often.

    `eksempel` is a page's address, never a value from it.
    """

    art: str
    hvad: str
    antal: int
    eksempel: str


@dataclass(frozen=True, kw_only=True)
class Slut:
    """What the fetch saw as a whole. `lister` maps a list to the total it claims and the ids it really gave.

    `entiteter` maps each entity that a dataudtræk delivers to its number of rows: one delivered without rows is there
    with nought.
    """

    slut: str
    antal: int
    sha256: str
    lister: Mapping[str, "Listetal"]
    manglende: tuple[Manglende, ...] = ()
    afvigelser: tuple[Sideafvigelse, ...] = ()
    tal: Mapping[str, int] = field(default_factory=dict)
    stoppet: str | None = None
    entiteter: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Listetal:
    """A list's own total (None when the page gave none) and the number of different afdelinger found on it."""

    oplyst: int | None
    fundet: int


@dataclass(frozen=True)
class Dump:
    """A whole dump in memory: about 2 kB a record, so 7 MB for the national register."""

    hoved: Hoved
    poster: tuple[Post, ...]
    slut: Slut
    raekker: tuple[Raekke, ...] = ()


def encode_dump(hoved: Hoved, poster: Iterable[Post], slut: Slut, raekker: Iterable[Raekke] = ()) -> Iterator[bytes]:
    """Yield the lines of a dump. `slut.antal` and `slut.sha256` are computed here, whatever they hold."""
    digest = hashlib.sha256()
    antal = 0
    first = _line({"type": "hoved", "format": FORMAT, "version": VERSION, **asdict(hoved)})
    digest.update(first)
    yield first
    for line in chain(map(encode_post, poster), map(_encode_raekke, raekker)):
        digest.update(line)
        antal += 1
        yield line
    yield _line({"type": "slut", **asdict(slut), "antal": antal, "sha256": digest.hexdigest()})


def decode_dump(lines: Iterable[bytes]) -> Dump:
    """Read a dump back.

    Raises:
        DumpFejl: not a dump, of another version, cut, altered, or with a record that does not fit.
    """
    digest = hashlib.sha256()
    hoved: Hoved | None = None
    poster: list[Post] = []
    raekker: list[Raekke] = []
    for nummer, line in enumerate(lines, start=1):
        row = _row(line, nummer)
        if nummer == 1:
            hoved = _hoved(row)
        elif row.get("type") == "slut":
            slut = _slut(row, len(poster) + len(raekker), digest.hexdigest())
            return Dump(_present(hoved), tuple(poster), slut, tuple(raekker))
        elif row.get("type") == "raekke":
            raekker.append(_raekke(row, nummer))
        else:
            poster.append(_post(row, nummer))
        digest.update(line)
    raise DumpFejl("Dumpen er afbrudt: den sidste linje mangler. Hent den igen med »tilbudstjek hent«.")


def encode_post(post: Post) -> bytes:
    """Give one record as a line, for a crawl's journal."""
    # Not asdict: it copies every value deep, which is most of a record's cost.
    afdeling = {**vars(post.afdeling), "pladser": dict(post.afdeling.pladser)}
    return _line({"type": "afdeling", "afdeling": afdeling, "raa": dict(post.raa), "hentet": post.hentet})


def _encode_raekke(raekke: Raekke) -> bytes:
    felter, raa = dict(raekke.felter), dict(raekke.raa)
    return _line({"type": "raekke", "entitet": raekke.entitet, "felter": felter, "raa": raa})


def decode_post(line: bytes) -> Post:
    """Read one record of a journal back. Raises DumpFejl when the line does not hold one."""
    return _post(_row(line, 1), 1)


def _line(row: Mapping[str, Any]) -> bytes:
    return _JSON.encode(row).encode() + b"\n"


def _row(line: bytes, nummer: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fejl:
        raise DumpFejl(f"Linje {nummer} i dumpen kan ikke læses. Filen er skåret over eller ændret.") from fejl
    if not isinstance(row, dict):
        raise DumpFejl(f"Linje {nummer} i dumpen er ikke en post. Er det den rigtige fil?")
    return row


def _hoved(row: dict[str, Any]) -> Hoved:
    if row.get("type") != "hoved" or row.get("format") != FORMAT:
        raise DumpFejl("Filen er ikke en dump fra tilbudstjek: den første linje er ikke dumpens hoved.")
    if row.get("version") != VERSION:
        raise DumpFejl(f"Dumpen har version {row.get('version')}; dette program læser version {VERSION}.")
    return _build(Hoved, {k: v for k, v in row.items() if k not in {"type", "format", "version"}}, 1)


def _present(hoved: Hoved | None) -> Hoved:
    if hoved is None:
        raise DumpFejl("Dumpen er tom.")
    return hoved


def _post(row: dict[str, Any], nummer: int) -> Post:
    try:
        felter = dict(row["afdeling"])
        felter["tilbudstyper"] = tuple(felter.get("tilbudstyper", ()))
        felter["lister"] = tuple(felter.get("lister", ()))
        raa = {etiket: tuple(values) for etiket, values in row["raa"].items()}
        hentet = str(row["hentet"])
    except (KeyError, TypeError, ValueError, AttributeError) as fejl:
        raise DumpFejl(f"Linje {nummer} i dumpen mangler noget: {fejl}.") from fejl
    return Post(afdeling=_build(Afdeling, felter, nummer), raa=raa, hentet=hentet)


def _raekke(row: dict[str, Any], nummer: int) -> Raekke:
    entitet, felter, raa = row.get("entitet"), row.get("felter"), row.get("raa")
    if not isinstance(entitet, str) or not isinstance(felter, dict) or not isinstance(raa, dict):
        raise DumpFejl(f"Linje {nummer} i dumpen er ikke en række i et dataudtræk. Er filen ændret?")
    return Raekke(entitet=entitet, felter=felter, raa=raa)


def _slut(row: dict[str, Any], antal: int, sha256: str) -> Slut:
    if row.get("antal") != antal or row.get("sha256") != sha256:
        raise DumpFejl("Dumpen er ændret eller skåret over: antal eller kontrolsum passer ikke. Hent den igen.")
    rest = {k: v for k, v in row.items() if k != "type"}
    try:
        rest["lister"] = {navn: Listetal(**tal) for navn, tal in rest["lister"].items()}
        rest["manglende"] = tuple(Manglende(**x) for x in rest["manglende"])
        rest["afvigelser"] = tuple(Sideafvigelse(**x) for x in rest["afvigelser"])
    except (KeyError, TypeError, AttributeError) as fejl:
        raise DumpFejl(f"Dumpens sidste linje mangler noget: {fejl}.") from fejl
    return _build(Slut, rest, antal + 2)


def _build(cls: type[T], felter: Mapping[str, Any], nummer: int) -> T:
    try:
        return cls(**felter)
    except TypeError as fejl:
        raise DumpFejl(f"Linje {nummer} i dumpen har felter, som dette program ikke kender: {fejl}.") from fejl
