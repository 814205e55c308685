"""The cases as a table to filter, sort and page through, and how many stand where."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, Subquery, and_, case, func, or_, select, true

from domain.afvigelse import Status
from domain.reference.sagstrin import Trin, find_udloebet
from domain.sag import Sagstilstand
from domain.sagsforloeb import Forloeb, Paabud, Pause, Pauseart
from domain.tid import DANSK_TID, find_dag
from warehouse.queries.rapport_views import AFVIGELSE, LINJE, id_orden
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.queries.tilbudstabel import named
from warehouse.sager.laes import PAABUD, SAG

AABNE = tuple(tilstand for tilstand in Sagstilstand if tilstand is not Sagstilstand.LUKKET)


@dataclass(frozen=True, kw_only=True)
class Sagsrad:
    """One case; `navn` and `kode` are None when the tilbud is no longer on the portal.

    `antal` counts the tilbud's open findings of the rules that cases follow.
    """

    tilbudsid: str
    navn: str | None
    kode: str | None
    tilstand: str
    aendret: datetime
    pause: str | None
    pause_til: date | None
    sagsbehandler: str | None
    afgjort: date | None
    leveret: date | None
    antal: int

    @property
    def forloeb(self) -> Forloeb:
        """The case's course; what its påbud names is not read."""
        return Forloeb(
            tilstand=Sagstilstand(self.tilstand),
            siden=find_dag(self.aendret),
            paabud=Paabud(afgjort=self.afgjort, fejl=frozenset(), leveret=self.leveret) if self.afgjort else None,
            pause=Pause(art=Pauseart(self.pause), til=self.pause_til) if self.pause and self.pause_til else None,
        )


def make_sagskilde(
    dag: date,
    regler: Collection[str],
    *,
    tilstande: Collection[Sagstilstand] = AABNE,
    tilsyn: str | None = None,
) -> Tabelkilde[Sagsrad]:
    """Give the table of cases in these states; of one portfolio alone when `tilsyn` is its code.

    Filters: `tilstand`, `tilsyn`, `sagsbehandler` (whole, in any case), `overskredet` (the time that runs ended before
    `dag`), `tilbud` (its number, or beginnings of words of its name).
    """
    paabud, fund = _select_paabud(), _select_fund(regler)
    antal = func.coalesce(fund.c.antal, 0)
    query = (
        select(
            *(SAG.c[navn] for navn in ("tilbudsid", "tilstand", "aendret", "pause", "pause_til", "sagsbehandler")),
            *(LINJE.c[navn] for navn in ("navn", "kode")),
            *(paabud.c[navn] for navn in ("afgjort", "leveret")),
            antal.label("antal"),
        )
        .outerjoin(LINJE, LINJE.c.tilbudsid == SAG.c.tilbudsid)
        .outerjoin(paabud, paabud.c.tilbudsid == SAG.c.tilbudsid)
        .outerjoin(fund, fund.c.tilbudsid == SAG.c.tilbudsid)
        .where(SAG.c.tilstand.in_([et.value for et in tilstande]), _in_portefoelje(tilsyn))
    )
    return Tabelkilde(
        query=query,
        byg=Sagsrad,
        noegle=id_orden(SAG.c.tilbudsid),
        orden={
            "siden": (SAG.c.aendret,),
            "tilbud": (LINJE.c.orden,),
            "nummer": id_orden(SAG.c.tilbudsid),
            "tilsyn": (LINJE.c.kode,),
            "tilstand": (_rank_tilstand(),),
            "antal": (antal,),
            "sagsbehandler": (func.lower(SAG.c.sagsbehandler),),
        },
        filtre={
            "tilstand": lambda tilstand: SAG.c.tilstand == tilstand,
            "tilsyn": lambda kode: LINJE.c.kode == kode,
            "sagsbehandler": lambda hvem: func.lower(SAG.c.sagsbehandler) == hvem.lower(),
            "overskredet": lambda _: _is_overskredet(paabud, dag),
            "tilbud": lambda tekst: or_(SAG.c.tilbudsid == tekst, SAG.c.tilbudsid.in_(named(tekst))),
        },
    )


def count_tilstande(conn: Connection, tilsyn: str | None = None) -> Counter[Sagstilstand]:
    """Count the cases by state; of one portfolio alone when `tilsyn` is its code."""
    query = (
        select(SAG.c.tilstand, func.count().label("antal"))
        .outerjoin(LINJE, LINJE.c.tilbudsid == SAG.c.tilbudsid)
        .where(_in_portefoelje(tilsyn))
        .group_by(SAG.c.tilstand)
    )
    return Counter({Sagstilstand(row.tilstand): row.antal for row in conn.execute(query)})


def find_kode(conn: Connection, tilbudsid: str) -> str | None:
    """Give the code of the portfolio a tilbud is in; None when it is no longer on the portal."""
    return conn.scalar(select(LINJE.c.kode).where(LINJE.c.tilbudsid == tilbudsid))


def _in_portefoelje(tilsyn: str | None) -> ColumnElement[bool]:
    return true() if tilsyn is None else LINJE.c.kode == tilsyn


def _select_paabud() -> Subquery:
    kolonner = [PAABUD.c[navn] for navn in ("tilbudsid", "afgjort", "leveret")]
    return select(*kolonner).where(PAABUD.c.er_afsluttet.is_(False)).subquery("paabud")


def _select_fund(regler: Collection[str]) -> Subquery:
    aabne = AFVIGELSE.c.status == Status.AABEN.value, AFVIGELSE.c.regel.in_(sorted(regler))
    query = select(AFVIGELSE.c.tilbudsid, func.count().label("antal")).where(*aabne)
    return query.group_by(AFVIGELSE.c.tilbudsid).subquery("fund")


def _rank_tilstand() -> ColumnElement[int]:
    return case({et.value: plads for plads, et in enumerate(Sagstilstand)}, value=SAG.c.tilstand)


def _is_overskredet(paabud: Subquery, dag: date) -> ColumnElement[bool]:
    """Say of a case that its time ran out before a day, as domain.sagsforloeb.find_naeste_dag tells the last one."""
    loebet_ud = (
        and_(SAG.c.tilstand == Sagstilstand.VARSLET.value, SAG.c.aendret < _end_of(find_udloebet(Trin.VARSEL, dag))),
        and_(SAG.c.tilstand == Sagstilstand.RYKKET.value, SAG.c.aendret < _end_of(find_udloebet(Trin.RYKKER, dag))),
        and_(SAG.c.tilstand == Sagstilstand.PAABUD_AFGJORT.value, paabud.c.leveret <= find_udloebet(Trin.PAABUD, dag)),
    )
    return or_(SAG.c.pause_til < dag, and_(SAG.c.pause.is_(None), or_(*loebet_ud)))


def _end_of(dag: date) -> datetime:
    return datetime.combine(dag + timedelta(days=1), time(), DANSK_TID)
