"""What stands in the sheets of a weekly mail's workbook, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.regel import Modtager
from domain.sag import NAVNE
from reports.mail.orientering.lister import write_grund
from reports.mail.orientering.model import Fundlinje, Orientering
from reports.mail.orientering.omtale import quote_raekke, quote_vaerdi, write_felt, write_navn
from reports.mail.orientering.sagerne import write_trin
from reports.visning import rens

Celle = str | int | date
Raekke = tuple[Celle, ...]

_TILBUD = (("Tilbud nr.", 11), ("Tilbuddets navn", 26))
_FUND = (
    *(*_TILBUD, ("Afdeling", 11), ("Alvor", 10), ("Hvad er galt", 40), ("Felt", 20), ("Gælder", 18)),
    *(("Hvad står der", 24), ("Forslag", 22), ("Sådan rettes det", 40), ("Åben siden", 12), ("Dage", 7)),
    *(("Ny", 6), ("Gammel", 8), ("Kun til jer", 10), ("Regel", 13)),
)


@dataclass(frozen=True, kw_only=True)
class Ark:
    """A sheet: its name, its columns with their widths in signs, its rows."""

    navn: str
    kolonner: tuple[tuple[str, int], ...]
    raekker: tuple[Raekke, ...]


def list_ark(orientering: Orientering) -> Iterator[Ark]:
    """Yield every sheet, those without rows too."""
    yield Ark(navn="Fejl", kolonner=_FUND, raekker=tuple(_fund(et) for et in orientering.fund))
    yield Ark(navn="I står som tilsyn", kolonner=_FUND, raekker=tuple(_fund(et) for et in orientering.naevnt))
    sagskolonner = (*_TILBUD, ("Trin", 16), ("Siden", 12), ("Hvad den venter på", 60))
    yield Ark(navn="Sager", kolonner=sagskolonner, raekker=tuple(_list_sager(orientering)))
    rettekolonner = (*_TILBUD, ("Hvad er rettet", 60), ("Regel", 13))
    yield Ark(navn="Rettet", kolonner=rettekolonner, raekker=tuple(_list_rettet(orientering)))
    yield Ark(navn="Uden adresse", kolonner=(*_TILBUD, ("Hvorfor", 60)), raekker=tuple(_list_uden(orientering)))


def _fund(et: Fundlinje) -> Raekke:
    skjult = et.emne.er_beskyttet
    return (
        *(rens(et.emne.tilbudsid, 40), write_navn(et.emne), "" if skjult else rens(et.afdelingsid, 40)),
        *(et.regel.alvor.value, et.regel.titel, "" if skjult else write_felt(et), quote_raekke(et)),
        *(quote_vaerdi(et, et.vaerdi), quote_vaerdi(et, et.forslag), et.regel.ret, et.aabnet, et.dage),
        *("ja" if et.er_ny else "", "ja" if et.er_gammel else ""),
        *("" if Modtager.TILBUD in et.regel.modtagere else "ja", et.regel.id),
    )


def _list_sager(orientering: Orientering) -> Iterator[Raekke]:
    for sag in orientering.sager:
        forloeb, emne = sag.linje.forloeb, sag.emne
        trin = write_trin(forloeb, sag.linje.frist)
        yield rens(emne.tilbudsid, 40), write_navn(emne), NAVNE[forloeb.tilstand], forloeb.siden, trin


def _list_rettet(orientering: Orientering) -> Iterator[Raekke]:
    for et in orientering.rettet:
        yield rens(et.emne.tilbudsid, 40), write_navn(et.emne), et.regel.titel, et.regel.id


def _list_uden(orientering: Orientering) -> Iterator[Raekke]:
    for et in orientering.uopnaaelige:
        yield rens(et.emne.tilbudsid, 40), write_navn(et.emne), write_grund(et)
