"""One delivery laid beside what was current: only differences are written; nothing ends at its first absence."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, insert, select, update
from sqlmodel import Session

from domain.entiteter import ENTITETER, Entitetstype, Raekke
from warehouse.load.laes import Dumpfil
from warehouse.load.liv import ENDER_EFTER
from warehouse.load.resultat import Antal
from warehouse.load.udtraek.beskyttelse import redact_raekke
from warehouse.load.udtraek.raa import store_raa
from warehouse.load.udtraek.raekker import Noegle, Row, find_noegle, hash_raekke, to_row
from warehouse.tables import table_of
from warehouse.tables.udtraek import ENTITETSTABELLER, Udtraek

_UDTRAEK = table_of(Udtraek)


class _Kendt(NamedTuple):
    id: int
    sha256: str
    savnet_antal: int


def store_udtraek(
    session: Session, koersel_id: str, dumpfil: Dumpfil, *, beskyttede: Collection[str]
) -> dict[str, Antal]:
    """Write every entity that an accepted dump delivers; give what happened, by entity.

    `beskyttede` are the tilbud of which nothing that could tell where they lie may be kept.
    """
    alle: dict[str, dict[Noegle, Raekke]] = {navn: {} for navn in sorted(dumpfil.dump.slut.entiteter)}
    for raekke in dumpfil.dump.raekker:
        maa_vises = raekke.felter.get("tilbudsid") not in beskyttede
        noegle = find_noegle(ENTITETER[raekke.entitet], raekke.felter)
        alle[raekke.entitet][noegle] = raekke if maa_vises else redact_raekke(raekke)
    return {
        navn: _store_entitet(session, koersel_id, dumpfil, ENTITETER[navn], raekker) for navn, raekker in alle.items()
    }


def _store_entitet(
    session: Session, koersel_id: str, dumpfil: Dumpfil, entitet: Entitetstype, raekker: Mapping[Noegle, Raekke]
) -> Antal:
    udtraek_id = _insert_udtraek(session, koersel_id, dumpfil, entitet, len(raekker))
    tabel = ENTITETSTABELLER[entitet.navn]
    kendte = _read_current(session, tabel, entitet)
    nye = raekker.keys() - kendte.keys()
    genkendte = raekker.keys() & kendte.keys()
    aendrede = {n for n in genkendte if hash_raekke(entitet, raekker[n]) != kendte[n].sha256}
    uaendrede = genkendte - aendrede
    _close(session, tabel, udtraek_id, (kendte[n].id for n in aendrede))
    _insert(session, tabel, udtraek_id, (to_row(entitet, raekker[n]) for n in raekker if n in nye or n in aendrede))
    _mark_seen(session, tabel, udtraek_id, (kendte[n].id for n in uaendrede))
    ophoerte = _miss(session, tabel, udtraek_id, {n: kendte[n] for n in kendte.keys() - raekker.keys()})
    store_raa(session, udtraek_id, entitet, raekker, ophoerte)
    return Antal(
        nye=len(nye),
        aendrede=len(aendrede),
        uaendrede=len(uaendrede),
        savnede=len(kendte.keys() - raekker.keys()) - len(ophoerte),
        ophoerte=len(ophoerte),
    )


def _insert_udtraek(session: Session, koersel_id: str, dumpfil: Dumpfil, entitet: Entitetstype, antal: int) -> int:
    row = {
        "koersel_id": koersel_id,
        "entitet": entitet.navn,
        "tidspunkt": dumpfil.tidspunkt,
        "dag": dumpfil.dag,
        "dag_nr": dumpfil.dag.toordinal(),
        "antal": antal,
    }
    return int(session.execute(insert(_UDTRAEK).values(row).returning(_UDTRAEK.c.id)).scalar_one())


def _read_current(session: Session, tabel: Table, entitet: Entitetstype) -> dict[Noegle, _Kendt]:
    noegler = [tabel.c[navn] for navn in entitet.noegle]
    valg = select(tabel.c.id, tabel.c.sha256, tabel.c.savnet_antal, *noegler).where(tabel.c.gyldig_til.is_(None))
    return {tuple(row[3:]): _Kendt(*row[:3]) for row in session.execute(valg)}


def _insert(session: Session, tabel: Table, udtraek_id: int, rows: Iterable[Row]) -> None:
    faelles = {"gyldig_fra": udtraek_id, "gyldig_til": None, "sidst_set": udtraek_id, "savnet_antal": 0}
    nye = [{**row, **faelles} for row in rows]
    if nye:
        session.execute(insert(tabel), nye)


def _close(session: Session, tabel: Table, udtraek_id: int, ids: Iterable[int]) -> None:
    _update(session, tabel, {"gyldig_til": udtraek_id}, [{"b_id": i} for i in ids])


def _mark_seen(session: Session, tabel: Table, udtraek_id: int, ids: Iterable[int]) -> None:
    _update(session, tabel, {"sidst_set": udtraek_id, "savnet_antal": 0}, [{"b_id": i} for i in ids])


def _miss(session: Session, tabel: Table, udtraek_id: int, savnede: Mapping[Noegle, _Kendt]) -> frozenset[Noegle]:
    """Count an absence; give the keys of the rows that end by it, having been missed often enough in a row."""
    ophoerte = frozenset(n for n, kendt in savnede.items() if kendt.savnet_antal + 1 >= ENDER_EFTER)
    _update(
        session,
        tabel,
        {"savnet_antal": tabel.c.savnet_antal + 1},
        [{"b_id": kendt.id} for kendt in savnede.values()],
    )
    _close(session, tabel, udtraek_id, (savnede[n].id for n in ophoerte))
    return ophoerte


def _update(session: Session, tabel: Table, values: dict[str, Any], ids: list[dict[str, int]]) -> None:
    if ids:
        session.connection().execute(update(tabel).where(tabel.c.id == bindparam("b_id")).values(values), ids)
