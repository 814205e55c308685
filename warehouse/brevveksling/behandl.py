"""A person has seen to an answer."""

from datetime import datetime

from sqlalchemy import Connection, Engine, update

from warehouse.brevveksling.adressebog import Valg
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.queries.brevsvar import SVAR
from warehouse.transaktion import joining


def settle_svar(lager: Engine | Connection, svar_id: int, valg: Valg, *, nu: datetime) -> None:
    """Note that a waiting answer has been seen to. Raises BrevvekslingFejl when it does not wait."""
    ventende = (SVAR.c.id == svar_id, SVAR.c.behandlet.is_(None))
    with joining(lager) as conn:
        values = {"behandlet": nu, "af": valg.af.strip(), "grund": valg.grund.strip()}
        if not conn.execute(update(SVAR).where(*ventende).values(values)).rowcount:
            raise BrevvekslingFejl(f"Svar {svar_id} venter ikke. »tilbudstjek mail svar« viser dem, der gør.")
