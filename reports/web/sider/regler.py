"""The rules: the catalogue, and one rule with what it finds."""

from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request

from domain.felter import FELTER
from domain.regel import Formaal, Regel
from expectations.valg import is_switched
from reports.bevis import write_vaerdi
from reports.lovkilder import find_lovkilder
from reports.privatliv import explain_hidden, list_personlige_former
from reports.web.ruter import Rute, read_udsnit
from reports.web.side import Bladring, Katalog, Side, Udsnit
from reports.web.sider.socialtilsyn import Omtalt, find_omtalt
from warehouse.queries.rapport_regel import (
    Fundlinje,
    Regelpunkt,
    Regeltal,
    list_fund,
    list_regelpunkter,
    list_regeltal,
)

FORMAAL = {
    Formaal.INDBERETTET: "At obligatoriske oplysninger er indberettet (nr. 1)",
    Formaal.FAKTA: "At oplysningerne svarer til de faktiske forhold (nr. 2)",
    Formaal.SYSTEMATIK: "At oplysningerne følger Tilbudsportalens systematik (nr. 3)",
}


@dataclass(frozen=True)
class Visfund:
    """A finding of the rule, with `skjult` saying why its value is not shown (None: it is).

    `socialtilsyn` is set when it is about that socialtilsyn's plejefamilier, and not about a tilbud.
    """

    linje: Fundlinje
    skjult: str | None
    vaerdi: str | None
    forslag: str | None
    socialtilsyn: Omtalt | None


def show_liste(conn: Connection, katalog: Katalog) -> Side:
    """Show the catalogue with how many each rule finds now."""
    tal = list_regeltal(conn)
    linjer = [(regel, tal.get(regel.id, Regeltal()), is_switched(regel)) for regel in katalog.regler.values()]
    return Side(emne="regler", skabelon="regel_liste.html", titel="Regler", indhold={"linjer": linjer})


def show_regel(conn: Connection, katalog: Katalog, regel_id: str, udsnit: Udsnit) -> Side | None:
    """Show one rule: texts, law, findings, and how many over time. None: no such rule."""
    regel = katalog.regler.get(regel_id)
    tal = list_regeltal(conn).get(regel_id, Regeltal())
    bladring = Bladring(tal.aabne, udsnit)
    if regel is None or not bladring.findes:
        return None
    punkter = list_regelpunkter(conn, regel_id)
    fund = _fund(conn, regel, udsnit)
    return Side(
        emne="regler",
        noegle=regel_id,
        skabelon="regel.html",
        titel=regel.titel,
        indhold={
            "regel": regel,
            "er_omstillet": is_switched(regel),
            "tal": tal,
            "felt": FELTER[regel.felt].etiket if regel.felt in FELTER else regel.felt,
            "formaal": FORMAAL[regel.formaal],
            "kilder": find_lovkilder(regel, katalog.dag),
            "fund": fund,
            "har_forslag": any(x.forslag for x in fund),
            "har_raekke": any(x.linje.raekke for x in fund),
            "bladring": bladring,
            "punkter": punkter,
            "stoerst": max((punkt.antal for punkt in punkter), default=0),
            "fejl": _regelfejl(punkter, katalog, regel_id),
        },
    )


def _fund(conn: Connection, regel: Regel, udsnit: Udsnit) -> list[Visfund]:
    linjer = list_fund(
        conn,
        regel.id,
        personlige_former=list_personlige_former(),
        graense=udsnit.graense,
        spring=udsnit.spring,
    )
    return [_vis(linje) for linje in linjer]


def _vis(linje: Fundlinje) -> Visfund:
    return Visfund(
        linje=linje,
        skjult=explain_hidden(linje.felt, er_beskyttet=linje.er_beskyttet, er_personlig=linje.er_personlig),
        vaerdi=write_vaerdi(linje.felt, linje.vaerdi),
        forslag=write_vaerdi(linje.felt, linje.forslag),
        socialtilsyn=find_omtalt(linje.tilbudsid),
    )


def _regelfejl(punkter: tuple[Regelpunkt, ...], katalog: Katalog, regel_id: str) -> str | None:
    if katalog.tilstand.kontrol is None or not punkter:
        return None
    return dict(katalog.tilstand.kontrol.regelfejl).get(regel_id)


def _liste(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_liste(conn, katalog)


def _en(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return show_regel(conn, katalog, request.path_params["regel"], read_udsnit(request))


RUTER = (Rute("/regler", _liste), Rute("/regler/{regel}", _en))
