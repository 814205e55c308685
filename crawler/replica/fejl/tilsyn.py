"""Faults of tilsynsmyndighed: none, of the wrong kind, in the wrong part of the country, two for one tilbud."""

from random import Random

from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantning, faelles_fejl, of_tilbud
from crawler.replica.fejl.tilbudstype import is_single, retype
from crawler.replica.side import Side
from crawler.replica.steder import fits_omraade, list_kommuner
from crawler.replica.tilbudstyper import BOERN, DAGTILBUD

_UKENDTE = ("Socialtilsyn Vest", "Tilsynet", "Styrelsen")


def name_tilsyn(gruppe: Gruppe, tekst: str | None) -> Gruppe:
    """Give the pages with another authority, the same on each."""
    return tuple(side.change(tilsynsmyndighed=tekst) for side in gruppe)


def _is_under_socialtilsyn(gruppe: Gruppe) -> bool:
    return all(side.typer and not side.typer <= DAGTILBUD for side in gruppe)


def _name_offentlig(gruppe: Gruppe, terning: Random) -> Gruppe:
    kommune = terning.choice(list_kommuner())
    return name_tilsyn(gruppe, terning.choice((f"{kommune.navn} Kommune", kommune.region)))


def _is_voksen(gruppe: Gruppe) -> bool:
    return is_single(gruppe) and not gruppe[0].typer & BOERN


def _make_dagtilbud(gruppe: Gruppe, terning: Random) -> Gruppe:
    tekst, paragraf = terning.choice(
        (("Aktivitets- og samværstilbud, § 104", "§ 104"), ("Beskyttet beskæftigelse, § 103", "§ 103"))
    )
    return tuple(retype(side, tekst, paragraf) for side in gruppe)


def far_socialtilsyn(gruppe: Gruppe) -> list[str]:
    """Give the socialtilsyn that nothing could explain for these pages.

    Hovedstaden and Midt have koncerner all over the country; Øst and Syd have children's institutions.
    """
    egnede = ("Nord",) if any(side.typer & BOERN for side in gruppe) else ("Nord", "Øst", "Syd")
    postnumre = {str(side.afdeling.postnr) for side in gruppe}
    return [navn for navn in egnede if not any(fits_omraade(postnr, navn) for postnr in postnumre)]


def is_ordinary_private(gruppe: Gruppe) -> bool:
    """Tell whether it is a private tilbud without driftsaftale, supervised where it lies, with an open address."""
    return (
        _is_under_socialtilsyn(gruppe) and all(_is_ordinary(side) for side in gruppe) and bool(far_socialtilsyn(gruppe))
    )


def _is_ordinary(side: Side) -> bool:
    uden_aftale = side.afdeling.driftsaftale_med is None
    return side.ejerform == "privat" and uden_aftale and not side.er_hemmelig and not side.er_specialist


def _name_far(gruppe: Gruppe, terning: Random) -> Gruppe:
    return name_tilsyn(gruppe, f"Socialtilsyn {terning.choice(far_socialtilsyn(gruppe))}")


def _has_several(gruppe: Gruppe) -> bool:
    return len(gruppe) > 1 and _is_under_socialtilsyn(gruppe)


def _disagree(gruppe: Gruppe, _: Random) -> Plantning:
    andet = "Midt" if gruppe[0].omraade == "Hovedstaden" else "Hovedstaden"
    uenig = gruppe[-1].change(tilsynsmyndighed=f"Socialtilsyn {andet}")
    return Plantning((*gruppe[:-1], uenig), of_tilbud("TILSYN-006", gruppe))


TILSYN = (
    faelles_fejl("TILSYN-001", 8, lambda gruppe, _: name_tilsyn(gruppe, None)),
    faelles_fejl("TILSYN-002", 8, _name_offentlig, passer=_is_under_socialtilsyn),
    faelles_fejl("TILSYN-003", 7, _make_dagtilbud, passer=_is_voksen),
    faelles_fejl("TILSYN-004", 10, _name_far, passer=is_ordinary_private),
    faelles_fejl(
        "TILSYN-005", 6, lambda gruppe, t: name_tilsyn(gruppe, t.choice(_UKENDTE)), passer=_is_under_socialtilsyn
    ),
    Fejlart(navn="TILSYN-006", omfang=Omfang.TILBUD, kasus=7, plant=_disagree, passer=_has_several, er_kraesen=True),
)
