"""What a run wrote down and what came of it: counts only, nothing that anybody typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from warehouse.queries.rapport_views import KOERSEL, KONTROL, MAIL, REGELKOERSEL, SNAPSHOT


@dataclass(frozen=True, kw_only=True)
class Kontrollog:
    """The control of a run's snapshot: what it changed, how many rules ran for how long, and those that could not."""

    tidspunkt: datetime
    aabnet: int
    genaabnet: int
    lukket: int
    regler: int
    sekunder: float
    regelfejl: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Koerselslog:
    """`laest` is what the fetch counted, `lagt_ind` how its afdelinger met those there were.

    `kontrol` is None when the run was not accepted or is not controlled; `mails` are those written upon its snapshot.
    """

    laest: Mapping[str, int]
    lagt_ind: Mapping[str, int]
    kontrol: Kontrollog | None
    mails: int


def load_koerselslog(conn: Connection, koersel_id: str) -> Koerselslog:
    """Give the log of a run; an empty one when there is no such run."""
    statistik = json.loads(conn.scalar(select(KOERSEL.c.statistik).where(KOERSEL.c.id == koersel_id)) or "{}")
    snapshot_id = conn.scalar(select(SNAPSHOT.c.id).where(SNAPSHOT.c.koersel_id == koersel_id))
    skrevet = select(func.count()).select_from(MAIL).where(MAIL.c.snapshot_id == snapshot_id)
    return Koerselslog(
        laest={navn: antal for navn, antal in statistik.get("dump", {}).items() if isinstance(antal, int)},
        lagt_ind={} if snapshot_id is None else statistik.get("tal", {}),
        kontrol=None if snapshot_id is None else _read_kontrol(conn, snapshot_id),
        mails=0 if snapshot_id is None else int(conn.scalar(skrevet) or 0),
    )


def _read_kontrol(conn: Connection, snapshot_id: int) -> Kontrollog | None:
    k, r = KONTROL.c, REGELKOERSEL.c
    query = select(k.id, k.tidspunkt, k.aabnet, k.genaabnet, k.lukket).where(k.snapshot_id == snapshot_id)
    row = conn.execute(query.order_by(k.id.desc()).limit(1)).first()
    if row is None:
        return None
    koert = conn.execute(select(r.regel, r.sekunder, r.fejl).where(r.kontrol_id == row.id).order_by(r.regel)).all()
    return Kontrollog(
        tidspunkt=row.tidspunkt,
        aabnet=row.aabnet,
        genaabnet=row.genaabnet,
        lukket=row.lukket,
        regler=len(koert),
        sekunder=sum(en.sekunder for en in koert),
        regelfejl=tuple(en.regel for en in koert if en.fejl is not None),
    )
