"""What SQL says badly, worked out once per version of an afdeling by pure functions and stored as columns."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from domain.adresse import has_husnummer, is_postboks, is_town_of
from domain.afdeling import UDELADT, Afdeling
from domain.kontakt import (
    digits,
    has_cvr_form,
    has_p_nummer_form,
    is_email,
    is_hjemmeside,
    is_telefon,
    passes_modulus_11,
)
from domain.reference import load_kommuner, load_postnumre
from domain.tekst import fold, order
from domain.tilsyn import read_tilsyn

_POSTNR = re.compile(r"\d{4}", re.ASCII)


def derive(afdeling: Afdeling) -> dict[str, bool | str | None]:
    """Give the columns of `afledt_afdeling`, all but its key.

    `*_ok` is None where the field is empty, withheld or not judged: address columns of a protected afdeling never are,
    a post box has no house number to judge, and modulus 11 is asked only of a number with the form of one.
    """
    return {**_identity(afdeling), **_contact(afdeling), **_address(afdeling), **_authority(afdeling)}


# Lists sort by it through an index, and PostgreSQL takes no key above 2,700 bytes into one.
ORDEN_TEGN = 200


def derive_navn(navn: str | None) -> dict[str, str | None]:
    """Give the columns of `afdeling_navn`, all but its key."""
    return {"foldet": fold(navn or "") or None, "orden": order(navn or "")[:ORDEN_TEGN] or None}


def _identity(afdeling: Afdeling) -> dict[str, Any]:
    form_ok = _judge(has_cvr_form, afdeling.cvr)
    return {
        "cvr_form_ok": form_ok,
        "cvr_modulus_ok": _judge(passes_modulus_11, afdeling.cvr) if form_ok else None,
        "cvr_cifre": _digits(afdeling.cvr),
        "p_nummer_form_ok": _judge(has_p_nummer_form, afdeling.p_nummer),
        "p_nummer_cifre": _digits(afdeling.p_nummer),
        "virksomhed_foldet": _fold(_seen(afdeling.virksomhed)),
        "virksomhedsform_foldet": _fold(_seen(afdeling.virksomhedsform)),
    }


def _contact(afdeling: Afdeling) -> dict[str, Any]:
    return {
        "telefon_ok": _judge(is_telefon, afdeling.telefon),
        "email_ok": _judge(is_email, _seen(afdeling.email)),
        "hjemmeside_ok": _judge(is_hjemmeside, _seen(afdeling.hjemmeside)),
    }


def _address(afdeling: Afdeling) -> dict[str, Any]:
    if afdeling.er_beskyttet:
        return dict.fromkeys(
            ("adresse_form_ok", "er_postboks", "postnr_form_ok", "postnr_findes", "by_ok", "postnr_by")
        )
    postboks = _judge(is_postboks, afdeling.adresse)
    form_ok = None if afdeling.postnr is None else _POSTNR.fullmatch(afdeling.postnr) is not None
    official = load_postnumre().get(afdeling.postnr or "")
    return {
        "adresse_form_ok": None if postboks else _judge(has_husnummer, afdeling.adresse),
        "er_postboks": postboks,
        "postnr_form_ok": form_ok,
        "postnr_findes": official is not None if form_ok else None,
        "by_ok": is_town_of(afdeling.by, official.navn) if official and afdeling.by else None,
        "postnr_by": official.navn if official else None,
    }


def _authority(afdeling: Afdeling) -> dict[str, Any]:
    myndighed = _seen(afdeling.tilsynsmyndighed)
    tilsyn = read_tilsyn(myndighed) if myndighed else None
    return {
        "tilsyn_art": tilsyn.art if tilsyn else None,
        "tilsyn_kode": tilsyn.kode if tilsyn else None,
        "driftsaftale_kommunekode": _find_kommunekode(afdeling.driftsaftale_med),
    }


def _seen(value: str | None) -> str | None:
    """Give a value that can be judged: None where a part of it was withheld for a krisecenter's sake.

    Fields for numbers are judged all the same: only words are withheld there, and words are no number.
    """
    return None if value is None or UDELADT in value else value


def _judge(judge: Callable[[str], bool], value: str | None) -> bool | None:
    return None if value is None else judge(value)


def _digits(value: str | None) -> str | None:
    """Give a number without separators; None when something else than digits is left, so that nothing equals it."""
    plain = digits(value or "")
    return plain if plain.isdecimal() else None


def _fold(value: str | None) -> str | None:
    return (fold(value) or None) if value is not None else None


def _find_kommunekode(tekst: str | None) -> str | None:
    if not tekst:
        return None
    navn = fold(tekst).removesuffix(" kommune").removeprefix("kommunen ")
    return _kommunekoder().get(navn.removesuffix("s"))


@cache
def _kommunekoder() -> dict[str, str]:
    """Give codes by folded name without its last s, since "Nordfyns Kommune" and "Nordfyn" are one."""
    return {fold(kommune.navn).removesuffix("s"): kommune.kommunekode for kommune in load_kommuner()}
