"""A rejected fetch that says krisecenter (SEL § 109): a few tilbud are protected at once, many are told of and left.

A rejected fetch may be rubbish, and protecting deletes for good. But a street that stays on the pages until some fetch
is accepted may cost a life.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from domain.afdeling import has_secret_address
from domain.dump import Dump
from domain.gader import scrub, scrub_slut
from domain.tid import find_dag
from warehouse.alarmer import raise_alarm
from warehouse.gate import Graenser, Proeve
from warehouse.koersel import GODKENDT
from warehouse.load.beskyttelse import read_protected, scrub_history
from warehouse.load.udtraek.beskyttelse import find_protected_rows, scrub_rows
from warehouse.opbevaring.bevis import BESKYTTET
from warehouse.tables import table_of
from warehouse.tables.drift import Sletning
from warehouse.tables.koersel import Koersel
from warehouse.tables.register import Afdeling

ALARM = "krisecentre_uafklaret"
_NAEVNT = 20

_AFDELING = table_of(Afdeling)
_KOERSEL = table_of(Koersel)
_SLETNING = table_of(Sletning)


@dataclass(frozen=True, kw_only=True)
class Forsigtighed:
    """What was done about a rejected fetch: the streets taken out by tilbudsid, and a Danish sentence if anything."""

    gader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tekst: str | None = None


def protect_early(session: Session, dump: Dump, graenser: Graenser, *, nu: datetime) -> Forsigtighed:
    """Take out the streets of the tilbud that a rejected dump shows to have become krisecentre, when they are few.

    When they are more than the limit, with those that have become one since anything was accepted, nothing is deleted,
    and an alarm is raised: it is over when a delivery of that source is accepted, or when a person says so.
    """
    nye = find_new(session, dump)
    if not nye:
        return Forsigtighed()
    if len(nye) > graenser.beskyttes_forsigtigt - _count_since_accepted(session):
        tekst = _tell_of_many(dump, nye, graenser)
        raise_alarm(session.connection(), ALARM, dump.hoved.kilde, tekst=tekst, nu=nu)
        return Forsigtighed(tekst=tekst)
    gader = scrub_history(session, nye, nu=nu)
    scrub_rows(session, nye)
    antal = len(nye)
    tekst = f"Dog er {antal} tilbud, den siger er krisecenter (SEL § 109), beskyttet nu: {', '.join(nye)}."
    return Forsigtighed(gader=gader, tekst=tekst)


def find_new(session: Session, dump: Dump) -> list[str]:
    """Give the tilbud that stand openly in the register, but are krisecentre by their own page or row in a dump."""
    sagt = {post.afdeling.tilbudsid for post in dump.poster if has_secret_address(post.afdeling)}
    sagt |= find_protected_rows(dump.raekker)
    if not sagt:
        return []
    aabne = session.scalars(select(_AFDELING.c.tilbudsid).where(~_AFDELING.c.er_beskyttet).distinct())
    return sorted((sagt & set(aabne)) - read_protected(session))


def strip_gader(
    dump: Dump, gate: tuple[Proeve, ...], gader: Iterable[frozenset[str]]
) -> tuple[Dump, tuple[Proeve, ...]]:
    """Give a dump's tail and the gate's words without streets: a label that was new on the pages may name one."""
    alle = frozenset[str]().union(*gader)
    if not alle:
        return dump, gate
    proever = (replace(x, maalt=scrub(x.maalt, alle), tekst=scrub(x.tekst, alle)) for x in gate)
    return replace(dump, slut=scrub_slut(dump.slut, alle)), tuple(proever)


def _count_since_accepted(session: Session) -> int:
    """Count the tilbud of which addresses were taken out since a delivery of any source was accepted."""
    sidst = select(func.max(_KOERSEL.c.slut)).where(_KOERSEL.c.status == GODKENDT).scalar_subquery()
    siden = (_SLETNING.c.grund == BESKYTTET, _SLETNING.c.hvad == "afdeling", _SLETNING.c.tidspunkt > sidst)
    return session.scalar(select(func.coalesce(func.sum(_SLETNING.c.antal), 0)).where(*siden)) or 0


def _tell_of_many(dump: Dump, nye: list[str], graenser: Graenser) -> str:
    dag = find_dag(datetime.fromisoformat(dump.hoved.start))
    naevnt = ", ".join(nye[:_NAEVNT])
    rest = f" og {len(nye) - _NAEVNT} flere" if len(nye) > _NAEVNT else ""
    return (
        f"Leverancen fra {dag:%d-%m-%Y} blev afvist, men siger krisecenter (SEL § 109) om {len(nye)} tilbud, der står "
        f"åbent i registret: {naevnt}{rest}. Flere end {graenser.beskyttes_forsigtigt}, før noget bliver godkendt, kan "
        "være en fejl, så intet er slettet, og adresserne vises stadig. Se på dem nu."
    )
