"""Dead addresses: marked by a mail that came back for good, living again when a person says so."""

from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select, update

from domain.brevsvar import explain_kode
from warehouse.brevveksling.adressebog import Valg
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.queries.adressebog import DOED, fold_email
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.transaktion import writing


def mark_dead(conn: Connection, email: str, kode: str | None, *, afleveret: datetime, nu: datetime) -> bool:
    """Note that a mail to an address, handed over at `afleveret`, came back for good; gives whether that counts.

    It does not when a person has said since the mail went that the address works.
    """
    egen = DOED.c.email == fold_email(email)
    genoplivet = conn.scalar(select(func.max(DOED.c.ophoert)).where(egen))
    if genoplivet is not None and afleveret <= genoplivet:
        return False
    igen = update(DOED).where(egen, DOED.c.ophoert.is_(None))
    values = {"sidst": nu, "antal": DOED.c.antal + 1, "kode": kode, "aarsag": explain_kode(kode)}
    if not conn.execute(igen.values(values)).rowcount:
        row = {"email": fold_email(email), "kode": kode, "aarsag": explain_kode(kode), "foerst": nu, "sidst": nu}
        conn.execute(insert(DOED), [{**row, "antal": 1}])
    return True


def revive_adresse(engine: Engine, email: str, valg: Valg, *, nu: datetime) -> None:
    """Note that a person says that an address works after all. Raises BrevvekslingFejl when it is not dead."""
    doed = (DOED.c.email == fold_email(email), DOED.c.ophoert.is_(None))
    with writing(engine) as session:
        values = {"ophoert": nu, "af": valg.af.strip(), "grund": valg.grund.strip()}
        if not session.connection().execute(update(DOED).where(*doed).values(values)).rowcount:
            raise BrevvekslingFejl("Adressen regnes ikke for død. »tilbudstjek adresse vis« viser dem, der gør.")
        led = Revisionsnote(
            tidspunkt=nu, hvem=valg.af.strip(), handling="adresse_lever", indhold=hash_noegler([fold_email(email)])
        )
        note(session.connection(), led)
