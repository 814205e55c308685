"""One tilbud and its afdelinger, without its mails and what dataudtræk say of it."""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from warehouse.queries.afdelingssted import AFDELING
from warehouse.queries.rapport_tilbud import Afdelingsbillede
from warehouse.queries.rapport_views import LINJE, LIV, NU_AFDELING, SNAPSHOT, id_orden


@dataclass(frozen=True, kw_only=True)
class Stamdata:
    """A tilbud; one that has ended has no afdelinger, no name and no portfolio (`kode`)."""

    tilbudsid: str
    navn: str | None
    kode: str | None
    sidst_set: date
    afdelinger: tuple[Afdelingsbillede, ...]


def load_stamdata(conn: Connection, tilbudsid: str) -> Stamdata | None:
    """Give a tilbud; None when there was never one of that id."""
    sidste = select(func.max(LIV.c.sidst_set)).where(LIV.c.tilbudsid == tilbudsid).scalar_subquery()
    dag = conn.scalar(select(SNAPSHOT.c.dag).where(SNAPSHOT.c.id == sidste))
    if dag is None:
        return None
    nu = conn.execute(select(LINJE.c.navn, LINJE.c.kode).where(LINJE.c.tilbudsid == tilbudsid)).first()
    return Stamdata(
        tilbudsid=tilbudsid,
        navn=nu.navn if nu else None,
        kode=nu.kode if nu else None,
        sidst_set=dag,
        afdelinger=_list_afdelinger(conn, tilbudsid),
    )


def shows_cvr(cvr: str) -> ColumnElement[bool]:
    """Say of a line of the list of tilbud that one of its afdelinger shows a CVR number."""
    query = select(AFDELING.c.tilbudsid).where(AFDELING.c.gyldig_til.is_(None), AFDELING.c.cvr == cvr)
    return LINJE.c.tilbudsid.in_(query)


def _list_afdelinger(conn: Connection, tilbudsid: str) -> tuple[Afdelingsbillede, ...]:
    kolonner = [NU_AFDELING.c[felt.name] for felt in fields(Afdelingsbillede)]
    query = select(*kolonner).where(NU_AFDELING.c.tilbudsid == tilbudsid)
    rows = conn.execute(query.order_by(*id_orden(NU_AFDELING.c.afdelingsid))).mappings()
    return tuple(Afdelingsbillede(**row) for row in rows)
