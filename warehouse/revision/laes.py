"""The chain read: its links by who, what and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from warehouse.revision.kaede import REVISION
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Led:
    """One link as it stands."""

    nr: int
    tidspunkt: datetime
    hvem: str
    handling: str
    genstand: str | None
    indhold: str | None
    bemaerkning: str | None
    hash: str


@dataclass(frozen=True, kw_only=True)
class Udvalg:
    """Which links are wanted; None asks for all. `handling` and `genstand` are the beginning of what is sought."""

    hvem: str | None = None
    handling: str | None = None
    genstand: str | None = None
    fra: datetime | None = None
    til: datetime | None = None


def list_led(engine: Engine, udvalg: Udvalg, *, hoejst: int = 1_000) -> tuple[Led, ...]:
    """Give the links that are wanted, newest first, at most `hoejst`. Raises WarehouseFejl."""
    k = REVISION.c
    valg = select(*(k[navn] for navn in Led.__dataclass_fields__)).order_by(k.nr.desc()).limit(hoejst)
    if udvalg.hvem is not None:
        valg = valg.where(k.hvem == udvalg.hvem)
    if udvalg.handling is not None:
        valg = valg.where(k.handling.startswith(udvalg.handling, autoescape=True))
    if udvalg.genstand is not None:
        valg = valg.where(k.genstand.startswith(udvalg.genstand, autoescape=True))
    if udvalg.fra is not None:
        valg = valg.where(k.tidspunkt >= udvalg.fra)
    if udvalg.til is not None:
        valg = valg.where(k.tidspunkt < udvalg.til)
    with reading(engine) as session:
        return tuple(Led(**row) for row in session.connection().execute(valg).mappings())
