"""A rule's SQL with one thing wrong: what its examples must notice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TEKST = re.compile(r"'[^']*'")
_BYT = (
    (re.compile(r" <> "), " = "),
    (re.compile(r" = "), " <> "),
    (re.compile(r" <= "), " < "),
    (re.compile(r" >= "), " > "),
    (re.compile(r" < "), " <= "),
    (re.compile(r" > "), " >= "),
    (re.compile(r"\bIS NOT NULL\b"), "IS NULL"),
    (re.compile(r"\bIS NULL\b"), "IS NOT NULL"),
    (re.compile(r"(?<!IS )\bNOT (?!NULL)"), ""),
    (re.compile(r"\bLEFT JOIN\b"), "JOIN"),
    (re.compile(r"\bAND\b"), "OR"),
    (re.compile(r"\bOR\b"), "AND"),
    (re.compile(r"COUNT\(DISTINCT "), "COUNT("),
    (re.compile(r"(?<= )0\b"), "1"),
)
_BETINGELSE = re.compile(r"\b(WHERE|HAVING|ON|AND)\b")
_SLUT = re.compile(r"\b(AND|OR|GROUP BY|HAVING|WHERE|LEFT JOIN|JOIN|CROSS JOIN)\b")


@dataclass(frozen=True)
class Mutant:
    """A changed SQL and what was changed, for the report."""

    sql: str
    hvad: str


def make_mutanter(sql: str) -> Iterator[Mutant]:
    """Every mutant of the part that decides which rows come: what only proves a finding is left alone."""
    skjult = _hide_texts(sql)
    for start, slut in _evidence(skjult):
        skjult = skjult[:start] + "#" * (slut - start) + skjult[slut:]
    for moenster, ny in _BYT:
        for fund in moenster.finditer(skjult):
            yield _mutant(sql, fund.start(), fund.end(), ny)
    for start, slut in _terms(skjult):
        yield _mutant(sql, start, slut, "1 = 1")
    for fund in _TEKST.finditer(sql):
        if "#" not in skjult[fund.start() : fund.end()]:
            yield _mutant(sql, fund.start(), fund.end(), "'mutant'")


def _mutant(sql: str, start: int, slut: int, ny: str) -> Mutant:
    linje = sql.count("\n", 0, start)
    return Mutant(sql[:start] + ny + sql[slut:], f"linje {linje}, tegn {start}: «{sql[start:slut]}» → «{ny}»")


def _hide_texts(sql: str) -> str:
    return _TEKST.sub(lambda fund: "'" + "x" * (len(fund[0]) - 2) + "'", sql)


def _evidence(sql: str) -> list[tuple[int, int]]:
    """Where the outermost select list stands."""
    dybde = _depths(sql)
    start = max(fund.end() for fund in re.finditer(r"\bSELECT\b", sql) if dybde[fund.start()] == 0)
    slut = min(f.start() for f in re.finditer(r"\bFROM\b", sql) if dybde[f.start()] == 0 and f.start() > start)
    return [(start, slut)]


def _terms(sql: str) -> Iterator[tuple[int, int]]:
    """Each term of an AND, and each condition that stands alone."""
    dybde = _depths(sql)
    for fund in _BETINGELSE.finditer(sql):
        start = fund.end() + 1
        niveau = dybde[fund.start()]
        ender = [f.start() for f in _SLUT.finditer(sql, start) if dybde[f.start()] == niveau]
        lukker = next((i for i in range(start, len(sql)) if dybde[i] < niveau), len(sql))
        slut = min([*ender, lukker])
        if tekst := sql[start:slut].strip():
            yield start, start + len(sql[start:slut].rstrip()) if tekst else slut


def _depths(sql: str) -> list[int]:
    dybder, dybde = [], 0
    for tegn in sql:
        if tegn == ")":
            dybde -= 1
        dybder.append(dybde)
        if tegn == "(":
            dybde += 1
    return dybder
