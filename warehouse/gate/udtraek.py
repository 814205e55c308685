"""Whether a delivery of a dataudtræk is fit to judge others by, entity by entity."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.dump import Dump
from domain.entiteter import ENTITETER
from domain.kolonneord import write_entitet
from domain.tid import write_minute
from warehouse.gate.graenser import Graenser
from warehouse.gate.leverance import ForrigeUdtraek, Registerbillede, is_udtraek, measure_udtraek
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import number, percent
from warehouse.gate.tid import judge_clock
from warehouse.gate.udtraek_daekning import judge_daekning
from warehouse.gate.udtraek_felter import judge_udfyldt
from warehouse.gate.udtraek_laesning import judge_laesning


def judge_udtraek(
    dump: Dump,
    forrige: Mapping[str, ForrigeUdtraek],
    register: Registerbillede,
    graenser: Graenser,
    *,
    nu: datetime | None = None,
) -> tuple[Proeve, ...]:
    """Hold each entity that a dump delivers against its last accepted delivery and against the register.

    Nothing when the dump is not a dataudtræk. `forrige` lacks the entities that were never delivered.
    """
    if not is_udtraek(dump):
        return ()
    start = datetime.fromisoformat(dump.hoved.start)
    ukendte = tuple(_unknown(navn) for navn in sorted(dump.slut.entiteter.keys() - ENTITETER.keys()))
    if ukendte:
        return ukendte
    profiler = measure_udtraek(dump)
    return (
        *(() if dump.poster else judge_clock(start, nu, graenser)),
        *judge_laesning(dump, graenser),
        *(
            proeve
            for navn in sorted(profiler.keys() & forrige.keys())
            for proeve in _judge_forrige(navn, start, profiler[navn].antal, forrige[navn], graenser)
        ),
        *judge_udfyldt(profiler, forrige, graenser),
        *judge_daekning(dump, forrige, register, graenser),
    )


def _unknown(navn: str) -> Proeve:
    return Proeve(
        navn=f"entitet_{navn}",
        bestaaet=False,
        maalt=navn,
        graense="en kendt entitet",
        tekst=f"Dataudtrækket har rækker af slagsen »{navn}«, som dette program ikke kender. Opdatér programmet.",
        kan_tilsidesaettes=False,
    )


def _judge_forrige(
    navn: str, start: datetime, antal: int, forrige: ForrigeUdtraek, graenser: Graenser
) -> Iterator[Proeve]:
    yield _judge_newer(navn, start, forrige)
    yield _judge_count(navn, antal, forrige, graenser)


def _judge_newer(navn: str, start: datetime, forrige: ForrigeUdtraek) -> Proeve:
    slags = write_entitet(navn)
    bestaaet = start > forrige.tidspunkt
    return Proeve(
        navn=f"nyere_{navn}",
        bestaaet=bestaaet,
        maalt=write_minute(start),
        graense=f"efter {write_minute(forrige.tidspunkt)}",
        tekst=f"Dataudtrækket af {slags} er nyere end det sidst godkendte."
        if bestaaet
        else f"Dataudtrækket af {slags} er fra {write_minute(start)} og dermed ikke nyere end det sidst godkendte fra "
        f"{write_minute(forrige.tidspunkt)}. Er det i virkeligheden nyere, så skriv dagen med --pr.",
        kan_tilsidesaettes=False,
    )


def _judge_count(navn: str, antal: int, forrige: ForrigeUdtraek, graenser: Graenser) -> Proeve:
    slags = write_entitet(navn)
    fald = forrige.antal - antal
    bestaaet = fald <= graenser.mindste_antal or fald <= forrige.antal * graenser.fald_andel
    tekst = f"Dataudtrækket af {slags} har {number(antal)} rækker mod {number(forrige.antal)} i det sidst godkendte"
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
