"""Who is written to tonight, decided purely: once, then only about something new and after a quiet time."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reports.mail.adressat import Adressat, make_adressat
from reports.mail.grundlag import Grundlag
from reports.mail.indhold import Mailfejl
from reports.mail.vagt import find_grund
from warehouse.queries.rapport_mail import Mailfund, SenesteMail, Usendt

TRIN = "varsel"


@dataclass(frozen=True, kw_only=True)
class Opgave:
    """One mail to write. `er_ny` False: it replaces an older one, under the same key, that nobody has got yet."""

    adressat: Adressat
    fund: tuple[Mailfund, ...]
    fejl: tuple[Mailfejl, ...]
    noegle: str
    er_ny: bool


@dataclass(frozen=True, kw_only=True)
class Tilbageholdt:
    """A finding that no mail may tell of, and why."""

    fund: Mailfund
    grund: str


@dataclass(kw_only=True)
class Plan:
    """A night's mails: to write, those that are as they should be, and why others are not written."""

    opgaver: list[Opgave] = field(default_factory=list)
    behold: set[str] = field(default_factory=set)
    uden_adresse: list[str] = field(default_factory=list)
    i_ro: list[str] = field(default_factory=list)
    tilbageholdt: list[Tilbageholdt] = field(default_factory=list)


def make_plan(grundlag: Grundlag, *, nu: datetime, ro_dage: int) -> Plan:
    """Decide for every tilbud with findings that the guards let through.

    An unsent mail is written anew when the register, the findings it may tell of, or the rules' verdict has changed, so
    nobody gets old news.
    """
    plan = Plan()
    for tilbudsid in grundlag.fund:
        tilladte = _let_through(plan, grundlag, tilbudsid)
        if tilladte:
            _decide(plan, grundlag, tilladte, graense=nu - timedelta(days=ro_dage))
    return plan


def is_current(grundlag: Grundlag, noegle: str, tilladte: Sequence[Mailfund]) -> bool:
    """Tell whether an unsent mail tells of exactly the findings that it may."""
    return grundlag.indhold.get(noegle, frozenset()) == frozenset(fund.navn for fund in tilladte)


def list_tilladte(grundlag: Grundlag, tilbudsid: str) -> tuple[Mailfund, ...]:
    """Give the findings of a tilbud that every guard lets through."""
    return _let_through(Plan(), grundlag, tilbudsid)


def _let_through(plan: Plan, grundlag: Grundlag, tilbudsid: str) -> tuple[Mailfund, ...]:
    grunde = [(x, find_grund(x, grundlag.vagt, grundlag.stoppede)) for x in grundlag.fund.get(tilbudsid, ())]
    plan.tilbageholdt.extend(Tilbageholdt(fund=fund, grund=grund) for fund, grund in grunde if grund is not None)
    return tuple(fund for fund, grund in grunde if grund is None)


def make_noegle(tilbudsid: str, periode: str, trin: str) -> str:
    """Give the name a mail has for ever: 32 hexadecimal digits of recipient, period and step."""
    return hashlib.sha256("\x1f".join((tilbudsid, periode, trin)).encode()).hexdigest()[:32]


def _decide(plan: Plan, grundlag: Grundlag, tilladte: tuple[Mailfund, ...], *, graense: datetime) -> None:
    tilbudsid = tilladte[0].tilbudsid
    adressat = make_adressat(grundlag.afdelinger[tilbudsid])
    if adressat is None:
        plan.uden_adresse.append(tilbudsid)
        return
    usendt = grundlag.usendte.get(tilbudsid)
    if usendt is not None and _is_fresh(grundlag, usendt) and is_current(grundlag, usendt.noegle, tilladte):
        plan.behold.add(usendt.noegle)
        return
    noegle = usendt.noegle if usendt else make_noegle(tilbudsid, grundlag.dag.isoformat(), TRIN)
    if usendt is None and (noegle in grundlag.noegler or _rests(grundlag, tilladte, graense)):
        plan.i_ro.append(tilbudsid)
        return
    fejl = tuple(_fejl(grundlag, tilladte))
    plan.opgaver.append(Opgave(adressat=adressat, fund=tilladte, fejl=fejl, noegle=noegle, er_ny=usendt is None))


def _is_fresh(grundlag: Grundlag, usendt: Usendt) -> bool:
    """Tell whether a mail was written after the rules last judged: a control run again may have changed a value."""
    return usendt.snapshot_id == grundlag.snapshot_id and usendt.oprettet >= grundlag.bedoemt


def _rests(grundlag: Grundlag, tilladte: Sequence[Mailfund], graense: datetime) -> bool:
    tilbudsid = tilladte[0].tilbudsid
    seneste = grundlag.seneste.get(tilbudsid)
    if seneste is None:
        return False
    # A reminder that is due tells of the same faults again; the quiet time holds for it too.
    nyt = tilbudsid in grundlag.rykkere or any(_is_news(grundlag, fund, seneste) for fund in tilladte)
    return not nyt or seneste.tidspunkt > graense


def _is_news(grundlag: Grundlag, fund: Mailfund, seneste: SenesteMail) -> bool:
    fortalt = grundlag.fortalt.get(fund.tilbudsid)
    if fortalt is None:
        # A mail from before its findings were remembered: it told of all there was.
        return fund.aendret_i > seneste.snapshot_id
    return fund.navn not in fortalt


def _fejl(grundlag: Grundlag, tilladte: Sequence[Mailfund]) -> Iterator[Mailfejl]:
    for fund in tilladte:
        yield Mailfejl(
            regel=grundlag.regler[fund.regel],
            afdelingsid=fund.afdelingsid,
            vaerdi=fund.vaerdi,
            forslag=fund.forslag,
            raekke=fund.raekke,
            bevis=json.loads(fund.bevis),
        )
