"""A finished dump written anew without the addresses of tilbud that are krisecentre (SEL § 109)."""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from domain.dump import DumpFejl, Post, decode_dump, encode_dump
from domain.entiteter import ENTITETER, Raekke
from domain.entiteter.beskyttelse import withhold
from domain.felter import ADRESSEFELTER, SIDEFELTER
from domain.gader import blank_in, own_gader, protect, protect_raa, scrub_slut
from domain.tekst import fold

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TILBUDSID = re.compile(rb'"tilbudsid":("(?:[^"\\]|\\.)*")')
# Labels known to tell no place: any other of a protected page may hold the street.
_UFARLIGE = frozenset(fold(felt.etiket) for felt in SIDEFELTER.values() if felt.navn not in ADRESSEFELTER)


@dataclass(frozen=True)
class Omskrivning:
    """A dump as it was and as it is to be, by the SHA-256 of the whole file; `indhold` is what it is to hold."""

    foer: str
    efter: str
    indhold: bytes


def rewrite_dump(fil: Path, gader: Mapping[str, frozenset[str]]) -> Omskrivning | None:
    """Work out a dump without the addresses of some tilbud; None when it tells of none.

    `gader` are those tilbud, each with the streets it is known to lie in beside those of the dump itself.

    Raises:
        DumpFejl: the file mentions one of them, but is no whole dump that this program reads.
        OSError: the file cannot be read.
    """
    raa = fil.read_bytes()
    if not mentions(raa, gader):
        return None
    dump = decode_dump(raa.splitlines(keepends=True))
    alle = _add_gader(dump.poster, gader)
    poster = [
        _protect(post, alle[post.afdeling.tilbudsid]) if post.afdeling.tilbudsid in alle else post
        for post in dump.poster
    ]
    raekker = [_withhold(x) if x.felter.get("tilbudsid") in gader else x for x in dump.raekker]
    slut = scrub_slut(dump.slut, frozenset[str]().union(*alle.values()))
    indhold = b"".join(encode_dump(dump.hoved, poster, slut, raekker))
    if indhold == raa:
        return None
    return Omskrivning(hashlib.sha256(raa).hexdigest(), hashlib.sha256(indhold).hexdigest(), indhold)


def erase_in_dump(fil: Path, adresse: str) -> Omskrivning | None:
    """Work out a dump with `UDELADT` for every text that holds an e-mail address; None when it holds none.

    Raises:
        OSError: the file cannot be read.
    """
    raa, soegt = fil.read_bytes(), adresse.strip().casefold()
    if soegt not in raa.decode("utf-8", "replace").casefold():
        return None
    *linjer, slut = raa.splitlines()
    krop = b"".join(_erase(linje, soegt) + b"\n" for linje in linjer)
    hale = {**json.loads(_erase(slut, soegt)), "sha256": hashlib.sha256(krop).hexdigest()}
    indhold = krop + _JSON.encode(hale).encode() + b"\n"
    return Omskrivning(hashlib.sha256(raa).hexdigest(), hashlib.sha256(indhold).hexdigest(), indhold)


def _erase(linje: bytes, soegt: str) -> bytes:
    if soegt not in linje.decode("utf-8", "replace").casefold():
        return linje
    return _JSON.encode(blank_in(json.loads(linje), soegt)).encode()


def find_gader_in(fil: Path, tilbudsids: Collection[str]) -> dict[str, frozenset[str]]:
    """Give the streets that a dump shows some tilbud to lie in, by tilbudsid. Raises as `rewrite_dump`."""
    raa = fil.read_bytes()
    if not mentions(raa, tilbudsids):
        return {}
    tomme: dict[str, frozenset[str]] = dict.fromkeys(tilbudsids, frozenset())
    return _add_gader(decode_dump(raa.splitlines(keepends=True)).poster, tomme)


def mentions(raa: bytes, tilbudsids: Collection[str]) -> bool:
    """Tell whether the bytes of a dump or a journal hold a record of one of some tilbud."""
    return any(tilbudsid in tilbudsids for tilbudsid in _list_tilbudsid(raa))


def replace_file(fil: Path, indhold: bytes) -> None:
    """Put other bytes in a file's place, whole or not at all; its time stays, since its age does. Raises OSError."""
    tid = fil.stat()
    midlertidig = fil.with_name(f".{fil.name}.ny")
    with midlertidig.open("wb") as ud:
        ud.write(indhold)
        ud.flush()
        os.fsync(ud.fileno())
    os.utime(midlertidig, ns=(tid.st_atime_ns, tid.st_mtime_ns))
    midlertidig.chmod(tid.st_mode & 0o777)
    midlertidig.replace(fil)


def _list_tilbudsid(raa: bytes) -> Iterator[str]:
    return (json.loads(tekst) for tekst in set(_TILBUDSID.findall(raa)))


def _add_gader(poster: Iterable[Post], gader: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    alle = dict(gader)
    for afdeling in (post.afdeling for post in poster if post.afdeling.tilbudsid in alle):
        alle[afdeling.tilbudsid] |= own_gader(afdeling)
    return alle


def _protect(post: Post, gader: frozenset[str]) -> Post:
    if post.afdeling.er_beskyttet and not gader:
        # The crawler took it for a krisecenter and left out what it knew.
        return post
    raa = {etiket: tuple(linjer) for etiket, linjer in post.raa.items() if fold(etiket) in _UFARLIGE}
    return replace(post, afdeling=protect(post.afdeling, gader), raa=protect_raa(raa, gader))


def _withhold(raekke: Raekke) -> Raekke:
    entitet = ENTITETER.get(raekke.entitet)
    if entitet is None:
        raise DumpFejl(f"Dumpen har rækker af en slags, dette program ikke kender: {raekke.entitet}.")
    return replace(raekke, felter=withhold(entitet, raekke.felter), raa={})
