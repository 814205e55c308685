"""What differs between a text and the address it was found to mean, part by part."""

from dataclasses import dataclass, field

from domain.adressetekst import Adressetekst, bynoegle, noegle
from domain.vask import Forskel
from warehouse.adresser.register import Raekke, Register
from warehouse.adresser.steder import Plads


@dataclass
class Forskelle:
    """`taeller` are differences that make an answer B; `noter` are other accepted ways to write the same address."""

    taeller: list[Forskel] = field(default_factory=list)
    noter: list[Forskel] = field(default_factory=list)


def find_forskelle(register: Register, tekst: Adressetekst, plads: Plads, raekke: Raekke) -> Forskelle:
    """Compare a text with the address found, all but etage and dør, which must be as written."""
    forskelle = Forskelle()
    _street(register, tekst, plads, forskelle)
    _town(register, tekst, plads, forskelle)
    _supplerende(register, tekst, raekke, forskelle)
    forskelle.noter += [Forskel("sat til side", del_, "") for del_ in tekst.foran]
    return forskelle


def _street(register: Register, tekst: Adressetekst, plads: Plads, forskelle: Forskelle) -> None:
    forskel = Forskel("vejnavn", tekst.vejnavn, plads.sted.vejnavn)
    if plads.art in {"forkortet", "bogstav", "uden forord"}:
        forskelle.taeller.append(forskel)
    elif plads.sted.er_andet_navn:
        forskelle.noter.append(Forskel("vejnavn", tekst.vejnavn, register.sted(plads.sted.id).vejnavn))


def _town(register: Register, tekst: Adressetekst, plads: Plads, forskelle: Forskelle) -> None:
    postnr = f"{plads.sted.postnr:04d}"
    by, key = register.byer.get(plads.sted.postnr, ("", ""))
    if plads.art == "stormodtager":
        forskelle.noter.append(Forskel("postnr", f"{tekst.postnr} {tekst.by}".strip(), f"{postnr} {by}"))
        return
    if tekst.postnr != postnr:
        forskelle.taeller.append(Forskel("postnr", tekst.postnr, postnr))
    if not tekst.by:
        forskelle.noter.append(Forskel("by", "", by))
    elif bynoegle(tekst.by) != key:
        forskelle.taeller.append(Forskel("by", tekst.by, by))


def _supplerende(register: Register, tekst: Adressetekst, raekke: Raekke, forskelle: Forskelle) -> None:
    officiel = register.supplerende[raekke.supplerende]
    key = noegle(officiel)
    fremmede = [del_ for del_ in tekst.rest if noegle(del_) != key]
    if fremmede:
        forskelle.taeller += [Forskel("supplerende by", del_, officiel) for del_ in fremmede]
    elif officiel and not tekst.rest:
        forskelle.noter.append(Forskel("supplerende by", "", officiel))
