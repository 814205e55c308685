"""What a result, the evidence and the audit package are made of: one control's frame, outcomes, flags and notes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from domain.felter import FELTER
from domain.stikproeve import Enhed, Population, Stikproevetilstand
from domain.stikproeveforloeb import ANNONCERET, Trin
from warehouse.queries.stikproeve import Notatlinje, read_notater
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.frist import read_forloeb
from warehouse.stikproever.kilde import read_beskyttede
from warehouse.stikproever.kontrol import Kontrol, list_alle
from warehouse.stikproever.ramme import Rammeenhed, find_frosset, read_ramme
from warehouse.stikproever.versioner import Noegle, Version, read_versioner
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Kontrol as KontrolTabel
from warehouse.tables.stikproeve import StikproeveRegelfund

_KONTROL = table_of(KontrolTabel)
_FUND = table_of(StikproeveRegelfund)
_OPGJORTE = frozenset({Stikproevetilstand.OPGJORT, Stikproevetilstand.AFSLUTTET})
RETTEFRIST = "rettefrist"


@dataclass(frozen=True, kw_only=True)
class Grundlag:
    """One drawn control. `versioner` are the outcomes by (unit, item), oldest first; `fund` the rules that had flagged.

    `er_kontrolleret` tells whether the rules had judged the frame's snapshot when it was frozen. `enheder` is the whole
    frame, excluded units too. Of plejefamilier every unit bears its public id, never its own, and no comment is kept;
    nor is any of a krisecenter or of a personal item.
    """

    kontrol: Kontrol
    forloeb: tuple[Trin, ...]
    notater: tuple[Notatlinje, ...]
    enheder: tuple[Rammeenhed, ...]
    versioner: Mapping[Noegle, tuple[Version, ...]]
    fund: Mapping[Noegle, tuple[str, ...]]
    er_kontrolleret: bool

    @property
    def annonceret(self) -> date | None:
        """The day the source of the public number was announced."""
        return next((trin.udfoert for trin in self.forloeb if trin.trin == ANNONCERET), None)

    @property
    def rettefrist(self) -> date | None:
        """The last day for putting faults right."""
        return next((trin.dag for trin in self.forloeb if trin.trin == RETTEFRIST), None)

    @property
    def kan_traekkes(self) -> tuple[Enhed, ...]:
        """The units that were not excluded."""
        return tuple(en.enhed for en in self.enheder if en.enhed.udelukket is None)

    @property
    def mangler(self) -> int:
        """How many outcomes are still to come."""
        udtrukne = sum(en.er_udtrukket for en in self.enheder)
        return udtrukne * len(self.kontrol.punkter) - len(self.versioner)

    @property
    def er_opgjort(self) -> bool:
        """Tell whether the control was settled."""
        return self.kontrol.tilstand in _OPGJORTE


def load_grundlag(forbindelse: Connection, kontrol: Kontrol) -> Grundlag:
    """Read all of a control.

    Raises:
        KontrolFejl: It is not drawn yet.
    """
    if kontrol.udtrukket_antal is None:
        raise KontrolFejl(
            f"Kontrol {kontrol.nummer} er ikke trukket endnu, så der er intet resultat. "
            f"»tilbudstjek stikproeve vis {kontrol.nummer}« viser, hvor langt den er."
        )
    ramme = read_ramme(forbindelse, kontrol)
    navne = _name_units(kontrol, ramme)
    tavse = _find_tavse(forbindelse, kontrol)
    return Grundlag(
        kontrol=kontrol,
        forloeb=read_forloeb(forbindelse, kontrol.id),
        notater=read_notater(forbindelse, kontrol),
        enheder=tuple(replace(en, enhed=replace(en.enhed, enhed_id=navne[en.enhed.enhed_id])) for en in ramme),
        versioner={
            (navne[enhed_id], punkt): tuple(
                _rename(version, navne[enhed_id], er_tavs=enhed_id in tavse) for version in versioner
            )
            for (enhed_id, punkt), versioner in read_versioner(forbindelse, kontrol).items()
        },
        fund={(navne[enhed_id], punkt): regler for (enhed_id, punkt), regler in _read_fund(forbindelse, kontrol)},
        er_kontrolleret=_was_judged(forbindelse, kontrol),
    )


def list_tidligere(forbindelse: Connection, kontrol: Kontrol) -> tuple[Grundlag, ...]:
    """Give the settled controls before this one of the same population with an item in common, oldest first."""
    return tuple(
        load_grundlag(forbindelse, en)
        for en in list_alle(forbindelse)
        if en.population is kontrol.population
        and en.orden < kontrol.orden
        and en.tilstand in _OPGJORTE
        and set(en.punkter) & set(kontrol.punkter)
    )


def list_opgjorte(forbindelse: Connection) -> tuple[Grundlag, ...]:
    """Give every settled control, oldest first."""
    return tuple(load_grundlag(forbindelse, en) for en in list_alle(forbindelse) if en.tilstand in _OPGJORTE)


def _was_judged(forbindelse: Connection, kontrol: Kontrol) -> bool:
    k, frosset = _KONTROL.c, find_frosset(forbindelse, kontrol)
    valg = select(k.id).where(k.snapshot_id == kontrol.ramme_snapshot_id, k.tidspunkt <= frosset).limit(1)
    return forbindelse.execute(valg).first() is not None


def _name_units(kontrol: Kontrol, ramme: tuple[Rammeenhed, ...]) -> dict[str, str]:
    er_familier = kontrol.population is Population.PLEJEFAMILIER
    return {en.enhed.enhed_id: en.offentligt_id if er_familier else en.enhed.enhed_id for en in ramme}


def _find_tavse(forbindelse: Connection, kontrol: Kontrol) -> frozenset[str]:
    """Give the tilbud of which a comment might tell where they lie."""
    if kontrol.ramme_snapshot_id is None or kontrol.population is Population.PLEJEFAMILIER:
        return frozenset()
    return read_beskyttede(forbindelse, kontrol.ramme_snapshot_id)


def _rename(version: Version, enhed_id: str, *, er_tavs: bool) -> Version:
    svar = version.svar
    personlig = svar.punkt in FELTER and FELTER[svar.punkt].er_personlig
    tavs = er_tavs or personlig or enhed_id != svar.enhed_id
    kommentar = UDELADT if tavs and svar.kommentar else svar.kommentar
    return replace(version, svar=replace(svar, enhed_id=enhed_id, kommentar=kommentar))


def _read_fund(forbindelse: Connection, kontrol: Kontrol) -> list[tuple[Noegle, tuple[str, ...]]]:
    f = _FUND.c
    valg = select(f.enhed_id, f.punkt, f.regler).where(f.stikproeve_id == kontrol.id).order_by(f.enhed_id, f.punkt)
    return [((row.enhed_id, row.punkt), tuple(row.regler.split(", "))) for row in forbindelse.execute(valg)]


UDELADT = "(udeladt af hensyn til personer)"
