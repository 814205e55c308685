"""What the settled controls say of one rule: the frames they drew from, its flags there, and what people answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from domain.regel import Regel
from domain.stikproeve import Population, Stikproevetilstand
from warehouse.stikproever.kontrol import Kontrol, list_alle
from warehouse.stikproever.versioner import Version, read_versioner
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveEnhed, StikproeveRegelfund

_ENHED = table_of(StikproeveEnhed)
_FUND = table_of(StikproeveRegelfund)
_OPGJORTE = frozenset({Stikproevetilstand.OPGJORT, Stikproevetilstand.AFSLUTTET})


@dataclass(frozen=True, kw_only=True)
class Regelproeve:
    """A settled control that could draw what the rule had flagged.

    `strata` gives each unit of the frame that could be drawn its stratum; `fundne` are those the rule had flagged, and
    `versioner` the answers on the rule's field by unit, oldest first.
    """

    nummer: str
    strata: Mapping[str, str]
    fundne: frozenset[str]
    versioner: Mapping[str, tuple[Version, ...]]


def list_regelproever(conn: Connection, regel: Regel) -> tuple[Regelproeve, ...]:
    """Give the settled controls of tilbud in which the rule had flagged anything of its field, oldest first."""
    return tuple(_read(conn, regel))


def _read(conn: Connection, regel: Regel) -> Iterator[Regelproeve]:
    for kontrol in list_alle(conn):
        if kontrol.tilstand not in _OPGJORTE or kontrol.population is not Population.TILBUD:
            continue
        fundne = _read_fundne(conn, kontrol, regel) if regel.felt in kontrol.punkter else frozenset()
        if fundne:
            versioner = read_versioner(conn, kontrol, punkt=regel.felt)
            yield Regelproeve(
                nummer=kontrol.nummer,
                strata=_read_strata(conn, kontrol),
                fundne=fundne,
                versioner={enhed_id: alle for (enhed_id, _), alle in versioner.items()},
            )


def _read_fundne(conn: Connection, kontrol: Kontrol, regel: Regel) -> frozenset[str]:
    f = _FUND.c
    rows = conn.execute(select(f.enhed_id, f.regler).where(f.stikproeve_id == kontrol.id, f.punkt == regel.felt))
    return frozenset(row.enhed_id for row in rows if regel.id in row.regler.split(", "))


def _read_strata(conn: Connection, kontrol: Kontrol) -> Mapping[str, str]:
    e = _ENHED.c
    rows = conn.execute(select(e.enhed_id, e.stratum).where(e.stikproeve_id == kontrol.id, e.udelukket.is_(None)))
    return {row.enhed_id: row.stratum for row in rows}
