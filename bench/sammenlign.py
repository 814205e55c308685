"""What others would use instead: the best match over all texts by rapidfuzz, and SQLite's trigram search."""

import sqlite3
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

GRAENSE = 90
_TRE = 3


class Sogning(Protocol):
    """Answers a text with a category, B when it is taken for certain, and the address's id."""

    def answer(self, text: str) -> tuple[str, str | None]:
        """Give the best match."""
        ...


def make_rapidfuzz(texts: Mapping[str, str]) -> Sogning | None:
    """Give rapidfuzz over all texts with a threshold of 90; None when it is not installed."""
    try:
        fuzz, process = import_module("rapidfuzz.fuzz"), import_module("rapidfuzz.process")
    except ImportError:
        print("rapidfuzz er ikke installeret; sammenligningen med den er sprunget over.")
        return None
    return _Rapidfuzz(texts, process, fuzz.ratio)


def make_trigram(texts: Mapping[str, str]) -> Sogning:
    """Give SQLite's FTS5 trigram index over all texts: the best row by bm25, taken for certain when there is one."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE tekst USING fts5(betegnelse, id UNINDEXED, tokenize = 'trigram')")
    db.executemany("INSERT INTO tekst VALUES (?, ?)", texts.items())
    return _Trigram(db)


class _Rapidfuzz:
    def __init__(self, texts: Mapping[str, str], process: object, scorer: object) -> None:
        self._liste, self._ider = list(texts), list(texts.values())
        self._process, self._scorer = process, scorer

    def answer(self, text: str) -> tuple[str, str | None]:
        fundet = self._process.extractOne(text, self._liste, scorer=self._scorer, score_cutoff=GRAENSE)  # type: ignore[attr-defined]
        return ("B", self._ider[fundet[2]]) if fundet else ("C", None)


class _Trigram:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def answer(self, text: str) -> tuple[str, str | None]:
        trigrammer = {text[i : i + 3].replace('"', "") for i in range(len(text) - 2)}
        soeg = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrammer) if len(trigram) == _TRE)
        if not soeg:
            return "C", None
        row = self._db.execute(
            "SELECT id FROM tekst WHERE tekst MATCH ? ORDER BY bm25(tekst) LIMIT 1", (soeg,)
        ).fetchone()
        return ("B", row[0]) if row else ("C", None)
