"""Which row of a sheet has the headings, which entity they are of, and which column fills which field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.files.ark import Ark, Arkraekke, letter_of
from crawler.files.arknavne import guess_entitet, read_entitet
from crawler.files.celler import Celle, is_blank
from crawler.files.fejl import UdtraekFejl
from crawler.files.former import entity_names, key_of
from crawler.files.graenser import OVERSKRIFT_SENEST
from crawler.files.kolonner import Kolonnetabel
from crawler.files.rapport import Kolonnerapport
from domain.tekst import fold, squeeze

_LAENGSTE = 60
# What a heading does not look like, but a value put where a heading should be may: long numbers, addresses of mails.
_VAERDI = re.compile(r"\d{5}|@|\d{6}-?\d{4}")
_PERSONORD = re.compile(
    r"\b(?:\w*navn\w*|\w*adresse\w*|\w*vej\w*|cpr\w*|person\w*|foedsels\w*|telefon\w*|tlf|mobil\w*|e ?mail\w*|mail"
    r"|post\w*|by|bynavn|sted\w*|koordinat\w*|kontakt\w*|foraelder\w*|far|mor|barn\w*|born\w*|aegtefaelle\w*)\b"
)
_TIL_PERSONER = "ligner navn, adresse eller CPR og er bevidst ikke læst"
_UKENDT = "står ikke i kolonnetabellen og er ikke læst"


@dataclass(frozen=True)
class Opstilling:
    """A sheet understood: its entity, the place of its heading row, the column of each field, and the columns."""

    entitet: str
    overskrift: int
    plads: dict[str, int]
    overskrifter: tuple[str, ...]
    kolonner: tuple[Kolonnerapport, ...]


def is_empty(ark: Ark) -> bool:
    """Tell whether a sheet has nothing in its first rows that could be headings."""
    return next(_candidates(ark), None) is None


def choose_entitet(ark: Ark, tabel: Kolonnetabel, valgt: str | None, *, filnavn: str = "") -> str | None:
    """Give the entity of a sheet: what it says, its name, or the headings that fit one alone; None when unsure.

    `valgt` is what a person asked for; `filnavn` a name that may tell when the sheet's own does not.
    """
    navngivet = ark.entitet or read_entitet(ark.navn)
    if valgt is not None:
        return valgt if navngivet in {valgt, None} else None
    if ark.entitet is not None:
        return ark.entitet
    passende = {e: overskrifter for e in entity_names() if (overskrifter := _fitting_headings(ark, tabel, e))}
    # "afdelinger" explains whatever "tilbud" does and more: the one that leaves fewest of the headings unread.
    bedst = [e for e, mine in passende.items() if all(mine > andres for x, andres in passende.items() if x != e)]
    if navngivet is not None:
        return navngivet if not bedst or navngivet not in passende or navngivet in bedst else None
    gaettet = next((e for navn in (ark.navn, filnavn) if (e := guess_entitet(navn)) in passende), None)
    return gaettet if gaettet is not None else next(iter(bedst), None)


def is_meant(ark: Ark, tabel: Kolonnetabel, entitet: str) -> bool:
    """Tell whether a sheet says itself that it is of an entity, by name or headings."""
    navngivet = ark.entitet or read_entitet(ark.navn)
    return navngivet == entitet or bool(_fitting_headings(ark, tabel, entitet))


def arrange(ark: Ark, tabel: Kolonnetabel, entitet: str) -> Opstilling:
    """Find the headings of a sheet of a known entity.

    Raises:
        UdtraekFejl: no row of headings, a column of the key is missing, or two columns are the same.
    """
    overskrift, celler = _find_heading_row(ark, tabel, entitet)
    plads: dict[str, int] = {}
    kolonner: list[Kolonnerapport] = []
    for nummer, celle in enumerate(celler):
        tekst = _as_heading(celle)
        felt = tabel.find_felt(entitet, tekst) if tekst else None
        if felt is not None and felt in plads:
            raise UdtraekFejl(_two_columns(ark, celler, (plads[felt], nummer)))
        if felt is not None:
            plads[felt] = nummer
        if tekst or _has_values(ark, overskrift, nummer):
            kolonner.append(_describe(entitet, nummer, tekst, felt))
    mangler = [tabel.first_overskrift(entitet, felt) for felt in key_of(entitet) if felt not in plads]
    if mangler:
        raise UdtraekFejl(_missing(ark, entitet, mangler))
    return Opstilling(entitet, overskrift, plads, tuple(_as_heading(celle) for celle in celler), tuple(kolonner))


def _candidates(ark: Ark) -> Iterator[tuple[int, Arkraekke]]:
    """Yield the first rows that are not empty, with their place in the sheet."""
    fundne = 0
    for plads, raekke in enumerate(ark.raekker):
        if all(map(is_blank, raekke[1])):
            continue
        yield plads, raekke
        fundne += 1
        if fundne == OVERSKRIFT_SENEST:
            return


def _known_fields(celler: Sequence[Celle], tabel: Kolonnetabel, entitet: str) -> frozenset[str]:
    felter = (tabel.find_felt(entitet, tekst) for celle in celler if (tekst := _as_heading(celle)))
    return frozenset(felt for felt in felter if felt is not None)


def _fitting_headings(ark: Ark, tabel: Kolonnetabel, entitet: str) -> frozenset[str]:
    """Give the headings (folded) that an entity explains when it has its whole key and more; else nothing."""
    for _, (_, celler) in _candidates(ark):
        felter = _known_fields(celler, tabel, entitet)
        if felter > set(key_of(entitet)):
            return frozenset(
                fold(tekst) for celle in celler if (tekst := _as_heading(celle)) and tabel.find_felt(entitet, tekst)
            )
    return frozenset()


def _find_heading_row(ark: Ark, tabel: Kolonnetabel, entitet: str) -> tuple[int, Sequence[Celle]]:
    kandidater = [(plads, raekke[1]) for plads, raekke in _candidates(ark)]
    noegle = set(key_of(entitet))
    for plads, celler in kandidater:
        if noegle <= _known_fields(celler, tabel, entitet):
            return plads, celler
    bedste = max(kandidater, key=lambda x: len(_known_fields(x[1], tabel, entitet)), default=None)
    if bedste is None or len(_known_fields(bedste[1], tabel, entitet)) == 0:
        raise UdtraekFejl(
            f"{ark.betegnelse} har ingen kendte overskrifter for {entitet} i de første {OVERSKRIFT_SENEST} rækker. "
            f"Der ventes bl.a. {_quote(tabel.first_overskrift(entitet, felt) for felt in key_of(entitet))}. "
            "Ret overskrifterne, eller tilføj dem i en kolonnetabel (--kolonner)."
        )
    return bedste


def _as_heading(celle: Celle) -> str:
    return (squeeze(celle) or "") if isinstance(celle, str) else ""


def _has_values(ark: Ark, overskrift: int, nummer: int) -> bool:
    return any(nummer < len(celler) and not is_blank(celler[nummer]) for _, celler in ark.raekker[overskrift + 1 :])


def _describe(entitet: str, nummer: int, tekst: str, felt: str | None) -> Kolonnerapport:
    hvorfor = None
    if felt is None:
        hvorfor = _TIL_PERSONER if entitet == "plejefamilie" and _PERSONORD.search(fold(tekst)) else _UKENDT
    return Kolonnerapport(kolonne=letter_of(nummer), overskrift=show_heading(tekst), felt=felt, hvorfor=hvorfor)


def show_heading(tekst: str) -> str:
    """Give a heading as it may be shown: not one that could be a value standing where a heading should."""
    if not tekst:
        return "(uden overskrift)"
    return "(overskrift, der ligner en værdi)" if len(tekst) > _LAENGSTE or _VAERDI.search(tekst) else tekst


def _two_columns(ark: Ark, celler: Sequence[Celle], to: tuple[int, int]) -> str:
    navne = [show_heading(_as_heading(celler[nummer])) for nummer in to]
    hvad = (
        f"hedder »{navne[0]}«" if fold(navne[0]) == fold(navne[1]) else f"(»{navne[0]}« og »{navne[1]}«) er det samme"
    )
    return (
        f"{ark.betegnelse}: to kolonner {hvad} (kolonne {letter_of(to[0])} og {letter_of(to[1])}). Slet eller omdøb "
        "den ene, så det er klart, hvilken der gælder."
    )


def _missing(ark: Ark, entitet: str, mangler: Sequence[str]) -> str:
    kolonner = "kolonnen" if len(mangler) == 1 else "kolonnerne"
    return (
        f"{ark.betegnelse} mangler {kolonner} {_quote(mangler)}, som kender rækkerne af {entitet} fra hinanden. Bed om "
        "et udtræk med den, eller tilføj filens overskrift i en kolonnetabel (--kolonner)."
    )


def _quote(navne: Sequence[str] | Iterator[str]) -> str:
    return ", ".join(f"»{navn}«" for navn in navne)
