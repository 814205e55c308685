"""The wash of every afdeling's address, made once per version and register and kept beside what else is derived."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, insert, or_, select
from sqlmodel import Session

from domain.adressetekst import kort_noegle, noegle
from domain.vask import Kategori, Vask
from warehouse.adresser.register import Register
from warehouse.adresser.vask import wash
from warehouse.tables import table_of
from warehouse.tables.adressevask import Adressevask
from warehouse.tables.register import Afdeling
from warehouse.transaktion import reading, writing

_AFDELING = table_of(Afdeling)
_VASK = table_of(Adressevask)


@dataclass(frozen=True, kw_only=True)
class Vasketal:
    """How many addresses were washed now, and how many stood washed from before."""

    vasket: int
    uaendret: int


def refresh_adressevask(engine: Engine, registerfil: Path) -> Vasketal | None:
    """Wash the current address of every afdeling that is new, changed, or washed against an older register.

    Without a register what was washed is taken away, so that no rule judges by it, and None is given. A protected
    tilbud's address is not there to wash.

    Raises:
        AdresseFejl: the register's file cannot be used.
        WarehouseFejl: the database is locked, full or broken; nothing was changed.
    """
    if not registerfil.exists():
        with writing(engine) as session:
            session.execute(delete(_VASK))
        return None
    register = Register(registerfil)
    try:
        with reading(engine) as session:
            nye, uaendret = _find_unwashed(session, register.meta["indlaest"])
        rows = [_make_row(register, row) for row in nye]
    finally:
        register.close()
    with writing(engine) as session:
        _replace(session, rows)
    return Vasketal(vasket=len(rows), uaendret=uaendret)


def _find_unwashed(session: Session, indlaest: str) -> tuple[list[dict[str, Any]], int]:
    aktuel = (_AFDELING.c.gyldig_til.is_(None), ~_AFDELING.c.er_beskyttet, _AFDELING.c.adresse.is_not(None))
    valg = (
        select(_AFDELING.c.id, _AFDELING.c.adresse, _AFDELING.c.postnr, _AFDELING.c.by, _AFDELING.c.tilbuddets_adresse)
        .outerjoin(_VASK, _VASK.c.afdeling_id == _AFDELING.c.id)
        .where(*aktuel)
    )
    nye = session.execute(valg.where(or_(_VASK.c.indlaest.is_(None), _VASK.c.indlaest != indlaest))).mappings()
    kendte = valg.where(_VASK.c.indlaest == indlaest)
    return [dict(row) for row in nye], len(session.execute(kendte).all())


def _make_row(register: Register, afdeling: dict[str, Any]) -> dict[str, Any]:
    post = " ".join(del_ for del_ in (afdeling["postnr"], afdeling["by"]) if del_)
    vask = wash(register, ", ".join(del_ for del_ in (afdeling["adresse"], post) if del_))
    virksomhed = wash(register, afdeling["tilbuddets_adresse"] or "").fundet
    fundet = vask.fundet
    return {
        "afdeling_id": afdeling["id"],
        "indlaest": register.meta["indlaest"],
        "register_dag": date.fromisoformat(register.dag),
        "kategori": vask.kategori.value,
        "aarsag": vask.aarsag.value if vask.aarsag else None,
        "noegle": (fundet.adresse_id or fundet.husnummer_id) if fundet else None,
        "adresse_id": fundet.adresse_id if fundet else None,
        "husnummer_id": fundet.husnummer_id if fundet else None,
        "betegnelse": fundet.betegnelse if fundet else None,
        "forslag": fundet.betegnelse if fundet else next((x.betegnelse for x in vask.kandidater), None),
        "afviger": " ".join(dict.fromkeys(forskel.del_ for forskel in vask.forskelle)),
        "er_nedlagt": vask.er_nedlagt,
        "er_stavefejl": is_misspelt(vask),
        "kommunekode": fundet.kommunekode if fundet else None,
        "virksomhed_husnummer_id": virksomhed.husnummer_id if virksomhed else None,
    }


def is_misspelt(vask: Vask) -> bool:
    """Tell whether a certain answer differs by letters of the street.

    An abbreviated street, a name in front of it and an imprecise town are no misspellings: nobody is told of those.
    """
    if vask.fundet is None or vask.er_nedlagt or vask.kategori is Kategori.A:
        return False
    return any(x.del_ == "vejnavn" and _has_wrong_letters(x.skrevet, x.register) for x in vask.forskelle)


def _has_wrong_letters(skrevet: str, register: str) -> bool:
    return kort_noegle(skrevet) != kort_noegle(register) and not noegle(skrevet).endswith(noegle(register))


def _replace(session: Session, rows: list[dict[str, Any]]) -> None:
    aktuelle = select(_AFDELING.c.id).where(_AFDELING.c.gyldig_til.is_(None), ~_AFDELING.c.er_beskyttet)
    session.execute(delete(_VASK).where(_VASK.c.afdeling_id.not_in(aktuelle)))
    for row in rows:
        session.execute(delete(_VASK).where(_VASK.c.afdeling_id == row["afdeling_id"]))
    if rows:
        session.execute(insert(_VASK), rows)
