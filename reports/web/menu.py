"""The main menu: the pages it names, and for whom."""

from dataclasses import dataclass

from reports.web.bruger import ADMINISTRATORER, ALLE, LOKAL, MINISTERIET, Bruger, Rolle


@dataclass(frozen=True)
class Punkt:
    """A line of the menu: the kind of page, its name, and the roles that may see the page."""

    emne: str
    navn: str
    roller: frozenset[Rolle] = MINISTERIET


MENU = (
    Punkt("overblik", "Overblik"),
    Punkt("socialtilsyn", "Socialtilsyn"),
    Punkt("kommuner", "Kommuner"),
    Punkt("tilbudstyper", "Tilbudstyper"),
    Punkt("regler", "Regler"),
    Punkt("tilbud", "Tilbud", ALLE),
    Punkt("afvigelser", "Afvigelser", ALLE),
    Punkt("stikproever", "Stikprøver"),
    Punkt("budgetkalender", "Budgetter"),
    Punkt("koersler", "Kørsler"),
    Punkt("om-data", "Om data"),
    Punkt("adgang", "Adgangslog", ADMINISTRATORER),
)


def list_menu(bruger: Bruger | None) -> tuple[Punkt, ...]:
    """Give the menu of a reader; None is the local reader, who is also the reader of the frozen pages."""
    rolle = (bruger or LOKAL).rolle
    return tuple(punkt for punkt in MENU if rolle in punkt.roller)
