"""One tilbud as an answer: its afdelinger with the portal's fields, but what must not be shown, and its findings."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from domain.felter import SIDEFELTER
from reports.privatliv import SKJULT_STED, explain_hidden, list_personlige_former
from reports.web.api.fund import Afvigelse, cut, make_afvigelse
from reports.web.api.model import Svar
from reports.web.side import Katalog
from warehouse.queries.api_afvigelser import Afvigelsesraekke
from warehouse.queries.api_stamdata import Stamdata
from warehouse.queries.rapport_tilbud import Afdelingsbillede

# Never read here, only whether they are filled.
_PERSONER = ("telefon", "email", "leder", "kontaktperson")
_STEDER = ("adresse", "tilbuddets_adresse")
_LISTER = ("tilbudstyper", "pladser", "pladser_i_alt")
_TEKSTER = tuple(navn for navn in SIDEFELTER if navn not in (*_PERSONER, *_LISTER))


class Afdeling(Svar):
    """An afdeling that is there now."""

    afdelingsid: str = Field(description="Afdelingens id på Tilbudsportalen.")
    felter: Mapping[str, str | None] = Field(
        description="Felterne, som portalen viser dem; null, når feltet er tomt eller ikke vises (se »skjult«)."
    )
    tilbudstyper: tuple[str, ...] = Field(description="Tilbudstyperne.")
    pladser: Mapping[str, int | None] = Field(description="Pladser efter paragraf.")
    pladser_i_alt: int | None = Field(description="Pladser på hele tilbuddet.")
    udfyldt: Mapping[str, bool] = Field(description="Felter, hvis indhold aldrig vises, og om de er udfyldt.")
    skjult: Mapping[str, str] = Field(description="Felter i »felter«, der ikke vises, og hvorfor.")
    er_krisecenter: bool = Field(
        description="Om tilbuddet er et krisecenter (§ 109); så vises intet om, hvor det ligger."
    )
    er_set: bool = Field(description="Om den nyeste hentning så den.")
    kilde: str = Field(description="Adressen på portalens side.")


class Tilbud(Svar):
    """One tilbud; without afdelinger it has ended."""

    tilbudsid: str = Field(description="Tilbuddets id på Tilbudsportalen.")
    navn: str | None = Field(description="Navnet på den første afdeling; null, når tilbuddet er ophørt.")
    socialtilsyn: str | None = Field(description="Socialtilsynets kode, eller »andre«; null, når tilbuddet er ophørt.")
    sidst_set: date = Field(description="Dagen, det sidst er set.")
    afdelinger: tuple[Afdeling, ...] = Field(description="Afdelinger, der findes nu; ingen, når tilbuddet er ophørt.")
    afvigelser: tuple[Afvigelse, ...] = Field(description="Alle afvigelser, åbne og lukkede, de alvorligste først.")


def make_tilbud(stamdata: Stamdata, fund: tuple[Afvigelsesraekke, ...], katalog: Katalog) -> Tilbud:
    """Make the answer."""
    return Tilbud(
        tilbudsid=stamdata.tilbudsid,
        navn=cut(stamdata.navn),
        socialtilsyn=stamdata.kode,
        sidst_set=stamdata.sidst_set,
        afdelinger=tuple(map(_make_afdeling, stamdata.afdelinger)),
        afvigelser=tuple(make_afvigelse(row, katalog) for row in fund),
    )


def _make_afdeling(afdeling: Afdelingsbillede) -> Afdeling:
    skjult = _find_hidden(afdeling)
    felter = {navn: None if navn in skjult else cut(getattr(afdeling, navn)) for navn in _TEKSTER}
    pladser: Mapping[str, Any] = json.loads(afdeling.pladser)
    return Afdeling(
        afdelingsid=afdeling.afdelingsid,
        felter=felter,
        tilbudstyper=tuple(json.loads(afdeling.tilbudstyper)),
        pladser=pladser,
        pladser_i_alt=afdeling.pladser_i_alt,
        udfyldt={
            "telefon": afdeling.telefon_ok is not None,
            "email": afdeling.email_ok is not None,
            "leder": afdeling.har_leder,
            "kontaktperson": afdeling.har_kontaktperson,
            "adresse": afdeling.har_adresse,
        },
        skjult=skjult,
        er_krisecenter=afdeling.er_beskyttet,
        er_set=afdeling.er_set,
        kilde=afdeling.kilde_url,
    )


def _find_hidden(afdeling: Afdelingsbillede) -> dict[str, str]:
    er_personlig = afdeling.virksomhedsform_foldet in list_personlige_former()
    grunde = {
        navn: explain_hidden(navn, er_beskyttet=afdeling.er_beskyttet, er_personlig=er_personlig) for navn in _TEKSTER
    }
    if afdeling.er_beskyttet:
        grunde |= dict.fromkeys(_STEDER, SKJULT_STED)
    return {navn: grund for navn, grund in grunde.items() if grund is not None}
