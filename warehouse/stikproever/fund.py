"""What the rules had flagged on the day of a frame, per unit and item."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from domain.afvigelse import Haendelse, Status
from domain.felter import ADRESSEFELTER
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Afvigelse, AfvigelseHaendelse, Kontrol

_AFVIGELSE = table_of(Afvigelse)
_HAENDELSE = table_of(AfvigelseHaendelse)
_KONTROL = table_of(Kontrol)

Fundet = dict[tuple[str, str], tuple[str, ...]]


def read_fund(
    forbindelse: Connection, snapshot_id: int, punkter: Sequence[str], *, beskyttede: Collection[str]
) -> Fundet:
    """Give the rules with an open finding by (tilbudsid, item), as findings stood after a snapshot.

    A finding that a caseworker accepted is no flag. Of krisecentre, nothing about the address is kept.
    """
    a, h = _AFVIGELSE.c, _HAENDELSE.c
    sidste = select(func.max(h.id).label("id")).where(h.snapshot_id <= snapshot_id).group_by(h.afvigelse_id).subquery()
    valg = (
        select(a.tilbudsid, a.felt, a.regel)
        .join(_HAENDELSE, h.afvigelse_id == a.id)
        .join(sidste, sidste.c.id == h.id)
        .where(h.haendelse != Haendelse.LUKKET.value, a.status != Status.ACCEPTERET.value, a.felt.in_(punkter))
        .distinct()
        .order_by(a.tilbudsid, a.felt, a.regel)
    )
    samlet: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tilbudsid, felt, regel in forbindelse.execute(valg):
        if not (tilbudsid in beskyttede and felt in ADRESSEFELTER):
            samlet[tilbudsid, felt].append(regel)
    return {noegle: tuple(regler) for noegle, regler in samlet.items()}


def is_judged(forbindelse: Connection, snapshot_id: int) -> bool:
    """Tell whether the rules have judged a snapshot."""
    valg = select(_KONTROL.c.id).where(_KONTROL.c.snapshot_id == snapshot_id).limit(1)
    return forbindelse.execute(valg).first() is not None
