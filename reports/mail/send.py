"""Handing mails over. Here: as `.eml` files in a folder, which any mail program opens."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select, text, update

from domain.mailstatus import Mailstatus
from domain.systemfejl import explain_oserror
from reports.fejl import RapportFejl
from reports.mail.tilstande import move_cases
from warehouse.queries.rapport_views import MAIL
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.transaktion import reading, writing

_BUNKE = 100


def deliver_eml(engine: Engine, mappe: Path, *, nu: datetime) -> int:
    """Write every released mail to the folder and mark it `sendt`; gives how many.

    A file's name follows from the mail's key, so a run that was killed between file and mark writes the same file
    again. The files hold addresses: only their owner may read them.

    Raises:
        RapportFejl: the folder cannot be written to.
        WarehouseFejl: the database cannot be used.
    """
    move_cases(engine, nu=nu)
    klar = select(MAIL.c.id).where(MAIL.c.status == Mailstatus.KLAR.value).order_by(MAIL.c.id)
    with reading(engine) as session:
        ids = session.connection().scalars(klar).all()
    for start in range(0, len(ids), _BUNKE):
        _deliver(engine, mappe, ids[start : start + _BUNKE], nu)
    move_cases(engine, nu=nu)
    return len(ids)


def drop_wiped(engine: Engine, mappe: Path) -> int:
    """Delete the files of mails whose text was taken away (their tilbud became a krisecenter); gives how many.

    A mail from before may hold its street. Done again after a kill it goes on where it stopped.

    Raises:
        RapportFejl: a file cannot be deleted.
        WarehouseFejl: the database cannot be used.
    """
    # Said as it stands in the index, which a bound value would not be known to fit.
    tomme = select(MAIL.c.id, MAIL.c.fil).where(text("indhold = ''"), MAIL.c.fil.is_not(None))
    with reading(engine) as session:
        rows = session.connection().execute(tomme).all()
    try:
        for row in rows:
            (mappe / Path(row.fil).name).unlink(missing_ok=True)
    except OSError as fejl:
        raise RapportFejl(
            f"En mail om et krisecenter kan ikke slettes i {mappe}: {explain_oserror(fejl)}. Slet filen, og prøv igen."
        ) from fejl
    if rows:
        with writing(engine) as session:
            session.connection().execute(
                update(MAIL).where(MAIL.c.id == bindparam("b_id")).values(fil=None), [{"b_id": row.id} for row in rows]
            )
    return len(rows)


def _deliver(engine: Engine, mappe: Path, ids: Sequence[int], nu: datetime) -> None:
    valg = select(*(MAIL.c[navn] for navn in ("id", "noegle", "art", "periode", "trin", "indhold")))
    with reading(engine) as session:
        rows = session.connection().execute(valg.where(MAIL.c.id.in_(ids))).all()
    try:
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        filer = [_write(mappe, row) for row in rows]
    except OSError as fejl:
        raise RapportFejl(
            f"Mails kan ikke skrives i {mappe}: {explain_oserror(fejl)}. Ret det, og kør »tilbudstjek mail send "
            "--rigtigt« igen; ingen mail går tabt eller bliver sendt to gange."
        ) from fejl
    mark = update(MAIL).where(MAIL.c.id == bindparam("b_id"))
    mark = mark.values(status=Mailstatus.SENDT.value, sendt=nu, fil=bindparam("b_fil"))
    with writing(engine) as session:
        session.connection().execute(
            mark, [{"b_id": row.id, "b_fil": fil} for row, fil in zip(rows, filer, strict=True)]
        )
        led = Revisionsnote(
            tidspunkt=nu,
            hvem="program",
            handling="mail_afleveret",
            indhold=hash_noegler(row.noegle for row in rows),
            bemaerkning=f"{len(rows)} mails som filer",
        )
        note(session.connection(), led)


def _write(mappe: Path, row: Row[*tuple[Any, ...]]) -> str:
    navn = f"{row.periode}_{row.art}_{row.trin}_{row.noegle}.eml"
    midlertidig = mappe / f".{navn}.ny"
    handle = os.open(midlertidig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as fil:
        fil.write(row.indhold.encode("utf-8"))
        fil.flush()
        os.fsync(fil.fileno())
    midlertidig.replace(mappe / navn)
    return navn
