"""The frame frozen: read, put in strata, hashed and stored in one transaction, and never changed afterwards."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from domain.reference.udtraek import load_graenser
from domain.stikproeve import Population, Stikproevetilstand
from domain.stikproeveforloeb import RAMME
from domain.tid import find_dag
from sampling.bemaerkning import write_bemaerkning
from sampling.design import Design, Fordelingsmetode, design_from_json
from sampling.fejl import StikproeveFejl
from sampling.fordeling import allocate
from sampling.ramme import Ramme, build_ramme, choose_skriv_id, count_udelukkede, publish
from sampling.traek import count_strata
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.frist import read_forloeb
from warehouse.stikproever.fund import is_judged, read_fund
from warehouse.stikproever.kilde import Billede, find_billede, read_beskyttede, read_kandidater
from warehouse.stikproever.koersler import find_afviste
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.ramme import insert_ramme, list_tidligere_udtrukne, read_fejlandele
from warehouse.stikproever.trin import Notat, advance, require_advance
from warehouse.transaktion import writing


@dataclass(frozen=True, kw_only=True)
class Frysning:
    """What came of it: the control with its frame, and whether this call froze it."""

    kontrol: Kontrol
    er_ny: bool


def freeze_ramme(engine: Engine, nummer: str, *, noegle: str, notat: Notat) -> Frysning:
    """Freeze the frame of a control: the last accepted snapshot on or before the day its plan names.

    A frame that is frozen stays as it is; asking again gives it. `noegle` keys the public ids of plejefamilier.

    Raises:
        KontrolFejl: The control is not announced, its day has not come, or nothing was accepted by then.
        StikproeveFejl: The design cannot be drawn from the frame; nothing is kept.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.ramme_sha256 is not None:
            return Frysning(kontrol=kontrol, er_ny=False)
        require_advance(kontrol, Stikproevetilstand.RAMME_FROSSET)
        dag = _require_dag(forbindelse, kontrol, find_dag(notat.nu))
        _freeze(forbindelse, kontrol, dag, noegle=noegle, notat=notat)
        return Frysning(kontrol=require_kontrol(forbindelse, nummer), er_ny=True)


def _freeze(forbindelse: Connection, kontrol: Kontrol, dag: date, *, noegle: str, notat: Notat) -> None:
    billede = _require_billede(forbindelse, kontrol, dag)
    design = design_from_json(kontrol.design)
    beskyttede = read_beskyttede(forbindelse, billede.snapshot_id)
    mindste_celle = _find_mindste_celle(kontrol.population, dag)
    fund = {}
    if kontrol.population is Population.TILBUD:
        fund = read_fund(forbindelse, billede.snapshot_id, kontrol.punkter, beskyttede=beskyttede)
    ramme = build_ramme(
        read_kandidater(forbindelse, kontrol.population, billede),
        design,
        punkter=kontrol.punkter,
        udtrukne=list_tidligere_udtrukne(forbindelse, kontrol, runder=design.udeluk_runder),
        flaggede={enhed_id for enhed_id, _ in fund},
        skriv_id=choose_skriv_id(kontrol.population, nummer=kontrol.nummer, noegle=noegle),
        mindste_celle=mindste_celle,
    )
    _try_fordeling(forbindelse, kontrol, design, ramme, notat)
    insert_ramme(forbindelse, kontrol, ramme.enheder, fund)
    advance(
        forbindelse,
        kontrol,
        Stikproevetilstand.RAMME_FROSSET,
        notat=Notat(
            nu=notat.nu, hvem=notat.hvem, tekst=f"{notat.tekst} {_tell(ramme, billede, mindste_celle)}".strip()
        ),
        trin=RAMME,
        ramme_snapshot_id=billede.snapshot_id,
        ramme_dag=dag,
        ramme_antal=len(ramme.enheder),
        ramme_sha256=ramme.sha256,
        ramme_bemaerkning=write_bemaerkning(
            billede,
            find_afviste(forbindelse, billede.snapshot_id, dag),
            population=kontrol.population,
            er_kontrolleret=is_judged(forbindelse, billede.snapshot_id),
        ),
    )


def _require_dag(forbindelse: Connection, kontrol: Kontrol, i_dag: date) -> date:
    dag = next((trin.dag for trin in read_forloeb(forbindelse, kontrol.id) if trin.trin == RAMME), kontrol.start_dag)
    if i_dag < dag:
        raise KontrolFejl(
            f"Rammen for kontrol {kontrol.nummer} fryses først den {dag:%d-%m-%Y}, som planen siger. "
            "Dagen kan kun flyttes, før kontrollen er annonceret (»stikproeve plan --ret«)."
        )
    return dag


def _require_billede(forbindelse: Connection, kontrol: Kontrol, dag: date) -> Billede:
    billede = find_billede(forbindelse, dag)
    if billede is None:
        raise KontrolFejl(f"Der er intet godkendt øjebliksbillede fra den {dag:%d-%m-%Y} eller før at tage rammen fra.")
    if kontrol.population is Population.PLEJEFAMILIER and billede.udtraek_id is None:
        raise KontrolFejl(
            f"Der er intet godkendt dataudtræk med plejefamilier fra den {dag:%d-%m-%Y} eller før. "
            "Indlæs ministeriets dataudtræk fra den dag, og frys rammen igen."
        )
    return billede


def _try_fordeling(forbindelse: Connection, kontrol: Kontrol, design: Design, ramme: Ramme, notat: Notat) -> None:
    """Refuse a frame that the design cannot be drawn from, while the design can still be mended."""
    fejlandele = {}
    if design.fordeling is Fordelingsmetode.NEYMAN:
        fejlandele = read_fejlandele(forbindelse, kontrol, foer=notat.nu)
    try:
        allocate(design, count_strata(publish(ramme.enheder)), fejlandele=fejlandele)
    except StikproeveFejl as fejl:
        raise StikproeveFejl(
            f"Rammen for kontrol {kontrol.nummer} er ikke frosset, for den kan ikke trækkes. {fejl} "
            f"Ret designet med »stikproeve plan {kontrol.aar} --ret {kontrol.nummer} --design …«."
        ) from fejl


def _find_mindste_celle(population: Population, dag: date) -> int:
    """Give the number of plejefamilier below which none is told of; of tilbud every number is told."""
    if population is Population.TILBUD:
        return 0
    graense = next(x for x in load_graenser() if x.noegle == "mindste_celle" and x.gyldig.covers(dag))
    return int(graense.vaerdi)


def _tell(ramme: Ramme, billede: Billede, mindste_celle: int) -> str:
    udelukkede = count_udelukkede(en.enhed for en in ramme.enheder)
    ude = ", ".join(
        f"{antal if antal >= mindste_celle else f'færre end {mindste_celle}'} {grund.replace('_', ' ')}"
        for grund, antal in sorted(udelukkede.items())
    )
    return (
        f"Rammen er frosset: {len(ramme.enheder)} enheder fra øjebliksbillede nr. {billede.snapshot_id} "
        f"({billede.snapshot_dag:%d-%m-%Y}), heraf udelukket: {ude or 'ingen'}. SHA-256: {ramme.sha256}."
    )
