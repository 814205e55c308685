"""The reference lists of domain.reference put into their tables whenever the lists change."""

import hashlib
import logging
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from sqlalchemy import Engine, delete, insert, select
from sqlmodel import Session, SQLModel

from domain.reference import (
    load_kommuner,
    load_lovkilder,
    load_paragraffer,
    load_postnumre,
    load_socialtilsyn,
    load_virksomhedsformer,
)
from domain.tekst import fold
from warehouse.reference_udtraek import udtraek_tables
from warehouse.roller import has_right
from warehouse.tables.reference import (
    ReferenceKommune,
    ReferenceLovkilde,
    ReferenceParagraf,
    ReferencePostnr,
    ReferencePostnrKommune,
    ReferenceSocialtilsyn,
    ReferenceVersion,
    ReferenceVirksomhedsform,
)
from warehouse.transaktion import reading, writing

Rows = list[dict[str, Any]]

_LOG = logging.getLogger(__name__)


def refresh_reference(engine: Engine) -> None:
    """Replace the reference tables when the lists' SHA-256 is another than the one they were filled from.

    A migration that changes one of these tables deletes the row of `reference_version`, so that they are filled anew.
    """
    with reading(engine) as session:
        if _stored_sha256(session) == lists_sha256():
            return
        if not has_right(session.connection(), "reference_version", "INSERT"):
            _LOG.info("The reference lists are those of another version of the program; this user cannot renew them.")
            return
    with writing(engine) as session:
        if _stored_sha256(session) != lists_sha256():
            _replace_all(session)


@cache
def lists_sha256() -> str:
    """Give the SHA-256 over names and contents of the lists' files, and the edition of the holidays."""
    # The days of the time limits follow the holidays, which the law changes (store bededag, 2024).
    digest = hashlib.sha256(version("holidays").encode())
    for fil in sorted(files("domain.reference").iterdir(), key=lambda fil: fil.name):
        if fil.name.endswith(".csv"):
            digest.update(fil.name.encode() + b"\0" + fil.read_bytes() + b"\0")
    return digest.hexdigest()


def _stored_sha256(session: Session) -> str | None:
    return session.execute(select(ReferenceVersion.sha256)).scalar()  # type: ignore[call-overload]


def _replace_all(session: Session) -> None:
    for model, rows in _tables():
        session.execute(delete(model))
        session.execute(insert(model), rows)
    session.execute(delete(ReferenceVersion))
    session.execute(insert(ReferenceVersion), [{"id": 1, "sha256": lists_sha256()}])


def _tables() -> Iterator[tuple[type[SQLModel], Rows]]:
    yield ReferencePostnr, _postnumre()
    yield ReferencePostnrKommune, _postnr_kommuner()
    yield ReferenceKommune, _kommuner()
    yield ReferenceSocialtilsyn, _socialtilsyn()
    yield ReferenceParagraf, _paragraffer()
    yield ReferenceVirksomhedsform, _virksomhedsformer()
    yield ReferenceLovkilde, _lovkilder()
    yield from udtraek_tables()


def _postnumre() -> Rows:
    return [
        {"postnr": x.postnr, "navn": x.navn, "er_stormodtager": x.er_stormodtager} for x in load_postnumre().values()
    ]


def _postnr_kommuner() -> Rows:
    return [
        {"postnr": x.postnr, "kommunekode": kode} for x in load_postnumre().values() for kode in set(x.kommunekoder)
    ]


def _kommuner() -> Rows:
    return [
        {
            "kommunekode": x.kommunekode,
            "gyldig_fra": x.gyldig.fra,
            "gyldig_til": x.gyldig.til,
            "navn": x.navn,
            "region": x.region,
            "socialtilsyn": x.socialtilsyn,
        }
        for x in load_kommuner()
    ]


def _socialtilsyn() -> Rows:
    return [
        {
            "kode": x.kode,
            "gyldig_fra": x.gyldig.fra,
            "gyldig_til": x.gyldig.til,
            "navn": x.navn,
            "drives_af": x.drives_af,
        }
        for x in load_socialtilsyn()
    ]


def _paragraffer() -> Rows:
    return [
        {
            "paragraf": x.paragraf,
            "gyldig_fra": x.gyldig.fra,
            "gyldig_til": x.gyldig.til,
            "lov": x.lov,
            "betegnelse": x.betegnelse,
            "tilsyn": x.tilsyn,
            "gruppe": x.gruppe,
            "plads_er_seng": x.plads_er_seng,
            "sikkerhed": x.sikkerhed,
        }
        for x in load_paragraffer()
    ]


def _virksomhedsformer() -> Rows:
    return [
        {
            "foldet": fold(x.tekst),
            "tilladt_fra": x.tilladt.fra,
            "tilladt_til": x.tilladt.til,
            "tekst": x.tekst,
            "ejerform": x.ejerform,
            "er_personlig": x.er_personlig,
        }
        for x in load_virksomhedsformer()
    ]


def _lovkilder() -> Rows:
    return [
        {
            "noegle": x.noegle,
            "gyldig_fra": x.gyldig.fra,
            "gyldig_til": x.gyldig.til,
            "henvisning": x.henvisning,
            "siger": x.siger,
            "sikkerhed": x.sikkerhed,
        }
        for x in load_lovkilder()
    ]
