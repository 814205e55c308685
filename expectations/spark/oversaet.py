"""A rule's SQL in Spark's dialect. The rules keep to what engines share, so only names of types differ."""

import re

_TYPER = (
    # Spark's VARCHAR wants a length.
    (re.compile(r"\bAS\s+VARCHAR\)"), "AS STRING)"),
    # SQLite keeps the number as it is; decimals would be written with zeros at the end ("98,50").
    (re.compile(r"\bAS\s+NUMERIC(\(\d+,\s*\d+\))?\)"), "AS DOUBLE)"),
)


def translate_sql(sql: str) -> str:
    """Give a rule's SQL as Spark takes it."""
    for moenster, egen in _TYPER:
        sql = moenster.sub(egen, sql)
    return sql
