"""What a frame is made of: the units of the register as it stood on a day, before anybody is put in a stratum."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from domain.reference import load_paragraffer, load_virksomhedsformer
from domain.reference.udtraek import load_plejefamilietyper
from domain.stikproeve import Population
from domain.tekst import fold
from domain.tilsyn import read_tilsyn
from warehouse.tables import table_of
from warehouse.tables.koersel import Snapshot
from warehouse.tables.register import Afdeling, AfdelingLiv, AfdelingParagraf, AfledtAfdeling
from warehouse.tables.udtraek import ENTITETSTABELLER, Udtraek

ANDRE, UKENDT, BLANDET, FAMILIE = "andre", "ukendt", "blandet", "familie"

_AFDELING = table_of(Afdeling)
_AFLEDT = table_of(AfledtAfdeling)
_LIV = table_of(AfdelingLiv)
_PARAGRAF = table_of(AfdelingParagraf)
_PLEJEFAMILIE = ENTITETSTABELLER["plejefamilie"]
_SNAPSHOT = table_of(Snapshot)
_UDTRAEK = table_of(Udtraek)


@dataclass(frozen=True, kw_only=True)
class Billede:
    """The state of the register a frame is taken from; `udtraek_id` is the delivery of plejefamilier, if any."""

    snapshot_id: int
    snapshot_dag: date
    udtraek_id: int | None
    udtraek_dag: date | None


@dataclass(frozen=True, kw_only=True)
class Kandidat:
    """One unit. `er_set` is whether the newest fetch or delivery still had it; `er_beskyttet` a krisecenter (§ 109)."""

    enhed_id: str
    socialtilsyn: str
    type: str
    ejerform: str
    er_set: bool
    er_beskyttet: bool = False


def find_billede(forbindelse: Connection, dag: date) -> Billede | None:
    """Give the last accepted snapshot on or before a day, with the last delivery of plejefamilier; None before any."""
    valg = select(_SNAPSHOT.c.id, _SNAPSHOT.c.dag).where(_SNAPSHOT.c.dag <= dag)
    snapshot = forbindelse.execute(valg.order_by(_SNAPSHOT.c.id.desc()).limit(1)).first()
    if snapshot is None:
        return None
    levering = select(_UDTRAEK.c.id, _UDTRAEK.c.dag).where(_UDTRAEK.c.entitet == "plejefamilie", _UDTRAEK.c.dag <= dag)
    udtraek = forbindelse.execute(levering.order_by(_UDTRAEK.c.id.desc()).limit(1)).first()
    return Billede(
        snapshot_id=snapshot.id,
        snapshot_dag=snapshot.dag,
        udtraek_id=None if udtraek is None else udtraek.id,
        udtraek_dag=None if udtraek is None else udtraek.dag,
    )


def read_kandidater(forbindelse: Connection, population: Population, billede: Billede) -> tuple[Kandidat, ...]:
    """Give every unit of a population as it stood, by id."""
    if population is Population.PLEJEFAMILIER:
        return _read_plejefamilier(forbindelse, billede)
    return _read_tilbud(forbindelse, billede)


def read_beskyttede(forbindelse: Connection, snapshot_id: int) -> frozenset[str]:
    """Give the tilbud whose address was protected (§ 109) in a snapshot."""
    valg = select(_AFDELING.c.tilbudsid).where(*_valid_at(snapshot_id), _AFDELING.c.er_beskyttet)
    return frozenset(forbindelse.scalars(valg))


def _valid_at(snapshot_id: int) -> tuple[Any, Any]:
    til = _AFDELING.c.gyldig_til
    return _AFDELING.c.gyldig_fra <= snapshot_id, or_(til.is_(None), til > snapshot_id)


def _read_tilbud(forbindelse: Connection, billede: Billede) -> tuple[Kandidat, ...]:
    a, d, liv = _AFDELING.c, _AFLEDT.c, _LIV.c
    valg = (
        select(a.id, a.tilbudsid, a.er_beskyttet, d.tilsyn_kode, d.virksomhedsform_foldet, liv.sidst_set)
        .join(_AFLEDT, d.afdeling_id == a.id)
        .join(_LIV, (liv.tilbudsid == a.tilbudsid) & (liv.afdelingsid == a.afdelingsid))
        .where(*_valid_at(billede.snapshot_id))
        .order_by(a.tilbudsid, func.length(a.afdelingsid), a.afdelingsid)
    )
    samlet: dict[str, list[RowMapping]] = defaultdict(list)
    for row in forbindelse.execute(valg).mappings():
        samlet[row["tilbudsid"]].append(row)
    typer = _read_typer(forbindelse, billede)
    former = _ejerformer()
    return tuple(
        Kandidat(
            enhed_id=tilbudsid,
            socialtilsyn=_first((row["tilsyn_kode"] for row in rows), ANDRE),
            type=_find_type([typer.get(row["id"], ()) for row in rows], billede.snapshot_dag),
            ejerform=_first((former.get(row["virksomhedsform_foldet"] or "") for row in rows), UKENDT),
            er_set=any(row["sidst_set"] >= billede.snapshot_id for row in rows),
            er_beskyttet=any(row["er_beskyttet"] for row in rows),
        )
        for tilbudsid, rows in sorted(samlet.items())
    )


def _read_typer(forbindelse: Connection, billede: Billede) -> dict[int, tuple[str, ...]]:
    """Give the paragraphs each afdeling names as its type, or, when it names none, those it gives places."""
    p = _PARAGRAF.c
    valg = (
        select(p.afdeling_id, p.paragraf, p.er_tilbudstype)
        .join(_AFDELING, _AFDELING.c.id == p.afdeling_id)
        .where(*_valid_at(billede.snapshot_id))
        .order_by(p.id)
    )
    alle: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for row in forbindelse.execute(valg):
        alle[row.afdeling_id].append((row.paragraf, row.er_tilbudstype))
    return {
        afdeling_id: tuple(x for x, er_type in par if er_type) or tuple(x for x, _ in par)
        for afdeling_id, par in alle.items()
    }


def _find_type(pr_afdeling: Sequence[Sequence[str]], dag: date) -> str:
    """Give the first paragraph named, or `blandet` when they are of several groups (children, adults, …)."""
    grupper = {row.paragraf: row.gruppe for row in load_paragraffer() if row.gyldig.covers(dag)}
    paragraffer = [paragraf for afdeling in pr_afdeling for paragraf in afdeling]
    if len({grupper[paragraf] for paragraf in paragraffer if paragraf in grupper}) > 1:
        return BLANDET
    return paragraffer[0] if paragraffer else UKENDT


def _ejerformer() -> dict[str, str]:
    return {fold(form.tekst): form.ejerform for form in load_virksomhedsformer()}


def _first(vaerdier: Iterable[str | None], ellers: str) -> str:
    return next((vaerdi for vaerdi in vaerdier if vaerdi), ellers)


def _read_plejefamilier(forbindelse: Connection, billede: Billede) -> tuple[Kandidat, ...]:
    if billede.udtraek_id is None:
        return ()
    c = _PLEJEFAMILIE.c
    gyldig = (c.gyldig_fra <= billede.udtraek_id, or_(c.gyldig_til.is_(None), c.gyldig_til > billede.udtraek_id))
    # Whatever else was typed there may be a name, and the types are published.
    typer = {fold(x.tekst): x.tekst.lower().removesuffix(" plejefamilie") for x in load_plejefamilietyper()}
    valg = select(c.plejefamilieid, c.socialtilsyn, c.familietype_foldet, c.sidst_set).where(*gyldig)
    return tuple(
        Kandidat(
            enhed_id=row.plejefamilieid,
            socialtilsyn=_read_kode(row.socialtilsyn),
            type=typer.get(row.familietype_foldet or "", UKENDT),
            ejerform=FAMILIE,
            er_set=row.sidst_set >= billede.udtraek_id,
        )
        for row in forbindelse.execute(valg.order_by(c.plejefamilieid))
    )


def _read_kode(tekst: str | None) -> str:
    """Read a socialtilsyn written as "Nord" or as "Socialtilsyn Nord"."""
    if not tekst:
        return ANDRE
    return read_tilsyn(tekst).kode or read_tilsyn(f"Socialtilsyn {tekst}").kode or ANDRE
