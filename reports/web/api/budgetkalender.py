"""`/budgetkalender/{aar}`: who owes a budget of a year, and who is late."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from reports.web.api.etag import Maerketrute
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Aarstal, Spoergsmaal, Svar
from reports.web.api.noegle import Registerlaeser
from reports.web.api.problem import IkkeFundet
from reports.web.api.tilstand import note_state
from warehouse.queries.budgetkalender import Budgetkalender, list_budgetaar, load_budgetkalender

router = APIRouter(tags=["Budgetkalender"], route_class=Maerketrute)


class Budgettal(Svar):
    """One group of owners under one socialtilsyn."""

    socialtilsyn: str | None = Field(description="Socialtilsynets kode; null for alle under ét.")
    gruppe: str = Field(description="privat eller offentlig.", examples=["privat"])
    skylder: int = Field(description="Tilbud, der skal indberette et budget.")
    rettidige: int = Field(description="Modtaget inden lovens dag.")
    forsinkede: int = Field(description="Modtaget senere.")
    mangler: int = Field(description="Ikke modtaget.")
    godkendte: int = Field(description="Godkendt.")
    godkendte_til_tiden: int = Field(description="Godkendt inden lovens dag.")


class Forsinket(Svar):
    """A tilbud whose budget has not come."""

    tilbudsid: str = Field(description="Tilbuddet.")
    navn: str | None = Field(description="Navnet på den første afdeling.")
    socialtilsyn: str | None = Field(description="Socialtilsynets kode; null, når det er uklart.")
    gruppe: str = Field(description="privat eller offentlig.")
    dage: int = Field(description="Dage efter den sidste dag, der tæller som rettidig.")


class Uge(Svar):
    """A group's season by a day."""

    dag: date = Field(description="Dagen.")
    gruppe: str = Field(description="privat eller offentlig.")
    modtagne: int = Field(description="Modtaget til og med dagen.")
    godkendte: int = Field(description="Godkendt til og med dagen.")


class Kalender(Svar):
    """A budget year."""

    budgetaar: int = Field(description="Budgetåret.", examples=[2027])
    dag: date = Field(description="Dagen, der er talt på.")
    udtraek_dag: date = Field(description="Dagen, det nyeste dataudtræk af budgetter er fra.")
    uden_gruppe: int | None = Field(description="Tilbud med ukendt ejerform; null for en adgang til ét socialtilsyn.")
    tal: tuple[Budgettal, ...] = Field(description="Tal efter gruppe og socialtilsyn.")
    forsinkede: tuple[Forsinket, ...] = Field(description="De forsinkede, de længst forsinkede først.")
    kurve: tuple[Uge, ...] = Field(description="Sæsonen uge for uge; tom for en adgang til ét socialtilsyn.")


@router.get("/budgetkalender/{aar}", summary="Et budgetårs kalender")
def show_kalender(
    aar: Annotated[Aarstal, Path(description="Budgetåret.", examples=[2027])],
    _valg: Annotated[Spoergsmaal, Query()],
    maa: Registerlaeser,
    kilde: FraKilde,
    svar: Response,
) -> Kalender:
    """Hvem der skal indberette budget for året, hvem der var rettidig, og hvem der er forsinket."""
    with kilde.read() as (conn, katalog):
        kendte = () if katalog.dag is None else list_budgetaar(conn)
        fundet = load_budgetkalender(conn, katalog.dag, aar) if katalog.dag and aar in kendte else None
    if fundet is None:
        raise IkkeFundet(f"Der er ingen budgetter for {aar}. Der er for: {', '.join(map(str, kendte)) or 'ingen år'}.")
    note_state(svar, katalog)
    return _make(fundet, maa.tilsyn)


def _make(kalender: Budgetkalender, tilsyn: str | None) -> Kalender:
    alle = tilsyn is None
    tal = [{**asdict(x), "socialtilsyn": x.kode} for x in kalender.tal if alle or x.kode == tilsyn]
    sene = [{**asdict(x), "socialtilsyn": x.kode} for x in kalender.forsinkede if alle or x.kode == tilsyn]
    return Kalender(
        budgetaar=kalender.budgetaar,
        dag=kalender.dag,
        udtraek_dag=kalender.udtraek_dag,
        uden_gruppe=kalender.uden_gruppe if alle else None,
        tal=tuple(map(Budgettal.model_validate, tal)),
        forsinkede=tuple(map(Forsinket.model_validate, sene)),
        kurve=tuple(Uge(**asdict(x)) for x in kalender.kurve) if alle else (),
    )
