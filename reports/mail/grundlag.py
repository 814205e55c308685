"""What the night's mails rest on, read in one view of the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from domain.regel import Modtager, Regel
from warehouse.queries.rapport_mail import (
    Mailafdeling,
    Mailfund,
    SenesteMail,
    Usendt,
    is_released,
    list_mailafdelinger,
    list_mailfund,
    list_noegler,
    list_seneste_mails,
    list_usendte,
)
from warehouse.queries.rapport_tilstand import load_tilstand


class _AfTilbud(Protocol):
    @property
    def tilbudsid(self) -> str: ...


T = TypeVar("T", bound=_AfTilbud)


@dataclass(frozen=True, kw_only=True)
class Grundlag:
    """The newest accepted snapshot with its control, and all that decides who is written to. Maps are by tilbudsid."""

    snapshot_id: int
    dag: date
    regler: Mapping[str, Regel]
    afdelinger: Mapping[str, Sequence[Mailafdeling]]
    fund: Mapping[str, Sequence[Mailfund]]
    seneste: Mapping[str, SenesteMail]
    usendte: Mapping[str, Usendt]
    noegler: frozenset[str]
    er_frigivet: bool


def read_grundlag(conn: Connection, regler: Sequence[Regel]) -> Grundlag | None:
    """Read it all; None when there is no snapshot, or the rules have not judged all there is yet."""
    tilstand = load_tilstand(conn)
    if tilstand.snapshot is None or tilstand.kontrol is None or not tilstand.kontrol.er_ny:
        return None
    til_tilbud = {regel.id: regel for regel in regler if Modtager.TILBUD in regel.modtagere}
    return Grundlag(
        snapshot_id=tilstand.snapshot.id,
        dag=tilstand.snapshot.dag,
        regler=til_tilbud,
        afdelinger=_group(list_mailafdelinger(conn)),
        fund=_group(list_mailfund(conn, tilstand.snapshot.id, sorted(til_tilbud))),
        seneste=list_seneste_mails(conn),
        usendte=list_usendte(conn),
        noegler=list_noegler(conn),
        er_frigivet=is_released(conn),
    )


def _group(rows: Iterable[T]) -> dict[str, list[T]]:
    grupper: defaultdict[str, list[T]] = defaultdict(list)
    for row in rows:
        grupper[row.tilbudsid].append(row)
    return dict(grupper)
