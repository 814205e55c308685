"""What every answer and every question of the API is made of."""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import WithJsonSchema

_CIFRE = re.compile(r"[0-9]{1,9}")
_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LAENGST_SOEGNING = 100


class Svar(BaseModel):
    """A part of an answer; its fields and their descriptions are the documentation."""

    model_config = ConfigDict(frozen=True)


class Spoergsmaal(BaseModel):
    """What may stand after `?`: a misspelt filter is refused, for without it the answer would be another."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _read_cifre(value: object) -> object:
    # Pydantic would also take "1_0", " 1" and "1.0", which the documentation does not promise.
    if isinstance(value, str) and not _CIFRE.fullmatch(value):
        raise ValueError("skal være et helt tal")
    return value


def _read_dag(value: object) -> object:
    # Pydantic would also take a number of seconds.
    if isinstance(value, str) and not _DAG.fullmatch(value):
        raise ValueError("skal være en dag, skrevet som 2026-11-16")
    return value


Heltal = Annotated[int, BeforeValidator(_read_cifre)]
# The limits come first, or the documentation would not tell them.
Aarstal = Annotated[int, Field(ge=2000, le=2100), BeforeValidator(_read_cifre)]
Dag = Annotated[date, BeforeValidator(_read_dag), WithJsonSchema({"type": "string", "format": "date"})]
# Control signs name nothing, and PostgreSQL cannot even be asked for one.
Soegetekst = Annotated[str, Field(min_length=1, max_length=LAENGST_SOEGNING, pattern=r"^[^\x00-\x1f\x7f]+$")]
