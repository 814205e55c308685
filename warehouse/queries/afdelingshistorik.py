"""What each fetch changed of the afdelinger's fields.

Values that are never shown are not read: of telephone, e-mail and persons it is only told that they changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from warehouse.queries.afdelingssted import AFDELING
from warehouse.queries.rapport_views import LIV, SNAPSHOT, id_orden

FELTER = (
    *("navn", "adresse", "postnr", "by", "tilbuddets_adresse", "cvr", "p_nummer", "hjemmeside", "virksomhed"),
    *("virksomhedsform", "driftsaftale_med", "tilsynsmyndighed", "tilbudstyper", "pladser", "pladser_i_alt"),
)
_TAVSE = {
    "telefon": ("telefon",),
    "email": ("email",),
    "leder": ("har_leder", "leder_hash"),
    "kontaktperson": ("har_kontaktperson", "kontaktperson_hash"),
}


@dataclass(frozen=True, kw_only=True)
class Feltskifte:
    """A field of an afdeling that changed; `vist` is false for values that were not read."""

    felt: str
    foer: str | None
    efter: str | None
    vist: bool = True


@dataclass(frozen=True, kw_only=True)
class Afdelingsskridt:
    """What a snapshot did to an afdeling: `skifter` its changed fields; none when it came (`er_foerste`) or ended.

    `virksomhedsform` is the one it had.
    """

    dag: date
    afdelingsid: str
    er_foerste: bool = False
    er_ophoert: bool = False
    skifter: tuple[Feltskifte, ...] = ()
    virksomhedsform: str | None = None


def load_afdelingsskridt(conn: Connection, tilbudsider: Sequence[str]) -> defaultdict[str, list[Afdelingsskridt]]:
    """Give what each fetch did to the afdelinger of some tilbud, afdeling by afdeling, oldest first."""
    grupper: defaultdict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for row in _list_versioner(conn, tilbudsider):
        grupper[row["tilbudsid"], row["afdelingsid"]].append(row)
    samlet: defaultdict[str, list[Afdelingsskridt]] = defaultdict(list)
    for (tilbudsid, _), versioner in grupper.items():
        samlet[tilbudsid] += _follow(versioner)
    return samlet


def _list_versioner(conn: Connection, tilbudsider: Sequence[str]) -> Sequence[RowMapping]:
    a, slut = AFDELING.c, SNAPSHOT.alias("slut")
    raekke = {"partition_by": (a.tilbudsid, a.afdelingsid), "order_by": a.gyldig_fra}
    tavse = [_differs(kolonner, raekke).label(f"skiftet_{navn}") for navn, kolonner in _TAVSE.items()]
    query = (
        select(
            a.tilbudsid,
            a.afdelingsid,
            SNAPSHOT.c.dag.label("fra"),
            (a.gyldig_fra == LIV.c.foerst_set).label("er_foerste"),
            slut.c.dag.label("ophoert"),
            *(a[navn] for navn in FELTER),
            *tavse,
        )
        .join(SNAPSHOT, SNAPSHOT.c.id == a.gyldig_fra)
        .join(LIV, (LIV.c.tilbudsid == a.tilbudsid) & (LIV.c.afdelingsid == a.afdelingsid))
        .outerjoin(slut, slut.c.id == LIV.c.ophoert)
        .where(a.tilbudsid.in_(tilbudsider))
        .order_by(a.tilbudsid, *id_orden(a.afdelingsid), a.gyldig_fra)
    )
    return conn.execute(query).mappings().all()


def _differs(kolonner: Iterable[str], raekke: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an expression
    return or_(*(AFDELING.c[navn].is_distinct_from(func.lag(AFDELING.c[navn]).over(**raekke)) for navn in kolonner))


def _follow(versioner: Sequence[RowMapping]) -> Iterable[Afdelingsskridt]:
    foerste, sidste = versioner[0], versioner[-1]
    # Where earlier versions were deleted for their age, the oldest that is left is not how the afdeling came.
    if foerste["er_foerste"]:
        yield Afdelingsskridt(dag=foerste["fra"], afdelingsid=foerste["afdelingsid"], er_foerste=True)
    for foer, efter in pairwise(versioner):
        yield Afdelingsskridt(
            dag=efter["fra"],
            afdelingsid=efter["afdelingsid"],
            skifter=tuple(_compare(foer, efter)),
            virksomhedsform=efter["virksomhedsform"],
        )
    if sidste["ophoert"] is not None:
        yield Afdelingsskridt(dag=sidste["ophoert"], afdelingsid=sidste["afdelingsid"], er_ophoert=True)


def _compare(foer: RowMapping, efter: RowMapping) -> Iterable[Feltskifte]:
    for navn in FELTER:
        if foer[navn] != efter[navn]:
            yield Feltskifte(felt=navn, foer=_write(foer[navn]), efter=_write(efter[navn]))
    for navn in _TAVSE:
        if efter[f"skiftet_{navn}"]:
            yield Feltskifte(felt=navn, foer=None, efter=None, vist=False)


def _write(value: Any) -> str | None:  # noqa: ANN401 - a column's value of any type
    return None if value is None else str(value)
