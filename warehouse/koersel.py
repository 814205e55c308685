"""The life of a run: started, ended, or left behind by a process that died."""

import secrets
from datetime import datetime

from sqlalchemy import Engine, insert, update
from sqlmodel import Session

from warehouse.fejl import WarehouseFejl
from warehouse.revision import Revisionsnote, note
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel
from warehouse.transaktion import writing

I_GANG = "i_gang"
GODKENDT = "godkendt"
AFVIST = "afvist"
FEJLET = "fejlet"

_KOERSEL = table_of(Koersel)


def start_koersel(engine: Engine, *, kilde: str, adresse: str, nu: datetime) -> str:
    """Write the row of a run that begins and give its id, which sorts by time."""
    with writing(engine) as session:
        return insert_koersel(session, kilde=kilde, adresse=adresse, nu=nu)


def insert_koersel(session: Session, *, kilde: str, adresse: str, nu: datetime) -> str:
    """Write the row of a run that begins, in a transaction that is under way, and give its id."""
    koersel_id = f"{nu:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    row = {"id": koersel_id, "start": nu, "kilde": kilde, "adresse": adresse, "status": I_GANG, "statistik": "{}"}
    session.execute(insert(_KOERSEL), [row])
    return koersel_id


def end_koersel(engine: Engine, koersel_id: str, *, status: str, aarsag: str | None, nu: datetime) -> None:
    """Say how a run ended.

    Raises:
        WarehouseFejl: there is no such run.
    """
    with writing(engine) as session:
        saetning = update(_KOERSEL).where(_KOERSEL.c.id == koersel_id)
        if not session.connection().execute(saetning.values(status=status, aarsag=aarsag, slut=nu)).rowcount:
            raise WarehouseFejl(f"Der er ingen kørsel med id {koersel_id}.")
        led = Revisionsnote(
            tidspunkt=nu, hvem="program", handling=f"hentning_{status}", genstand=f"koersel:{koersel_id}"
        )
        note(session.connection(), led)


def close_abandoned(engine: Engine, nu: datetime) -> int:
    """Mark runs that no process ended as failed and give their number.

    Call it only when no other run can be at work: it cannot tell a slow one from a dead one.
    """
    aarsag = "Kørslen blev afbrudt, før den var færdig. Intet af den er gemt; den næste kørsel begynder forfra."
    with writing(engine) as session:
        saetning = update(_KOERSEL).where(_KOERSEL.c.status == I_GANG)
        return session.connection().execute(saetning.values(status=FEJLET, aarsag=aarsag, slut=nu)).rowcount
