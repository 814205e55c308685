"""The budget calendar of the register: who owes a budget of a year, and what the newest dataudtræk say of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Connection, Date, Row, text

from domain.budgetkalender import (
    GRUPPER,
    MODTAGET,
    OFFENTLIG,
    PRIVAT,
    Budgetforhold,
    Budgettal,
    Forsinket,
    Kurvepunkt,
    count_budgetter,
    find_budgetaar,
    list_forsinkede,
    make_kurve,
)

# Whoever handed one in owed it, also when its page fails to say under which paragraph it is approved.
_SKYLDNERE = text(
    """
    SELECT p.tilbudsid, n.navn, p.tilsyn_kode, p.budgetgruppe, p.driftsaftale_bestemmende, b.modtaget_dato,
        b.godkendt_dato, COALESCE(b.filtype, CAST(b.omkostninger_kr AS VARCHAR)) AS indsendt,
        o.godkendt_dato AS tilbud_godkendt
    FROM nu_tilbudsprofil p
    JOIN nu_tilbud n ON n.tilbudsid = p.tilbudsid
    LEFT JOIN (
        SELECT DISTINCT a.tilbudsid
        FROM nu_afdeling_paragraf a
        JOIN reference_pligt r ON r.paragraf = a.paragraf AND r.pligt = 'budget' AND r.aar = :aar
    ) pligt ON pligt.tilbudsid = p.tilbudsid
    LEFT JOIN kendt_budget b ON b.tilbudsid = p.tilbudsid AND b.budgetaar = :aar
    LEFT JOIN nu_tilbudsoplysning o ON o.tilbudsid = p.tilbudsid
    WHERE pligt.tilbudsid IS NOT NULL OR b.tilbudsid IS NOT NULL
    ORDER BY LENGTH(p.tilbudsid), p.tilbudsid
    """
).columns(modtaget_dato=Date, godkendt_dato=Date, tilbud_godkendt=Date, driftsaftale_bestemmende=Boolean)
_FRISTER = text(
    "SELECT gruppe, frist_dag, sidste_dag FROM reference_frist WHERE frist = :frist AND aar = :aar"
).columns(frist_dag=Date, sidste_dag=Date)
_LEVERING = text("SELECT dag FROM nu_udtraek WHERE entitet = 'budget'").columns(dag=Date)
_AAR = text(
    """
    SELECT DISTINCT b.budgetaar
    FROM kendt_budget b
    JOIN reference_frist f ON f.aar = b.budgetaar AND f.frist = :frist
    ORDER BY b.budgetaar DESC
    """
)


@dataclass(frozen=True, kw_only=True)
class Budgetkalender:
    """A budget year on a day. `dag` is never later than the dataudtræk that is known (`udtraek_dag`).

    `uden_gruppe` are tilbud that owe a budget but whose owner form is not known, so that no time limit is either.
    """

    budgetaar: int
    dag: date
    udtraek_dag: date
    tal: tuple[Budgettal, ...]
    forsinkede: tuple[Forsinket, ...]
    kurve: tuple[Kurvepunkt, ...]
    uden_gruppe: int


def list_budgetaar(conn: Connection) -> tuple[int, ...]:
    """Give the years of which any budget and a time limit are known, newest first."""
    return tuple(conn.execute(_AAR, {"frist": MODTAGET}).scalars())


def load_budgetkalender(conn: Connection, dag: date, budgetaar: int | None = None) -> Budgetkalender | None:
    """Give the calendar of a budget year (that of the day's season, unless given) as it stood on a day.

    None when no dataudtræk of budgets was ever accepted, or when the law names no time limit for the year.
    """
    levering = conn.execute(_LEVERING).scalar_one_or_none()
    aar = find_budgetaar(dag) if budgetaar is None else budgetaar
    frister = {row.gruppe: row for row in conn.execute(_FRISTER, {"frist": MODTAGET, "aar": aar})}
    if levering is None or not frister.keys() >= set(GRUPPER):
        return None
    pr_dag = min(dag, levering)
    rows = conn.execute(_SKYLDNERE, {"aar": aar}).all()
    alle = tuple(_make_forhold(rows, frister))
    return Budgetkalender(
        budgetaar=aar,
        dag=pr_dag,
        udtraek_dag=levering,
        tal=count_budgetter(alle, aar, pr_dag),
        # A year of which not one budget is known is one that was not delivered, and accuses nobody.
        forsinkede=list_forsinkede(alle, pr_dag) if any(x.modtaget for x in alle) else (),
        kurve=make_kurve(alle, aar, pr_dag),
        uden_gruppe=sum(row.budgetgruppe not in GRUPPER for row in rows),
    )


def _make_forhold(rows: Sequence[Row[*tuple[Any, ...]]], frister: Mapping[str, Any]) -> Iterator[Budgetforhold]:
    for row in rows:
        gruppe = row.budgetgruppe
        if gruppe not in GRUPPER:
            continue
        # A tilbud approved on the day of the time limit or later owes its first budget for the year after.
        ny = row.tilbud_godkendt is not None and row.tilbud_godkendt >= frister[gruppe].frist_dag
        if ny and row.modtaget_dato is None:
            continue
        # The budget is there and only its days are not known: it is neither missing, in time nor late.
        if row.indsendt is not None and row.modtaget_dato is row.godkendt_dato is None:
            continue
        # Where nobody has said whether a driftsaftale decides, the later day holds: it can accuse nobody falsely.
        sen = OFFENTLIG if gruppe == PRIVAT and row.driftsaftale_bestemmende is None else gruppe
        yield Budgetforhold(
            tilbudsid=row.tilbudsid,
            navn=row.navn,
            kode=row.tilsyn_kode,
            gruppe=gruppe,
            sidste_dag=frister[sen].sidste_dag,
            modtaget=row.modtaget_dato,
            godkendt=row.godkendt_dato,
        )
