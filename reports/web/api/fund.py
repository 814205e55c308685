"""A finding as an answer: its proof with private values left out, and said so."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from domain.afvigelse import find_socialtilsyn
from domain.regel import Alvor
from reports.privatliv import explain_hidden
from reports.visning import rens
from reports.web.api.model import Svar
from reports.web.side import Katalog
from warehouse.queries.api_afvigelser import Afvigelsesraekke

LAENGST = 2000


class Afvigelse(Svar):
    """A finding, with the same `id` for life."""

    id: str = Field(description="Afvigelsens navn; det samme hver nat, også når den lukkes og åbnes igen.")
    regel: str = Field(description="Reglens id.", examples=["IDENT-003"])
    titel: str = Field(description="Hvad reglen finder, i få ord.")
    alvor: Alvor = Field(description="Hvor alvorlig den er.")
    status: str = Field(description="aaben, accepteret eller lukket.", examples=["aaben"])
    tilbudsid: str | None = Field(
        description="Tilbuddet; null, når den gælder et socialtilsyns plejefamilier under ét."
    )
    socialtilsyn: str | None = Field(
        description="Socialtilsynet, når den gælder dets plejefamilier under ét; ellers null."
    )
    afdelingsid: str | None = Field(description="Afdelingen; null, når den gælder hele tilbuddet.")
    felt: str = Field(description="Feltet, den gælder.", examples=["cvr"])
    raekke: str | None = Field(description="Hvilken af flere rækker (en ydelse, et år), den gælder.")
    vaerdi: str | None = Field(description="Værdien, der er fejl i; null, når den mangler eller ikke vises.")
    forslag: str | None = Field(description="Hvad der skulle stå, når det vides.")
    bevis: Mapping[str, str | None] = Field(description="De tal og tekster, der beviser den.")
    skjult: Mapping[str, str] = Field(description="Felter, der ikke vises, og hvorfor.")
    foerst_set: date = Field(description="Dagen, den blev set første gang.")
    sidst_set: date = Field(description="Dagen, den sidst er set.")
    lukket: date | None = Field(description="Dagen, den blev lukket; null, mens den er åben.")
    accepteret_til: date | None = Field(description="Sidste dag, et menneske har accepteret den.")


def make_afvigelse(row: Afvigelsesraekke, katalog: Katalog) -> Afvigelse:
    """Make the answer's part from a row."""
    kode = find_socialtilsyn(row.tilbudsid)
    skjult = {} if kode is not None else _find_hidden(row)
    vises = row.felt not in skjult
    return Afvigelse(
        id=row.noegle,
        regel=row.regel,
        titel=katalog.titel(row.regel),
        alvor=Alvor(row.alvor),
        status=row.status,
        tilbudsid=None if kode is not None else row.tilbudsid,
        socialtilsyn=kode,
        afdelingsid=row.afdelingsid,
        felt=row.felt,
        raekke=cut(row.raekke),
        vaerdi=cut(row.vaerdi) if vises else None,
        forslag=cut(row.forslag) if vises else None,
        bevis={navn: cut(value) for navn, value in row.bevis.items() if navn not in skjult},
        skjult=skjult,
        foerst_set=row.foerst_set,
        sidst_set=row.sidst_set,
        lukket=row.lukket,
        accepteret_til=row.accepteret_til,
    )


def cut(tekst: str | None) -> str | None:
    """Give a text as it stands; of a very long one its beginning, and how long it is."""
    return tekst if tekst is None or len(tekst) <= LAENGST else rens(tekst, LAENGST)


def _find_hidden(row: Afvigelsesraekke) -> dict[str, str]:
    grunde = {
        navn: explain_hidden(navn, er_beskyttet=row.er_beskyttet, er_personlig=row.er_personlig)
        for navn in (row.felt, *row.bevis)
    }
    return {navn: grund for navn, grund in grunde.items() if grund is not None}
