"""A mailbox read to the warehouse: each message once, a handful at a time, and never one answered."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine

from domain.brevsvar import Svarart
from reports.mail.indbakke.postkasse import open_postkasse
from reports.mail.indbakke.tyd import read_indgaaet
from warehouse.brevveksling.find import is_own
from warehouse.brevveksling.modtag import Modtaget, is_known, receive
from warehouse.transaktion import writing

Fremskridt = Callable[[int, int], None]

_BUNKE = 50


@dataclass(frozen=True, kw_only=True)
class Indbakketal:
    """What a reading gave: messages seen, known from before, our own, new by kind, waiting, and returns that killed."""

    laest: int = 0
    kendte: int = 0
    egne: int = 0
    nye: Mapping[Svarart, int] = field(default_factory=dict)
    venter: int = 0
    doede: int = 0


def read_indbakke(engine: Engine, sti: Path, *, nu: datetime, on_progress: Fremskridt | None = None) -> Indbakketal:
    """Read a mailbox (see `open_postkasse`), which is left as it is.

    A handful of messages is one transaction, and each is known by its Message-ID: killed half-way and run again,
    nothing is lost or counted twice.

    Raises:
        RapportFejl: there is nothing like a mailbox there.
        WarehouseFejl: the database cannot be used.
    """
    postkasse = open_postkasse(sti)
    tal: Counter[str] = Counter()
    arter: Counter[Svarart] = Counter()
    for bunke in _take(postkasse.beskeder):
        with writing(engine) as session:
            udfald = [_receive_one(session.connection(), raw, nu) for raw in bunke]
        # Counted when kept: a handful that is not kept is not told of.
        for et in udfald:
            _count(et, tal, arter)
        if on_progress is not None:
            on_progress(tal["laest"], postkasse.antal)
    return Indbakketal(**tal, nye=dict(arter))


def _take(beskeder: Iterator[bytes]) -> Iterator[list[bytes]]:
    while bunke := list(islice(beskeder, _BUNKE)):
        yield bunke


def _receive_one(conn: Connection, raw: bytes, nu: datetime) -> Modtaget | str:
    """Give what became of a message, or the word it is counted by when it brings nothing new."""
    indgaaet = read_indgaaet(raw)
    if is_own(conn, indgaaet.message_id):
        return "egne"
    if is_known(conn, indgaaet.message_id):
        return "kendte"
    return receive(conn, indgaaet, nu=nu)


def _count(udfald: Modtaget | str, tal: Counter[str], arter: Counter[Svarart]) -> None:
    tal["laest"] += 1
    if isinstance(udfald, str):
        tal[udfald] += 1
        return
    arter[udfald.art] += 1
    tal["venter"] += udfald.afgjort is None
    tal["doede"] += udfald.doed
