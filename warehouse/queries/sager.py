"""The cases as people read them: the lists of what waits, and one case with its file note."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, select

from domain.sag import Sagstilstand
from domain.sagsforloeb import Fejlbillede, Forloeb, find_egne, find_naeste_dag, is_rykker_due
from warehouse.queries.rapport_views import AFVIGELSE, NU_AFDELING, NU_TILBUD, id_orden, portefoelje
from warehouse.sager.laes import read_fejl, read_forloeb
from warehouse.tables import table_of
from warehouse.tables.opfoelgning import Sag, SagHaendelse
from warehouse.tables.register import Afdeling, Tilbudslinje

_AFDELING = table_of(Afdeling)
_LINJE = table_of(Tilbudslinje)
_SAG = table_of(Sag)
_HAENDELSE = table_of(SagHaendelse)


@dataclass(frozen=True, kw_only=True)
class Sagslinje:
    """One case of a list. `navn` is None for a § 109 tilbud; `tilsyn` is the code of its socialtilsyn, or `andre`.

    `frist` is the last day of the time that runs; `skal_rykkes` tells that the time since the first mail has run out.
    """

    tilbudsid: str
    navn: str | None
    tilsyn: str | None
    forloeb: Forloeb
    antal_fejl: int
    frist: date | None
    skal_rykkes: bool
    sagsbehandler: str | None


@dataclass(frozen=True, kw_only=True)
class Notatlinje:
    """One line of a file note; `id` rises with each line written, of whichever case."""

    tidspunkt: datetime
    fra: Sagstilstand | None
    til: Sagstilstand
    art: str
    af: str
    grund: str
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class Sagsakt:
    """One case whole: where it stands, what the register says of its faults, and its file note from the beginning."""

    linje: Sagslinje
    oprettet: datetime
    fejl: Fejlbillede
    noter: tuple[Notatlinje, ...]


@dataclass(frozen=True, kw_only=True)
class Sagsfund:
    """One finding of a case, for a letter about it."""

    noegle: str
    regel: str
    afdelingsid: str | None
    felt: str
    raekke: str | None
    vaerdi: str | None


def list_sager(
    conn: Connection, dag: date, regler: Collection[str], *, tilstand: Sagstilstand | None = None
) -> tuple[Sagslinje, ...]:
    """Give the cases (of one state; else all that are not closed), those that have waited longest first."""
    fejl, navne, tilsyn, haand = read_fejl(conn, regler), _read_navne(conn), _read_tilsyn(conn), _read_haand(conn)
    linjer = [
        Sagslinje(
            tilbudsid=tilbudsid,
            navn=navne.get(tilbudsid),
            tilsyn=tilsyn.get(tilbudsid),
            forloeb=forloeb,
            antal_fejl=len(find_egne(forloeb, fejl[tilbudsid])),
            frist=find_naeste_dag(forloeb),
            skal_rykkes=is_rykker_due(forloeb, dag),
            sagsbehandler=haand.get(tilbudsid),
        )
        for tilbudsid, forloeb in read_forloeb(conn).items()
        if forloeb.tilstand is tilstand or (tilstand is None and forloeb.tilstand is not Sagstilstand.LUKKET)
    ]
    return tuple(sorted(linjer, key=lambda linje: (linje.forloeb.siden, len(linje.tilbudsid), linje.tilbudsid)))


def count_sager(conn: Connection) -> Counter[Sagstilstand]:
    """Count the cases by state."""
    return Counter(Sagstilstand(tilstand) for tilstand in conn.scalars(select(_SAG.c.tilstand)))


def load_sagsakt(conn: Connection, tilbudsid: str, dag: date, regler: Collection[str]) -> Sagsakt | None:
    """Give one case whole; None when there is none."""
    sag = conn.execute(select(_SAG).where(_SAG.c.tilbudsid == tilbudsid)).first()
    if sag is None:
        return None
    forloeb = read_forloeb(conn, [tilbudsid])[tilbudsid]
    fejl = read_fejl(conn, regler, [tilbudsid])[tilbudsid]
    tilbud = _load_tilbud(conn, tilbudsid)
    linje = Sagslinje(
        tilbudsid=tilbudsid,
        navn=None if tilbud is None or is_beskyttet(conn, tilbudsid) else tilbud.navn,
        tilsyn=None if tilbud is None else tilbud.kode,
        forloeb=forloeb,
        antal_fejl=len(find_egne(forloeb, fejl)),
        frist=find_naeste_dag(forloeb),
        skal_rykkes=is_rykker_due(forloeb, dag),
        sagsbehandler=sag.sagsbehandler,
    )
    return Sagsakt(linje=linje, oprettet=sag.oprettet, fejl=fejl, noter=_read_noter(conn, tilbudsid))


def _load_tilbud(conn: Connection, tilbudsid: str) -> Row[str | None, str] | None:
    # The view of tilbud is worked out over the whole register; one line of it stands in its table.
    navn = select(_LINJE.c.navn, _LINJE.c.kode).where(_LINJE.c.tilbudsid == tilbudsid)
    return conn.execute(navn).first()


def list_sagsfund(conn: Connection, tilbudsid: str, noegler: Collection[str]) -> tuple[Sagsfund, ...]:
    """Give the findings of a tilbud by their names, in the order of afdeling and rule."""
    kolonner = [AFVIGELSE.c[navn] for navn in ("noegle", "regel", "afdelingsid", "felt", "raekke", "vaerdi")]
    query = (
        select(*kolonner)
        .where(AFVIGELSE.c.tilbudsid == tilbudsid)
        .order_by(AFVIGELSE.c.afdelingsid.is_not(None), *id_orden(AFVIGELSE.c.afdelingsid), AFVIGELSE.c.regel)
    )
    return tuple(Sagsfund(**row) for row in conn.execute(query).mappings() if row["noegle"] in noegler)


def list_cvr(conn: Connection, tilbudsid: str) -> tuple[str, ...]:
    """Give the CVR numbers that the tilbud's afdelinger show, each once."""
    query = select(NU_AFDELING.c.cvr).where(NU_AFDELING.c.tilbudsid == tilbudsid, NU_AFDELING.c.cvr.is_not(None))
    return tuple(conn.scalars(query.distinct().order_by(NU_AFDELING.c.cvr)))


