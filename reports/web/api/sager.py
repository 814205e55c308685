"""`/sager`: where the follow-up of each tilbud stands."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from domain.sag import Sagstilstand
from domain.sagsforloeb import Pauseart
from reports.paabud.grundlag import list_fulgte
from reports.web.api.blad import Blad, Liste, add_links, make_liste
from reports.web.api.etag import Maerketrute
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Svar
from reports.web.api.noegle import Saglaeser
from warehouse.queries.sager import Sagslinje, list_sager

router = APIRouter(tags=["Sager"], route_class=Maerketrute)


class Sagsvalg(Blad):
    """Which cases."""

    tilstand: Sagstilstand | None = Field(
        None, description="Kun sager i denne tilstand; ellers alle, der ikke er lukket."
    )


class Sag(Svar):
    """A case, without its file note and without who works on it."""

    tilbudsid: str = Field(description="Tilbuddet, sagen er om.")
    navn: str | None = Field(description="Tilbuddets navn; null for krisecentre (§ 109) og ophørte tilbud.")
    socialtilsyn: str | None = Field(description="Socialtilsynets kode, eller »andre«; null, når tilbuddet er ophørt.")
    tilstand: Sagstilstand = Field(description="Hvor sagen står.")
    siden: date = Field(description="Dagen, den kom dertil.")
    antal_fejl: int = Field(description="Fejl, sagen handler om nu.")
    frist: date | None = Field(description="Sidste dag af den frist, der løber.")
    skal_rykkes: bool = Field(description="Om fristen efter den første mail er gået.")
    pause: Pauseart | None = Field(description="Hvorfor sagen er i bero.")
    pause_til: date | None = Field(description="Sidste dag, den er i bero.")


@router.get("/sager", summary="Sagerne, de ældste først")
def list_alle(
    valg: Annotated[Sagsvalg, Query()], maa: Saglaeser, kilde: FraKilde, request: Request, svar: Response
) -> Liste[Sag]:
    """Opfølgningen over for tilbuddene. Kræver omfanget sager:laes."""
    with kilde.read() as (conn, katalog):
        regler = list_fulgte(kilde.regler.values())
        alle = list_sager(conn, katalog.fristdag, regler, tilstand=valg.tilstand)
    egne = [linje for linje in alle if maa.tilsyn in (None, linje.tilsyn)]
    vist = tuple(map(_make, egne[valg.spring : valg.spring + valg.antal]))
    liste = make_liste(vist, len(egne), valg, dag=katalog.dag)
    add_links(request, svar, liste)
    return liste


def _make(linje: Sagslinje) -> Sag:
    pause = linje.forloeb.pause
    return Sag(
        tilbudsid=linje.tilbudsid,
        navn=linje.navn,
        socialtilsyn=linje.tilsyn,
        tilstand=linje.forloeb.tilstand,
        siden=linje.forloeb.siden,
        antal_fejl=linje.antal_fejl,
        frist=linje.frist,
        skal_rykkes=linje.skal_rykkes,
        pause=None if pause is None else pause.art,
        pause_til=None if pause is None else pause.til,
    )
