"""Values of Spark as SQLite gives them, so that a finding reads the same whichever engine found it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any


def as_sqlite(row: Iterable[Any]) -> tuple[Any, ...]:
    """Give a row with yes or no as 1 or 0, days as text, and decimals as floats."""
    return tuple(_value(value) for value in row)


def _value(value: object) -> object:
    match value:
        case bool():
            return int(value)
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case _:
            return value
