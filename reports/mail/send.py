"""Handing mails over. Here: as `.eml` files in a folder, which any mail program opens."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select, update

from reports.fejl import RapportFejl
from reports.filnavn import make_filnavn
from warehouse.queries.rapport_views import MAIL
from warehouse.sager import mark_varslet
from warehouse.transaktion import reading, writing

_BUNKE = 100


def deliver_eml(engine: Engine, mappe: Path, *, nu: datetime) -> int:
    """Write every released mail to the folder and mark it `sendt`; gives how many.

    A file's name follows from tilbud and period, so a run that was killed between file and mark writes the same file
    again. The files hold addresses: only their owner may read them.

    Raises:
        RapportFejl: the folder cannot be written to.
        WarehouseFejl: the database cannot be used.
    """
    with reading(engine) as session:
        klar = select(MAIL.c.id, MAIL.c.tilbudsid, MAIL.c.periode, MAIL.c.trin, MAIL.c.indhold)
        rows = list(session.connection().execute(klar.where(MAIL.c.status == "klar").order_by(MAIL.c.id)))
    for start in range(0, len(rows), _BUNKE):
        _deliver(engine, mappe, rows[start : start + _BUNKE], nu)
    return len(rows)


def _deliver(engine: Engine, mappe: Path, rows: Sequence[Row[*tuple[Any, ...]]], nu: datetime) -> None:
    try:
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        filer = [_write(mappe, row) for row in rows]
    except OSError as fejl:
        raise RapportFejl(
            f"Mails kan ikke skrives i {mappe}: {fejl.strerror}. Ret det, og kør »tilbudstjek mail send --rigtigt« "
            "igen; ingen mail går tabt eller bliver sendt to gange."
        ) from fejl
    # Before the mark: a run killed here begins again from the files, and a case moved twice is moved once.
    mark_varslet(engine, [row.tilbudsid for row in rows], nu=nu)
    mark = update(MAIL).where(MAIL.c.id == bindparam("b_id")).values(status="sendt", sendt=nu, fil=bindparam("b_fil"))
    with writing(engine) as session:
        session.connection().execute(
            mark, [{"b_id": row.id, "b_fil": fil} for row, fil in zip(rows, filer, strict=True)]
        )


def _write(mappe: Path, row: Row[*tuple[Any, ...]]) -> str:
    navn = f"{make_filnavn(row.tilbudsid)}_{row.periode}_{row.trin}.eml"
    midlertidig = mappe / f".{navn}.ny"
    handle = os.open(midlertidig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as fil:
        fil.write(row.indhold.encode("utf-8"))
        fil.flush()
        os.fsync(fil.fileno())
    midlertidig.replace(mappe / navn)
    return navn
