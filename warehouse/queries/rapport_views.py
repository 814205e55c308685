"""The tables and views that report queries read, and the few expressions they share."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, FromClause, Select, case, column, func, select, table

from domain.afvigelse import SOCIALTILSYN_FORAN
from warehouse.tables import METADATA

ANDRE = "andre"
ALVORSGRADER = ("kritisk", "alvorlig", "advarsel")

AFVIGELSE = METADATA.tables["afvigelse"]
HAENDELSE = METADATA.tables["afvigelse_haendelse"]
KOERSEL = METADATA.tables["koersel"]
KONTROL = METADATA.tables["kontrol"]
LINJE = METADATA.tables["tilbudslinje"]
LIV = METADATA.tables["afdeling_liv"]
MAIL = METADATA.tables["mail"]
MAIL_TILBUD = METADATA.tables["mail_tilbud"]
PROEVE = METADATA.tables["gate_proeve"]
REGELKOERSEL = METADATA.tables["regelkoersel"]
SIDEAFVIGELSE = METADATA.tables["sideafvigelse"]
SNAPSHOT = METADATA.tables["snapshot"]

_AFDELING = (
    *("tilbudsid", "afdelingsid", "navn", "adresse", "postnr", "by", "tilbuddets_adresse", "cvr", "p_nummer"),
    *("telefon", "email", "hjemmeside", "virksomhed", "virksomhedsform", "driftsaftale_med", "tilsynsmyndighed"),
    *("tilbudstyper", "pladser", "pladser_i_alt", "kilde_url", "tilsyn_art", "tilsyn_kode", "virksomhedsform_foldet"),
)
_AFDELING_JA_NEJ = (
    *("har_adresse", "har_leder", "har_kontaktperson", "er_beskyttet", "er_set"),
    *("telefon_ok", "email_ok", "hjemmeside_ok"),
)

NU_AFDELING = table(
    "nu_afdeling",
    *(column(navn) for navn in _AFDELING),
    *(column(navn, Boolean) for navn in _AFDELING_JA_NEJ),
)
NU_TILBUD = table(
    "nu_tilbud",
    *(column(navn) for navn in ("tilbudsid", "antal_afdelinger", "navn")),
    *(column(navn, Boolean) for navn in ("alle_set", "er_beskyttet")),
)


def is_plejefund() -> ColumnElement[bool]:
    """Say of a finding that it speaks of a socialtilsyn's plejefamilier as a whole, and of no tilbud."""
    return AFVIGELSE.c.tilbudsid.startswith(SOCIALTILSYN_FORAN, autoescape=True)


def newest_snapshot() -> Select[Any]:
    """Select the id of the newest accepted snapshot (NULL when there is none)."""
    return select(func.max(SNAPSHOT.c.id))


def alvor_rang(kolonne: ColumnElement[Any]) -> ColumnElement[int]:
    """Give 0 for the most serious grade, rising."""
    return case({alvor: rang for rang, alvor in enumerate(ALVORSGRADER)}, value=kolonne, else_=len(ALVORSGRADER))


def id_orden(kolonne: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    """Order ids of digits by number without casting them, since an id may hold other signs."""
    return func.length(kolonne), kolonne


def portefoelje() -> FromClause:
    """Give each live tilbud the code of its socialtilsyn: that of its first afdeling which names one, else `andre`."""
    return select(LINJE.c.tilbudsid, LINJE.c.kode).subquery("portefoelje")


def aabne_pr_tilbud() -> FromClause:
    """Count the open findings of each tilbud by grade, with the rank of the worst."""
    alvor = AFVIGELSE.c.alvor
    tal = [func.sum(case((alvor == grad, 1), else_=0)).label(grad) for grad in ALVORSGRADER]
    return (
        select(AFVIGELSE.c.tilbudsid, func.count().label("antal"), func.min(alvor_rang(alvor)).label("vaerst"), *tal)
        .where(AFVIGELSE.c.status == "aaben")
        .group_by(AFVIGELSE.c.tilbudsid)
        .subquery("aabne")
    )


def kontroller() -> FromClause:
    """Give the newest control of each snapshot: its id and the snapshot's."""
    return (
        select(KONTROL.c.snapshot_id, func.max(KONTROL.c.id).label("id"))
        .group_by(KONTROL.c.snapshot_id)
        .subquery("seneste_kontrol")
    )
