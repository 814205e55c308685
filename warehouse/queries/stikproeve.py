"""The controls as pages and the command line show them: never the id of a plejefamilie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from domain.stikproeve import Stikproevetilstand
from domain.stikproeveforloeb import Trin, Varsel, find_varsler
from warehouse.stikproever.frist import read_forloeb, read_forloeb_af
from warehouse.stikproever.handlinger import count_missing
from warehouse.stikproever.kontrol import Kontrol, find_kontrol, list_alle
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveEnhed, StikproeveHaendelse

_ENHED = table_of(StikproeveEnhed)
_HAENDELSE = table_of(StikproeveHaendelse)

_KONTROLLER_PR_AAR = 4
_PLAN_SENEST_MAANED = 12


@dataclass(frozen=True, kw_only=True)
class Notatlinje:
    """A file note as it was written."""

    tidspunkt: datetime
    tilstand: str
    hvem: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Stratumtal:
    """One stratum of a frame: its units, those left out, and those drawn."""

    stratum: str
    antal: int
    udelukket: int
    udtrukket: int


@dataclass(frozen=True, kw_only=True)
class Kontrollinje:
    """A control as a row: with its next open step and its warnings."""

    kontrol: Kontrol
    naeste: Trin | None
    varsler: tuple[Varsel, ...]


@dataclass(frozen=True, kw_only=True)
class Kontrolside:
    """All that a page shows of one control. `mangler` are outcomes still to come, None before the work began."""

    kontrol: Kontrol
    forloeb: tuple[Trin, ...]
    varsler: tuple[Varsel, ...]
    notater: tuple[Notatlinje, ...]
    strata: tuple[Stratumtal, ...]
    udelukkede: Mapping[str, int]
    mangler: int | None


def list_kontroller(forbindelse: Connection, *, dag: date) -> tuple[Kontrollinje, ...]:
    """Give every control, the newest year first and in its order, judged on a day."""
    alle = sorted(list_alle(forbindelse), key=lambda kontrol: (-kontrol.aar, kontrol.orden))
    forloeb = read_forloeb_af(forbindelse, [kontrol.id for kontrol in alle])
    return tuple(_make_linje(kontrol, forloeb.get(kontrol.id, ()), dag) for kontrol in alle)


def list_varsler(forbindelse: Connection, *, dag: date) -> tuple[Varsel, ...]:
    """Give what must be warned of on a day, over all controls; nothing while no control was ever planned."""
    linjer = list_kontroller(forbindelse, dag=dag)
    if not linjer:
        return ()
    return (*_warn_of_aar(linjer, dag), *(varsel for linje in linjer for varsel in linje.varsler))


def load_kontrolside(forbindelse: Connection, nummer: str, *, dag: date) -> Kontrolside | None:
    """Give one control with its course, notes, frame and draw; None when there is none of that number."""
    kontrol = find_kontrol(forbindelse, nummer)
    if kontrol is None:
        return None
    forloeb = read_forloeb(forbindelse, kontrol.id)
    i_arbejde = kontrol.udtrukket_antal is not None
    return Kontrolside(
        kontrol=kontrol,
        forloeb=forloeb,
        varsler=_warn(kontrol, forloeb, dag),
        notater=read_notater(forbindelse, kontrol),
        strata=_count_strata(forbindelse, kontrol),
        udelukkede=_count_udelukkede(forbindelse, kontrol),
        mangler=count_missing(forbindelse, kontrol) if i_arbejde else None,
    )


def read_notater(forbindelse: Connection, kontrol: Kontrol) -> tuple[Notatlinje, ...]:
    """Give the file notes of a control, oldest first."""
    c = _HAENDELSE.c
    valg = select(c.tidspunkt, c.tilstand, c.hvem, c.tekst).where(c.stikproeve_id == kontrol.id).order_by(c.id)
    return tuple(Notatlinje(**row) for row in forbindelse.execute(valg).mappings())


def _make_linje(kontrol: Kontrol, forloeb: tuple[Trin, ...], dag: date) -> Kontrollinje:
    aaben = kontrol.tilstand not in {Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST}
    naeste = next((trin for trin in forloeb if trin.udfoert is None), None) if aaben else None
    return Kontrollinje(kontrol=kontrol, naeste=naeste, varsler=_warn(kontrol, forloeb, dag))


def _warn(kontrol: Kontrol, forloeb: tuple[Trin, ...], dag: date) -> tuple[Varsel, ...]:
    return find_varsler(kontrol.nummer, kontrol.tilstand, forloeb, start=kontrol.start_dag, dag=dag)


def _warn_of_aar(linjer: tuple[Kontrollinje, ...], dag: date) -> tuple[Varsel, ...]:
    """Warn of a year with fewer controls than four: not planned in time, or cancelled."""
    aar = {dag.year} | ({dag.year + 1} if dag.month == _PLAN_SENEST_MAANED else set())
    foerste = min(linje.kontrol.aar for linje in linjer)
    return tuple(varsel for et in sorted(aar) if et >= foerste for varsel in _warn_of_et_aar(linjer, et))


def _warn_of_et_aar(linjer: tuple[Kontrollinje, ...], aar: int) -> tuple[Varsel, ...]:
    aarets = [linje.kontrol for linje in linjer if linje.kontrol.aar == aar]
    aflyste = [kontrol.nummer for kontrol in aarets if kontrol.tilstand is Stikproevetilstand.AFLYST]
    if not aarets:
        tekst = f"Der er ingen plan for {aar}. Læg den med »tilbudstjek stikproeve plan {aar}«."
    elif len(aarets) - len(aflyste) < _KONTROLLER_PR_AAR:
        tekst = (
            f"I {aar} er der kun {len(aarets) - len(aflyste)} kontroller af {_KONTROLLER_PR_AAR}"
            f"{', fordi ' + ' og '.join(aflyste) + ' er aflyst' if aflyste else ''}."
        )
    else:
        return ()
    return (Varsel(nummer=f"{aar % 100:02d}", tekst=tekst, er_overskredet=True),)


def _count_strata(forbindelse: Connection, kontrol: Kontrol) -> tuple[Stratumtal, ...]:
    c = _ENHED.c
    valg = (
        select(c.stratum, c.udelukket.is_not(None).label("ude"), c.er_udtrukket, func.count().label("antal"))
        .where(c.stikproeve_id == kontrol.id)
        .group_by(c.stratum, "ude", c.er_udtrukket)
    )
    tal: dict[str, list[int]] = {}
    for row in forbindelse.execute(valg):
        et = tal.setdefault(row.stratum, [0, 0, 0])
        et[0] += row.antal
        et[1] += row.antal * bool(row.ude)
        et[2] += row.antal * bool(row.er_udtrukket)
    return tuple(
        Stratumtal(stratum=stratum, antal=antal, udelukket=ude, udtrukket=udtrukket)
        for stratum, (antal, ude, udtrukket) in sorted(tal.items())
    )


def _count_udelukkede(forbindelse: Connection, kontrol: Kontrol) -> dict[str, int]:
    c = _ENHED.c
    valg = select(c.udelukket, func.count().label("antal")).where(c.stikproeve_id == kontrol.id)
    rows = forbindelse.execute(valg.where(c.udelukket.is_not(None)).group_by(c.udelukket).order_by(c.udelukket))
    return {row.udelukket: row.antal for row in rows}
