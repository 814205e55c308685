"""The register's figures as each control left them: the newest, and the course of a year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from warehouse.queries.rapport_views import KONTROL, SNAPSHOT, kontroller
from warehouse.tables import table_of
from warehouse.tables.registertal import Registertal

_TAL = table_of(Registertal)
_NAVNE = ("noegle", "tilbud", "afdelinger", "ramte", "kritisk", "alvorlig", "advarsel")


@dataclass(frozen=True, kw_only=True)
class Tal:
    """The figures of the country (`noegle` is empty), of one socialtilsyn, or of one kommune."""

    noegle: str
    tilbud: int
    afdelinger: int
    ramte: int
    kritisk: int
    alvorlig: int
    advarsel: int

    @property
    def uden_alvorlige(self) -> int:
        """How many tilbud have no open `kritisk` or `alvorlig` finding."""
        return self.tilbud - self.ramte


@dataclass(frozen=True)
class Dagstal:
    """How many tilbud there were on a day, and how many without an open `kritisk` or `alvorlig` finding."""

    dag: date
    tilbud: int
    uden_alvorlige: int


@dataclass(frozen=True)
class Nyeste:
    """All figures of the newest control that has any, by subject and key, and the day of its snapshot."""

    dag: date
    landet: Tal
    socialtilsyn: Mapping[str, Tal]
    kommuner: Mapping[str, Tal]


def load_nyeste(conn: Connection) -> Nyeste | None:
    """Give the newest figures; None before the first control."""
    nyeste = select(func.max(_TAL.c.kontrol_id)).scalar_subquery()
    query = (
        select(SNAPSHOT.c.dag, _TAL.c.emne, *(_TAL.c[navn] for navn in _NAVNE))
        .join(KONTROL, KONTROL.c.id == _TAL.c.kontrol_id)
        .join(SNAPSHOT, SNAPSHOT.c.id == KONTROL.c.snapshot_id)
        .where(_TAL.c.kontrol_id == nyeste)
    )
    samlet: defaultdict[str, dict[str, Tal]] = defaultdict(dict)
    dag = None
    for row in conn.execute(query).mappings():
        dag = row["dag"]
        samlet[row["emne"]][row["noegle"]] = Tal(**{navn: row[navn] for navn in _NAVNE})
    landet = samlet["landet"].get("")
    if dag is None or landet is None:
        return None
    return Nyeste(dag, landet, samlet["socialtilsyn"], samlet["kommune"])


def load_udvikling(conn: Connection, emne: str, *, fra: date, antal: int) -> Mapping[str, tuple[Dagstal, ...]]:
    """Give the course since a day by key, oldest first, at about `antal` of the controls, the newest among them."""
    valgte = _choose(conn, fra, antal)
    query = (
        select(_TAL.c.kontrol_id, _TAL.c.noegle, _TAL.c.tilbud, _TAL.c.ramte)
        .where(_TAL.c.emne == emne, _TAL.c.kontrol_id.in_(valgte))
        .order_by(_TAL.c.kontrol_id)
    )
    samlet: defaultdict[str, list[Dagstal]] = defaultdict(list)
    for kontrol_id, noegle, tilbud, ramte in conn.execute(query):
        samlet[noegle].append(Dagstal(valgte[kontrol_id], tilbud, tilbud - ramte))
    return {noegle: tuple(tal) for noegle, tal in samlet.items()}


def _choose(conn: Connection, fra: date, antal: int) -> dict[int, date]:
    """Give the controls to show with their days: evenly spread, counted back from the newest."""
    alle = kontroller()
    query = (
        select(alle.c.id, SNAPSHOT.c.dag)
        .join(SNAPSHOT, SNAPSHOT.c.id == alle.c.snapshot_id)
        .where(SNAPSHOT.c.dag >= fra)
        .order_by(alle.c.snapshot_id.desc())
    )
    rows = conn.execute(query).all()
    return {row.id: row.dag for row in rows[:: max(1, -(-len(rows) // antal))]}
