"""A dump read from disk and made fit for a database: types checked, what no database can hold taken out."""

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.afdeling import Afdeling
from domain.dump import Dump, DumpFejl, Post, decode_dump

_DANMARK = ZoneInfo("Europe/Copenhagen")
# NUL is refused by PostgreSQL, lone surrogates by every UTF-8 database.
_UGEMBAR = re.compile("[\x00\ud800-\udfff]")
_HELTAL = range(-(2**31), 2**31)
_TEKST = frozenset(felt.name for felt in fields(Afdeling) if "str | None" in str(felt.type))
_PAAKRAEVET = ("tilbudsid", "afdelingsid")
_BOOLSK = frozenset(felt.name for felt in fields(Afdeling) if "bool" in str(felt.type))


@dataclass(frozen=True)
class Dumpfil:
    """A dump with the SHA-256 of its whole file, the tail included, which the dump's own sum leaves out."""

    dump: Dump
    sha256: str
    tidspunkt: datetime

    @property
    def dag(self) -> date:
        """The Danish calendar day the fetch began."""
        return self.tidspunkt.astimezone(_DANMARK).date()


def read_bytes(fil: Path) -> bytes:
    """Give the file's bytes. Raises DumpFejl with a Danish sentence when it cannot be read."""
    try:
        return fil.read_bytes()
    except OSError as fejl:
        raise DumpFejl(f"Filen {fil.name} kan ikke læses: {fejl.strerror}. Se efter, om stien er rigtig.") from fejl


def read_dump(indhold: bytes) -> Dumpfil:
    """Read a dump's bytes.

    Raises:
        DumpFejl: cut, altered, another version, a time without offset, or a record of the wrong types.
    """
    dump = decode_dump(io.BytesIO(indhold))
    _check_tail(dump)
    poster = tuple(_clean_post(post, nummer) for nummer, post in enumerate(dump.poster, start=2))
    return Dumpfil(replace(dump, poster=poster), hash_bytes(indhold), _read_start(dump.hoved.start))


def _check_tail(dump: Dump) -> None:
    """The dump's own sum leaves its last line out, so its numbers are checked before anyone counts with them."""
    tal = [x for liste in dump.slut.lister.values() for x in (liste.oplyst, liste.fundet)]
    antal = [x.antal for x in dump.slut.afvigelser]
    tekster = [x for side in dump.slut.manglende for x in (side.tilbudsid, side.afdelingsid, side.grund)]
    tekster += [x for afvigelse in dump.slut.afvigelser for x in (afvigelse.art, afvigelse.hvad, afvigelse.eksempel)]
    fundet = [liste.fundet for liste in dump.slut.lister.values()]
    if not all(map(_is_number, tal)) or None in (*fundet, *antal) or not all(map(_is_number, antal)):
        raise DumpFejl("Dumpens sidste linje har et antal, der ikke er et tal. Hent dumpen igen.")
    if not all(isinstance(tekst, str) for tekst in (*tekster, dump.hoved.kilde, dump.hoved.adresse)):
        raise DumpFejl("Dumpens første eller sidste linje har en værdi af en forkert slags. Hent dumpen igen.")


def hash_bytes(indhold: bytes) -> str:
    """Give the SHA-256 of a whole file as hex: what tells whether a dump was met before."""
    return hashlib.sha256(indhold).hexdigest()


def _read_start(start: object) -> datetime:
    try:
        tidspunkt = datetime.fromisoformat(str(start))
    except ValueError as fejl:
        raise DumpFejl(f"Dumpens starttidspunkt »{start}« kan ikke læses. Hent dumpen igen.") from fejl
    if tidspunkt.tzinfo is None:
        raise DumpFejl(f"Dumpens starttidspunkt »{start}« siger ikke, hvilken tidszone det er i. Hent dumpen igen.")
    return tidspunkt


def _clean_post(post: Post, nummer: int) -> Post:
    afdeling = post.afdeling
    forkert = [navn for navn in _all_names() if not _has_type(navn, getattr(afdeling, navn))]
    if forkert:
        raise DumpFejl(f"Linje {nummer} i dumpen har en værdi af en forkert slags i: {', '.join(forkert)}.")
    rene: dict[str, Any] = {navn: _clean_text(getattr(afdeling, navn)) for navn in (*_TEKST, *_PAAKRAEVET, "kilde_url")}
    return replace(
        post,
        afdeling=replace(
            afdeling,
            **rene,
            tilbudstyper=tuple(_UGEMBAR.sub("", tekst) for tekst in afdeling.tilbudstyper),
            pladser={_UGEMBAR.sub("", p): _clean_number(antal) for p, antal in afdeling.pladser.items()},
            pladser_i_alt=_clean_number(afdeling.pladser_i_alt),
            lister=tuple(sorted(set(afdeling.lister))),
        ),
        raa={_UGEMBAR.sub("", k): tuple(_UGEMBAR.sub("", str(v)) for v in values) for k, values in post.raa.items()},
    )


def _all_names() -> tuple[str, ...]:
    return tuple(felt.name for felt in fields(Afdeling))


def _has_type(navn: str, value: Any) -> bool:  # noqa: ANN401 - anything JSON can hold
    if navn in _PAAKRAEVET:
        return isinstance(value, str) and value.strip() != ""
    if navn in _TEKST:
        return value is None or isinstance(value, str)
    if navn in _BOOLSK:
        return isinstance(value, bool)
    if navn in {"tilbudstyper", "lister"}:
        return all(isinstance(tekst, str) for tekst in value)
    if navn == "pladser":
        return isinstance(value, Mapping) and all(_is_number(antal) for antal in value.values())
    return _is_number(value) if navn == "pladser_i_alt" else isinstance(value, str)


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _clean_text(tekst: str | None) -> str | None:
    return None if tekst is None else _UGEMBAR.sub("", tekst)


def _clean_number(antal: int | None) -> int | None:
    """Drop a number no INTEGER column holds: a page with it shows no usable number, and the raw row keeps the text."""
    return antal if antal is not None and antal in _HELTAL else None
