"""Whether each field is filled as often as it was: a label that was renamed empties a field on every page at once."""

from collections.abc import Iterator

from domain.felter import FELTER as BESKREVNE
from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige, Profil
from warehouse.gate.tekst import percent

_RAAD = (
    "Portalen har formentlig ændret siden eller feltets navn. Sammenlign en side på portalen med crawlerens "
    "etiketter, før nogen godkender hentningen."
)


def judge_fields(profil: Profil, forrige: Forrige | None, graenser: Graenser) -> Iterator[Proeve]:
    """Give one failed test for each emptied field, or a single one that passed."""
    if not profil.sider:
        return
    if forrige is None:
        fejlede = tuple(_judge_floors(profil, graenser))
        yield from fejlede or (_passed("Alle vigtige felter er udfyldt på så mange sider, som man kan vente."),)
    else:
        fejlede = tuple(_judge_falls(profil, forrige.profil, graenser))
        yield from fejlede or (_passed("Alle felter er udfyldt omtrent så ofte som i den sidst godkendte hentning."),)


def _judge_floors(profil: Profil, graenser: Graenser) -> Iterator[Proeve]:
    for felt, gulv in graenser.foerste_gulv.items():
        andel = profil.udfyldt.get(felt, 0) / profil.sider
        mangler = gulv * profil.sider - profil.udfyldt.get(felt, 0)
        if mangler > graenser.mindste_antal:
            yield _failed(
                felt,
                andel,
                f"mindst {percent(gulv)} i den første hentning",
                f"{_label(felt)} er kun udfyldt på {percent(andel)} af siderne; der ventes mindst {percent(gulv)}.",
            )


def _judge_falls(profil: Profil, foer: Profil, graenser: Graenser) -> Iterator[Proeve]:
    for felt, antal_foer in foer.udfyldt.items():
        andel_foer = antal_foer / foer.sider if foer.sider else 0.0
        antal = profil.udfyldt.get(felt, 0)
        andel = antal / profil.sider
        for_faa = andel_foer * profil.sider - antal > graenser.mindste_antal
        if for_faa and _is_emptied(antal_foer, antal, andel_foer, andel, graenser):
            yield _failed(
                felt,
                andel,
                f"{percent(andel_foer)} sidst, fald højst {percent(graenser.felt_fald_point)}-point",
                f"{_label(felt)} er udfyldt på {percent(andel)} af siderne mod {percent(andel_foer)} i den sidst "
                "godkendte hentning.",
            )


def _is_emptied(antal_foer: int, antal: int, andel_foer: float, andel: float, graenser: Graenser) -> bool:
    """Tell a fall by points, by half of its own level where that is well known, or to nothing at all."""
    halveret = antal_foer >= graenser.felt_relativt_fra and andel < andel_foer * graenser.felt_fald_relativt
    return andel_foer - andel > graenser.felt_fald_point or halveret or antal == 0


def _label(felt: str) -> str:
    beskrevet = BESKREVNE.get(felt.removeprefix("har_"))
    return f"Feltet »{beskrevet.etiket if beskrevet else felt}«"


def _failed(felt: str, andel: float, graense: str, tekst: str) -> Proeve:
    return Proeve(navn=f"felt_{felt}", bestaaet=False, maalt=percent(andel), graense=graense, tekst=f"{tekst} {_RAAD}")


def _passed(tekst: str) -> Proeve:
    return Proeve(navn="felter", bestaaet=True, maalt="ingen felter tømt", graense="ingen felter tømt", tekst=tekst)
