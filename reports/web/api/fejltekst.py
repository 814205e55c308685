"""What a validation found, said in Danish: Pydantic's own sentences are English."""

from collections.abc import Mapping
from typing import Any

_TEKSTER = {
    "extra_forbidden": "er ikke en parameter her",
    "missing": "mangler",
    "int_parsing": "skal være et helt tal",
    "int_type": "skal være et helt tal",
    "greater_than_equal": "skal være mindst {ge}",
    "less_than_equal": "skal være højst {le}",
    "string_too_short": "må ikke være tom",
    "string_too_long": "må højst være på {max_length} tegn",
    "string_pattern_mismatch": "har ikke den form, der er beskrevet",
    "enum": "skal være en af {expected}",
    "literal_error": "skal være en af {expected}",
    "date_from_datetime_parsing": "skal være en dag, skrevet som 2026-11-16",
    "date_parsing": "skal være en dag, skrevet som 2026-11-16",
}


def write_fejl(fejl: Mapping[str, Any]) -> str:
    """Say what is wrong with a parameter, without repeating what was sent."""
    slags, om = fejl["type"], fejl.get("ctx", {})
    if slags == "value_error":
        return str(om.get("error", "kan ikke bruges"))
    ord_ = {navn: str(value).replace(" or ", " eller ") for navn, value in om.items()}
    return _TEKSTER.get(slags, "kan ikke bruges").format_map(ord_)
