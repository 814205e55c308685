"""The season of the budgets, counted: who owes one, who was in time, who is late; pure.

In time is counted by the day the law names, as the published figures do (Socialtilsynenes virksomhed 2022, Figur
27-30). Nobody is called late before the last day that counts as in time (`domain.frister`) has passed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.frister import find_frist
from domain.reference.udtraek import Frist, load_frister

PRIVAT, OFFENTLIG = "privat", "offentlig"
GRUPPER = (PRIVAT, OFFENTLIG)
MODTAGET, GODKENDT = "budget_modtaget", "budget_godkendt"
_FOERSTE_MAANED = 8
_UGE = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Budgetforhold:
    """One budget that is owed: by whom (`kode`: socialtilsyn, None unclear), and when it came and was approved.

    `sidste_dag` is the last day that counted as in time for this tilbud.
    """

    tilbudsid: str
    navn: str | None
    kode: str | None
    gruppe: str
    sidste_dag: date
    modtaget: date | None
    godkendt: date | None


@dataclass(frozen=True, kw_only=True)
class Budgetfrister:
    """The days the law names for a group's budgets of one year."""

    modtaget: date
    godkendt: date


@dataclass(frozen=True, kw_only=True)
class Budgettal:
    """One group of one socialtilsyn (`kode` None: all of them) as it stands on a day.

    Of those that owe a budget (`skylder`) it was received in time, received late, or not received. `godkendte` are
    approved by the day, `godkendte_til_tiden` by the day the law names.
    """

    kode: str | None
    gruppe: str
    skylder: int
    rettidige: int
    forsinkede: int
    mangler: int
    godkendte: int
    godkendte_til_tiden: int


@dataclass(frozen=True, kw_only=True)
class Forsinket:
    """A tilbud whose budget has not come, and how many days after its last day it is."""

    tilbudsid: str
    navn: str | None
    kode: str | None
    gruppe: str
    dage: int


@dataclass(frozen=True, kw_only=True)
class Kurvepunkt:
    """How many budgets of a group had come and been approved by a day."""

    dag: date
    gruppe: str
    modtagne: int
    godkendte: int


def find_budgetaar(dag: date) -> int:
    """Give the budget year whose season a day lies in: from 1 August on it is the next one."""
    return dag.year + (dag.month >= _FOERSTE_MAANED)


def find_frister(aar: int) -> Mapping[str, Budgetfrister]:
    """Give the days the law names for the budgets of a year, by group."""
    return {
        gruppe: Budgetfrister(
            modtaget=find_frist(_frist(MODTAGET, gruppe, aar), aar),
            godkendt=find_frist(_frist(GODKENDT, gruppe, aar), aar),
        )
        for gruppe in GRUPPER
    }


def _frist(navn: str, gruppe: str, aar: int) -> Frist:
    return next(
        frist
        for frist in load_frister()
        if (frist.frist, frist.gruppe) == (navn, gruppe) and frist.gyldig.covers(find_frist(frist, aar))
    )


def count_budgetter(alle: Sequence[Budgetforhold], aar: int, dag: date) -> tuple[Budgettal, ...]:
    """Count by group and socialtilsyn, those whose socialtilsyn is unclear last, and each group as a whole after it."""
    frister = find_frister(aar)
    return tuple(
        tal
        for gruppe in GRUPPER
        for tal in _count_gruppe([x for x in alle if x.gruppe == gruppe], gruppe, frister[gruppe], dag)
    )


def _count_gruppe(alle: Sequence[Budgetforhold], gruppe: str, frister: Budgetfrister, dag: date) -> Iterator[Budgettal]:
    koder = sorted({x.kode for x in alle if x.kode is not None})
    for kode in koder:
        yield _count([x for x in alle if x.kode == kode], kode, gruppe, frister, dag)
    yield _count(alle, None, gruppe, frister, dag)


def _count(
    alle: Sequence[Budgetforhold], kode: str | None, gruppe: str, frister: Budgetfrister, dag: date
) -> Budgettal:
    rettidige = _count_by((x.modtaget for x in alle), min(dag, frister.modtaget))
    modtagne = _count_by((x.modtaget for x in alle), dag)
    return Budgettal(
        kode=kode,
        gruppe=gruppe,
        skylder=len(alle),
        rettidige=rettidige,
        forsinkede=modtagne - rettidige,
        mangler=len(alle) - modtagne,
        godkendte=_count_by((x.godkendt for x in alle), dag),
        godkendte_til_tiden=_count_by((x.godkendt for x in alle), min(dag, frister.godkendt)),
    )


def _count_by(dage: Iterable[date | None], senest: date) -> int:
    return sum(dag is not None and dag <= senest for dag in dage)


def list_forsinkede(alle: Iterable[Budgetforhold], dag: date) -> tuple[Forsinket, ...]:
    """Give those whose budget had not come by a day though their last day has passed, the longest late first.

    A budget that is approved has come, whatever the day of its arrival says.
    """
    sene = (
        Forsinket(tilbudsid=x.tilbudsid, navn=x.navn, kode=x.kode, gruppe=x.gruppe, dage=(dag - x.sidste_dag).days)
        for x in alle
        if dag > x.sidste_dag and not _count_by((x.modtaget, x.godkendt), dag)
    )
    return tuple(sorted(sene, key=lambda x: (-x.dage, x.kode or "~", len(x.tilbudsid), x.tilbudsid)))


def make_kurve(alle: Sequence[Budgetforhold], aar: int, dag: date) -> tuple[Kurvepunkt, ...]:
    """Give the season week by week, from 1 August before the year to 1 May in it, as far as the day has come."""
    return tuple(
        Kurvepunkt(
            dag=punkt,
            gruppe=gruppe,
            modtagne=_count_by((x.modtaget for x in alle if x.gruppe == gruppe), punkt),
            godkendte=_count_by((x.godkendt for x in alle if x.gruppe == gruppe), punkt),
        )
        for punkt in _list_days(aar)
        if punkt <= dag
        for gruppe in GRUPPER
    )


def _list_days(aar: int) -> Iterator[date]:
    punkt, slut = date(aar - 1, _FOERSTE_MAANED, 1), date(aar, 5, 1)
    while punkt < slut:
        yield punkt
        punkt += _UGE
    yield slut
