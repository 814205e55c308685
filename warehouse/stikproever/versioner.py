"""The answers of caseworkers as they are stored, version by version, and what the rules had flagged beside them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from domain.stikproeve import Udfald
from domain.stikproevesvar import Sanktion, Svar
from warehouse.stikproever.kontrol import Kontrol
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveRegelfund, StikproeveUdfald

Noegle = tuple[str, str]

FORMULAR = "web"

_FUND = table_of(StikproeveRegelfund)
_UDFALD = table_of(StikproeveUdfald)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One stored answer: the highest `nummer` of a unit and an item is the one that counts."""

    svar: Svar
    nummer: int
    sagsbehandler: str
    tidspunkt: datetime
    kilde: str
    efter_lukning: bool


def read_gaeldende(
    forbindelse: Connection, kontrol: Kontrol, enheder: Collection[str] | None = None
) -> dict[Noegle, Version]:
    """Give the answer that counts of each unit and item, of some units or of all."""
    return {noegle: versioner[-1] for noegle, versioner in read_versioner(forbindelse, kontrol, enheder).items()}


def read_versioner(
    forbindelse: Connection, kontrol: Kontrol, enheder: Collection[str] | None = None, *, punkt: str | None = None
) -> dict[Noegle, tuple[Version, ...]]:
    """Give every version of every answer (or of these units, or on this item), the oldest first."""
    u = _UDFALD.c
    valg = select(_UDFALD).where(u.stikproeve_id == kontrol.id).order_by(u.enhed_id, u.punkt, u.version)
    if enheder is not None:
        valg = valg.where(u.enhed_id.in_(sorted(enheder)))
    if punkt is not None:
        valg = valg.where(u.punkt == punkt)
    samlet: dict[Noegle, tuple[Version, ...]] = {}
    for row in forbindelse.execute(valg).mappings():
        noegle = (row["enhed_id"], row["punkt"])
        samlet[noegle] = (*samlet.get(noegle, ()), _make(row))
    return samlet


def read_afsloerede_fund(forbindelse: Connection, kontrol: Kontrol, enhed_id: str) -> dict[str, tuple[str, ...]]:
    """Give the rules that had flagged each item of a unit when the frame was frozen: only of items that are answered.

    An item that no rule had flagged has an empty tuple.
    """
    givne = {punkt for _, punkt in read_gaeldende(forbindelse, kontrol, [enhed_id])}
    f = _FUND.c
    valg = select(f.punkt, f.regler).where(f.stikproeve_id == kontrol.id, f.enhed_id == enhed_id, f.punkt.in_(givne))
    fund = {row.punkt: tuple(row.regler.split(", ")) for row in forbindelse.execute(valg)}
    return {punkt: fund.get(punkt, ()) for punkt in givne}


def _make(row: RowMapping) -> Version:
    sanktion = row["sanktion"]
    return Version(
        svar=Svar(
            enhed_id=row["enhed_id"],
            punkt=row["punkt"],
            udfald=Udfald(row["udfald"]),
            kommentar=row["kommentar"],
            minutter=row["minutter"],
            rettet_dag=row["rettet_dag"],
            sanktion=None if sanktion is None else Sanktion(sanktion),
        ),
        nummer=row["version"],
        sagsbehandler=row["sagsbehandler"],
        tidspunkt=row["tidspunkt"],
        kilde=row["kilde"],
        efter_lukning=row["efter_lukning"],
    )
