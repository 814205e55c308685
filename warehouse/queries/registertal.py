"""The register's figures as each control left them: the newest, and the course of a year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from warehouse.queries.rapport_views import KONTROL, SNAPSHOT
from warehouse.tables import table_of
from warehouse.tables.registertal import Registertal

_TAL = table_of(Registertal)
_NAVNE = ("noegle", "tilbud", "afdelinger", "ramte", "kritisk", "alvorlig", "advarsel")


@dataclass(frozen=True, kw_only=True)
class Tal:
    """The figures of the country (`noegle` is empty), of one socialtilsyn, kommune or tilbudstype."""

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

    kontrol_id: int
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
        .where(_TAL.c.kontrol_id == nyeste, _TAL.c.emne.in_(("landet", "socialtilsyn", "kommune")))
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


def load_forloeb(conn: Connection, emne: str, noegle: str, *, fra: date) -> tuple[Dagstal, ...]:
    """Give the course of one subject (`landet`, `socialtilsyn`, `kommune`, `tilbudstype`) by its key since a day.

    Each control there was, oldest first.
    """
    query = (
        select(_TAL.c.kontrol_id, SNAPSHOT.c.dag, _TAL.c.tilbud, _TAL.c.ramte)
        .join(KONTROL, KONTROL.c.id == _TAL.c.kontrol_id)
        .join(SNAPSHOT, SNAPSHOT.c.id == KONTROL.c.snapshot_id)
        .where(_TAL.c.emne == emne, _TAL.c.noegle == noegle, SNAPSHOT.c.dag >= fra)
        .order_by(_TAL.c.kontrol_id)
    )
    return tuple(
        Dagstal(kontrol_id, dag, tilbud, tilbud - ramte) for kontrol_id, dag, tilbud, ramte in conn.execute(query)
    )


def load_kurver(
    conn: Connection, emne: str, dage: Sequence[Dagstal], *, antal: int
) -> Mapping[str, tuple[Dagstal, ...]]:
    """Give the course of each of a kind by key, at no more than `antal` of these days, the newest among them."""
    valgte = {dag.kontrol_id: dag.dag for dag in dage[::-1][:: max(1, -(-len(dage) // antal))]}
    query = (
        select(_TAL.c.kontrol_id, _TAL.c.noegle, _TAL.c.tilbud, _TAL.c.ramte)
        .where(_TAL.c.emne == emne, _TAL.c.kontrol_id.in_(valgte))
        .order_by(_TAL.c.kontrol_id)
    )
    samlet: defaultdict[str, list[Dagstal]] = defaultdict(list)
    for kontrol_id, noegle, tilbud, ramte in conn.execute(query):
        samlet[noegle].append(Dagstal(kontrol_id, valgte[kontrol_id], tilbud, tilbud - ramte))
    return {noegle: tuple(tal) for noegle, tal in samlet.items()}
