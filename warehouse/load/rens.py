"""A dump made fit for a database: types checked, and what no database can hold taken out; pure."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from domain.afdeling import Afdeling
from domain.dump import Dump, DumpFejl, Post, Sideafvigelse, Slut
from warehouse.load.rens_raekker import clean_raekker
from warehouse.load.rens_tekst import clean_integer, clean_text, is_storable

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
    if not (is_storable(dump.hoved.kilde) and is_storable(dump.hoved.adresse)):
        raise DumpFejl("Dumpens første linje har en værdi af en forkert slags. Hent dumpen igen.")
    poster = tuple(_clean_post(post, nummer) for nummer, post in enumerate(dump.poster, start=2))
    slut = _clean_tail(dump.slut)
    return replace(dump, poster=poster, slut=slut, raekker=clean_raekker(dump.raekker, slut.entiteter))


def _clean_tail(slut: Slut) -> Slut:
    """The dump's own sum leaves its last line out, so it is checked before anyone counts with it."""
    oplyst = [liste.oplyst for liste in slut.lister.values()]
    fundet = [liste.fundet for liste in slut.lister.values()]
    antal = [x.antal for x in slut.afvigelser]
    if not all(map(_is_number, (*oplyst, *fundet, *antal))) or None in (*fundet, *antal):
        raise DumpFejl("Dumpens sidste linje har et antal, der ikke er et tal. Hent dumpen igen.")
    sider = [x for side in slut.manglende for x in (side.tilbudsid, side.afdelingsid, side.grund)]
    fund = [x for afvigelse in slut.afvigelser for x in (afvigelse.art, afvigelse.hvad, afvigelse.eksempel)]
    tekster_ok = all(map(is_storable, sider)) and all(isinstance(tekst, str) for tekst in fund)
    if not tekster_ok or not isinstance(slut.tal, Mapping):
        raise DumpFejl("Dumpens sidste linje har en værdi af en forkert slags. Hent dumpen igen.")
    return replace(slut, afvigelser=tuple(map(_clean_afvigelse, slut.afvigelser)))


def _clean_afvigelse(afvigelse: Sideafvigelse) -> Sideafvigelse:
    return replace(
        afvigelse,
        art=clean_text(afvigelse.art),
        hvad=clean_text(afvigelse.hvad),
        eksempel=clean_text(afvigelse.eksempel),
    )


def _clean_post(post: Post, nummer: int) -> Post:
    afdeling = post.afdeling
    forkert = [navn for navn in _NAVNE if not _has_type(navn, getattr(afdeling, navn))]
    if forkert:
        raise DumpFejl(f"Linje {nummer} i dumpen har en værdi af en forkert slags i: {', '.join(forkert)}.")
    tekster: dict[str, Any] = {
        navn: clean_text(tekst) for navn in _TEKSTER if (tekst := getattr(afdeling, navn)) is not None
    }
    return replace(
        post,
        afdeling=replace(
            afdeling,
            **tekster,
            tilbudstyper=tuple(map(clean_text, afdeling.tilbudstyper)),
            pladser={clean_text(p): clean_integer(antal) for p, antal in afdeling.pladser.items()},
            pladser_i_alt=clean_integer(afdeling.pladser_i_alt),
            lister=tuple(sorted(set(afdeling.lister))),
        ),
        raa={clean_text(k): tuple(clean_text(str(v)) for v in values) for k, values in post.raa.items()},
    )


def _has_type(navn: str, value: Any) -> bool:  # noqa: ANN401 - anything JSON can hold
    if navn in _NOEGLE:
        return is_storable(value) and value.strip() != ""
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
