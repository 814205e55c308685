"""The steps of findings written to their tables, in bulk."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Table, bindparam, case, func, insert, select, update

from domain.afvigelse import Fund, Haendelse, Status
from warehouse.findings.plan import Kendt, Skridt
from warehouse.findings.syn import read_protected
from warehouse.findings.vaerdier import keep_values
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Afvigelse, AfvigelseHaendelse
from warehouse.tables.koersel import Snapshot

Row = dict[str, Any]

_AFVIGELSE = table_of(Afvigelse)
_HAENDELSE = table_of(AfvigelseHaendelse)
_SNAPSHOT = table_of(Snapshot)


def read_known(forbindelse: Connection) -> dict[str, Kendt]:
    """Give every finding there ever was, by its noegle."""
    c = _AFVIGELSE.c
    valg = select(c.id, c.noegle, c.regel, c.tilbudsid, c.afdelingsid, c.raekke, c.status, c.accepteret_til)
    return {
        noegle: Kendt(
            id=raekke_id,
            noegle=noegle,
            regel=regel,
            emne=(tilbudsid, afdelingsid),
            status=Status(status),
            accepteret_til=til,
            raekke=raekke,
        )
        for raekke_id, noegle, regel, tilbudsid, afdelingsid, raekke, status, til in forbindelse.execute(valg)
    }


def write_steps(forbindelse: Connection, snapshot_id: int, skridt: Sequence[Skridt]) -> None:
    """Write what a run did to each finding, and the event of each that was opened, reopened or closed."""
    beskyttede = read_protected(forbindelse)
    _insert_new(forbindelse, snapshot_id, [x for x in skridt if x.kendt is None], beskyttede)
    _update_found(forbindelse, snapshot_id, [x for x in skridt if x.kendt and x.fund], beskyttede)
    _update_closed(forbindelse, snapshot_id, [x for x in skridt if x.fund is None])
    insert_rows(
        forbindelse,
        _HAENDELSE,
        [_event(x.kendt.id, snapshot_id, x.haendelse) for x in skridt if x.kendt and x.haendelse],
    )


def _insert_new(
    forbindelse: Connection, snapshot_id: int, skridt: Sequence[Skridt], beskyttede: Collection[str]
) -> None:
    rows = [_new_row(x.fund, x.alvor, snapshot_id, beskyttede) for x in skridt if x.fund]
    insert_rows(forbindelse, _AFVIGELSE, rows)
    nye = select(_AFVIGELSE.c.id, _AFVIGELSE.c.noegle).where(_AFVIGELSE.c.foerst_set == snapshot_id)
    ids = {noegle: raekke_id for raekke_id, noegle in forbindelse.execute(nye)}
    haendelser = [_event(ids[row["noegle"]], snapshot_id, Haendelse.AABNET) for row in rows]
    insert_rows(forbindelse, _HAENDELSE, haendelser)


def _new_row(fund: Fund, alvor: str, snapshot_id: int, beskyttede: Collection[str]) -> Row:
    return {
        "noegle": fund.noegle,
        "regel": fund.regel,
        "alvor": alvor,
        "tilbudsid": fund.tilbudsid,
        "afdelingsid": fund.afdelingsid,
        "raekke": fund.raekke,
        "felt": fund.felt,
        "status": Status.AABEN.value,
        "foerst_set": snapshot_id,
        "sidst_set": snapshot_id,
        "genaabnet_antal": 0,
        **keep_values(fund, beskyttede),
    }


def _update_found(
    forbindelse: Connection, snapshot_id: int, skridt: Sequence[Skridt], beskyttede: Collection[str]
) -> None:
    rows = [
        {
            "b_id": x.kendt.id,
            "b_alvor": x.alvor,
            "b_status": x.status.value,
            "b_igen": int(x.haendelse is Haendelse.GENAABNET),
            **{f"b_{navn}": value for navn, value in keep_values(x.fund, beskyttede).items()},
        }
        for x in skridt
        if x.kendt and x.fund
    ]
    saetning = update(_AFVIGELSE).values(
        alvor=bindparam("b_alvor"),
        status=bindparam("b_status"),
        vaerdi=bindparam("b_vaerdi"),
        forslag=bindparam("b_forslag"),
        bevis=bindparam("b_bevis"),
        genaabnet_antal=_AFVIGELSE.c.genaabnet_antal + bindparam("b_igen"),
        set_i_traek=_count_in_a_row(forbindelse, snapshot_id),
        sidst_set=snapshot_id,
        lukket_af=None,
    )
    if rows:
        forbindelse.execute(saetning.where(_AFVIGELSE.c.id == bindparam("b_id")), rows)


def _count_in_a_row(forbindelse: Connection, snapshot_id: int) -> ColumnElement[int]:
    """Count on from the snapshot before, stand still for a control run again, and begin anew in any other case."""
    forrige = forbindelse.scalar(select(func.max(_SNAPSHOT.c.id)).where(_SNAPSHOT.c.id < snapshot_id))
    return case(
        (bindparam("b_igen", type_=Integer) == 1, 1),
        (_AFVIGELSE.c.sidst_set == snapshot_id, _AFVIGELSE.c.set_i_traek),
        (_AFVIGELSE.c.sidst_set == (forrige or 0), _AFVIGELSE.c.set_i_traek + 1),
        else_=1,
    )


def _update_closed(forbindelse: Connection, snapshot_id: int, skridt: Sequence[Skridt]) -> None:
    saetning = update(_AFVIGELSE).values(status=Status.LUKKET.value, lukket_af=snapshot_id)
    rows = [{"b_id": x.kendt.id} for x in skridt if x.kendt]
    if rows:
        forbindelse.execute(saetning.where(_AFVIGELSE.c.id == bindparam("b_id")), rows)


def _event(afvigelse_id: int, snapshot_id: int, haendelse: Haendelse) -> Row:
    return {"afvigelse_id": afvigelse_id, "snapshot_id": snapshot_id, "haendelse": haendelse.value}


def insert_rows(forbindelse: Connection, tabel: Table, rows: Sequence[Row]) -> None:
    """Insert rows, or nothing when there are none."""
    if rows:
        forbindelse.execute(insert(tabel), rows)
