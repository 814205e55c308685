"""A mail came back for good: a case that went on because of it begins again, since nobody was told."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from domain.sag import Sagstilstand
from domain.sagsforloeb import Fejlbillede, Forloeb, find_egne, move
from domain.tid import find_dag
from warehouse.queries.rapport_views import AFVIGELSE
from warehouse.sager.laes import read_fejl, read_forloeb
from warehouse.sager.skriv import Skridt, write_steps

_RAADER = frozenset({Sagstilstand.VARSLET, Sagstilstand.RYKKET, Sagstilstand.TIL_VURDERING})
_GRUND = "Mailen kom endeligt tilbage, så tilbuddet har ikke fået besked."
_IGEN = "Sagen begynder forfra: tilbuddet skal have besked på anden vis."


def restart_untold(conn: Connection, tilbudsids: Collection[str], *, nu: datetime) -> int:
    """Take the cases of tilbud that nobody has told of any fault back to the beginning; gives how many.

    One that another mail or a person told of something stays where it is, and so does one with a påbud, which goes by
    Digital Post. Call it in the transaction that took the mail's telling away.
    """
    regler = set(conn.scalars(select(AFVIGELSE.c.regel).where(AFVIGELSE.c.tilbudsid.in_(sorted(tilbudsids)))))
    fejl = read_fejl(conn, regler, tilbudsids=tilbudsids)
    forloeb = read_forloeb(conn, tilbudsids)
    skridt = [
        et
        for tilbudsid, egen in sorted(forloeb.items())
        if _is_untold(egen, fejl[tilbudsid])
        for et in _begin_again(tilbudsid, egen, nu)
    ]
    write_steps(conn, skridt, nu)
    return len(skridt) // 2


def _is_untold(forloeb: Forloeb, fejl: Fejlbillede) -> bool:
    return forloeb.tilstand in _RAADER and bool(fejl.aabne) and not find_egne(forloeb, fejl)


def _begin_again(tilbudsid: str, forloeb: Forloeb, nu: datetime) -> tuple[Skridt, Skridt]:
    lukket = move(forloeb, Sagstilstand.LUKKET, find_dag(nu), _GRUND)
    igen = move(lukket.forloeb, Sagstilstand.NY, find_dag(nu), _IGEN)
    return (
        Skridt(tilbudsid=tilbudsid, fra=forloeb, skift=lukket),
        Skridt(tilbudsid=tilbudsid, fra=lukket.forloeb, skift=igen),
    )
