"""Points in time: aware in Python, UTC without offset in the database, so that SQLite and PostgreSQL order alike."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class Tidspunkt(TypeDecorator[datetime]):
    """An aware datetime. Binding a naive one raises ValueError: nobody can know which hour it means."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A point in time needs a time zone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, ANN401
        """Give the time back as aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)
