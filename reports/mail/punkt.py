"""One fault put into words: the one place that decides what a mail and its workbook may quote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from domain.felter import FELTER, find_side
from domain.reference import Lovkilde
from reports.bevis import is_maal, write_bevis, write_vaerdi
from reports.lovkilder import find_lovkilder
from reports.mail.indhold import Tilbudsdel
from reports.mail.orden import Nummereret
from reports.privatliv import explain_hidden
from reports.visning import rens

_TEKST = 600
_TAL = 12


@dataclass(frozen=True, kw_only=True)
class Punkt:
    """One fault as it is written; `vaerdi` is None when nothing may or need be quoted.

    `hvor` is the part of the owner's indberetning, `tal` are the numbers that prove it, as label and value with its
    unit.
    """

    nummer: int
    alvor: str
    titel: str
    er_ny: bool
    felt: str
    hvor: str
    raekke: str | None
    vaerdi: str | None
    tal: tuple[tuple[str, str], ...]
    finder: str
    hvorfor: str
    ret: str
    forslag: str | None
    regel: str
    kilder: tuple[str, ...]


def make_punkt(en: Nummereret, dag: date, *, siger_ny: bool) -> Punkt:
    """Put a fault into words.

    A protected tilbud (§ 109) is quoted nothing at all that the register says of it, and no tilbud what is personal.

    Args:
        en: The fault with its number.
        dag: The day the law is cited by.
        siger_ny: Whether the mail tells which faults are new: the first mail to somebody does not.
    """
    fejl, regel = en.fejl, en.fejl.regel
    skjult = en.del_.er_beskyttet or _is_personlig(regel.felt, en.del_)
    return Punkt(
        nummer=en.nummer,
        alvor=regel.alvor.value.capitalize(),
        titel=rens(regel.titel, 200),
        er_ny=siger_ny and fejl.er_ny,
        felt=FELTER[regel.felt].etiket,
        hvor=find_side(regel.felt, regel.omraade).navn,
        raekke=None if skjult else rens(fejl.raekke, 120) or None,
        vaerdi=None if skjult else rens(write_vaerdi(regel.felt, fejl.vaerdi), 200) or None,
        tal=() if skjult else tuple(islice(_list_tal(fejl.bevis, en.del_), _TAL)),
        finder=rens(regel.finder, _TEKST),
        hvorfor=rens(regel.hvorfor, _TEKST),
        ret=rens(regel.ret, _TEKST),
        forslag=None if skjult else rens(write_vaerdi(regel.felt, fejl.forslag), 200) or None,
        regel=regel.id,
        kilder=tuple(write_kilde(kilde) for kilde in find_lovkilder(regel, dag)),
    )


def write_kilde(kilde: Lovkilde) -> str:
    """Give a legal source with what it says, and that it is unconfirmed when it is."""
    forbehold = " (ikke bekræftet i lovteksten)" if kilde.sikkerhed == "C" else ""
    return f"{kilde.henvisning}: {kilde.siger}{forbehold}."


def write_navn(del_: Tilbudsdel) -> str:
    """Give what a tilbud is called, or nothing: a krisecenter's name is often its street's."""
    return "" if del_.er_beskyttet else rens(del_.navn, 80)


def write_afdeling(del_: Tilbudsdel, afdelingsid: str | None) -> str:
    """Give an afdeling's name with its number, or that it is the whole tilbud."""
    if afdelingsid is None:
        return "Hele tilbuddet"
    navn = "" if del_.er_beskyttet else rens(del_.afdelinger.get(afdelingsid), 80)
    return f"{navn} (afdeling {rens(afdelingsid, 40)})" if navn else f"Afdeling {rens(afdelingsid, 40)}"


def write_tilbud(del_: Tilbudsdel) -> str:
    """Give a tilbud's name with its number."""
    navn, nummer = write_navn(del_), rens(del_.tilbudsid, 40)
    return f"{navn} (nr. {nummer})" if navn else f"Tilbud nr. {nummer}"


def _is_personlig(navn: str, del_: Tilbudsdel) -> bool:
    """Tell whether a field or a proof column is about a person, as the owner of a personal firm is one."""
    kendt = navn in FELTER and FELTER[navn].er_personlig
    return kendt or explain_hidden(navn, er_beskyttet=False, er_personlig=del_.er_personlig) is not None


def _list_tal(bevis: Mapping[str, str | None], del_: Tilbudsdel) -> Iterator[tuple[str, str]]:
    """Numbers and days only: what somebody typed may be about others than the reader."""
    for navn, value in bevis.items():
        if is_maal(navn, value) and not _is_personlig(navn, del_):
            yield write_bevis(navn, value)
