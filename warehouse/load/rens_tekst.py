"""What no database can hold of a text, and of a number; pure."""

import re

# NUL is refused by PostgreSQL, lone surrogates by every UTF-8 database.
_UGEMBAR = re.compile("[\x00\ud800-\udfff]")
_HELTAL = range(-(2**31), 2**31)


def is_storable(value: object) -> bool:
    """Tell whether a value is a text that every database can hold as it stands."""
    return isinstance(value, str) and not _UGEMBAR.search(value)


def clean_text(tekst: str) -> str:
    """Give a text without the signs that no database holds."""
    return _UGEMBAR.sub("", tekst)


def clean_integer(antal: int | None) -> int | None:
    """Drop a number no INTEGER column holds: the source shows no usable number, and the raw row keeps the text."""
    return antal if antal is not None and antal in _HELTAL else None
