"""`/kommuner` and `/socialtilsyn`: the places and the portfolios in figures."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from reports.web.api.etag import Maerketrute
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Spoergsmaal, Svar
from reports.web.api.noegle import Registerlaeser
from reports.web.api.tilstand import note_state
from reports.web.sider.socialtilsyn import list_grupper
from warehouse.queries.api_kommuner import list_kommunetal

router = APIRouter(tags=["Kommuner og socialtilsyn"], route_class=Maerketrute)


class Fejltal(Svar):
    """Counts of tilbud and of their open findings."""

    tilbud: int = Field(description="Tilbud, der findes nu.")
    uden_alvorlige: int = Field(description="Tilbud uden åbne kritiske og alvorlige afvigelser.")
    kritisk: int = Field(description="Åbne kritiske afvigelser.")
    alvorlig: int = Field(description="Åbne alvorlige afvigelser.")
    advarsel: int = Field(description="Åbne advarsler.")


class Kommune(Fejltal):
    """One kommune."""

    kommunekode: str = Field(description="Kommunens kode.", examples=["0461"])
    navn: str = Field(description="Kommunens navn.", examples=["Odense"])
    region: str = Field(description="Regionen på registrets dag.")
    socialtilsyn: str = Field(description="Socialtilsynet, der tager sig af tilbud i kommunen (STL § 2).")


class Kommuneliste(Svar):
    """The kommuner."""

    linjer: tuple[Kommune, ...] = Field(description="De 98 kommuner efter kode.")


class Portefoelje(Fejltal):
    """One portfolio."""

    kode: str = Field(description="Koden, der bruges i filtre.", examples=["Syd"])
    navn: str = Field(description="Navnet.", examples=["Socialtilsyn Syd"])
    afdelinger: int = Field(description="Afdelinger, der findes nu.")


class Portefoeljeliste(Svar):
    """The portfolios."""

    linjer: tuple[Portefoelje, ...] = Field(description="Socialtilsynene i lovens orden, og sidst dem uden.")


@router.get("/kommuner", summary="Kommunerne i tal")
def list_kommuner(
    _valg: Annotated[Spoergsmaal, Query()], maa: Registerlaeser, kilde: FraKilde, svar: Response
) -> Kommuneliste:
    """Tilbud efter kommune; et tilbud i to tælles i begge. Krisecentre og dem, hvis kommune er ukendt, er ikke med."""
    with kilde.read() as (conn, katalog):
        tal = list_kommunetal(conn, katalog.dag or katalog.i_dag or date.max, tilsyn=maa.tilsyn)
    note_state(svar, katalog)
    return Kommuneliste(linjer=tuple(Kommune(**asdict(x)) for x in tal))


@router.get("/socialtilsyn", summary="Socialtilsynene i tal")
def list_socialtilsyn(
    _valg: Annotated[Spoergsmaal, Query()], maa: Registerlaeser, kilde: FraKilde, svar: Response
) -> Portefoeljeliste:
    """Tilbud efter socialtilsyn; dem, der ikke har ét, er under »andre«."""
    with kilde.read() as (conn, katalog):
        grupper = list_grupper(conn)
    note_state(svar, katalog)
    return Portefoeljeliste(
        linjer=tuple(
            Portefoelje(navn=gruppe.navn, **asdict(gruppe.tal))
            for gruppe in grupper
            if maa.tilsyn in (None, gruppe.tal.kode)
        )
    )
