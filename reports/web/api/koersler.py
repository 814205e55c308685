"""`/koersler`: the runs, newest first."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from reports.web.api.blad import Blad, Liste, add_links, make_liste
from reports.web.api.etag import Maerketrute
from reports.web.api.fund import cut
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Svar
from reports.web.api.noegle import Ministeriet
from reports.web.api.tilstand import note_state
from warehouse.queries.rapport_koersler import Koerselslinje, count_koersler, list_koersler

router = APIRouter(tags=["Drift"], route_class=Maerketrute)


class Koersel(Svar):
    """An attempt to fetch and load."""

    id: str = Field(description="Kørslens id.")
    start: datetime = Field(description="Hvornår den begyndte.")
    slut: datetime | None = Field(description="Hvornår den sluttede; null, mens den er i gang.")
    kilde: str = Field(description="portal eller dataudtraek.", examples=["portal"])
    status: str = Field(description="i_gang, godkendt, afvist eller fejlet.", examples=["godkendt"])
    aarsag: str | None = Field(description="Hvorfor den ikke blev godkendt.")
    antal: int | None = Field(description="Poster, der blev hentet.")
    er_tilsidesat: bool = Field(description="Om et menneske har godkendt den trods en advarsel.")


@router.get("/koersler", summary="Kørslerne, de nyeste først")
def list_alle(
    valg: Annotated[Blad, Query()],
    _maa: Ministeriet,
    kilde: FraKilde,
    request: Request,
    svar: Response,
) -> Liste[Koersel]:
    """Hvert forsøg på at hente og indlæse, og hvordan det gik."""
    with kilde.read() as (conn, katalog):
        i_alt = count_koersler(conn)
        rows = list_koersler(conn, graense=valg.antal, spring=valg.spring)
    liste = make_liste(tuple(map(_make, rows)), i_alt, valg, dag=katalog.dag)
    add_links(request, svar, liste)
    note_state(svar, katalog)
    return liste


def _make(linje: Koerselslinje) -> Koersel:
    return Koersel(
        id=linje.id,
        start=linje.start,
        slut=linje.slut,
        kilde=linje.kilde,
        status=linje.status,
        aarsag=cut(linje.aarsag),
        antal=linje.antal,
        er_tilsidesat=linje.tilsidesat_begrundelse is not None,
    )
