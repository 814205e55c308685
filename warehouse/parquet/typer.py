"""The Parquet type of a column: the database's own, for SQLite says of a view's column what its table says."""

from typing import Any

import pyarrow as pa
from sqlalchemy import Boolean, Date, Float, Inspector, Integer, Numeric
from sqlalchemy.types import NullType, TypeEngine

# What SQLite cannot say, because a view works it out. All other such columns are text.
_UDREGNET: dict[str, pa.DataType] = {
    "er_set": pa.bool_(),
    "alle_set": pa.bool_(),
    "er_beskyttet": pa.bool_(),
    "antal_afdelinger": pa.int64(),
    "pladser": pa.int64(),
    "dage": pa.int64(),
    "lavest_kr": pa.float64(),
    "hoejest_kr": pa.float64(),
}
# Boolean before Integer and Float before Numeric: the first that fits decides.
_SLAGS: tuple[tuple[type[TypeEngine[Any]], pa.DataType], ...] = (
    (Boolean, pa.bool_()),
    (Date, pa.date32()),
    (Integer, pa.int64()),
    (Float, pa.float64()),
    (Numeric, pa.float64()),
)


def read_schema(inspektoer: Inspector, relation: str, kolonner: frozenset[str]) -> pa.Schema:
    """Give the Parquet schema of those columns of a table or view that are asked for, in the database's order."""
    return pa.schema(
        [
            (kolonne["name"], _find_type(kolonne["name"], kolonne["type"]))
            for kolonne in inspektoer.get_columns(relation)
            if kolonne["name"] in kolonner
        ]
    )


def _find_type(navn: str, slags: TypeEngine[Any]) -> pa.DataType:
    if isinstance(slags, NullType):
        return _UDREGNET.get(navn, pa.string())
    return next((parquet for art, parquet in _SLAGS if isinstance(slags, art)), pa.string())
