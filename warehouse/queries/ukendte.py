"""Rows of a dataudtræk that speak of tilbud the register does not have."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Engine

from domain.dump import Dump
from warehouse.load.udtraek.forrige import read_register
from warehouse.transaktion import reading


def count_ukendte(engine: Engine, dump: Dump) -> dict[str, int] | None:
    """Give by entity the rows whose tilbud is not in the register; None when no register was loaded yet.

    Tilbud that the dump itself brings count as known. Raises WarehouseFejl when the database cannot be read.
    """
    with reading(engine) as session:
        levende = read_register(session).levende
    levende |= {post.afdeling.tilbudsid for post in dump.poster}
    return _count(dump, levende) if levende else None


def _count(dump: Dump, levende: Collection[object]) -> dict[str, int]:
    return dict(
        Counter(
            raekke.entitet
            for raekke in dump.raekker
            if "tilbudsid" in raekke.felter and raekke.felter["tilbudsid"] not in levende
        )
    )
