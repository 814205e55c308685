"""Taking a workbook in: read, held against its control, and stored, all of it or nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from domain.felter import FELTER
from domain.stikproevesvar import UDFALDSNAVNE
from domain.tid import DANSK_TID
from sampling.ark.fejl import ArkFejl, Cellefejl, refuse
from sampling.ark.laes import read_ark
from sampling.ark.model import LaestArk
from warehouse.stikproever.kontrol import find_kontrol
from warehouse.stikproever.udfald import Indberetning, UdfaldKonflikt, Udfaldstal, store_udfald
from warehouse.stikproever.versioner import Version
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Indlaesning:
    """What came of a workbook: whose, of which control, what was stored, and how many rows have no outcome yet."""

    nummer: str
    sagsbehandler: str
    tal: Udfaldstal
    antal_tomme: int


def take_in_ark(
    engine: Engine, indhold: bytes, *, nu: datetime, kontrol: str | None = None, erstat: bool = False
) -> Indlaesning:
    """Read a workbook and store its answers.

    `kontrol` is the number it has to be of, if the caller knows. `erstat` says that answers which somebody else gave
    meanwhile have been seen and are to be replaced (every version is kept).

    Raises:
        ArkFejl: The file has faults, is of another control, or somebody else has answered; nothing was stored.
        KontrolFejl: The control takes no answers now.
    """
    ark = read_ark(indhold, dag=nu.astimezone(DANSK_TID).date())
    _require_same(engine, ark, kontrol)
    indberetning = Indberetning(
        sagsbehandler=ark.sagsbehandler,
        kilde="ark",
        nu=nu,
        sete=dict.fromkeys(ark.sete, _ALLE) if erstat else ark.sete,
        ark_sha256=hashlib.sha256(indhold).hexdigest(),
    )
    try:
        tal = store_udfald(engine, ark.nummer, ark.svar, indberetning=indberetning)
    except UdfaldKonflikt as konflikt:
        raise ArkFejl([_explain(version, ark) for version in konflikt.versioner]) from konflikt
    return Indlaesning(nummer=ark.nummer, sagsbehandler=ark.sagsbehandler, tal=tal, antal_tomme=ark.antal_tomme)


_ALLE = 2**31


def _require_same(engine: Engine, ark: LaestArk, nummer: str | None) -> None:
    if nummer is not None and ark.nummer != nummer.strip():
        raise refuse(f"Arket hører til kontrol {ark.nummer} og ikke til {nummer.strip()}. Der er ikke gemt noget.")
    with reading(engine) as session:
        kontrol = find_kontrol(session.connection(), ark.nummer)
    if kontrol is None or kontrol.ramme_sha256 != ark.ramme_sha256:
        raise refuse(
            f"Arket er skrevet til en kontrol {ark.nummer} med en anden ramme end den, der er her. Er det fra en prøve "
            "eller fra en anden database? Skriv nye ark med »stikproeve ark«."
        )


def _explain(version: Version, ark: LaestArk) -> Cellefejl:
    svar = version.svar
    celle = ark.celler[svar.enhed_id, svar.punkt]
    hvornaar = version.tidspunkt.astimezone(DANSK_TID)
    return Cellefejl(
        ark.fane,
        celle,
        f"{version.sagsbehandler} har {hvornaar:%d-%m-%Y kl. %H.%M} svaret »{UDFALDSNAVNE[svar.udfald]}« om "
        f"»{FELTER[svar.punkt].etiket}« for det samme nummer, og dit svar er et andet. Tal sammen. "
        "Skal dit svar gælde, så indlæs arket med --erstat; begge bliver gemt.",
    )
