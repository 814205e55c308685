"""`/register`: the state of the register in one answer."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from reports.web.api.etag import Maerketrute
from reports.web.api.kilde import FraKilde
from reports.web.api.model import Spoergsmaal, Svar
from reports.web.api.noegle import Registerlaeser
from reports.web.api.tilstand import note_state
from reports.web.side import Katalog
from warehouse.queries.rapport_socialtilsyn import Portefoelje, list_portefoeljer

router = APIRouter(tags=["Register"], route_class=Maerketrute)


class Hentning(Svar):
    """The newest accepted fetch."""

    nummer: int = Field(description="Hentningens nummer; vokser for hver godkendt hentning.")
    dag: date = Field(description="Den danske dag, registret er bedømt på.")
    tidspunkt: datetime = Field(description="Hvornår der blev hentet.")


class Kontrol(Svar):
    """The newest control."""

    tidspunkt: datetime = Field(description="Hvornår reglerne blev kørt.")
    aabnet: int = Field(description="Afvigelser, den åbnede.")
    genaabnet: int = Field(description="Afvigelser, den åbnede igen.")
    lukket: int = Field(description="Afvigelser, den lukkede.")
    er_ny: bool = Field(description="Falsk, når der er kommet oplysninger, reglerne endnu ikke har set.")
    regler_der_fejlede: tuple[str, ...] = Field(
        description="Regler, der ikke kunne køre; de har intet åbnet eller lukket."
    )


class Tal(Svar):
    """Counts over the tilbud that may be seen."""

    tilbud: int = Field(description="Tilbud, der findes nu.")
    afdelinger: int = Field(description="Deres afdelinger.")
    uden_alvorlige: int = Field(description="Tilbud uden åbne kritiske og alvorlige afvigelser.")
    kritisk: int = Field(description="Åbne kritiske afvigelser.")
    alvorlig: int = Field(description="Åbne alvorlige afvigelser.")
    advarsel: int = Field(description="Åbne advarsler.")


class Register(Svar):
    """The state; `hentning` and `kontrol` are null before the first."""

    hentning: Hentning | None = Field(description="Den nyeste godkendte hentning; null før den første.")
    kontrol: Kontrol | None = Field(description="Kontrollen af den; null, mens den venter på reglerne.")
    seneste_koersel: str | None = Field(description="Hvordan den nyeste kørsel gik.", examples=["godkendt"])
    tal: Tal = Field(description="Tal for de tilbud, nøglen giver adgang til.")


@router.get("/register", summary="Registrets tilstand")
def show_register(
    _valg: Annotated[Spoergsmaal, Query()],
    maa: Registerlaeser,
    kilde: FraKilde,
    svar: Response,
) -> Register:
    """Hvornår registret er hentet og bedømt, og hvor mange afvigelser der er åbne."""
    with kilde.read() as (conn, katalog):
        grupper = list_portefoeljer(conn)
    note_state(svar, katalog)
    egne = [tal for kode, tal in grupper.items() if maa.tilsyn in (None, kode)]
    koersel = katalog.tilstand.koersel
    return Register(
        hentning=_make_hentning(katalog),
        kontrol=_make_kontrol(katalog) if maa.tilsyn is None else None,
        seneste_koersel=None if koersel is None else koersel.status,
        tal=_sum(egne),
    )


def _make_hentning(katalog: Katalog) -> Hentning | None:
    snapshot = katalog.tilstand.snapshot
    return None if snapshot is None else Hentning(nummer=snapshot.id, dag=snapshot.dag, tidspunkt=snapshot.tidspunkt)


def _make_kontrol(katalog: Katalog) -> Kontrol | None:
    kontrol = katalog.tilstand.kontrol
    if kontrol is None:
        return None
    return Kontrol(
        tidspunkt=kontrol.tidspunkt,
        aabnet=kontrol.aabnet,
        genaabnet=kontrol.genaabnet,
        lukket=kontrol.lukket,
        er_ny=kontrol.er_ny,
        regler_der_fejlede=tuple(regel for regel, _ in kontrol.regelfejl),
    )


def _sum(grupper: list[Portefoelje]) -> Tal:
    navne = tuple(Tal.model_fields)
    return Tal(**{navn: sum(getattr(gruppe, navn) for gruppe in grupper) for navn in navne})
