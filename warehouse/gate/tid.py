"""A fetch must be newer than the last accepted one, and not from the future. No person can overrule time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.tid import write_minute
from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige


def judge_newer(start: datetime, forrige: Forrige | None) -> Iterator[Proeve]:
    """Refuse a dump from before (or at the time of) the last accepted one: it would turn history back."""
    if forrige is None:
        return
    bestaaet = start > forrige.tidspunkt
    yield Proeve(
        navn="nyere_end_sidste",
        bestaaet=bestaaet,
        maalt=write_minute(start),
        graense=f"efter {write_minute(forrige.tidspunkt)}",
        tekst="Hentningen er nyere end den sidst godkendte."
        if bestaaet
        else f"Dumpen er fra {write_minute(start)} og dermed ikke nyere end den sidst godkendte fra "
        f"{write_minute(forrige.tidspunkt)}. Den kan ikke indlæses; hent registret igen.",
        kan_tilsidesaettes=False,
    )


def judge_clock(start: datetime, nu: datetime | None, graenser: Graenser) -> Iterator[Proeve]:
    """Refuse a dump from the future: every later fetch would look old beside it."""
    if nu is None:
        return
    bestaaet = start <= nu + timedelta(minutes=graenser.ur_minutter)
    yield Proeve(
        navn="ikke_fra_fremtiden",
        bestaaet=bestaaet,
        maalt=write_minute(start),
        graense=f"højst {graenser.ur_minutter} minutter frem i tiden",
        tekst="Hentningens tidspunkt er rimeligt."
        if bestaaet
        else f"Dumpen siger, at den er fra {write_minute(start)}, som er i fremtiden. Ret uret på den maskine, "
        "der hentede, og hent igen.",
        kan_tilsidesaettes=False,
    )
