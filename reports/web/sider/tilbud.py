"""One tilbud: what the portal says, what is wrong with it, what was mended, and what was written."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from domain.felter import FELTER, SIDEFELTER
from domain.sag import NAVNE, Sagstilstand
from reports.bevis import write_bevis, write_vaerdi
from reports.mail.laes import read_tekst
from reports.privatliv import SKJULT_STED, explain_hidden, list_personlige_former
from reports.visning import rens
from reports.web.bruger import ALLE
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.sider.filtervalg import load_kommunenavne
from reports.web.sider.socialtilsyn import make_navne, make_slug
from reports.web.sider.tilbudstypenavne import load_typenavne
from reports.web.sider.tilbudstypenavne import make_slug as make_typeslug
from reports.web.sider.udtraek import make_oplysninger, make_tabeller
from reports.web.tilbudsspor import STOERST, draw_historik, list_spor
from warehouse.queries.rapport_tilbud import (
    Afdelingsbillede,
    Afvigelseslinje,
    Maillinje,
    Tilbudsside,
    load_tilbud,
)
from warehouse.queries.tilbudshistorik import Historik, load_historik

_JUDGED = {True: "udfyldt", False: "udfyldt, men ikke gyldig", None: "mangler"}
_LISTER = frozenset({"tilbudstyper", "pladser"})
_FILLED = {True: "udfyldt", False: "mangler"}


@dataclass(frozen=True)
class Feltlinje:
    """One field as it is shown: label, values (none: missing), and whether the words are ours and not the portal's."""

    etiket: str
    vaerdier: tuple[str, ...]
    er_vores: bool = False


@dataclass(frozen=True)
class Visafvigelse:
    """A finding with its proof as label and value, private values left out; `skjult` says why its value is."""

    linje: Afvigelseslinje
    titel: str
    felt: str
    skjult: str | None
    vaerdi: str | None
    forslag: str | None
    bevis: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Visafdeling:
    """An afdeling (None: the tilbud as a whole) with its fields and its open findings."""

    afdeling: Afdelingsbillede | None
    felter: tuple[Feltlinje, ...]
    aabne: tuple[Visafvigelse, ...]


@dataclass(frozen=True)
class Vismail:
    """A mail with its text as the recipient reads it."""

    linje: Maillinje
    tekst: str


def show_tilbud(data: Tilbudsside, katalog: Katalog, historik: Historik) -> Side:
    """Show one tilbud, also one that has ended. What was written to it is the ministry's to read."""
    # Of what is mended only the words are shown: the proof of years is not read again each night.
    vist = [_afvigelse(linje, data, katalog) for linje in data.afvigelser if linje.status != "lukket"]
    aabne = [x for x in vist if x.linje.status == "aaben"]
    spor = list_spor(historik, data.mails, katalog, er_beskyttet=_is_beskyttet(data))
    return Side(
        emne="tilbud",
        noegle=data.tilbudsid,
        skabelon="tilbud.html",
        titel=rens(data.navn, 120) or f"Tilbud {rens(data.tilbudsid, 40)}",
        indhold={
            "data": data,
            "er_beskyttet": _is_beskyttet(data),
            "gruppe": make_navne().get(data.kode or ""),
            "slug": make_slug(data.kode or ""),
            "afdelinger": tuple(_afdelinger(data, aabne)),
            "antal_aabne": len(aabne),
            "accepterede": [x for x in vist if x.linje.status == "accepteret"],
            "lukkede": [(x, katalog.titel(x.regel)) for x in data.afvigelser if x.status == "lukket"],
            "tabeller": make_tabeller(data.udtraek, data.leverancer),
            "oplysninger": make_oplysninger(data.udtraek),
            "oplyst": data.leverancer["tilbud"].dag if "tilbud" in data.leverancer else None,
            "mails": [Vismail(mail, read_tekst(mail.indhold)) for mail in data.mails],
            "ser_mails": katalog.tilsyn is None,
            "sag": NAVNE[Sagstilstand(historik.tilstand)] if historik.tilstand is not None else None,
            "kommuner": [(kode, load_kommunenavne().get(kode, kode)) for kode in historik.kommuner],
            "typer": [(make_typeslug(x), _name_type(x)) for x in historik.paragraffer],
            "spor": spor[:STOERST],
            "antal_spor": len(spor),
            "tidslinje": draw_historik(data.afvigelser, historik, data.mails, katalog),
        },
    )


