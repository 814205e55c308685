"""What a row says, as one fingerprint that is the same on every engine; pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

_ENCODE = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode


def hash_raekke(row: Mapping[str, Any]) -> str:
    """Give the SHA-256 in hex of a row, by column name.

    Empty columns are left out, so that a column which a later migration adds does not change the rows there are.
    """
    felter = {navn: _plain(value) for navn, value in row.items() if value is not None}
    return hashlib.sha256(_ENCODE(felter).encode()).hexdigest()


def hash_noegler(noegler: Iterable[object]) -> str:
    """Give the SHA-256 in hex of what was done to many at once: their keys, sorted, so that their order is nothing."""
    return hashlib.sha256(_ENCODE(sorted(map(str, noegler))).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
