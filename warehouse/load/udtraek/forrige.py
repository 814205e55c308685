"""What a delivery is held against: the last accepted one of each entity, the rows it left, and the register."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import RowMapping, column, select, table
from sqlmodel import Session

from domain.dump import Dump
from domain.entiteter import ENTITETER, Entitetstype, Raekke
from warehouse.gate import ForrigeUdtraek, Genkendt, Registerbillede
from warehouse.load.udtraek.raekker import Noegle, find_noegle
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel
from warehouse.tables.register import AfdelingLiv
from warehouse.tables.udtraek import ENTITETSTABELLER, Udtraek

_KOERSEL = table_of(Koersel)
_LIV = table_of(AfdelingLiv)
_UDTRAEK = table_of(Udtraek)
_PROFIL = table("nu_tilbudsprofil", column("tilbudsid"), column("tilsyn_kode"))
_ANDRE = "andre"


def read_register(session: Session) -> Registerbillede:
    """Give the tilbud that the register ever had, and those that have not ended."""
    alle = [(tilbudsid, ophoert) for tilbudsid, ophoert in session.execute(select(_LIV.c.tilbudsid, _LIV.c.ophoert))]
    levende = frozenset(tilbudsid for tilbudsid, ophoert in alle if ophoert is None)
    omraader: dict[str, set[str]] = defaultdict(set)
    for tilbudsid, kode in _read_koder(session).items():
        if kode != _ANDRE and tilbudsid in levende:
            omraader[kode].add(tilbudsid)
    return Registerbillede(
        kendte=frozenset(tilbudsid for tilbudsid, _ in alle),
        levende=levende,
        omraader={kode: frozenset(tilbud) for kode, tilbud in omraader.items()},
    )


def read_forrige_udtraek(session: Session, dump: Dump, register: Registerbillede) -> dict[str, ForrigeUdtraek]:
    """Give the last accepted delivery of each entity that a dump delivers, where there was one."""
    c = _UDTRAEK.c
    valg = (
        select(c.entitet, c.tidspunkt, c.antal, _KOERSEL.c.statistik)
        .join(_KOERSEL, _KOERSEL.c.id == c.koersel_id)
        .where(c.entitet.in_(dump.slut.entiteter))
        .order_by(c.id)
    )
    seneste = {entitet: (tidspunkt, antal, statistik) for entitet, tidspunkt, antal, statistik in session.execute(valg)}
    koder = _read_koder(session) if seneste else {}
    raekker = _group(dump.raekker, seneste)
    return {
        entitet: ForrigeUdtraek(
            tidspunkt=tidspunkt,
            antal=antal,
            udfyldt=json.loads(statistik).get("udtraek_profil", {}).get(entitet, {}).get("udfyldt", {}),
            genkendt=_recognise(session, ENTITETER[entitet], raekker[entitet], register, koder),
        )
        for entitet, (tidspunkt, antal, statistik) in seneste.items()
    }


def _read_koder(session: Session) -> dict[str, str]:
    alle = session.execute(select(_PROFIL.c.tilbudsid, _PROFIL.c.tilsyn_kode))
    return {tilbudsid: kode or _ANDRE for tilbudsid, kode in alle}


def _group(raekker: Iterable[Raekke], entiteter: Iterable[str]) -> dict[str, dict[Noegle, Mapping[str, Any]]]:
    grupper: dict[str, dict[Noegle, Mapping[str, Any]]] = {navn: {} for navn in entiteter}
    for raekke in raekker:
        if raekke.entitet in grupper:
            grupper[raekke.entitet][find_noegle(ENTITETER[raekke.entitet], raekke.felter)] = raekke.felter
    return grupper


def _recognise(
    session: Session,
    entitet: Entitetstype,
    raekker: Mapping[Noegle, Mapping[str, Any]],
    register: Registerbillede,
    koder: Mapping[str, str],
) -> Genkendt:
    tabel = ENTITETSTABELLER[entitet.navn]
    noegler = [tabel.c[navn] for navn in entitet.noegle]
    indhold = [tabel.c[navn] for navn in entitet.indhold]
    foer: Counter[str] = Counter()
    endnu: Counter[str] = Counter()
    emner: dict[str, str] = {}
    for row in session.execute(select(*noegler, *indhold).where(tabel.c.gyldig_til.is_(None))).mappings():
        nu = raekker.get(tuple(row[navn] for navn in entitet.noegle))
        if nu is not None:
            udfyldt = [navn for navn in entitet.indhold if row[navn] is not None]
            foer.update(udfyldt)
            endnu.update(navn for navn in udfyldt if nu.get(navn) is not None)
        emne = row[entitet.noegle[0]]
        if _is_there(entitet, emne, register):
            emner[emne] = _find_kode(entitet, row, koder)
    return Genkendt(foer=foer, endnu=endnu, omraader=_count_omraader(emner, {noegle[0] for noegle in raekker}))


def _is_there(entitet: Entitetstype, emne: str, register: Registerbillede) -> bool:
    """Whoever has left the register has left the deliveries too, and is not missed."""
    ophoert = emne in register.kendte and emne not in register.levende
    return entitet.noegle[0] != "tilbudsid" or not ophoert


def _find_kode(entitet: Entitetstype, row: RowMapping, koder: Mapping[str, str]) -> str:
    if entitet.noegle[0] == "tilbudsid":
        return koder.get(row["tilbudsid"], _ANDRE)
    return row.get("socialtilsyn") or _ANDRE


def _count_omraader(emner: Mapping[str, str], nu: set[Any]) -> dict[str, tuple[int, int]]:
    foer, igen = Counter(emner.values()), Counter(kode for emne, kode in emner.items() if emne in nu)
    return {kode: (antal, igen[kode]) for kode, antal in foer.items()}
