"""The rows behind `--json`: one dict each, with exactly the fields the commands promise, in a stable order."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, TextualSelect, text
from sqlalchemy.types import Boolean, Date

from warehouse.tables.tidspunkt import Tidspunkt
from warehouse.transaktion import reading

Row = dict[str, Any]

# A shorter number is a smaller one: ids of digits in the order of their numbers, without casting those that are not.
_TILBUD = text(
    """
    SELECT tilbudsid, afdelingsid, navn, adresse, postnr, by, cvr, p_nummer, telefon, email, virksomhedsform,
        tilsynsmyndighed, har_leder, har_kontaktperson, virksomhed, tilbudstyper, pladser, pladser_i_alt, kilde_url
    FROM nu_afdeling
    ORDER BY LENGTH(tilbudsid), tilbudsid, LENGTH(afdelingsid), afdelingsid
    """
).columns(har_leder=Boolean, har_kontaktperson=Boolean)

_AFVIGELSER = text(
    """
    SELECT f.regel, f.alvor, f.tilbudsid, f.afdelingsid, f.felt, f.vaerdi, f.forslag,
        foerst.dag AS foerst_set, sidst.dag AS sidst_set, f.status, f.raekke
    FROM afvigelse f
    JOIN snapshot foerst ON foerst.id = f.foerst_set
    JOIN snapshot sidst ON sidst.id = f.sidst_set
    WHERE f.status <> 'lukket'
    ORDER BY f.regel, LENGTH(f.tilbudsid), f.tilbudsid,
        LENGTH(COALESCE(f.afdelingsid, '')), COALESCE(f.afdelingsid, ''), f.felt, COALESCE(f.raekke, '')
    """
).columns(foerst_set=Date, sidst_set=Date)

_KOERSLER = text(
    "SELECT id, start, slut, kilde, status, aarsag, antal, dump_fil FROM koersel ORDER BY start, id"
).columns(start=Tidspunkt, slut=Tidspunkt)


def list_tilbud(engine: Engine) -> Iterator[Row]:
    """Yield the afdelinger that have not ended; `tilbudstyper` a list, `pladser` an object from paragraph to number."""
    for row in _read(engine, _TILBUD):
        yield {**row, "tilbudstyper": json.loads(row["tilbudstyper"]), "pladser": json.loads(row["pladser"])}


def list_afvigelser(engine: Engine) -> Iterator[Row]:
    """Yield the findings that are open or accepted; the days are the Danish ones of the snapshots, as ISO dates.

    `raekke` says which of several rows (a ydelse, a year) of a dataudtræk is meant. A finding about a socialtilsyn's
    plejefamilier has `socialtilsyn:<code>` for `tilbudsid`.
    """
    for row in _read(engine, _AFVIGELSER):
        yield {**row, "foerst_set": row["foerst_set"].isoformat(), "sidst_set": row["sidst_set"].isoformat()}


def list_koersler(engine: Engine) -> Iterator[Row]:
    """Yield every run, the oldest first; times in ISO 8601 with offset, `slut` None while a run is at work."""
    for row in _read(engine, _KOERSLER):
        yield {**row, "start": row["start"].isoformat(), "slut": _iso(row["slut"])}


def _read(engine: Engine, saetning: TextualSelect) -> list[Mapping[str, Any]]:
    with reading(engine) as session:
        return [dict(row) for row in session.execute(saetning).mappings()]


def _iso(tidspunkt: datetime | None) -> str | None:
    return None if tidspunkt is None else tidspunkt.isoformat()
