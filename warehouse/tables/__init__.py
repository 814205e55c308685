"""The tables: `raw_*` as read, bare nouns for core, `afledt_*` derived, `reference_*` lists; `nu_*` are views."""

from sqlmodel import SQLModel

from warehouse.tables import afvigelse, koersel, opfoelgning, reference, register

METADATA = SQLModel.metadata

__all__ = ["METADATA", "afvigelse", "koersel", "opfoelgning", "reference", "register"]
