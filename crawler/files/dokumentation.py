"""The tables of docs/dataudtraek.md, written from the column table and the entities so that they stay true."""

import re
from collections.abc import Iterator

from crawler.files.former import forms_of, key_of, meanings_of
from crawler.files.kolonner import Kolonnetabel, load_kolonner

_TABEL = re.compile(r"(<!-- tabel: (\w+) -->\n).*?(<!-- slut -->)", re.DOTALL)


def replace_tables(tekst: str) -> str:
    """Give the page with each table between its marks as it should be.

    Raises:
        KeyError: a mark names no entity.
    """
    tabel = load_kolonner()
    return _TABEL.sub(lambda fund: f"{fund[1]}{describe(fund[2], tabel)}\n{fund[3]}", tekst)


def marked_entities(tekst: str) -> tuple[str, ...]:
    """Give the entities that a page has tables of."""
    return tuple(fund[2] for fund in _TABEL.finditer(tekst))


def describe(entitet: str, tabel: Kolonnetabel) -> str:
    """Give the Markdown table of an entity: its fields, the headings that fill them, form and meaning."""
    return "\n".join(_lines(entitet, tabel))


def _lines(entitet: str, tabel: Kolonnetabel) -> Iterator[str]:
    yield "| felt | overskrift | andre overskrifter | form | betydning |"
    yield "|---|---|---|---|---|"
    betydninger = meanings_of(entitet)
    for felt, form in forms_of(entitet).items():
        foerste, *andre = tabel.overskrifter[entitet][felt]
        noegle = " (nøgle)" if felt in key_of(entitet) else ""
        yield f"| `{felt}`{noegle} | {foerste} | {'; '.join(andre)} | {form} | {betydninger[felt]} |"