def list_former(conn: Connection, tilbudsid: str) -> frozenset[str]:
    """Give the folded forms of firm that the tilbud's afdelinger show."""
    form = NU_AFDELING.c.virksomhedsform_foldet
    return frozenset(conn.scalars(select(form).where(NU_AFDELING.c.tilbudsid == tilbudsid, form.is_not(None))))


def is_beskyttet(conn: Connection, tilbudsid: str) -> bool:
    """Tell whether a tilbud is a krisecenter (§ 109); one that is not on the portal any more is taken to be."""
    levende = select(_LINJE.c.tilbudsid).where(_LINJE.c.tilbudsid == tilbudsid)
    beskyttet = select(_AFDELING.c.id).where(_AFDELING.c.tilbudsid == tilbudsid, _AFDELING.c.er_beskyttet).limit(1)
    return conn.scalar(levende) is None or conn.scalar(beskyttet) is not None


def _read_navne(conn: Connection) -> dict[str, str]:
    query = select(NU_TILBUD.c.tilbudsid, NU_TILBUD.c.navn).where(NU_TILBUD.c.er_beskyttet.is_(False))
    return {row.tilbudsid: row.navn for row in conn.execute(query)}


def _read_tilsyn(conn: Connection) -> dict[str, str]:
    alle = portefoelje()
    return {row.tilbudsid: row.kode for row in conn.execute(select(alle.c.tilbudsid, alle.c.kode))}


def _read_haand(conn: Connection) -> dict[str, str]:
    query = select(_SAG.c.tilbudsid, _SAG.c.sagsbehandler).where(_SAG.c.sagsbehandler.is_not(None))
    return {row.tilbudsid: row.sagsbehandler for row in conn.execute(query)}


def _read_noter(conn: Connection, tilbudsid: str) -> tuple[Notatlinje, ...]:
    query = select(_HAENDELSE).where(_HAENDELSE.c.tilbudsid == tilbudsid).order_by(_HAENDELSE.c.id)
    return tuple(
        Notatlinje(
            id=row.id,
            tidspunkt=row.tidspunkt,
            fra=Sagstilstand(row.fra) if row.fra else None,
            til=Sagstilstand(row.til),
            art=row.art,
            af=row.af,
            grund=row.grund,
        )
        for row in conn.execute(query)
    )
