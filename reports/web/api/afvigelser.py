"""`/afvigelser`: the findings, filtered."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from domain.regel import Alvor
from reports.privatliv import list_personlige_former
from reports.web.api.blad import Blad, Liste, add_links, make_liste
from reports.web.api.etag import Maerketrute
from reports.web.api.fund import Afvigelse, make_afvigelse
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Dag, Soegetekst
from reports.web.api.noegle import Registerlaeser
from reports.web.api.tilstand import note_state
from reports.web.api.valg import Statusvalg, Tilsynskode
from warehouse.queries.api_afvigelser import make_afvigelseskilde
from warehouse.queries.tabelopslag import Udvalg, load_udvalg

router = APIRouter(tags=["Afvigelser"], route_class=Maerketrute)


class Afvigelsesvalg(Blad):
    """Which findings."""

    status: Statusvalg = Field(Statusvalg.AABEN, description="Åbne, accepterede, lukkede eller alle.")
    regel: Soegetekst | None = Field(None, description="Kun denne regels.", examples=["IDENT-003"])
    alvor: Alvor | None = Field(None, description="Kun af denne alvor.")
    socialtilsyn: Tilsynskode | None = Field(None, description="Kun dette socialtilsyns tilbud (og plejefamilier).")
    tilbudsid: Soegetekst | None = Field(None, description="Kun dette tilbuds.")
    siden: Dag | None = Field(
        None, description="Kun dem, en hentning fra denne dag eller senere har åbnet, genåbnet eller lukket."
    )

    def make_udvalg(self, tilsyn: str | None) -> Udvalg:
        """Give the choice as the database knows it, held to a portfolio when one is given."""
        valgt = self.model_dump(mode="json", exclude={"side", "antal", "status"}, exclude_none=True)
        if self.status is not Statusvalg.ALLE:
            valgt["status"] = self.status.value
        return Udvalg(
            filtre=valgt | ({"eget_tilsyn": tilsyn} if tilsyn else {}), graense=self.antal, spring=self.spring
        )


@router.get("/afvigelser", summary="Afvigelserne, de alvorligste først")
def list_afvigelser(
    valg: Annotated[Afvigelsesvalg, Query()],
    maa: Registerlaeser,
    kilde: FraKilde,
    request: Request,
    svar: Response,
) -> Liste[Afvigelse]:
    """Afvigelser fra det, loven kræver, eller det, der kan passe, med bevis; de alvorligste først."""
    with kilde.read() as (conn, katalog):
        fundet = load_udvalg(conn, make_afvigelseskilde(list_personlige_former()), valg.make_udvalg(maa.tilsyn))
    linjer = tuple(make_afvigelse(row, katalog) for row in fundet.raekker)
    liste = make_liste(linjer, fundet.i_alt, valg, dag=katalog.dag)
    add_links(request, svar, liste)
    note_state(svar, katalog)
    return liste
