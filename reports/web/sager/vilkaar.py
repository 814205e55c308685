"""The law's conditions for the next step of a case, each with whether it is met and how that is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.reference.sagstrin import Trin, find_sidste_dag
from domain.sag import Sagstilstand
from domain.sagsforloeb import find_egne
from reports.visning import antal_af, dato
from reports.web.sager.handlinger import Sagslage

_MOD_PAABUD = frozenset({Sagstilstand.NY, Sagstilstand.VARSLET, Sagstilstand.RYKKET, Sagstilstand.TIL_VURDERING})
_MOD_MARKERING = frozenset({Sagstilstand.PAABUD_AFGJORT, Sagstilstand.MARKERING_MULIG})


@dataclass(frozen=True, kw_only=True)
class Vilkaar:
    """One condition, and what is known of it."""

    tekst: str
    er_opfyldt: bool
    hvordan: str


@dataclass(frozen=True, kw_only=True)
class Vilkaarsliste:
    """The conditions of a step; it can be decided when all are met."""

    skridt: str
    vilkaar: tuple[Vilkaar, ...]

    @property
    def er_opfyldt(self) -> bool:
        """Whether every condition is met."""
        return all(vilkaar.er_opfyldt for vilkaar in self.vilkaar)


def list_vilkaar(lage: Sagslage, dag: date) -> Vilkaarsliste | None:
    """Give the conditions of the next decision; None when there is none to make."""
    if lage.forloeb.tilstand in _MOD_PAABUD:
        return Vilkaarsliste(skridt="påbud", vilkaar=tuple(_list_for_paabud(lage)))
    if lage.forloeb.tilstand in _MOD_MARKERING:
        return Vilkaarsliste(skridt="markering", vilkaar=tuple(_list_for_markering(lage, dag)))
    return None


def _list_for_paabud(lage: Sagslage) -> Iterator[Vilkaar]:
    fejl, egne = lage.fejl, find_egne(lage.forloeb, lage.fejl)
    naaet = lage.forloeb.tilstand is Sagstilstand.TIL_VURDERING
    yield Vilkaar(
        tekst="Tilbuddet har fået besked og er blevet rykket, og tiden er løbet ud",
        er_opfyldt=naaet,
        hvordan="Sagen er til vurdering." if naaet else "Sagen er ikke nået til vurdering.",
    )
    yield Vilkaar(
        tekst="Tilbuddet er fortalt om fejlene",
        er_opfyldt=bool(fejl.kendte),
        hvordan=f"{len(fejl.kendte)} af {antal_af(len(fejl.aabne), 'åben afvigelse', 'åbne afvigelser')} er fortalt.",
    )
    yield _standing(len(egne & fejl.set_nu), fejl.dag)
    baerende = len(egne & fejl.set_nu & lage.kan_paabydes)
    yield Vilkaar(
        tekst="Mindst én fejl kan bære et påbud: pligten er læst i loven, og oplysningen indberettes eller vises",
        er_opfyldt=baerende > 0,
        hvordan=f"{antal_af(baerende, 'fejl', 'fejl')} kan bære et påbud.",
    )
    yield _no_pause(lage)


def _list_for_markering(lage: Sagslage, dag: date) -> Iterator[Vilkaar]:
    paabud = lage.forloeb.paabud
    leveret = paabud.leveret if paabud else None
    yield Vilkaar(
        tekst="Der er givet påbud",
        er_opfyldt=paabud is not None,
        hvordan=f"Afgjort {dato(paabud.afgjort)}." if paabud else "Der er ikke givet påbud.",
    )
    yield Vilkaar(
        tekst="Påbuddet er leveret i Digital Post",
        er_opfyldt=leveret is not None,
        hvordan=f"Leveret {dato(leveret)}." if leveret else "Leveringen er ikke noteret.",
    )
    sidste = find_sidste_dag(Trin.PAABUD, leveret) if leveret else None
    yield Vilkaar(
        tekst="Fire uger er gået",
        er_opfyldt=sidste is not None and dag > sidste,
        hvordan=f"De løber til og med {dato(sidste)}." if sidste else "De løber fra leveringen.",
    )
    hentet = sidste is not None and lage.fejl.dag is not None and lage.fejl.dag > sidste
    yield Vilkaar(
        tekst="Registret er hentet og kontrolleret efter de fire uger",
        er_opfyldt=hentet,
        hvordan=f"Senest {dato(lage.fejl.dag)}." if lage.fejl.dag else "Det nyeste er ikke kontrolleret.",
    )
    yield _standing(len(find_egne(lage.forloeb, lage.fejl) & lage.fejl.set_nu), lage.fejl.dag)
    yield _no_pause(lage)


def _standing(antal: int, dag: date | None) -> Vilkaar:
    hvornaar = f" {dato(dag)}" if dag else ""
    return Vilkaar(
        tekst="Fejlene står i det nyeste godkendte øjebliksbillede",
        er_opfyldt=antal > 0,
        hvordan=f"{antal_af(antal, 'af sagens fejl står', 'af sagens fejl står')}{hvornaar}.",
    )


def _no_pause(lage: Sagslage) -> Vilkaar:
    pause = lage.forloeb.pause
    return Vilkaar(
        tekst="Sagen er ikke sat i bero",
        er_opfyldt=pause is None,
        hvordan=f"I bero til og med {dato(pause.til)}." if pause else "Sagen er ikke i bero.",
    )
