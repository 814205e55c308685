"""`/stikproever`: the sample controls and where each stands; never a drawn unit."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from domain.stikproeve import Population, Stikproevetilstand
from reports.web.api.etag import Maerketrute
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Spoergsmaal, Svar
from reports.web.api.noegle import Ministeriet
from warehouse.queries.stikproeve import Kontrollinje, list_kontroller

router = APIRouter(tags=["Stikprøver"], route_class=Maerketrute)


class Skridt(Svar):
    """A step of a control's course."""

    betegnelse: str = Field(description="Hvad der skal ske.")
    dag: date = Field(description="Dagen, det skal være sket.")
    ansvarlig: str = Field(description="Rollen, der skal gøre det.")


class Stikproeve(Svar):
    """A control; what is null has not happened yet."""

    nummer: str = Field(description="Kontrollens nummer.", examples=["27-1"])
    aar: int = Field(description="Året, den hører til.")
    emne: str = Field(description="Hvad den handler om.")
    population: Population = Field(description="Hvad der trækkes blandt.")
    tilstand: Stikproevetilstand = Field(description="Hvor den står.")
    start: date = Field(description="Dagen, rammen skal fryses.")
    ramme_dag: date | None = Field(description="Dagen, rammen er fra.")
    ramme_antal: int | None = Field(description="Enheder i rammen.")
    udtrukket_antal: int | None = Field(description="Enheder, der er trukket.")
    naeste: Skridt | None = Field(description="Det næste, der skal ske.")
    varsler: tuple[str, ...] = Field(description="Hvad der er forsinket eller i fare.")


class Stikproeveliste(Svar):
    """The controls."""

    linjer: tuple[Stikproeve, ...] = Field(description="Kontrollerne, nyeste år først.")


@router.get("/stikproever", summary="Stikprøvekontrollerne")
def list_alle(_valg: Annotated[Spoergsmaal, Query()], _maa: Ministeriet, kilde: FraKilde) -> Stikproeveliste:
    """Hver kontrol med sin tilstand og sit næste skridt."""
    with kilde.read() as (conn, katalog):
        kontroller = list_kontroller(conn, dag=katalog.fristdag)
    return Stikproeveliste(linjer=tuple(map(_make, kontroller)))


def _make(linje: Kontrollinje) -> Stikproeve:
    kontrol, naeste = linje.kontrol, linje.naeste
    return Stikproeve(
        nummer=kontrol.nummer,
        aar=kontrol.aar,
        emne=kontrol.emne,
        population=kontrol.population,
        tilstand=kontrol.tilstand,
        start=kontrol.start_dag,
        ramme_dag=kontrol.ramme_dag,
        ramme_antal=kontrol.ramme_antal,
        udtrukket_antal=kontrol.udtrukket_antal,
        naeste=naeste and Skridt(betegnelse=naeste.betegnelse, dag=naeste.dag, ansvarlig=naeste.ansvarlig),
        varsler=tuple(varsel.tekst for varsel in linje.varsler),
    )
