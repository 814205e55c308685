"""A dump made fit for a database: types checked, and what no database can hold taken out; pure."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from domain.afdeling import Afdeling
from domain.dump import Dump, DumpFejl, Post, Sideafvigelse, Slut

# NUL is refused by PostgreSQL, lone surrogates by every UTF-8 database.
_UGEMBAR = re.compile("[\x00\ud800-\udfff]")
_HELTAL = range(-(2**31), 2**31)

_NAVNE = tuple(felt.name for felt in fields(Afdeling))
_NOEGLE = frozenset({"tilbudsid", "afdelingsid"})
_BOOLSK = frozenset(felt.name for felt in fields(Afdeling) if felt.type in {bool, "bool"})
_TEKSTLISTER = frozenset({"tilbudstyper", "lister"})
_TEKSTER = frozenset(_NAVNE) - _NOEGLE - _BOOLSK - _TEKSTLISTER - {"pladser", "pladser_i_alt"}


def clean_dump(dump: Dump) -> Dump:
    """Give the dump with storable texts and numbers.

    Raises:
        DumpFejl: something in it is of another type than the format says.
    """
    if not (_is_text(dump.hoved.kilde) and _is_text(dump.hoved.adresse)):
        raise DumpFejl("Dumpens første linje har en værdi af en forkert slags. Hent dumpen igen.")
    poster = tuple(_clean_post(post, nummer) for nummer, post in enumerate(dump.poster, start=2))
    return replace(dump, poster=poster, slut=_clean_tail(dump.slut))


def _clean_tail(slut: Slut) -> Slut:
    """The dump's own sum leaves its last line out, so it is checked before anyone counts with it."""
    oplyst = [liste.oplyst for liste in slut.lister.values()]
    fundet = [liste.fundet for liste in slut.lister.values()]
    antal = [x.antal for x in slut.afvigelser]
    if not all(map(_is_number, (*oplyst, *fundet, *antal))) or None in (*fundet, *antal):
        raise DumpFejl("Dumpens sidste linje har et antal, der ikke er et tal. Hent dumpen igen.")
    sider = [x for side in slut.manglende for x in (side.tilbudsid, side.afdelingsid, side.grund)]
    fund = [x for afvigelse in slut.afvigelser for x in (afvigelse.art, afvigelse.hvad, afvigelse.eksempel)]
    tekster_ok = all(map(_is_text, sider)) and all(isinstance(tekst, str) for tekst in fund)
    if not tekster_ok or not isinstance(slut.tal, Mapping):
        raise DumpFejl("Dumpens sidste linje har en værdi af en forkert slags. Hent dumpen igen.")
    return replace(slut, afvigelser=tuple(map(_clean_afvigelse, slut.afvigelser)))


def _clean_afvigelse(afvigelse: Sideafvigelse) -> Sideafvigelse:
    return replace(
        afvigelse,
        art=_clean_text(afvigelse.art),
        hvad=_clean_text(afvigelse.hvad),
        eksempel=_clean_text(afvigelse.eksempel),
    )


def _clean_post(post: Post, nummer: int) -> Post:
    afdeling = post.afdeling
    forkert = [navn for navn in _NAVNE if not _has_type(navn, getattr(afdeling, navn))]
    if forkert:
        raise DumpFejl(f"Linje {nummer} i dumpen har en værdi af en forkert slags i: {', '.join(forkert)}.")
    tekster: dict[str, Any] = {
        navn: _clean_text(tekst) for navn in _TEKSTER if (tekst := getattr(afdeling, navn)) is not None
    }
    return replace(
        post,
        afdeling=replace(
            afdeling,
            **tekster,
            tilbudstyper=tuple(map(_clean_text, afdeling.tilbudstyper)),
            pladser={_clean_text(p): _clean_number(antal) for p, antal in afdeling.pladser.items()},
            pladser_i_alt=_clean_number(afdeling.pladser_i_alt),
            lister=tuple(sorted(set(afdeling.lister))),
        ),
        raa={_clean_text(k): tuple(_clean_text(str(v)) for v in values) for k, values in post.raa.items()},
    )


def _has_type(navn: str, value: Any) -> bool:  # noqa: ANN401 - anything JSON can hold
    if navn in _NOEGLE:
        return _is_text(value) and value.strip() != ""
    if navn in _BOOLSK:
        return isinstance(value, bool)
    if navn in _TEKSTLISTER:
        return all(isinstance(tekst, str) for tekst in value)
    if navn == "pladser":
        return isinstance(value, Mapping) and all(map(_is_number, value.values()))
    if navn == "pladser_i_alt":
        return _is_number(value)
    return isinstance(value, str) or (value is None and navn != "kilde_url")


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _UGEMBAR.search(value)


def _clean_text(tekst: str) -> str:
    return _UGEMBAR.sub("", tekst)


def _clean_number(antal: int | None) -> int | None:
    """Drop a number no INTEGER column holds: a page with it shows no usable number, and the raw row keeps the text."""
    return antal if antal is not None and antal in _HELTAL else None
