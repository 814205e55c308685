"""What a run of the rules does to the findings there are; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain.afvigelse import Fund, Haendelse, Status
from domain.kontrol import Kontrolresultat

Emne = tuple[str, str | None]
"""What a finding speaks of: (tilbudsid, afdelingsid), the latter None for the tilbud as a whole."""


@dataclass(frozen=True, kw_only=True)
class Kendt:
    """A finding as it stood before the run."""

    id: int
    noegle: str
    regel: str
    emne: Emne
    status: Status
    accepteret_til: date | None = None
    raekke: str | None = None


@dataclass(frozen=True, kw_only=True)
class Syn:
    """What the snapshot shows: `levende` have not ended, `sete` were seen in it (a tilbud: all its afdelinger)."""

    levende: frozenset[Emne]
    sete: frozenset[Emne]


@dataclass(frozen=True, kw_only=True)
class Skridt:
    """One finding's step: `kendt` None is a new one, `fund` None one that is no longer found."""

    kendt: Kendt | None
    fund: Fund | None
    alvor: str
    status: Status
    haendelse: Haendelse | None


def plan_steps(kendte: Mapping[str, Kendt], resultat: Kontrolresultat, syn: Syn, dag: date) -> tuple[Skridt, ...]:
    """Give the step of every finding that is touched; `kendte` by their noegle, `dag` the snapshot's.

    Nothing is said of what was not seen, nor by a rule that could not run. What has ended, and what a rule that is no
    longer run once found, is closed.
    """
    fund = {f.noegle: (f, regel.alvor) for regel in resultat.regler if regel.fejl is None for f in regel.fund}
    synlige = {noegle: par for noegle, par in fund.items() if _emne(par[0]) in syn.sete}
    tavse = frozenset(regel.regel for regel in resultat.regler if regel.fejl is not None)
    koerte = frozenset(regel.regel for regel in resultat.regler)
    fundne = (_step(kendte.get(noegle), f, alvor, dag) for noegle, (f, alvor) in synlige.items())
    mistede = (kendt for kendt in kendte.values() if kendt.status != Status.LUKKET and kendt.noegle not in synlige)
    return (*fundne, *_closed(mistede, syn, koerte, tavse))


def _step(kendt: Kendt | None, fund: Fund, alvor: str, dag: date) -> Skridt:
    if kendt is None:
        return Skridt(kendt=None, fund=fund, alvor=alvor, status=Status.AABEN, haendelse=Haendelse.AABNET)
    if kendt.status == Status.AABEN or _still_accepted(kendt, dag):
        return Skridt(kendt=kendt, fund=fund, alvor=alvor, status=kendt.status, haendelse=None)
    return Skridt(kendt=kendt, fund=fund, alvor=alvor, status=Status.AABEN, haendelse=Haendelse.GENAABNET)


def _still_accepted(kendt: Kendt, dag: date) -> bool:
    """Tell whether a person's acceptance holds on the day; its end date is the last day it does."""
    return kendt.status == Status.ACCEPTERET and (kendt.accepteret_til is None or dag <= kendt.accepteret_til)


def _closed(mistede: Iterable[Kendt], syn: Syn, koerte: frozenset[str], tavse: frozenset[str]) -> Iterator[Skridt]:
    for kendt in mistede:
        ophoert = kendt.emne not in syn.levende
        rettet = kendt.emne in syn.sete and kendt.regel not in tavse
        if ophoert or rettet or kendt.regel not in koerte:
            yield Skridt(kendt=kendt, fund=None, alvor="", status=Status.LUKKET, haendelse=Haendelse.LUKKET)


def _emne(fund: Fund) -> Emne:
    return fund.tilbudsid, fund.afdelingsid