def _name_type(paragraf: str) -> str:
    navn = load_typenavne().get(paragraf)
    return rens(paragraf, 60) if navn is None else navn.navn


def _is_beskyttet(data: Tilbudsside) -> bool:
    # An ended tilbud has no afdelinger left to tell by: then the cautious answer.
    return not data.afdelinger or any(afdeling.er_beskyttet for afdeling in data.afdelinger)


def _afdelinger(data: Tilbudsside, aabne: list[Visafvigelse]) -> Iterator[Visafdeling]:
    kendte = {afdeling.afdelingsid for afdeling in data.afdelinger}
    hele = tuple(x for x in aabne if x.linje.afdelingsid not in kendte)
    if hele:
        yield Visafdeling(None, (), hele)
    for afdeling in data.afdelinger:
        egne = tuple(x for x in aabne if x.linje.afdelingsid == afdeling.afdelingsid)
        yield Visafdeling(afdeling, tuple(_felter(afdeling)), egne)


def _afvigelse(linje: Afvigelseslinje, data: Tilbudsside, katalog: Katalog) -> Visafvigelse:
    skjul = {"er_beskyttet": _is_beskyttet(data), "er_personlig": _is_personlig(data.afdelinger)}
    felt = FELTER[linje.felt].etiket if linje.felt in FELTER else linje.felt
    return Visafvigelse(
        linje,
        katalog.titel(linje.regel),
        felt,
        explain_hidden(linje.felt, **skjul),
        write_vaerdi(linje.felt, linje.vaerdi),
        write_vaerdi(linje.felt, linje.forslag),
        tuple(_bevis(linje.bevis, skjul)),
    )


def _bevis(tekst: str, skjul: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    for navn, value in json.loads(tekst).items():
        skjult = explain_hidden(navn, er_beskyttet=skjul["er_beskyttet"], er_personlig=skjul["er_personlig"])
        etiket, skrevet = write_bevis(navn, value)
        yield etiket, skjult or skrevet


def _is_personlig(afdelinger: tuple[Afdelingsbillede, ...]) -> bool:
    return any(afdeling.virksomhedsform_foldet in list_personlige_former() for afdeling in afdelinger)


def _felter(afdeling: Afdelingsbillede) -> Iterator[Feltlinje]:
    skjul = {"er_beskyttet": afdeling.er_beskyttet, "er_personlig": _is_personlig((afdeling,))}
    for navn, felt in SIDEFELTER.items():
        vores = _own_words(navn, afdeling)
        if vores is not None:
            yield Feltlinje(felt.etiket, (vores,), er_vores=True)
            continue
        vaerdier = tuple(_vaerdier(navn, getattr(afdeling, navn)))
        skjult = explain_hidden(navn, **skjul) if vaerdier else None
        yield Feltlinje(felt.etiket, (skjult,) if skjult else vaerdier, er_vores=skjult is not None)


def _own_words(navn: str, afdeling: Afdelingsbillede) -> str | None:
    """Give what is said in place of a value that is never shown; None for fields whose value may be."""
    beskyttet = f"{_FILLED[afdeling.har_adresse]}; {SKJULT_STED}" if afdeling.er_beskyttet else None
    ord_ = {
        "telefon": _JUDGED[afdeling.telefon_ok],
        "email": _JUDGED[afdeling.email_ok],
        "leder": _FILLED[afdeling.har_leder],
        "kontaktperson": _FILLED[afdeling.har_kontaktperson],
        "adresse": beskyttet,
        "tilbuddets_adresse": SKJULT_STED if afdeling.er_beskyttet else None,
    }
    return ord_.get(navn)


def _vaerdier(navn: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - a column's value of any type
    if navn in _LISTER:
        yield from _ledene(value)
    elif value is not None and str(value):
        yield rens(str(value))


def _ledene(tekst: str) -> Iterator[str]:
    indhold = json.loads(tekst)
    if isinstance(indhold, dict):
        yield from (f"{rens(navn)}: {'intet tal' if antal is None else antal}" for navn, antal in indhold.items())
    else:
        yield from (rens(str(led)) for led in indhold)


def _et(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    tilbudsid = request.path_params["tilbudsid"]
    fundet = load_tilbud(conn, [tilbudsid])
    if not fundet or katalog.tilsyn not in (None, fundet[0].kode):
        return None
    return show_tilbud(fundet[0], katalog, load_historik(conn, [tilbudsid])[tilbudsid])


SER = "kontakt"
RUTER = (Rute("/tilbud/{tilbudsid:path}", _et, ALLE, ser=SER),)
