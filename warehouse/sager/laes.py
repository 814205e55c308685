"""The cases as the domain knows them, and what the register says of their faults."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, true

from domain.afvigelse import Status, is_socialtilsyn
from domain.mailstatus import AFGAAEDE
from domain.sag import Sagstilstand
from domain.sagsforloeb import Fejlbillede, Forloeb, Paabud, Pause, Pauseart
from domain.tid import find_dag
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.queries.rapport_views import AFVIGELSE, HAENDELSE, MAIL, NU_AFDELING, SNAPSHOT
from warehouse.tables import table_of
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.opfoelgning import Sag, SagPaabud, SagPaabudFejl

SAG = table_of(Sag)
PAABUD = table_of(SagPaabud)
PAABUD_FEJL = table_of(SagPaabudFejl)
_FORTALT = table_of(MailAfvigelse)


@dataclass(frozen=True, kw_only=True)
class Nyeste:
    """The newest accepted snapshot, once it is controlled."""

    id: int
    dag: date


def read_forloeb(conn: Connection, tilbudsids: Collection[str] | None = None) -> dict[str, Forloeb]:
    """Give the course of each case (or of these), by tilbudsid."""
    query = select(SAG)
    if tilbudsids is not None:
        query = query.where(SAG.c.tilbudsid.in_(sorted(tilbudsids)))
    paabud = _read_paabud(conn, tilbudsids)
    return {
        row.tilbudsid: Forloeb(
            tilstand=Sagstilstand(row.tilstand),
            siden=find_dag(row.aendret),
            paabud=paabud.get(row.tilbudsid),
            pause=Pause(art=Pauseart(row.pause), til=row.pause_til) if row.pause else None,
        )
        for row in conn.execute(query)
    }


def read_fejl(
    conn: Connection, regler: Collection[str], tilbudsids: Collection[str] | None = None
) -> Mapping[str, Fejlbillede]:
    """Give what the register says of each tilbud's faults by the rules `regler`; nothing known gives an empty picture.

    Of these tilbud alone when `tilbudsids` are given, and then without reading the whole register.

    A tilbud was told of a finding by a mail that was handed over since the finding last opened, or by a person.
    """
    nyeste = read_nyeste(conn)
    levende = frozenset(conn.scalars(_only(select(NU_AFDELING.c.tilbudsid), NU_AFDELING.c.tilbudsid, tilbudsids)))
    samlet: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for tilbudsid, hvor, noegle in _list_dele(conn, _select_fejl(regler, tilbudsids), nyeste):
        samlet[tilbudsid][hvor].add(noegle)
    dag = nyeste.dag if nyeste else None
    emner = {*samlet, *conn.scalars(_only(select(SAG.c.tilbudsid), SAG.c.tilbudsid, tilbudsids))}
    return {
        tilbudsid: Fejlbillede(
            **{hvor: frozenset(noegler) for hvor, noegler in samlet.get(tilbudsid, {}).items()},
            dag=dag,
            findes=tilbudsid in levende,
        )
        for tilbudsid in emner
    }


def read_nyeste(conn: Connection) -> Nyeste | None:
    """Give the newest accepted snapshot; None while the rules have not judged all there is."""
    tilstand = load_tilstand(conn)
    if tilstand.snapshot is None or tilstand.kontrol is None or not tilstand.kontrol.er_ny:
        return None
    return Nyeste(id=tilstand.snapshot.id, dag=tilstand.snapshot.dag)


def _only(query: Select[Any], kolonne: ColumnElement[str], tilbudsids: Collection[str] | None) -> Select[Any]:
    return query if tilbudsids is None else query.where(kolonne.in_(sorted(tilbudsids)))


def _list_dele(conn: Connection, query: Select[Any], nyeste: Nyeste | None) -> Iterator[tuple[str, Any, str]]:
    for row in conn.execute(query):
        # Totals over plejefamilier are nobody's case: their socialtilsyn sees them on its page.
        if is_socialtilsyn(row.tilbudsid):
            continue
        if row.status == Status.ACCEPTERET.value:
            yield row.tilbudsid, "accepterede", row.noegle
            continue
        yield row.tilbudsid, "aabne", row.noegle
        if row.fortalt is not None or (row.besked is not None and row.aabnet <= row.besked):
            yield row.tilbudsid, "kendte", row.noegle
        if nyeste is not None and row.sidst_set == nyeste.id:
            yield row.tilbudsid, "set_nu", row.noegle


def _select_fejl(regler: Collection[str], tilbudsids: Collection[str] | None) -> Select[Any]:
    egne = None if tilbudsids is None else select(AFVIGELSE.c.id).where(AFVIGELSE.c.tilbudsid.in_(sorted(tilbudsids)))
    aabnet = (
        select(HAENDELSE.c.afvigelse_id, func.max(HAENDELSE.c.snapshot_id).label("snapshot_id"))
        .where(HAENDELSE.c.haendelse.in_(("aabnet", "genaabnet")))
        .where(true() if egne is None else HAENDELSE.c.afvigelse_id.in_(egne))
        .group_by(HAENDELSE.c.afvigelse_id)
        .subquery()
    )
    aabnet_i = func.coalesce(aabnet.c.snapshot_id, AFVIGELSE.c.foerst_set)
    fortalt = (
        select(_FORTALT.c.afvigelse_id, _FORTALT.c.aabnet_i)
        .where(true() if egne is None else _FORTALT.c.afvigelse_id.in_(egne))
        # Asked of what is told, not joined: a join is begun from every mail there is, also for one case.
        .where(exists().where(MAIL.c.noegle == _FORTALT.c.noegle, MAIL.c.status.in_(AFGAAEDE), MAIL.c.art == "ejer"))
        .distinct()
        .subquery()
    )
    kolonner = [AFVIGELSE.c[navn] for navn in ("noegle", "tilbudsid", "status", "sidst_set")]
    return (
        select(*kolonner, SAG.c.besked, SNAPSHOT.c.tidspunkt.label("aabnet"), fortalt.c.afvigelse_id.label("fortalt"))
        .outerjoin(aabnet, aabnet.c.afvigelse_id == AFVIGELSE.c.id)
        .join(SNAPSHOT, SNAPSHOT.c.id == aabnet_i)
        .outerjoin(SAG, SAG.c.tilbudsid == AFVIGELSE.c.tilbudsid)
        .outerjoin(fortalt, and_(fortalt.c.afvigelse_id == AFVIGELSE.c.id, fortalt.c.aabnet_i == aabnet_i))
        .where(or_(AFVIGELSE.c.status == Status.AABEN.value, AFVIGELSE.c.status == Status.ACCEPTERET.value))
        .where(AFVIGELSE.c.regel.in_(sorted(regler)), true() if egne is None else AFVIGELSE.c.id.in_(egne))
    )


def _read_paabud(conn: Connection, tilbudsids: Collection[str] | None) -> dict[str, Paabud]:
    fejl: defaultdict[int, set[str]] = defaultdict(set)
    aabne = _only(select(PAABUD).where(PAABUD.c.er_afsluttet.is_(False)), PAABUD.c.tilbudsid, tilbudsids)
    rows = conn.execute(aabne).all()
    navngivne = select(PAABUD_FEJL).where(PAABUD_FEJL.c.paabud_id.in_([row.id for row in rows]))
    for row in conn.execute(navngivne) if rows else ():
        fejl[row.paabud_id].add(row.noegle)
    return {
        row.tilbudsid: Paabud(afgjort=row.afgjort, fejl=frozenset(fejl[row.id]), leveret=row.leveret) for row in rows
    }
