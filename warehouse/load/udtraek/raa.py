"""The cells as written, kept by validity beside what was read of them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from domain.entiteter import Entitetstype, Raekke
from warehouse.load.raekker import hash_text, to_json
from warehouse.load.udtraek.raekker import Noegle
from warehouse.tables import table_of
from warehouse.tables.udtraek import RawUdtraek

_RAW = table_of(RawUdtraek)


def store_raa(
    session: Session,
    udtraek_id: int,
    entitet: Entitetstype,
    raekker: Mapping[Noegle, Raekke],
    ophoerte: Collection[Noegle],
) -> None:
    """Write the cells of every row where they changed, and end those of rows that ended."""
    nu = {_write_noegle(noegle): to_json(dict(raekke.raa)) for noegle, raekke in raekker.items()}
    valg = select(_RAW.c.noegle, _RAW.c.sha256).where(_RAW.c.entitet == entitet.navn, _RAW.c.gyldig_til.is_(None))
    kendte = {noegle: sha256 for noegle, sha256 in session.execute(valg)}  # noqa: C416 - rows are no pairs to mypy
    skrives = {noegle: tekst for noegle, tekst in nu.items() if kendte.get(noegle) != hash_text(tekst)}
    _end(session, udtraek_id, entitet, [n for n in skrives if n in kendte] + [_write_noegle(n) for n in ophoerte])
    rows = [
        {
            "entitet": entitet.navn,
            "noegle": noegle,
            "gyldig_fra": udtraek_id,
            "gyldig_til": None,
            "sha256": hash_text(tekst),
            "indhold": tekst,
        }
        for noegle, tekst in skrives.items()
    ]
    if rows:
        session.execute(insert(_RAW), rows)


def _write_noegle(noegle: Noegle) -> str:
    return to_json([str(value) for value in noegle])


def _end(session: Session, udtraek_id: int, entitet: Entitetstype, noegler: list[str]) -> None:
    if not noegler:
        return
    hvor = (_RAW.c.entitet == entitet.navn, _RAW.c.noegle == bindparam("b_n"), _RAW.c.gyldig_til.is_(None))
    values: dict[str, Any] = {"gyldig_til": udtraek_id}
    session.connection().execute(update(_RAW).where(*hvor).values(values), [{"b_n": n} for n in noegler])
