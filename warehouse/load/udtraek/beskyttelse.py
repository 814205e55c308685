"""Krisecentre (SEL § 109) in a dataudtræk: texts that could tell where one lies are withheld, raw cells not kept."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from domain.afdeling import UDELADT
from domain.entiteter import ENTITETER, Art, Entitetstype, Raekke
from domain.entiteter.model import Vaerdi
from domain.paragraf import find_paragraffer, is_protected
from warehouse.load.raekker import hash_text, to_json
from warehouse.load.udtraek.raekker import to_row
from warehouse.tables import table_of
from warehouse.tables.udtraek import ENTITETSTABELLER, RawUdtraek

_RAW = table_of(RawUdtraek)
# Names that people wrote: of a house, of what is done in it, of the place that was visited.
_NAVNE = frozenset({"navn", "ydelse", "afdeling_navn"})
_TAL = re.compile(r"[\d\s.,%+-]*(kr\.?|,-)?[\d\s.,%+-]*", re.IGNORECASE)
_OM_TILBUD = tuple(entitet for entitet in ENTITETER.values() if "tilbudsid" in entitet.noegle)


def find_protected_rows(raekker: Iterable[Raekke]) -> frozenset[str]:
    """Give the tilbudsids whose rows say krisecenter, in paragraph or name."""
    return frozenset(
        str(raekke.felter["tilbudsid"])
        for raekke in raekker
        if "tilbudsid" in raekke.felter
        and is_protected(_as_text(raekke.felter.get("paragraf")), _as_text(raekke.felter.get("navn")))
    )


def read_protected_rows(session: Session) -> frozenset[str]:
    """Give the tilbudsids that an earlier dataudtræk showed to be krisecentre; their names were withheld for it."""
    tilbud = ENTITETSTABELLER["tilbud"].c
    fundet = set(session.scalars(select(tilbud.tilbudsid).where(tilbud.navn == UDELADT)))
    for navn in ("takst", "plads"):
        c = ENTITETSTABELLER[navn].c
        alle = session.execute(select(c.tilbudsid, c.paragraf).where(c.paragraf.contains("109")).distinct())
        fundet |= {tilbudsid for tilbudsid, paragraf in alle if is_protected(paragraf)}
    return frozenset(fundet)


def redact_raekke(raekke: Raekke) -> Raekke:
    """Give a row of a protected tilbud: numbers, days and words of known lists stay, what could name a place does not.

    The cells as written are dropped whole: a cell under the wrong heading may hold the street.
    """
    entitet = ENTITETER[raekke.entitet]
    return replace(raekke, felter=_redact(entitet, raekke.felter), raa={})


def scrub_rows(session: Session, tilbudsids: Collection[str]) -> None:
    """Withhold the same in every row kept from before of tilbud that have become protected."""
    if not tilbudsids:
        return
    for entitet in _OM_TILBUD:
        _scrub_entitet(session, entitet, tilbudsids)
    _scrub_raw(session, tilbudsids)


def _redact(entitet: Entitetstype, felter: Mapping[str, Vaerdi]) -> dict[str, Vaerdi]:
    tekster = {k.navn for k in entitet.kolonner if k.art is Art.TEKST and not k.er_noegle}
    return {
        navn: UDELADT if navn in tekster and value is not None and not _is_harmless(navn, str(value)) else value
        for navn, value in felter.items()
    }


def _is_harmless(navn: str, tekst: str) -> bool:
    if navn in _NAVNE:
        return False
    if navn.endswith("_tekst"):
        return _TAL.fullmatch(tekst) is not None
    if navn == "paragraf":
        return find_paragraffer(tekst) == (tekst,)
    if navn.endswith("id"):
        return tekst.isalnum()
    # A word of a list (a unit, a målgruppe, a state) has no number in it; a street line has.
    return not any(tegn.isdigit() for tegn in tekst)


def _scrub_entitet(session: Session, entitet: Entitetstype, tilbudsids: Collection[str]) -> None:
    tabel = ENTITETSTABELLER[entitet.navn]
    kolonner = [tabel.c.id, *(tabel.c[kolonne.navn] for kolonne in entitet.kolonner)]
    for row in session.execute(select(*kolonner).where(tabel.c.tilbudsid.in_(tilbudsids))).mappings().all():
        felter = {k.navn: _as_iso(row[k.navn]) if k.art is Art.DATO else row[k.navn] for k in entitet.kolonner}
        ren = to_row(entitet, Raekke(entitet=entitet.navn, felter=_redact(entitet, felter)))
        session.execute(update(tabel).where(tabel.c.id == row["id"]).values(ren))


def _scrub_raw(session: Session, tilbudsids: Collection[str]) -> None:
    tom: dict[str, Any] = {"indhold": to_json({}), "sha256": hash_text(to_json({}))}
    alle = session.execute(select(_RAW.c.id, _RAW.c.noegle).where(_RAW.c.entitet.in_([x.navn for x in _OM_TILBUD])))
    for raekke_id in [raekke_id for raekke_id, noegle in alle if json.loads(noegle)[0] in tilbudsids]:
        session.execute(update(_RAW).where(_RAW.c.id == raekke_id).values(tom))


def _as_text(value: Vaerdi) -> str | None:
    return None if value is None else str(value)


def _as_iso(value: Any) -> str | None:  # noqa: ANN401 - what a Date column gives
    return None if value is None else value.isoformat()
