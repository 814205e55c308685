"""The main menu: the pages it names, and for whom."""

from dataclasses import dataclass

from reports.web.bruger import ADMINISTRATORER, ALLE, LOKAL, MINISTERIET, SAGSBEHANDLERE, Bruger, Rolle
from reports.web.sider.socialtilsyn import make_slug


@dataclass(frozen=True)
class Punkt:
    """A line of the menu: the kind of page, its name, the roles that may see the page, and which one (`noegle`).

    `kun_server` when the page tells of this moment: only a server that knows the time has it, and it is no file.
    """

    emne: str
    navn: str
    roller: frozenset[Rolle] = MINISTERIET
    noegle: str | None = None
    kun_server: bool = False


MENU = (
    Punkt("overblik", "Overblik"),
    Punkt("socialtilsyn", "Socialtilsyn"),
    Punkt("kommuner", "Kommuner"),
    Punkt("tilbudstyper", "Tilbudstyper"),
    Punkt("regler", "Regler", ALLE),
    Punkt("tilbud", "Tilbud", ALLE),
    Punkt("afvigelser", "Afvigelser", ALLE),
    Punkt("sager", "Sager", ALLE),
    Punkt("mails", "Mails", SAGSBEHANDLERE),
    Punkt("stikproever", "Stikprøver"),
    Punkt("budgetkalender", "Budgetter"),
    Punkt("koersler", "Kørsler"),
    Punkt("om-data", "Om data", ALLE),
    Punkt("drift", "Drift", kun_server=True),
    Punkt("adgang", "Adgangslog", ADMINISTRATORER),
)


def list_menu(bruger: Bruger | None) -> tuple[Punkt, ...]:
    """Give the menu of a reader, the start page first; None is the local reader, who also reads the frozen pages."""
    hvem = bruger or LOKAL
    punkter = tuple(punkt for punkt in MENU if hvem.rolle in punkt.roller)
    if hvem.tilsyn is None:
        return punkter
    return (Punkt("socialtilsyn", "Overblik", ALLE, make_slug(hvem.tilsyn)), *punkter)
