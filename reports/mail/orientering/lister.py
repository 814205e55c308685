"""The lists of a weekly mail: the worst tilbud, the oldest faults, those nobody can write to, a kommune's others."""

from collections import defaultdict
from collections.abc import Iterable

from domain.regel import Alvor
from reports.mail.orientering.brevdele import Afsnit, Raekke
from reports.mail.orientering.model import Fundlinje, Orientering, Uopnaaet
from reports.mail.orientering.omtale import write_emne
from reports.mail.orientering.tallene import SYNLIGE, list_alvor, tell_rest
from reports.visning import antal_af, dato, tal
from warehouse.queries.adressebog import Hindring

_TITLER = 3
_AELDSTE = 5
_GRUNDE = {
    Hindring.MANGLER: "Der står ingen e-mailadresse på portalen.",
    Hindring.UGYLDIG: "E-mailadressen på portalen er ikke én gyldig adresse.",
    Hindring.DOED: "Mails til adressen på portalen kommer retur.",
}


def make_vaerste(orientering: Orientering) -> Afsnit | None:
    """Make the section of the twenty tilbud with the worst faults; None when there is no fault."""
    grupper = sorted(_group(orientering.fund), key=_rang)
    if not grupper:
        return None
    i_alt = len(grupper)
    return Afsnit(
        overskrift=f"De {SYNLIGE} tilbud med de alvorligste fejl" if i_alt > SYNLIGE else "Tilbud med fejl",
        kolonner=("Tilbud", "Fejl"),
        raekker=tuple(_tilbud(gruppe) for gruppe in grupper[:SYNLIGE]),
        rest=tell_rest(i_alt - SYNLIGE, "tilbud", "tilbud"),
    )


def make_aeldste(orientering: Orientering) -> Afsnit | None:
    """Make the section of the faults that have stood longest; None when none is old."""
    gamle = sorted((et for et in orientering.fund if et.er_gammel), key=lambda et: -et.dage)
    if not gamle:
        return None
    return Afsnit(
        overskrift="Det, der har stået længst",
        kolonner=("Tilbud", "Dage"),
        raekker=tuple(
            Raekke(
                hoved=write_emne(et.emne),
                tal=tal(et.dage),
                under=(f"{et.regel.titel} ({et.regel.id}), siden den {dato(et.aabnet)}.",),
            )
            for et in gamle[:_AELDSTE]
        ),
        rest=tell_rest(len(gamle) - _AELDSTE, "gammel fejl", "gamle fejl"),
    )


def make_uopnaaelige(orientering: Orientering) -> Afsnit | None:
    """Make the section of the tilbud nobody can write to; None when all can be."""
    alle = orientering.uopnaaelige
    if not alle:
        return None
    return Afsnit(
        overskrift="Tilbud, som ingen kan skrive til",
        kolonner=("Tilbud", ""),
        indledning="De får ingen mails. Sig det til dem, og bed dem rette e-mailadressen på Tilbudsportalen.",
        raekker=tuple(Raekke(hoved=write_emne(et.emne), under=(write_grund(et),)) for et in alle[:SYNLIGE]),
        rest=tell_rest(len(alle) - SYNLIGE, "tilbud", "tilbud"),
    )


def make_naevnt(orientering: Orientering) -> Afsnit | None:
    """Make the section of tilbud that name a kommune without being its own; None when there are none."""
    if not orientering.naevnt:
        return None
    return Afsnit(
        overskrift="Tilbud, hvor I står som tilsyn, uden at de er jeres",
        kolonner=("Tilbud", "Fejl"),
        indledning=(
            "Typen hører under socialtilsynet. Ret myndigheden eller tilbudstypen på Tilbudsportalen sammen med "
            "socialtilsynet."
        ),
        raekker=tuple(_tilbud(gruppe) for gruppe in _group(orientering.naevnt)[:SYNLIGE]),
        rest=tell_rest(len(_group(orientering.naevnt)) - SYNLIGE, "tilbud", "tilbud"),
    )


def write_grund(et: Uopnaaet) -> str:
    """Say why nobody can write to a tilbud."""
    # What the register holds in the field is not told of a § 109 tilbud, not even whether it is filled.
    return "Programmet har ingen adresse, det kan bruge." if et.emne.er_beskyttet else _GRUNDE[et.grund]


def _group(fund: Iterable[Fundlinje]) -> list[tuple[Fundlinje, ...]]:
    grupper: defaultdict[str, list[Fundlinje]] = defaultdict(list)
    for et in fund:
        grupper[et.emne.tilbudsid].append(et)
    return [tuple(gruppe) for gruppe in grupper.values()]


def _rang(gruppe: tuple[Fundlinje, ...]) -> tuple[int, int, int, int, str]:
    antal = [-sum(et.regel.alvor is alvor for et in gruppe) for alvor in Alvor]
    tilbudsid = gruppe[0].emne.tilbudsid
    return antal[0], antal[1], antal[2], len(tilbudsid), tilbudsid


def _tilbud(gruppe: tuple[Fundlinje, ...]) -> Raekke:
    sorteret = sorted(gruppe, key=lambda et: list(Alvor).index(et.regel.alvor))
    titler = list(dict.fromkeys(f"{et.regel.titel} ({et.regel.id})" for et in sorteret))
    nye = sum(et.er_ny for et in gruppe)
    heraf = f", heraf {antal_af(nye, 'ny', 'nye')}" if nye else ""
    under = [
        f"{list_alvor(gruppe)}{heraf}.",
        *(f"{titel}." for titel in titler[:_TITLER]),
    ]
    if len(titler) > _TITLER:
        under.append(f"Og {antal_af(len(titler) - _TITLER, 'slags fejl', 'slags fejl')} mere.")
    return Raekke(hoved=write_emne(gruppe[0].emne), tal=tal(len(gruppe)), under=tuple(under))
