"""The tables: `raw_*` as read, bare nouns for core, `afledt_*` derived, `reference_*` lists; `nu_*` are views."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from warehouse.tables import (
    adressevask,
    afvigelse,
    brevveksling,
    budgetskema,
    drift,
    koersel,
    mailvagt,
    opfoelgning,
    reference,
    register,
    registertal,
    stikproeve,
    udtraek,
    webadgang,
)

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "adressevask",
    "afvigelse",
    "brevveksling",
    "budgetskema",
    "drift",
    "koersel",
    "mailvagt",
    "opfoelgning",
    "reference",
    "register",
    "registertal",
    "stikproeve",
    "table_of",
    "udtraek",
    "webadgang",
]


def table_of(model: type[SQLModel]) -> Table:
    """Give the table behind a model: what bulk statements are written against."""
    return METADATA.tables[str(model.__tablename__)]
