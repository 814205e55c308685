"""Whether a delivery of a dataudtræk is fit to judge others by, entity by entity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.dump import Dump
from domain.entiteter import ENTITETER
from domain.tid import write_minute
from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import number, percent
from warehouse.gate.tid import judge_clock


@dataclass(frozen=True, kw_only=True)
class ForrigeUdtraek:
    """The last accepted delivery of an entity."""

    tidspunkt: datetime
    antal: int


def judge_udtraek(
    dump: Dump, forrige: Mapping[str, ForrigeUdtraek], graenser: Graenser, *, nu: datetime | None = None
) -> tuple[Proeve, ...]:
    """Hold each entity that a dump delivers against its last accepted delivery; nothing when it delivers none."""
    if not dump.slut.entiteter:
        return ()
    start = datetime.fromisoformat(dump.hoved.start)
    return (
        *(() if dump.poster else judge_clock(start, nu, graenser)),
        *(
            proeve
            for navn in sorted(dump.slut.entiteter)
            for proeve in _judge_entitet(dump, navn, start, forrige.get(navn), graenser)
        ),
    )


def _judge_entitet(
    dump: Dump, navn: str, start: datetime, forrige: ForrigeUdtraek | None, graenser: Graenser
) -> Iterator[Proeve]:
    if navn not in ENTITETER:
        yield Proeve(
            navn=f"entitet_{navn}",
            bestaaet=False,
            maalt=navn,
            graense="en kendt entitet",
            tekst=f"Dataudtrækket har rækker af slagsen »{navn}«, som dette program ikke kender. Opdatér programmet.",
            kan_tilsidesaettes=False,
        )
        return
    if forrige is None:
        return
    yield _judge_newer(navn, start, forrige)
    yield _judge_count(navn, dump.slut.entiteter[navn], forrige, graenser)


def _judge_newer(navn: str, start: datetime, forrige: ForrigeUdtraek) -> Proeve:
    bestaaet = start > forrige.tidspunkt
    return Proeve(
        navn=f"nyere_{navn}",
        bestaaet=bestaaet,
        maalt=write_minute(start),
        graense=f"efter {write_minute(forrige.tidspunkt)}",
        tekst=f"Dataudtrækket af {navn} er nyere end det sidst godkendte."
        if bestaaet
        else f"Dataudtrækket af {navn} er fra {write_minute(start)} og dermed ikke nyere end det sidst godkendte fra "
        f"{write_minute(forrige.tidspunkt)}. Er det i virkeligheden nyere, så skriv dagen med --pr.",
        kan_tilsidesaettes=False,
    )


def _judge_count(navn: str, antal: int, forrige: ForrigeUdtraek, graenser: Graenser) -> Proeve:
    fald = forrige.antal - antal
    bestaaet = fald <= graenser.mindste_antal or fald <= forrige.antal * graenser.fald_andel
    tekst = f"Dataudtrækket af {navn} har {number(antal)} rækker mod {number(forrige.antal)} i det sidst godkendte"
    if not bestaaet:
        tekst += (
            f": et fald på {percent(fald / forrige.antal)}. Er så mange ikke borte, mangler der noget i filen; "
            "bed om et nyt udtræk"
        )
    return Proeve(
        navn=f"antal_{navn}",
        bestaaet=bestaaet,
        maalt=f"{number(antal)} mod {number(forrige.antal)}",
        graense=f"fald højst {percent(graenser.fald_andel)}",
        tekst=f"{tekst}.",
    )
