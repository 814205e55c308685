"""What a run of the rules would do to the findings, without doing it."""

from dataclasses import dataclass

from sqlalchemy import Engine

from domain.afvigelse import Haendelse
from domain.kontrol import Kontrolresultat
from warehouse.findings.kontrol import require_newest
from warehouse.findings.plan import Skridt, plan_steps
from warehouse.findings.skriv import read_known
from warehouse.findings.syn import read_syn
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Emne:
    """What a finding is about: `afdelingsid` None is the tilbud as a whole, `raekke` which of several rows."""

    tilbudsid: str
    afdelingsid: str | None
    raekke: str | None


@dataclass(frozen=True, kw_only=True)
class Forudsigelse:
    """What would become of one rule's findings. `lukker` may name findings of rules that were not run."""

    aabner: tuple[Emne, ...] = ()
    genaabner: tuple[Emne, ...] = ()
    lukker: tuple[Emne, ...] = ()
    uaendrede: int = 0


def predict_kontrol(engine: Engine, resultat: Kontrolresultat) -> dict[str, Forudsigelse]:
    """Lay a run of the rules beside the findings there are and give, by rule, what recording it would do.

    Raises:
        WarehouseFejl: the run judges another snapshot than the newest, or had no rules.
    """
    with reading(engine) as session:
        forbindelse = session.connection()
        dag = require_newest(forbindelse, resultat)
        kendte = read_known(forbindelse)
        skridt = plan_steps(kendte, resultat, read_syn(forbindelse), dag)
    grupper: dict[str, list[Skridt]] = {}
    for et in skridt:
        grupper.setdefault(_rule_of(et), []).append(et)
    return {regel: _predict(grupper[regel]) for regel in sorted(grupper)}


def _rule_of(skridt: Skridt) -> str:
    if skridt.fund is not None:
        return skridt.fund.regel
    return skridt.kendt.regel if skridt.kendt is not None else ""


def _predict(skridt: list[Skridt]) -> Forudsigelse:
    return Forudsigelse(
        aabner=_emner(skridt, Haendelse.AABNET),
        genaabner=_emner(skridt, Haendelse.GENAABNET),
        lukker=_emner(skridt, Haendelse.LUKKET),
        uaendrede=sum(et.haendelse is None for et in skridt),
    )


def _emner(skridt: list[Skridt], haendelse: Haendelse) -> tuple[Emne, ...]:
    emner = (_emne(et) for et in skridt if et.haendelse is haendelse)
    return tuple(sorted(emner, key=lambda x: (x.tilbudsid, x.afdelingsid or "", x.raekke or "")))


def _emne(skridt: Skridt) -> Emne:
    if skridt.kendt is not None:
        tilbudsid, afdelingsid = skridt.kendt.emne
        return Emne(tilbudsid=tilbudsid, afdelingsid=afdelingsid, raekke=skridt.kendt.raekke)
    if skridt.fund is None:
        raise ValueError("A step speaks of a finding there was or of one there is now.")
    return Emne(tilbudsid=skridt.fund.tilbudsid, afdelingsid=skridt.fund.afdelingsid, raekke=skridt.fund.raekke)
