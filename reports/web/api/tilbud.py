"""`/tilbud` and `/tilbud/{tilbudsid}`: the tilbud, filtered, and one with what is wrong with it."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from domain.regel import Alvor
from reports.privatliv import list_personlige_former
from reports.web.api.afdeling import Tilbud, make_tilbud
from reports.web.api.blad import Blad, Liste, add_links, make_liste
from reports.web.api.etag import Maerketrute
from reports.web.api.fund import cut
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Soegetekst, Spoergsmaal, Svar
from reports.web.api.noegle import Registerlaeser
from reports.web.api.problem import IkkeFundet
from reports.web.api.tilstand import note_state
from reports.web.api.valg import Tilsynskode
from warehouse.queries.api_afvigelser import make_afvigelseskilde
from warehouse.queries.api_stamdata import load_stamdata, shows_cvr
from warehouse.queries.tabelopslag import Tabelkilde, Udvalg, iterate_udvalg, load_udvalg
from warehouse.queries.tilbudstabel import Tilbudsrad, make_tilbudskilde

router = APIRouter(tags=["Tilbud"], route_class=Maerketrute)


class Tilbudsvalg(Blad):
    """Which tilbud."""

    socialtilsyn: Tilsynskode | None = Field(None, description="Kun dette socialtilsyns; »andre« er dem uden.")
    kommune: str | None = Field(
        None,
        pattern=r"^[0-9]{4}$",
        description="Kun dem med en afdeling i kommunen; krisecentre er aldrig med.",
        examples=["0461"],
    )
    type: Soegetekst | None = Field(
        None,
        description="Kun dem med denne paragraf som type eller med pladser efter den: »107« eller »§ 107«.",
        examples=["107"],
    )
    alvor: Alvor | None = Field(None, description="Kun dem med en åben afvigelse af denne alvor.")
    soeg: Soegetekst | None = Field(
        None, description="Kun dem, hvis navn har ord, der begynder sådan.", examples=["birke"]
    )
    cvr: str | None = Field(None, pattern=r"^[0-9]{8}$", description="Kun dem med en afdeling, der viser CVR-nummeret.")

    def make_udvalg(self) -> Udvalg:
        """Give the choice as the table of tilbud knows it."""
        filtre = {
            "tilsyn": self.socialtilsyn,
            "kommune": self.kommune,
            "type": self.type and f"§ {self.type.removeprefix('§').strip()}",
            "alvor": self.alvor,
            "navn": self.soeg,
            "cvr": self.cvr,
        }
        valgte = {navn: str(value) for navn, value in filtre.items() if value is not None}
        return Udvalg(filtre=valgte, sorter="nummer", graense=self.antal, spring=self.spring)


class Tilbudslinje(Svar):
    """One tilbud of a list, with its open findings."""

    tilbudsid: str = Field(description="Tilbuddets id på Tilbudsportalen.", examples=["10527"])
    navn: str | None = Field(description="Navnet på den første afdeling.")
    socialtilsyn: str = Field(description="Socialtilsynets kode, eller »andre«.", examples=["Syd"])
    antal_afdelinger: int = Field(description="Afdelinger, der findes nu.")
    kritisk: int = Field(description="Åbne kritiske afvigelser.")
    alvorlig: int = Field(description="Åbne alvorlige afvigelser.")
    advarsel: int = Field(description="Åbne advarsler.")


@router.get("/tilbud", summary="Tilbuddene efter id")
def list_tilbud(
    valg: Annotated[Tilbudsvalg, Query()], maa: Registerlaeser, kilde: FraKilde, request: Request, svar: Response
) -> Liste[Tilbudslinje]:
    """De tilbud, der findes nu, med antal åbne afvigelser."""
    with kilde.read() as (conn, katalog):
        fundet = load_udvalg(conn, _make_kilde(maa.tilsyn), valg.make_udvalg())
    liste = make_liste(tuple(map(_make_linje, fundet.raekker)), fundet.i_alt, valg, dag=katalog.dag)
    add_links(request, svar, liste)
    note_state(svar, katalog)
    return liste


@router.get("/tilbud/{tilbudsid:path}", summary="Et tilbud med dets afvigelser")
def show_tilbud(
    tilbudsid: Annotated[
        str,
        Path(
            min_length=1,
            max_length=100,
            pattern=r"^[^\x00-\x1f\x7f]+$",
            description="Tilbuddets id.",
            examples=["10527"],
        ),
    ],
    _valg: Annotated[Spoergsmaal, Query()],
    maa: Registerlaeser,
    kilde: FraKilde,
    request: Request,
    svar: Response,
) -> Tilbud:
    """Felterne, som portalen viser dem, og alle afvigelser, tilbuddet har og har haft."""
    with kilde.read() as (conn, katalog):
        stamdata = load_stamdata(conn, tilbudsid)
        if stamdata is None or maa.tilsyn not in (None, stamdata.kode):
            raise IkkeFundet("Der er intet tilbud med det id blandt dem, der kan vises.")
        udvalg = Udvalg(filtre={"tilbudsid": tilbudsid})
        fund = tuple(iterate_udvalg(conn, make_afvigelseskilde(list_personlige_former()), udvalg))
    kilde.noter(request, tilbudsid)
    note_state(svar, katalog)
    return make_tilbud(stamdata, fund, katalog)


def _make_kilde(tilsyn: str | None) -> Tabelkilde[Tilbudsrad]:
    kilde = make_tilbudskilde(tilsyn)
    return replace(kilde, filtre={**kilde.filtre, "cvr": shows_cvr})


def _make_linje(row: Tilbudsrad) -> Tilbudslinje:
    return Tilbudslinje(
        tilbudsid=row.tilbudsid,
        navn=cut(row.navn),
        socialtilsyn=row.kode,
        antal_afdelinger=row.antal_afdelinger,
        kritisk=row.kritisk,
        alvorlig=row.alvorlig,
        advarsel=row.advarsel,
    )
