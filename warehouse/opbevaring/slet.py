"""Rows that are too old deleted, a batch at a time: each is one short transaction with its proof in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, delete, func, select, update

from domain.opbevaring import Opbevaring
from warehouse.opbevaring import breve, driften, fund, register, udtraek
from warehouse.opbevaring.bevis import Anledning, write_bevis
from warehouse.opbevaring.emne import Emne
from warehouse.revision.bundet import BUNDNE
from warehouse.revision.slettet import delete_bundne
from warehouse.transaktion import reading, writing

# Findings first: an ended version is kept for as long as a finding rests on it.
EMNER: tuple[Emne, ...] = (*fund.EMNER, *breve.EMNER, *register.EMNER, *udtraek.EMNER, *driften.EMNER)
BUNKE = 500


@dataclass(frozen=True, kw_only=True)
class Slettetal:
    """How many rows of a table were too old by a day."""

    hvad: str
    tabel: str
    graense: date
    antal: int


def count_gamle(engine: Engine, liste: Mapping[str, Opbevaring], dag: date) -> tuple[Slettetal, ...]:
    """Count what a run on `dag` would delete, table by table; those with nothing to delete are not among them.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    with reading(engine) as session:
        conn = session.connection()
        alle = [
            Slettetal(hvad=emne.hvad, tabel=emne.tabel.name, graense=graense, antal=_count(conn, emne, graense))
            for emne, graense in _list_emner(liste, dag)
        ]
    return tuple(tal for tal in alle if tal.antal)


def slet_gamle(
    engine: Engine, liste: Mapping[str, Opbevaring], dag: date, anledning: Anledning, *, bunke: int = BUNKE
) -> tuple[Slettetal, ...]:
    """Delete what is too old on `dag` and tell how much, table by table.

    Each batch of at most `bunke` rows is deleted whole or not at all, with its proof; a run that was killed goes on
    with the next where it stopped, and a second run finds nothing.

    Raises:
        WarehouseFejl: the database cannot be written. The batches before it are deleted.
    """
    tal = []
    for emne, graense in _list_emner(liste, dag):
        antal = 0
        while slettet := _slet_bunke(engine, emne, graense, anledning, bunke):
            antal += slettet
        if antal:
            tal.append(Slettetal(hvad=emne.hvad, tabel=emne.tabel.name, graense=graense, antal=antal))
    return tuple(tal)


def _list_emner(liste: Mapping[str, Opbevaring], dag: date) -> Iterator[tuple[Emne, date]]:
    for emne in EMNER:
        graense = liste[emne.hvad].find_graense(dag)
        if graense is not None:
            yield emne, graense


def _count(conn: Connection, emne: Emne, graense: date) -> int:
    return conn.execute(select(func.count()).select_from(emne.tabel).where(*emne.for_gamle(graense))).scalar_one()


def _slet_bunke(engine: Engine, emne: Emne, graense: date, anledning: Anledning, bunke: int) -> int:
    valg = select(emne.id, *(emne.tabel.c[navn] for navn in emne.noegle)).where(*emne.for_gamle(graense))
    with writing(engine) as session:
        conn = session.connection()
        rows = conn.execute(valg.order_by(emne.id).limit(bunke)).all()
        if rows:
            _take(conn, emne, [row[0] for row in rows], anledning)
            noegler = ["/".join(map(str, row[1:])) for row in rows]
            write_bevis(conn, anledning, emne.tabel.name, noegler, graense=graense)
        return len(rows)


def _take(conn: Connection, emne: Emne, ids: Sequence[object], anledning: Anledning) -> None:
    if emne.toem:
        conn.execute(update(emne.tabel).where(emne.id.in_(ids)).values(dict(emne.toem)))
        return
    for barn in emne.boern:
        conn.execute(delete(barn.table).where(barn.in_(ids)))
    if emne.tabel.name in BUNDNE:
        numre = [int(str(et)) for et in ids]
        delete_bundne(conn, emne.tabel.name, numre, tidspunkt=anledning.nu, hvem=anledning.hvem, grund=anledning.grund)
        return
    conn.execute(delete(emne.tabel).where(emne.id.in_(ids)))
