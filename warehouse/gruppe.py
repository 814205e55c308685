"""Peer groups: what is comparable with a takst or a budget, and how far each lies from its group."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Table, delete, insert, text
from sqlmodel import Session

from domain.robust import measure_beloeb
from warehouse.tables import table_of
from warehouse.tables.udtraek import AfledtBudget, AfledtTakst
from warehouse.transaktion import writing

_MINDST = "SELECT vaerdi FROM nu_graense WHERE noegle = 'gruppe_mindst_antal'"

# A takst is comparable with those of its year for the same kind of help to the same people, owned alike, per the same
# unit. What lacks one of these is compared with nothing.
_TAKSTER = """
SELECT t.id, t.takst_kr AS beloeb_kr, t.paragraf, t.maalgruppe_foldet, t.maalgruppe, p.ejerform, e.enhed
FROM nu_takst AS t
JOIN kontroldag AS k ON k.aar = t.takst_aar
JOIN nu_tilbudsprofil AS p ON p.tilbudsid = t.tilbudsid
JOIN nu_takstenhed AS e ON e.foldet = t.takst_enhed_foldet
WHERE t.takst_kr > 0 AND t.paragraf IS NOT NULL AND t.maalgruppe_foldet IS NOT NULL AND p.ejerform IS NOT NULL
"""

# The newest budget of a tilbud whose places are all known.
_BUDGETTER = """
SELECT b.id, b.tilbudsid, b.ledelse_kr, b.ejendom_kr, pladser.antal AS pladser, p.ejerform
FROM nu_budget AS b
JOIN (SELECT tilbudsid, MAX(budgetaar) AS budgetaar FROM nu_budget GROUP BY tilbudsid) AS nyeste
    ON nyeste.tilbudsid = b.tilbudsid AND nyeste.budgetaar = b.budgetaar
JOIN (
    SELECT tilbudsid, SUM(godkendte_antal) AS antal
    FROM nu_plads
    WHERE er_set
    GROUP BY tilbudsid
    HAVING COUNT(*) = COUNT(godkendte_antal) AND SUM(godkendte_antal) > 0
) AS pladser ON pladser.tilbudsid = b.tilbudsid
JOIN nu_tilbudsprofil AS p ON p.tilbudsid = b.tilbudsid
WHERE p.ejerform IS NOT NULL
"""

_TYPER = "SELECT DISTINCT tilbudsid, paragraf FROM nu_afdeling_paragraf WHERE er_tilbudstype"
_POSTER = ("ledelse", "ejendom")


@dataclass(frozen=True, kw_only=True)
class Gruppetal:
    """How many takster and budget posts were placed in a group."""

    takster: int
    budgetposter: int


@dataclass(frozen=True, kw_only=True)
class _Medlem:
    """One amount in a group: `row` is what its table needs beside the group's figures."""

    noegle: Hashable
    gruppe: str
    beloeb_kr: float
    row: Mapping[str, Any]


def refresh_grupper(engine: Engine) -> Gruppetal:
    """Work out anew where each current takst and newest budget lies among its peers; without a register none.

    A group smaller than the dated limit `gruppe_mindst_antal`, or one whose members mostly agree to the krone, has no
    deviation: it can judge nobody.

    Raises:
        WarehouseFejl: the database is locked, full or broken; nothing was changed.
    """
    with writing(engine) as session:
        mindst = session.execute(text(_MINDST)).scalar()
        takster = list(_measure(_read_takster(session), mindst))
        budgetter = list(_measure(_read_budgetter(session), mindst))
        _replace(session, table_of(AfledtTakst), takster)
        _replace(session, table_of(AfledtBudget), budgetter)
    return Gruppetal(takster=len(takster), budgetposter=len(budgetter))


def _read_takster(session: Session) -> Iterator[_Medlem]:
    for row in session.execute(text(_TAKSTER)).mappings():
        yield _Medlem(
            noegle=(row["paragraf"], row["maalgruppe_foldet"], row["ejerform"], row["enhed"]),
            gruppe=f"{row['paragraf']}, {row['maalgruppe']}, {row['ejerform']}, pr. {row['enhed']}",
            beloeb_kr=row["beloeb_kr"],
            row={"takst_id": row["id"]},
        )


def _read_budgetter(session: Session) -> Iterator[_Medlem]:
    typer = _read_typer(session)
    for row in session.execute(text(_BUDGETTER)).mappings():
        if row["tilbudsid"] not in typer:
            continue
        gruppe = f"{typer[row['tilbudsid']]}, {row['ejerform']}"
        for post in _POSTER:
            beloeb = row[f"{post}_kr"]
            if beloeb is not None and beloeb > 0:
                pr_plads = beloeb / row["pladser"]
                yield _Medlem(
                    noegle=(post, gruppe),
                    gruppe=gruppe,
                    beloeb_kr=pr_plads,
                    row={"budget_id": row["id"], "post": post, "pr_plads_kr": pr_plads},
                )


def _read_typer(session: Session) -> dict[str, str]:
    typer: defaultdict[str, set[str]] = defaultdict(set)
    for tilbudsid, paragraf in session.execute(text(_TYPER)):
        typer[tilbudsid].add(paragraf)
    return {tilbudsid: " + ".join(sorted(paragraffer)) for tilbudsid, paragraffer in typer.items()}


def _measure(medlemmer: Iterable[_Medlem], mindst: float | None) -> Iterator[dict[str, Any]]:
    grupper: defaultdict[Hashable, list[_Medlem]] = defaultdict(list)
    for medlem in medlemmer:
        grupper[medlem.noegle].append(medlem)
    for gruppe in grupper.values():
        maal = measure_beloeb([medlem.beloeb_kr for medlem in gruppe])
        navn = min(medlem.gruppe for medlem in gruppe)
        er_stor = mindst is not None and maal.antal >= mindst
        for medlem in gruppe:
            yield {
                **medlem.row,
                "gruppe": navn,
                "gruppe_antal": maal.antal,
                "median_kr": maal.median_kr,
                "afvigelse": maal.find_afvigelse(medlem.beloeb_kr) if er_stor else None,
            }


def _replace(session: Session, tabel: Table, rows: list[dict[str, Any]]) -> None:
    session.execute(delete(tabel))
    if rows:
        session.execute(insert(tabel), rows)
