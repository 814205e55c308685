"""Ended versions of the register: what a control, a finding or the protection of a krisecenter rests on stays."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, and_, exists, or_, select

from domain.stikproeve import Stikproevetilstand
from warehouse.opbevaring.emne import Emne, last_snapshot_before
from warehouse.tables import table_of
from warehouse.tables.adressevask import Adressevask
from warehouse.tables.afvigelse import Afvigelse
from warehouse.tables.opfoelgning import SagPaabud, SagPaabudFejl
from warehouse.tables.register import Afdeling, AfdelingNavn, AfdelingParagraf, AfledtAfdeling, RawAfdeling
from warehouse.tables.stikproeve import Stikproeve

AFDELING = table_of(Afdeling)
RAW = table_of(RawAfdeling)
AFVIGELSE = table_of(Afvigelse)
_STIKPROEVE = table_of(Stikproeve)
_PAABUD = table_of(SagPaabud)
_PAABUD_FEJL = table_of(SagPaabudFejl)

SLUT = (Stikproevetilstand.AFSLUTTET.value, Stikproevetilstand.AFLYST.value)


def _too_old(tabel: Table, graense: date) -> list[ColumnElement[bool]]:
    c = tabel.c
    return [
        c.gyldig_til.is_not(None),
        c.gyldig_til <= last_snapshot_before(graense),
        ~_is_in_frame(c),
        ~_carries_finding(c),
    ]


def _is_in_frame(c: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a table's columns
    """Say of a version that it was in force when the frame of a control that is not over was frozen."""
    s = _STIKPROEVE.c
    return exists().where(
        s.tilstand.not_in(SLUT), s.ramme_snapshot_id >= c.gyldig_fra, s.ramme_snapshot_id < c.gyldig_til
    )


def _carries_finding(c: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a table's columns
    """Say of a version that it was in force at or after the first sight of a finding that still stands."""
    f = AFVIGELSE.c
    paa_afdelingen = or_(f.afdelingsid.is_(None), f.afdelingsid == c.afdelingsid)
    return exists().where(f.tilbudsid == c.tilbudsid, paa_afdelingen, f.foerst_set < c.gyldig_til, stands(f))


def stands(f: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a table's columns
    """Say of a finding that it is open or accepted, or named by a påbud that is not over."""
    paabudt = (
        select(_PAABUD_FEJL.c.noegle)
        .join(_PAABUD, _PAABUD.c.id == _PAABUD_FEJL.c.paabud_id)
        .where(_PAABUD.c.er_afsluttet.is_(False))
    )
    return or_(f.status != "lukket", f.noegle.in_(paabudt))


def _is_last_to_protect() -> ColumnElement[bool]:
    """Say of a version that it alone tells that its tilbud is a krisecenter: without it the street would come in."""
    nyere: FromClause = AFDELING.alias("nyere")
    andre = exists().where(nyere.c.tilbudsid == AFDELING.c.tilbudsid, nyere.c.er_beskyttet, nyere.c.id > AFDELING.c.id)
    return and_(AFDELING.c.er_beskyttet, ~andre)


EMNER = (
    Emne(
        hvad="raw_afdeling",
        tabel=RAW,
        for_gamle=lambda graense: _too_old(RAW, graense),
        noegle=("tilbudsid", "afdelingsid", "gyldig_fra"),
    ),
    Emne(
        hvad="afdeling",
        tabel=AFDELING,
        for_gamle=lambda graense: [*_too_old(AFDELING, graense), ~_is_last_to_protect()],
        noegle=("tilbudsid", "afdelingsid", "gyldig_fra"),
        boern=tuple(
            table_of(barn).c.afdeling_id for barn in (Adressevask, AfledtAfdeling, AfdelingNavn, AfdelingParagraf)
        ),
    ),
    Emne(
        hvad="afdeling",
        tabel=AFDELING,
        for_gamle=lambda graense: [
            *_too_old(AFDELING, graense),
            _is_last_to_protect(),
            or_(AFDELING.c.email.is_not(None), AFDELING.c.telefon.is_not(None)),
        ],
        noegle=("tilbudsid", "afdelingsid", "gyldig_fra"),
        toem={"email": None, "telefon": None, "leder_hash": None, "kontaktperson_hash": None},
    ),
)
