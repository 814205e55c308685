"""The course of a control as days, and what is said when a step or the quarter is in danger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.frister import find_next_hverdag
from domain.reference.stikproeve import load_forloeb
from domain.stikproeve import Fristdag, Population, Stikproevetilstand

KVARTALER = (1, 2, 3, 4)
EMNE, ANNONCERET, RAMME, TRAEK, AFSLUTTET = "emne", "annonceret", "ramme", "traek", "afsluttet"
DOKUMENTATION, VURDERET = "dokumentation", "vurderet"
# These are done by the calendar alone: their day comes, whatever anybody does.
UDLOEB = frozenset({"svar", "rettefrist", "paabudsfrist"})

_MAANEDER_I_KVARTAL = 3
_VARSLES_DAGE = 14
_KVARTAL_I_FARE_DAGE = 42
_IKKE_BEGYNDT = frozenset(
    {Stikproevetilstand.PLANLAGT, Stikproevetilstand.ANNONCERET, Stikproevetilstand.RAMME_FROSSET}
)
_ENDT = frozenset({Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST})


@dataclass(frozen=True, kw_only=True)
class Trin:
    """One step of a control: its day, who is responsible, and the day it was done."""

    trin: str
    betegnelse: str
    dag: date
    ansvarlig: str
    udfoert: date | None = None


@dataclass(frozen=True, kw_only=True)
class Varsel:
    """A warning in Danish about one control (`nummer`); `er_overskredet` when it is too late to do it in time."""

    nummer: str
    tekst: str
    er_overskredet: bool


def find_start(aar: int, kvartal: int) -> date:
    """Give the day a quarter's frame is frozen: its first Monday, or the next working day."""
    foerste = date(aar, (kvartal - 1) * _MAANEDER_I_KVARTAL + 1, 1)
    return find_next_hverdag(foerste + timedelta(days=-foerste.weekday() % 7))


def make_forloeb(start: date) -> tuple[Fristdag, ...]:
    """Give every step of a control whose frame is frozen on `start`, moved to working days.

    The law's weeks are never made shorter by it: a day that falls on a holiday moves on, never back.
    """
    return tuple(
        Fristdag(
            trin=trin.trin,
            betegnelse=trin.betegnelse,
            dag=find_next_hverdag(start + timedelta(weeks=trin.uge)),
            ansvarlig=trin.ansvarlig,
        )
        for trin in load_forloeb()
        if trin.gyldig.covers(start)
    )


def find_kvartal(dag: date) -> int:
    """Give the quarter of a day, 1 to 4."""
    return (dag.month - 1) // _MAANEDER_I_KVARTAL + 1


def find_kvartalets_slutning(dag: date) -> date:
    """Give the last day of the quarter a day lies in."""
    kvartal = find_kvartal(dag)
    naeste = date(dag.year + kvartal // 4, kvartal * _MAANEDER_I_KVARTAL % 12 + 1, 1)
    return naeste - timedelta(days=1)


def find_varsler(
    nummer: str, tilstand: Stikproevetilstand, trin: Iterable[Trin], *, start: date, dag: date
) -> tuple[Varsel, ...]:
    """Give what must be warned of on a day: steps that are late or near, and a quarter that may be lost."""
    if tilstand in _ENDT:
        return ()
    aabne = [et for et in sorted(trin, key=lambda et: et.dag) if et.udfoert is None and et.trin not in UDLOEB]
    fundet = [_warn_of_trin(nummer, et, dag) for et in aabne if et.dag <= dag + timedelta(days=_VARSLES_DAGE)]
    kvartal = _warn_of_kvartal(nummer, tilstand, start, dag)
    return (*([kvartal] if kvartal else []), *fundet)


def describe_population(population: Population) -> str:
    """Say whom a control draws from."""
    return {Population.TILBUD: "Tilbud", Population.PLEJEFAMILIER: "Plejefamilier (socialtilsynet spørges)"}[population]


def _warn_of_trin(nummer: str, trin: Trin, dag: date) -> Varsel:
    rest = (trin.dag - dag).days
    if rest < 0:
        siden = "en dag" if rest == -1 else f"{-rest} dage"
        tekst = f"skulle være udført den {_skriv(trin.dag)}, for {siden} siden"
    elif rest == 0:
        tekst = "skal være udført i dag"
    else:
        tekst = f"skal være udført senest den {_skriv(trin.dag)} ({'en dag' if rest == 1 else f'{rest} dage'} endnu)"
    return Varsel(
        nummer=nummer,
        tekst=f"Kontrol {nummer}: »{trin.betegnelse}« {tekst}. Ansvarlig: {trin.ansvarlig}.",
        er_overskredet=rest < 0,
    )


def _warn_of_kvartal(nummer: str, tilstand: Stikproevetilstand, start: date, dag: date) -> Varsel | None:
    slut = find_kvartalets_slutning(start)
    rest = (slut - dag).days
    if tilstand not in _IKKE_BEGYNDT or rest > _KVARTAL_I_FARE_DAGE:
        return None
    if rest < 0:
        return Varsel(
            nummer=nummer,
            tekst=f"Kontrol {nummer} nåede ikke sit kvartal: der var ikke trukket den {_skriv(slut)}. "
            "Træk den nu, eller aflys den med en grund.",
            er_overskredet=True,
        )
    return Varsel(
        nummer=nummer,
        tekst=f"Kontrol {nummer} er i fare for ikke at nå sit kvartal: der er ikke trukket, "
        f"og kvartalet slutter den {_skriv(slut)}.",
        er_overskredet=False,
    )


def _skriv(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
