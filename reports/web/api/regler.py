"""`/regler` and `/regler/{regel}`: what is checked, by which law, and how many each rule finds."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from domain.regel import Alvor, Regel
from reports.lovkilder import find_lovkilder
from reports.web.api.etag import Maerketrute
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Spoergsmaal, Svar
from reports.web.api.noegle import Registerlaeser
from reports.web.api.problem import IkkeFundet
from reports.web.api.tilstand import note_state
from warehouse.queries.api_regler import find_regeltal, list_regeltal
from warehouse.queries.rapport_regel import Regelpunkt, Regeltal, list_regelpunkter

router = APIRouter(tags=["Regler"], route_class=Maerketrute)
_PUNKTER = 366


class Regellinje(Svar):
    """A rule with its findings by status."""

    id: str = Field(description="Reglens id.", examples=["IDENT-003"])
    titel: str = Field(description="Hvad den finder, i få ord.")
    alvor: Alvor = Field(description="Hvor alvorlige dens afvigelser er.")
    felt: str = Field(description="Feltet, den gælder.", examples=["cvr"])
    modtagere: tuple[str, ...] = Field(description="Hvem der får besked.")
    aktiv: bool = Field(description="Om den kører her.")
    aabne: int = Field(description="Åbne afvigelser.")
    accepterede: int = Field(description="Afvigelser, et menneske har accepteret.")
    lukkede: int = Field(description="Lukkede afvigelser gennem tiden.")


class Lovkilde(Svar):
    """A place in the law that a rule rests on."""

    noegle: str = Field(description="Kildens nøgle.", examples=["SEL-14-4-2"])
    henvisning: str = Field(description="Lov, paragraf og stykke.")
    siger: str = Field(description="Hvad den siger.")


class Punkt(Svar):
    """How many a rule found in one control."""

    dag: date = Field(description="Dagen.")
    antal: int | None = Field(description="Afvigelser, den fandt; null, når den ikke kunne køre.")


class Hel(Regellinje):
    """A rule whole."""

    finder: str = Field(description="Hvad den finder.")
    hvorfor: str = Field(description="Hvorfor det er en fejl.")
    ret: str = Field(description="Hvordan den rettes.")
    formaal: str = Field(description="Formålet i servicelovens § 14, stk. 4, den tjener.", examples=["nr. 2"])
    sikkerhed: str = Field(description="A: læst i loven; B: sekundær kilde; C: udledt.")
    note: str = Field(description="Forbehold.")
    lovkilder: tuple[Lovkilde, ...] = Field(description="Loven, den hviler på, som den gælder på registrets dag.")
    punkter: tuple[Punkt, ...] = Field(
        description="Det seneste år, ældste først; tomt for en adgang til ét socialtilsyn."
    )


class Regelliste(Svar):
    """The catalogue."""

    linjer: tuple[Regellinje, ...] = Field(description="Reglerne efter id.")


@router.get("/regler", summary="Reglerne")
def list_regler(
    _valg: Annotated[Spoergsmaal, Query()], maa: Registerlaeser, kilde: FraKilde, svar: Response
) -> Regelliste:
    """Alle regler med antal afvigelser blandt de tilbud, nøglen giver adgang til."""
    with kilde.read() as (conn, katalog):
        tal = list_regeltal(conn, maa.tilsyn)
    note_state(svar, katalog)
    return Regelliste(
        linjer=tuple(Regellinje(**_describe(kilde.regler[navn], tal.get(navn))) for navn in sorted(kilde.regler))
    )


@router.get("/regler/{regel}", summary="En regel med lovkilder og udvikling")
def show_regel(
    regel: Annotated[str, Path(max_length=100, description="Reglens id.", examples=["IDENT-003"])],
    _valg: Annotated[Spoergsmaal, Query()],
    maa: Registerlaeser,
    kilde: FraKilde,
    svar: Response,
) -> Hel:
    """Reglens tekster, dens lovkilder, og hvor mange afvigelser den har fundet ved hver kontrol."""
    fundet = kilde.regler.get(regel)
    if fundet is None:
        raise IkkeFundet("Der er ingen regel med det id. Se /api/v1/regler.")
    with kilde.read() as (conn, katalog):
        tal = find_regeltal(conn, regel, maa.tilsyn)
        punkter = list_regelpunkter(conn, regel, dage=_PUNKTER) if maa.tilsyn is None else ()
    note_state(svar, katalog)
    kilder = (
        Lovkilde(noegle=x.noegle, henvisning=x.henvisning, siger=x.siger) for x in find_lovkilder(fundet, katalog.dag)
    )
    return Hel(
        **_describe(fundet, tal),
        finder=fundet.finder,
        hvorfor=fundet.hvorfor,
        ret=fundet.ret,
        formaal=fundet.formaal.value,
        sikkerhed=fundet.sikkerhed,
        note=fundet.note,
        lovkilder=tuple(kilder),
        punkter=tuple(map(_make_punkt, punkter)),
    )


def _describe(regel: Regel, tal: Regeltal | None) -> dict[str, Any]:
    talt = tal or Regeltal()
    return {
        "id": regel.id,
        "titel": regel.titel,
        "alvor": regel.alvor,
        "felt": regel.felt,
        "modtagere": tuple(sorted(modtager.value for modtager in regel.modtagere)),
        "aktiv": regel.aktiv,
        "aabne": talt.aabne,
        "accepterede": talt.accepterede,
        "lukkede": talt.lukkede,
    }


def _make_punkt(punkt: Regelpunkt) -> Punkt:
    return Punkt(dag=punkt.dag, antal=None if punkt.fejl else punkt.antal)
