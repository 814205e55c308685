"""The past of some tilbud: what fetches did to their afdelinger, controls to their findings, and their cases' steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from warehouse.queries.afdelingshistorik import Afdelingsskridt, load_afdelingsskridt
from warehouse.queries.afdelingssted import afdelingssted
from warehouse.queries.rapport_views import AFVIGELSE, HAENDELSE, SNAPSHOT, id_orden
from warehouse.queries.typetabel import typer_pr_tilbud
from warehouse.tables import table_of
from warehouse.tables.opfoelgning import Sag, SagHaendelse

_SAG = table_of(Sag)
_SKRIDT = table_of(SagHaendelse)


@dataclass(frozen=True, kw_only=True)
class Fundskridt:
    """What a control did to a finding: `aabnet`, `genaabnet` or `lukket`."""

    dag: date
    haendelse: str
    regel: str
    afdelingsid: str | None
    raekke: str | None


@dataclass(frozen=True, kw_only=True)
class Sagsskridt:
    """A line of a case's file note without its words."""

    tidspunkt: datetime
    fra: str | None
    til: str
    art: str


@dataclass(frozen=True, kw_only=True)
class Historik:
    """All of it for one tilbud, oldest first; `tilstand` is its case's (None: it has no case).

    `kommuner` are the codes of those its afdelinger lie in, as far as that may be told; `paragraffer` its types.
    """

    afdelinger: tuple[Afdelingsskridt, ...] = ()
    fund: tuple[Fundskridt, ...] = ()
    sag: tuple[Sagsskridt, ...] = ()
    tilstand: str | None = None
    kommuner: tuple[str, ...] = ()
    paragraffer: tuple[str, ...] = ()


def load_historik(conn: Connection, tilbudsider: Sequence[str]) -> Mapping[str, Historik]:
    """Give the past of each of some tilbud."""
    afdelinger, fund = load_afdelingsskridt(conn, tilbudsider), _read_fund(conn, tilbudsider)
    skridt, tilstande = _read_sag(conn, tilbudsider), _read_tilstande(conn, tilbudsider)
    kommuner, paragraffer = _read_kommuner(conn, tilbudsider), _read_paragraffer(conn, tilbudsider)
    return {
        tilbudsid: Historik(
            afdelinger=tuple(afdelinger[tilbudsid]),
            fund=tuple(fund[tilbudsid]),
            sag=tuple(skridt[tilbudsid]),
            tilstand=tilstande.get(tilbudsid),
            kommuner=tuple(kommuner[tilbudsid]),
            paragraffer=tuple(paragraffer[tilbudsid]),
        )
        for tilbudsid in tilbudsider
    }


def _read_fund(conn: Connection, tilbudsider: Sequence[str]) -> defaultdict[str, list[Fundskridt]]:
    c = AFVIGELSE.c
    query = (
        select(c.tilbudsid, SNAPSHOT.c.dag, HAENDELSE.c.haendelse, c.regel, c.afdelingsid, c.raekke)
        .join(HAENDELSE, HAENDELSE.c.afvigelse_id == c.id)
        .join(SNAPSHOT, SNAPSHOT.c.id == HAENDELSE.c.snapshot_id)
        .where(c.tilbudsid.in_(tilbudsider))
        .order_by(HAENDELSE.c.snapshot_id, c.regel, c.id)
    )
    samlet: defaultdict[str, list[Fundskridt]] = defaultdict(list)
    for row in conn.execute(query).mappings():
        felter = dict(row)
        samlet[felter.pop("tilbudsid")].append(Fundskridt(**felter))
    return samlet


def _read_sag(conn: Connection, tilbudsider: Sequence[str]) -> defaultdict[str, list[Sagsskridt]]:
    s = _SKRIDT.c
    query = select(s.tilbudsid, s.tidspunkt, s.fra, s.til, s.art).where(s.tilbudsid.in_(tilbudsider)).order_by(s.id)
    samlet: defaultdict[str, list[Sagsskridt]] = defaultdict(list)
    for row in conn.execute(query).mappings():
        felter = dict(row)
        samlet[felter.pop("tilbudsid")].append(Sagsskridt(**felter))
    return samlet


def _read_tilstande(conn: Connection, tilbudsider: Sequence[str]) -> Mapping[str, str]:
    query = select(_SAG.c.tilbudsid, _SAG.c.tilstand).where(_SAG.c.tilbudsid.in_(tilbudsider))
    return {row.tilbudsid: row.tilstand for row in conn.execute(query)}


def _read_kommuner(conn: Connection, tilbudsider: Sequence[str]) -> defaultdict[str, list[str]]:
    sted = afdelingssted()
    query = (
        select(sted.c.tilbudsid, sted.c.kommunekode)
        .where(sted.c.tilbudsid.in_(tilbudsider), sted.c.kommunekode.is_not(None))
        .distinct()
        .order_by(sted.c.kommunekode)
    )
    return _gather(conn.execute(query).all())


def _read_paragraffer(conn: Connection, tilbudsider: Sequence[str]) -> defaultdict[str, list[str]]:
    typer = typer_pr_tilbud()
    query = select(typer.c.tilbudsid, typer.c.paragraf).where(typer.c.tilbudsid.in_(tilbudsider))
    return _gather(conn.execute(query.order_by(*id_orden(typer.c.paragraf))).all())


def _gather(par: Iterable[Sequence[str]]) -> defaultdict[str, list[str]]:
    samlet: defaultdict[str, list[str]] = defaultdict(list)
    for tilbudsid, value in par:
        samlet[tilbudsid].append(value)
    return samlet
