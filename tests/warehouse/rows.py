"""What tests ask a warehouse directly."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, text

REGISTER = ("afdeling", "raw_afdeling", "afledt_afdeling", "afdeling_paragraf", "afdeling_liv", "afvigelse")
LOADED = (*REGISTER, "snapshot", "koersel", "gate_proeve", "sideafvigelse", "afvigelse_haendelse", "mail")


def rows(engine: Engine, sql: str, **values: Any) -> list[dict[str, Any]]:
    """Every row of a SELECT."""
    with engine.connect() as forbindelse:
        return [
            {navn: _plain(value) for navn, value in row.items()}
            for row in forbindelse.execute(text(sql), values).mappings()
        ]


def _plain(value: Any) -> Any:
    """Days and times as SQLite stores them, whatever the database gives."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def values(engine: Engine, sql: str) -> list[Any]:
    """The first column of a SELECT."""
    return [next(iter(row.values())) for row in rows(engine, sql)]


def everything(engine: Engine, tabeller: tuple[str, ...] = LOADED) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables a load writes."""
    return {tabel: sorted(rows(engine, f"SELECT * FROM {tabel}"), key=str) for tabel in tabeller}
