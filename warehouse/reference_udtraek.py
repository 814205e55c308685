"""The rows of the reference tables that dataudtræk are judged by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from domain.frister import find_frist, find_sidste_dag
from domain.reference import Gyldighed, load_socialtilsyn
from domain.reference.udtraek import (
    load_budgetfiltyper,
    load_frister,
    load_godkendelsesstatusser,
    load_graenser,
    load_plejefamilietyper,
    load_pligter,
    load_reguleringer,
    load_skemaaargange,
    load_takstenheder,
    load_temaer,
)
from domain.tekst import fold
from warehouse.tables.reference import (
    ReferenceBudgetfiltype,
    ReferenceFrist,
    ReferenceGodkendelsesstatus,
    ReferenceGraense,
    ReferencePlejefamilietype,
    ReferencePligt,
    ReferenceRegulering,
    ReferenceSkemaaargang,
    ReferenceSocialtilsynsnavn,
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
    yield (
        ReferenceGodkendelsesstatus,
        [
            {
                "foldet": fold(x.tekst),
                "gyldig_fra": x.gyldig.fra,
                "gyldig_til": x.gyldig.til,
                "er_slut": x.er_slut,
            }
            for x in load_godkendelsesstatusser()
        ],
    )
    yield ReferenceSocialtilsynsnavn, _socialtilsynsnavne()
    yield (
        ReferencePligt,
        [{"pligt": x.pligt, "paragraf": x.paragraf, "aar": aar} for x in load_pligter() for aar in _years(x.gyldig)],
    )
    yield (
        ReferenceBudgetfiltype,
        [{"filtype": x.filtype, "aar": aar} for x in load_budgetfiltyper() for aar in _years(x.gyldig)],
    )
    yield ReferenceSkemaaargang, _skemaaargange()


def _years(gyldig: Gyldighed) -> Iterator[int]:
    """Yield the years that begin while a row holds."""
    return (aar for aar in AAR if gyldig.covers(date(aar, 1, 1)))


def _skemaaargange() -> Rows:
    egne = [{"budgetaar": aar, "skema_aar": aar} for aar in AAR]
    return egne + [{"budgetaar": x.budgetaar, "skema_aar": x.skema_aar} for x in load_skemaaargange()]


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


def _socialtilsynsnavne() -> Rows:
    koder = {fold(navn): x.kode for x in load_socialtilsyn() for navn in (x.kode, x.navn)}
    return [{"foldet": foldet, "kode": kode} for foldet, kode in koder.items()]
