"""The steps of a control with their days, as they are stored."""

from sqlalchemy import Connection, select

from domain.stikproeveforloeb import Trin
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveFrist

_FRIST = table_of(StikproeveFrist)


def read_forloeb(forbindelse: Connection, stikproeve_id: int) -> tuple[Trin, ...]:
    """Give the steps of one control, by day."""
    return read_forloeb_af(forbindelse, [stikproeve_id]).get(stikproeve_id, ())


def read_forloeb_af(forbindelse: Connection, ider: list[int]) -> dict[int, tuple[Trin, ...]]:
    """Give the steps of several controls, each by day."""
    c = _FRIST.c
    valg = select(_FRIST).where(c.stikproeve_id.in_(ider)).order_by(c.dag, c.trin)
    samlet: dict[int, list[Trin]] = {}
    for row in forbindelse.execute(valg).mappings():
        felter = {navn: value for navn, value in row.items() if navn != "stikproeve_id"}
        samlet.setdefault(row["stikproeve_id"], []).append(Trin(**felter))
    return {stikproeve_id: tuple(trin) for stikproeve_id, trin in samlet.items()}
