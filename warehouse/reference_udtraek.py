"""The rows of the reference tables that dataudtræk are judged by."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from domain.frister import find_frist, find_sidste_dag
from domain.reference.udtraek import (
    load_frister,
    load_graenser,
    load_plejefamilietyper,
    load_reguleringer,
    load_takstenheder,
    load_temaer,
)
from domain.tekst import fold
from warehouse.tables.reference import (
    ReferenceFrist,
    ReferenceGraense,
    ReferencePlejefamilietype,
    ReferenceRegulering,
    ReferenceTakstenhed,
    ReferenceTema,
)

Rows = list[dict[str, Any]]

# The years a time limit is worked out for; outside them no rule of time limits speaks.
AAR = range(2015, 2041)


def udtraek_tables() -> Iterator[tuple[type[SQLModel], Rows]]:
    """Yield each table with its rows."""
    yield ReferenceFrist, _frister()
    yield (
        ReferenceGraense,
        [
            {"noegle": x.noegle, "gyldig_fra": x.gyldig.fra, "gyldig_til": x.gyldig.til, "vaerdi": x.vaerdi}
            for x in load_graenser()
        ],
    )
    yield (
        ReferenceTakstenhed,
        [
            {
                "foldet": fold(x.tekst),
                "gyldig_fra": x.gyldig.fra,
                "gyldig_til": x.gyldig.til,
                "enhed": x.enhed,
                "dage": x.dage,
            }
            for x in load_takstenheder()
        ],
    )
    yield (
        ReferenceRegulering,
        [{"aar": x.aar, "regulering_pct": x.regulering_pct} for x in load_reguleringer()],
    )
    yield (
        ReferenceTema,
        [
            {"foldet": fold(x.tema), "gyldig_fra": x.gyldig.fra, "gyldig_til": x.gyldig.til, "tema": x.tema}
            for x in load_temaer()
        ],
    )
    yield (
        ReferencePlejefamilietype,
        [
            {
                "foldet": fold(x.tekst),
                "gyldig_fra": x.gyldig.fra,
                "gyldig_til": x.gyldig.til,
                "familietype": x.familietype,
            }
            for x in load_plejefamilietyper()
        ],
    )


def _frister() -> Rows:
    return [
        {
            "frist": frist.frist,
            "gruppe": frist.gruppe,
            "aar": aar,
            "frist_dag": find_frist(frist, aar),
            "sidste_dag": find_sidste_dag(frist, aar),
        }
        for frist in load_frister()
        for aar in AAR
        if frist.gyldig.covers(find_frist(frist, aar))
    ]
