"""The budget season as pictures: who was in time to hand in and to have approved, and week by week."""

from collections.abc import Sequence

from domain.budgetkalender import Budgetfrister, Budgettal, Kurvepunkt
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.kalender import Frist, Uge, draw_kalender
from reports.web.diagrammer.moenstre import Del
from reports.web.diagrammer.soejler import Soejle, draw_soejler

_MODTAGET = (Del("Rettidigt", "s-2", "hel"), Del("For sent", "alvorlig", "skraa"), Del("Ikke modtaget", "s-1", "prik"))
_GODKENDT = (Del("Til tiden", "s-2", "hel"), Del("Senere", "alvorlig", "skraa"), Del("Ikke godkendt", "s-3", "prik"))


def draw_modtaget(linjer: Sequence[tuple[str, Budgettal]], *, gruppe: str, titel: str) -> Billede | None:
    """Draw by socialtilsyn how many budgets were received in time, late, and not at all; None when nobody owes any."""
    return _draw(
        [(navn, (tal.rettidige, tal.forsinkede, tal.mangler)) for navn, tal in linjer],
        _MODTAGET,
        noegle=f"modtaget-{gruppe}",
        titel=titel,
    )


def draw_godkendt(linjer: Sequence[tuple[str, Budgettal]], *, gruppe: str, titel: str) -> Billede | None:
    """Draw by socialtilsyn how many budgets were approved in time, later, and not at all; None when nobody owes any."""
    return _draw(
        [(navn, _split_godkendte(tal)) for navn, tal in linjer], _GODKENDT, noegle=f"godkendt-{gruppe}", titel=titel
    )


def draw_saeson(
    kurve: Sequence[Kurvepunkt], frister: Budgetfrister, *, gruppe: str, titel: str, skylder: int
) -> Billede | None:
    """Draw the season week by week with the law's days; None before it has begun."""
    if not kurve:
        return None
    return draw_kalender(
        [Uge(dag=punkt.dag, modtagne=punkt.modtagne, godkendte=punkt.godkendte) for punkt in kurve],
        noegle=f"saeson-{gruppe}",
        titel=titel,
        skylder=skylder,
        frister=(Frist(frister.modtaget, "modtaget senest"), Frist(frister.godkendt, "godkendt senest")),
    )


def _split_godkendte(tal: Budgettal) -> tuple[int, int, int]:
    return (tal.godkendte_til_tiden, tal.godkendte - tal.godkendte_til_tiden, tal.skylder - tal.godkendte)


def _draw(
    linjer: Sequence[tuple[str, tuple[int, ...]]], dele: tuple[Del, ...], *, noegle: str, titel: str
) -> Billede | None:
    soejler = [Soejle(navn, antal) for navn, antal in linjer if sum(antal)]
    return draw_soejler(soejler, noegle=noegle, titel=titel, hvad="Socialtilsyn", dele=dele) if soejler else None
