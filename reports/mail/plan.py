"""Who is written to tonight, decided purely: once, then only about something new and after a quiet time."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reports.mail.adressat import Adressat, make_adressat
from reports.mail.brev import Mailfejl
from reports.mail.grundlag import Grundlag

TRIN = "varsel"


@dataclass(frozen=True, kw_only=True)
class Opgave:
    """One mail to write. `er_ny` False: it replaces an older one, under the same key, that nobody has got yet."""

    adressat: Adressat
    fejl: tuple[Mailfejl, ...]
    noegle: str
    er_ny: bool


@dataclass(kw_only=True)
class Plan:
    """A night's mails: to write, those that are as they should be, and why others are not written."""

    opgaver: list[Opgave] = field(default_factory=list)
    behold: set[str] = field(default_factory=set)
    uden_adresse: list[str] = field(default_factory=list)
    i_ro: list[str] = field(default_factory=list)


def make_plan(grundlag: Grundlag, *, nu: datetime, ro_dage: int) -> Plan:
    """Decide for every tilbud with open findings. An unsent mail is written anew, so nobody gets old news."""
    plan = Plan()
    for tilbudsid in grundlag.fund:
        _decide(plan, grundlag, tilbudsid, graense=nu - timedelta(days=ro_dage))
    return plan


def make_noegle(tilbudsid: str, periode: str, trin: str) -> str:
    """Give the name a mail has for ever: 32 hexadecimal digits of recipient, period and step."""
    return hashlib.sha256("\x1f".join((tilbudsid, periode, trin)).encode()).hexdigest()[:32]


def _decide(plan: Plan, grundlag: Grundlag, tilbudsid: str, *, graense: datetime) -> None:
    adressat = make_adressat(grundlag.afdelinger[tilbudsid])
    if adressat is None:
        plan.uden_adresse.append(tilbudsid)
        return
    usendt = grundlag.usendte.get(tilbudsid)
    if usendt is not None and usendt.snapshot_id == grundlag.snapshot_id:
        plan.behold.add(usendt.noegle)
        return
    noegle = usendt.noegle if usendt else make_noegle(tilbudsid, grundlag.dag.isoformat(), TRIN)
    if usendt is None and (noegle in grundlag.noegler or _rests(grundlag, tilbudsid, graense)):
        plan.i_ro.append(tilbudsid)
        return
    fejl = tuple(_fejl(grundlag, tilbudsid))
    plan.opgaver.append(Opgave(adressat=adressat, fejl=fejl, noegle=noegle, er_ny=usendt is None))


def _rests(grundlag: Grundlag, tilbudsid: str, graense: datetime) -> bool:
    seneste = grundlag.seneste.get(tilbudsid)
    if seneste is None:
        return False
    nyt = any(fund.aendret_i > seneste.snapshot_id for fund in grundlag.fund[tilbudsid])
    return not nyt or seneste.tidspunkt > graense


def _fejl(grundlag: Grundlag, tilbudsid: str) -> Iterator[Mailfejl]:
    for fund in grundlag.fund[tilbudsid]:
        yield Mailfejl(
            regel=grundlag.regler[fund.regel],
            afdelingsid=fund.afdelingsid,
            vaerdi=fund.vaerdi,
            forslag=fund.forslag,
            raekke=fund.raekke,
            bevis=json.loads(fund.bevis),
        )
