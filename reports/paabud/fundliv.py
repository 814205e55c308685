"""How a finding stood at a moment of the past: open, accepted, mended, or gone with what it was about."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from domain.afvigelse import Haendelse
from domain.sag import Haendelsesart
from warehouse.queries.notatfund import Fundhaendelse, Notatfund
from warehouse.queries.sager import Notatlinje

_ACCEPT = re.compile(
    r"Accepteret til og med (\d\d-\d\d-\d{4}): ([\d.]+) afvigelser?(?: af ([^\s.(]+))?(?: \((.+?)\)\. )?"
)


class Stand(Enum):
    """Where a finding stood. `UKENDT`: it may have been accepted then, which was overwritten since."""

    AABEN = auto()
    ACCEPTERET = auto()
    RETTET = auto()
    BORTFALDET = auto()
    UKENDT = auto()


def find_stand(fund: Notatfund, naar: datetime, noter: Sequence[Notatlinje]) -> Stand | None:
    """Tell how a finding stood at a moment; None when it had not been found yet."""
    foer = [et for et in fund.haendelser if et.naar <= naar]
    if not foer:
        return None
    if foer[-1].art == Haendelse.LUKKET:
        return Stand.RETTET if _is_mended(fund, foer[-1]) else Stand.BORTFALDET
    accepter = [n for n in noter if n.art == Haendelsesart.ACCEPT and foer[-1].naar <= n.tidspunkt <= naar]
    if any(is_accepted_by(fund, note) for note in accepter):
        return Stand.ACCEPTERET
    # Opened again without having been closed: an acceptance ran out meanwhile.
    efter = fund.haendelser[len(foer) :]
    if accepter and efter and efter[0].art == Haendelse.GENAABNET:
        return Stand.UKENDT
    return Stand.AABEN


def find_lukket(fund: Notatfund, naar: datetime) -> datetime | None:
    """Give when a finding that was closed at a moment had been closed; None when it was not."""
    foer = [et for et in fund.haendelser if et.naar <= naar]
    return foer[-1].naar if foer and foer[-1].art == Haendelse.LUKKET else None


def is_accepted_by(fund: Notatfund, note: Notatlinje) -> bool:
    """Tell whether the acceptance that a finding bears can be that of a line: same day, reason, rule and place."""
    fundet = _ACCEPT.match(note.grund)
    if fundet is None or fund.accepteret_til is None or not fund.haendelser:
        return False
    sted = "hele tilbuddet" if fund.afdelingsid is None else f"afdeling {fund.afdelingsid}"
    samme = (
        fundet[4] in {None, sted} and f"{fund.accepteret_til:%d-%m-%Y}" == fundet[1] and fundet[3] in {None, fund.regel}
    )
    return samme and note.grund.endswith(fund.accepteret_grund or "") and fund.haendelser[0].naar <= note.tidspunkt


def count_accepted(note: Notatlinje) -> int:
    """Give how many findings a line says were accepted; 0 when it does not say."""
    fundet = _ACCEPT.match(note.grund)
    return int(fundet[2].replace(".", "")) if fundet else 0


def _is_mended(fund: Notatfund, lukket: Fundhaendelse) -> bool:
    return lukket.koerte and (fund.ophoert is None or fund.ophoert > lukket.snapshot_id)
