"""Everything the database knows of one tilbud, plejefamilie, address or user: whole rows, by table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from warehouse.queries.indsigt_tabeller import (
    BOERN,
    KOLONNER,
    NUMRE,
    Slags,
    list_tabeller,
    list_tekstkolonner,
)
from warehouse.tables import METADATA

Row = Mapping[str, Any]

# A hash of a secret is nobody's to have; that there is one shows in the other columns.
_ALDRIG = {"api_noegle": frozenset({"hash"})}
_BUNKE = 500


@dataclass(frozen=True, kw_only=True)
class Emne:
    """Whom or what is asked about: a tilbudsid, a plejefamilieid, an e-mail address, or a user name."""

    slags: Slags
    noegle: str


@dataclass(frozen=True, kw_only=True)
class Tabelfund:
    """The rows of one table that speak of somebody, in the order of their key."""

    tabel: str
    rows: tuple[Row, ...]


def find_alt(forbindelse: Connection, emne: Emne) -> tuple[Tabelfund, ...]:
    """Give every row that speaks of somebody, by table; tables with none are left out."""
    fundet = {tabel.name: dict(_find_direkte(forbindelse, tabel, emne)) for tabel in list_tabeller()}
    _add_boern(forbindelse, fundet)
    return tuple(
        Tabelfund(tabel=navn, rows=tuple(_clean(navn, row) for _, row in sorted(rows.items())))
        for navn, rows in fundet.items()
        if rows
    )


def is_beskyttet(forbindelse: Connection, tilbudsid: str) -> bool:
    """Tell whether a tilbud is, or ever was, a krisecenter (SEL § 109)."""
    afdeling = METADATA.tables["afdeling"]
    valg = select(afdeling.c.id).where(afdeling.c.tilbudsid == tilbudsid, afdeling.c.er_beskyttet).limit(1)
    return forbindelse.execute(valg).first() is not None


def _find_direkte(forbindelse: Connection, tabel: Table, emne: Emne) -> Iterator[tuple[tuple[Any, ...], Row]]:
    kolonner = list(_list_kolonner(tabel, emne.slags))
    if not kolonner:
        return
    led: list[ColumnElement[bool]] = [
        func.lower(tabel.c[navn]).contains(emne.noegle.lower(), autoescape=True) for navn in kolonner
    ]
    for row in forbindelse.execute(select(tabel).where(or_(*led)).order_by(*tabel.primary_key.c)).mappings():
        if any(_names(row[navn], emne, navn) for navn in kolonner):
            yield _key(tabel, row), dict(row)


def _list_kolonner(tabel: Table, slags: Slags) -> Iterator[str]:
    """Give the columns to look in; an address is looked for in every text, since people write it anywhere."""
    if slags is Slags.EMAIL:
        yield from list_tekstkolonner(tabel)
        return
    yield from (kolonne.name for kolonne in tabel.c if kolonne.name in KOLONNER[slags])
    if slags in {Slags.TILBUD, Slags.PLEJEFAMILIE}:
        yield from NUMRE.get(tabel.name, ())


def _names(value: object, emne: Emne, kolonne: str) -> bool:
    if not isinstance(value, str):
        return False
    if kolonne in KOLONNER[emne.slags] and emne.slags is not Slags.EMAIL:
        return value == emne.noegle if emne.slags is not Slags.BRUGER else value.casefold() == emne.noegle.casefold()
    soeg = re.escape(emne.noegle)
    flag = re.IGNORECASE
    if emne.slags is Slags.EMAIL:
        return re.search(rf"(?<![\w.+-]){soeg}(?![\w-])", value, flag) is not None
    # The first of a key's parts: in `["10008","2024"]` the year is no number of a tilbud.
    return re.match(rf'(\["|[a-z_]+:)?{soeg}(?![\w-])', value, flag) is not None or (
        kolonne in {"eksempel", "tekst", "hvad"} and re.search(rf"\b{soeg}\b", value) is not None
    )


def _add_boern(forbindelse: Connection, fundet: dict[str, dict[tuple[Any, ...], Row]]) -> None:
    """Follow what hangs on the rows there are, until nothing new comes."""
    nyt = True
    while nyt:
        nyt = False
        for barn in BOERN:
            tabel = METADATA.tables[barn.tabel]
            noegler = sorted({row[barn.noegle] for row in fundet[barn.af].values()})
            for row in _read_in(forbindelse, tabel, barn.kolonne, noegler):
                if _key(tabel, row) not in fundet[barn.tabel]:
                    fundet[barn.tabel][_key(tabel, row)] = row
                    nyt = True


def _read_in(forbindelse: Connection, tabel: Table, kolonne: str, noegler: list[Any]) -> Iterator[Row]:
    for start in range(0, len(noegler), _BUNKE):
        valg = select(tabel).where(tabel.c[kolonne].in_(noegler[start : start + _BUNKE]))
        yield from (dict(row) for row in forbindelse.execute(valg).mappings())


def _key(tabel: Table, row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a row of any table
    return tuple(row[kolonne.name] for kolonne in tabel.primary_key.c)


def _clean(tabel: str, row: Row) -> Row:
    return {navn: value for navn, value in row.items() if navn not in _ALDRIG.get(tabel, frozenset())}
