"""A SQLite warehouse moved into the empty database of the settings, while no run writes to either."""

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine

from flows.fremdrift import Visning
from flows.laas import hold_lock
from flows.settings import Indstillinger
from warehouse.engine import opened_warehouse, unchanged_warehouse
from warehouse.fejl import WarehouseFejl, translate_errors
from warehouse.flyt import copy_warehouse
from warehouse.roller import give_rights
from warehouse.skema import read_skema
from warehouse.transaktion import writing


def move_warehouse(
    indstillinger: Indstillinger, fil: Path, *, nu: datetime, hvem: str, visning: Visning | None = None
) -> int:
    """Copy a SQLite warehouse into the database of the settings, all of it or nothing; give how many rows.

    The file is only read, but for its schema, which is brought forward first. The files of `var` stay where they are.

    Raises:
        OptagetFejl: a run is going on with one of the two.
        WarehouseFejl: the file is no warehouse, the database is not empty or is the file itself, or either fails.
    """
    url = f"sqlite:///{fil.resolve()}"
    with unchanged_warehouse(indstillinger.database) as til:
        _check(fil, url, til)
        with ExitStack() as laase:
            laase.enter_context(hold_lock(indstillinger))
            # A folder of its own has a lock of its own, which a run on the file would hold.
            if fil.resolve().parent != indstillinger.var.resolve():
                egen = {"var": fil.resolve().parent, "database_url": SecretStr(url)}
                laase.enter_context(hold_lock(indstillinger.model_copy(update=egen)))
            vis = laase.enter_context((visning or Visning()).trin("Flytter tabellerne"))
            fra = laase.enter_context(opened_warehouse(url))
            antal = copy_warehouse(fra, til, nu=nu, hvem=hvem, on_progress=vis)
        with writing(til) as session:
            give_rights(session.connection())
    return antal


def _check(fil: Path, url: str, til: Engine) -> None:
    """See that the file is a warehouse before anything makes one of it."""
    if not fil.is_file():
        raise WarehouseFejl(f"Der er ingen fil, der hedder {fil.name}. Skriv stien til tilbudstjek.db.")
    if til.dialect.name == "sqlite" and til.url.database and Path(til.url.database).resolve() == fil.resolve():
        raise WarehouseFejl("TILBUDSTJEK_DATABASE_URL peger på filen selv. Sæt den til den nye, tomme database.")
    with unchanged_warehouse(url) as fra, translate_errors():
        if read_skema(fra) is None:
            raise WarehouseFejl(f"{fil.name} er ikke en database fra tilbudstjek. Den er ikke ændret.")
