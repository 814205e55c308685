"""A mail that is to be written, turned into all that its words rest on."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from domain.frister import find_next_hverdag
from domain.reference import load_socialtilsyn
from domain.reference.sagstrin import Trin as Sagstrin
from domain.reference.sagstrin import find_sidste_dag
from reports.mail.grundlag import Grundlag
from reports.mail.indhold import Brevgrundlag, Mailfejl, Rettelse, Tilbudsdel, Trin
from reports.mail.opgave import Omtale, Opgave
from reports.privatliv import list_personlige_former
from reports.visning import rens
from warehouse.queries.rapport_mail import Mailafdeling, Mailfund


def make_brevgrundlag(opgave: Opgave, grundlag: Grundlag, *, svar_til: str) -> Brevgrundlag:
    """Give what a mail rests on, its tilbud in the order of their ids."""
    return Brevgrundlag(
        trin=opgave.trin,
        dele=tuple(_make_del(omtale, grundlag) for omtale in opgave.omtaler),
        dag=grundlag.dag,
        senest=find_senest(opgave.trin, grundlag.dag),
        svar_til=svar_til,
        er_sat=opgave.ejer.er_sat,
        er_uddrag=any(_is_held(fund, grundlag) for t in opgave.tilbud for fund in grundlag.fund.get(t, ())),
    )


def _is_held(fund: Mailfund, grundlag: Grundlag) -> bool:
    return fund.regel in grundlag.stoppede and not fund.er_accepteret


def find_senest(trin: Trin, dag: date) -> date:
    """Give the day the faults are hoped to be mended by: a working day, as long after as the case's step lasts."""
    skridt = Sagstrin.RYKKER if trin is Trin.RYKKER else Sagstrin.VARSEL
    return find_next_hverdag(find_sidste_dag(skridt, dag))


def find_navn(afdelinger: Sequence[Mailafdeling]) -> str | None:
    """Give the name of a tilbud: that of its first afdeling with one."""
    return next((navn for afdeling in afdelinger if (navn := rens(afdeling.navn, 80))), None)


def find_myndighed(afdelinger: Sequence[Mailafdeling]) -> str | None:
    """Give the authority a tilbud can ask: its socialtilsyn, else the kommune or region as the portal names it."""
    return next(filter(None, map(_myndighed, afdelinger)), None)


def _myndighed(afdeling: Mailafdeling) -> str | None:
    if afdeling.tilsyn_kode is not None:
        return next((tilsyn.navn for tilsyn in load_socialtilsyn() if tilsyn.kode == afdeling.tilsyn_kode), None)
    if afdeling.tilsyn_art in {"kommune", "region"}:
        return rens(afdeling.tilsynsmyndighed, 80) or None
    return None


def _make_del(omtale: Omtale, grundlag: Grundlag) -> Tilbudsdel:
    afdelinger = grundlag.afdelinger[omtale.tilbudsid]
    return Tilbudsdel(
        tilbudsid=omtale.tilbudsid,
        navn=find_navn(afdelinger),
        myndighed=find_myndighed(afdelinger),
        er_beskyttet=any(afdeling.er_beskyttet for afdeling in afdelinger),
        afdelinger={afdeling.afdelingsid: afdeling.navn for afdeling in afdelinger},
        fejl=tuple(_fejl(omtale, grundlag)),
        rettet=tuple(_rettet(omtale, grundlag)),
        er_rykker=omtale.er_rykker,
        er_personlig=any(afdeling.virksomhedsform_foldet in list_personlige_former() for afdeling in afdelinger),
    )


def _fejl(omtale: Omtale, grundlag: Grundlag) -> Iterator[Mailfejl]:
    for fund in omtale.fund:
        yield Mailfejl(
            regel=grundlag.regler[fund.regel],
            afdelingsid=fund.afdelingsid,
            vaerdi=fund.vaerdi,
            forslag=fund.forslag,
            raekke=fund.raekke,
            bevis=json.loads(fund.bevis),
            er_ny=fund.navn in omtale.nye,
        )


def _rettet(omtale: Omtale, grundlag: Grundlag) -> Iterator[Rettelse]:
    for en in omtale.rettet:
        yield Rettelse(regel=grundlag.regler[en.regel], afdelingsid=en.afdelingsid)
