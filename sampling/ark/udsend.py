"""Making the workbooks of a control: one per caseworker, for plejefamilier one per socialtilsyn."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from domain.stikproeveforloeb import VURDERET
from sampling.ark.fordeling import share_enheder
from sampling.ark.grundlag import load_raekker
from sampling.ark.model import Arbejdsark, Arkhoved
from sampling.ark.skriv import write_ark
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.fordeling import list_udtrukne, store_fordeling
from warehouse.stikproever.frist import read_forloeb
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.ramme import Rammeenhed
from warehouse.stikproever.trin import Notat
from warehouse.transaktion import reading


def make_filer(engine: Engine, nummer: str, *, sagsbehandlere: Sequence[str] | None, nu: datetime) -> dict[str, bytes]:
    """Give the workbooks as file name and bytes. Nothing is stored: see `store_udsendelse`.

    Answers that are given already stand in them.

    Raises:
        KontrolFejl: Nothing is drawn yet.
        StikproeveFejl: The units cannot be shared as asked.
    """
    with reading(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        udtrukne = list_udtrukne(forbindelse, kontrol)
        if not udtrukne:
            raise KontrolFejl(f"Kontrol {kontrol.nummer} har ingen udtrukne sager; træk stikprøven først.")
        fordeling = share_enheder(udtrukne, kontrol.population, sagsbehandlere)
        filer = _make_ark(forbindelse, kontrol, udtrukne, fordeling)
        return {_name_fil(ark.hoved): write_ark(ark, nu=nu) for ark in filer}


def store_udsendelse(
    engine: Engine, nummer: str, *, sagsbehandlere: Sequence[str] | None, hvem: str, nu: datetime
) -> None:
    """Store who was given what, and start the caseworkers' part.

    Raises:
        KontrolFejl: The control takes no answers, or units that have answers would change hands.
        StikproeveFejl: The units cannot be shared as asked.
    """
    with reading(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        fordeling = share_enheder(list_udtrukne(forbindelse, kontrol), kontrol.population, sagsbehandlere)
    antal = len(set(fordeling.values()))
    notat = Notat(nu=nu, hvem=hvem, tekst=f"Sagerne er fordelt i {antal} arbejdsark.")
    store_fordeling(engine, nummer, fordeling, notat=notat)


def _make_ark(
    forbindelse: Connection, kontrol: Kontrol, udtrukne: Sequence[Rammeenhed], fordeling: dict[str, str]
) -> Iterator[Arbejdsark]:
    frister = {trin.trin: trin.dag for trin in read_forloeb(forbindelse, kontrol.id)}
    for hvem in sorted(set(fordeling.values())):
        # By number: in the order of the strata the flagged ones would come first in a control of the rules.
        egne = sorted(en.enhed.enhed_id for en in udtrukne if fordeling[en.enhed.enhed_id] == hvem)
        hoved = Arkhoved(
            nummer=kontrol.nummer,
            emne=kontrol.emne,
            population=kontrol.population,
            ramme_sha256=kontrol.ramme_sha256 or "",
            ramme_dag=kontrol.ramme_dag or kontrol.start_dag,
            sagsbehandler=hvem,
            frist=frister.get(VURDERET),
        )
        yield Arbejdsark(hoved=hoved, raekker=load_raekker(forbindelse, kontrol, egne))


def _name_fil(hoved: Arkhoved) -> str:
    return f"stikproeve-{hoved.nummer}-{hoved.sagsbehandler.replace(' ', '-')}.xlsx"
