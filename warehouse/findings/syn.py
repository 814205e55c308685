"""Who is there and who was seen, read from the views the rules read."""

from sqlalchemy import Connection, text

from domain.afvigelse import socialtilsyn_emne
from warehouse.findings.plan import Emne, Syn


def read_syn(forbindelse: Connection) -> Syn:
    """Give the afdelinger and tilbud that live, and those of them that the newest snapshot shows.

    A socialtilsyn is always there: findings about it are totals over plejefamilier.
    """
    emner = [
        *_read(forbindelse, "SELECT tilbudsid, afdelingsid, er_set FROM nu_afdeling"),
        *_read(forbindelse, "SELECT tilbudsid, NULL, alle_set FROM nu_tilbud"),
        *(((socialtilsyn_emne(kode), None), True) for kode in _read_socialtilsyn(forbindelse)),
    ]
    return Syn(levende=frozenset(emne for emne, _ in emner), sete=frozenset(emne for emne, er_set in emner if er_set))


def _read_socialtilsyn(forbindelse: Connection) -> list[str]:
    return list(forbindelse.scalars(text("SELECT DISTINCT kode FROM reference_socialtilsyn")))


def read_protected(forbindelse: Connection) -> frozenset[str]:
    """Give the tilbudsids of which no address value may be kept."""
    return frozenset(forbindelse.scalars(text("SELECT DISTINCT tilbudsid FROM afdeling WHERE er_beskyttet")))


def _read(forbindelse: Connection, sql: str) -> list[tuple[Emne, bool]]:
    return [
        ((tilbudsid, afdelingsid), bool(er_set)) for tilbudsid, afdelingsid, er_set in forbindelse.execute(text(sql))
    ]
