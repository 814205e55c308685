"""The rows of one sheet read by its headings: values, cells as written, and everything that could not be read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.files.ark import Ark, letter_of
from crawler.files.celler import Celle, is_blank, write_cell
from crawler.files.former import forms_of, key_of
from crawler.files.graenser import FLESTE_VISTE
from crawler.files.laeser import Laeser, Laest, make_reader
from crawler.files.overskrifter import Opstilling, show_heading
from crawler.files.rapport import Afvisning, Cellerapport
from crawler.files.vaerdier.andre import LIGNER_CPR, is_cpr
from crawler.files.vaerdier.svar import Ulaeselig
from crawler.pages.beskyttelse import may_speak_of_109, speaks_of_109
from domain.paragraf import KRISECENTER
from domain.tekst import fold

_SUMORD = re.compile(r"\W*(?:i\s?alt|(?:grand |hoved|sub)?total(?:t|en)?|sum|samlet)\b", re.IGNORECASE)
_LAENGSTE_SUMORD = 40
_FOR_KORT = "rækken har færre felter end overskrifterne (en halv række?); ret den, eller hent filen igen"
_FOR_LANG = "rækken har flere felter end overskrifterne (et skilletegn uden anførselstegn?); ret den"
# The cell of a number, kept as it was written whether it can be read or not.
_SKREVET = {"takst_tekst": "takst_kr", "belaegning_tekst": "belaegning_pct"}
_UDEN_CIFRE = frozenset({"socialtilsyn", "familietype"})
_MED_CIFRE = Ulaeselig("rummer tal, som ikke hører hjemme i feltet, og er ikke læst; ret det")


@dataclass(frozen=True)
class Laestraekke:
    """One row: its number in the file, values by field, and (heading, text) as written by field."""

    nummer: int
    felter: Mapping[str, Laest]
    raa: Mapping[str, tuple[str, str]]
    naevner_109: bool


@dataclass
class Laestark:
    """What came of a sheet, and what did not."""

    raekker: list[Laestraekke] = field(default_factory=list)
    tomme: int = 0
    sumraekker: list[int] = field(default_factory=list)
    celler: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    afviste: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def read_rows(ark: Ark, opstilling: Opstilling) -> Laestark:
    """Read every row under the headings."""
    svar = Laestark()
    for nummer, grund in ark.afviste:
        svar.afviste[grund].append(nummer)
    kroppen = ark.raekker[opstilling.overskrift + 1 :]
    laesere = _make_readers(ark, opstilling, kroppen)
    bredde = _width(opstilling)
    for nummer, celler in kroppen:
        if all(map(is_blank, celler)) or _is_repeated_heading(celler, opstilling):
            svar.tomme += 1
        elif _is_total(celler, opstilling):
            svar.sumraekker.append(nummer)
        elif not ark.er_lige_lange and (fejl := _judge_length(celler, bredde)):
            svar.afviste[fejl].append(nummer)
        else:
            _read_row(svar, nummer, celler, opstilling, laesere)
    return svar


def count_cells(svar: Laestark, opstilling: Opstilling) -> tuple[Cellerapport, ...]:
    """Give the cells that could not be read, by column and reason."""
    return tuple(
        Cellerapport(
            kolonne=letter_of(opstilling.plads[felt]),
            overskrift=show_heading(opstilling.overskrifter[opstilling.plads[felt]]),
            felt=felt,
            grund=grund,
            antal=len(raekker),
            raekker=tuple(raekker[:FLESTE_VISTE]),
        )
        for (felt, grund), raekker in svar.celler.items()
    )


def count_rejected(afviste: Mapping[str, Sequence[int]]) -> tuple[Afvisning, ...]:
    """Give the rows not taken, by reason."""
    return tuple(
        Afvisning(grund=grund, antal=len(raekker), raekker=tuple(raekker[:FLESTE_VISTE]))
        for grund, raekker in afviste.items()
    )


def _make_readers(
    ark: Ark, opstilling: Opstilling, kroppen: Sequence[tuple[int, Sequence[Celle]]]
) -> dict[str, Laeser]:
    former = forms_of(opstilling.entitet)
    return {
        felt: make_reader(former[felt], _column(kroppen, plads), fra_1904=ark.fra_1904)
        for felt, plads in opstilling.plads.items()
    }


def _column(kroppen: Iterable[tuple[int, Sequence[Celle]]], plads: int) -> Iterator[Celle]:
    return (celler[plads] for _, celler in kroppen if plads < len(celler))


def _read_row(
    svar: Laestark, nummer: int, celler: Sequence[Celle], opstilling: Opstilling, laesere: Mapping[str, Laeser]
) -> None:
    fejl: dict[str, Ulaeselig] = {}
    felter: dict[str, Laest] = {}
    raa: dict[str, tuple[str, str]] = {}
    for felt, plads in opstilling.plads.items():
        celle = celler[plads] if plads < len(celler) else None
        if is_blank(celle):
            felter[felt] = None
            continue
        laest, tekst = _read_cell(opstilling.entitet, felt, celle, laesere[felt])
        felter[felt] = None if isinstance(laest, Ulaeselig) else laest
        if isinstance(laest, Ulaeselig):
            fejl[felt] = laest
        if laest not in (LIGNER_CPR, _MED_CIFRE):
            raa[felt] = (opstilling.overskrifter[plads], tekst)
    if grund := _judge_key(felter, fejl, opstilling):
        svar.afviste[grund].append(nummer)
        return
    for felt, ulaeselig in fejl.items():
        svar.celler[felt, ulaeselig.grund].append(nummer)
    _keep_as_written(felter, raa, opstilling.entitet)
    naevner_109 = _speaks_of_109(celler, felter, opstilling.entitet)
    svar.raekker.append(Laestraekke(nummer, felter, raa, naevner_109))


def _read_cell(entitet: str, felt: str, celle: Celle, laes: Laeser) -> tuple[Laest, str]:
    """Read a cell; of plejefamilier nothing that could be a person's number or address comes through."""
    if entitet == "plejefamilie":
        if felt == "plejefamilieid" and is_cpr(celle):
            return LIGNER_CPR, ""
        if felt in _UDEN_CIFRE and any(tegn.isdigit() for tegn in write_cell(celle)):
            return _MED_CIFRE, ""
    return laes(celle)


def _judge_key(felter: Mapping[str, Laest], fejl: Mapping[str, Ulaeselig], opstilling: Opstilling) -> str | None:
    for felt in key_of(opstilling.entitet):
        overskrift = show_heading(opstilling.overskrifter[opstilling.plads[felt]])
        if felt in fejl:
            return f"»{overskrift}« {fejl[felt].grund}"
        if felter[felt] is None:
            return f"»{overskrift}« er tom; uden den kan rækken ikke kendes"
    return None


def _keep_as_written(felter: dict[str, Laest], raa: Mapping[str, tuple[str, str]], entitet: str) -> None:
    for tekst, tal in _SKREVET.items():
        if tekst in forms_of(entitet) and felter.get(tekst) is None and tal in raa:
            felter[tekst] = raa[tal][1] or None


def _speaks_of_109(celler: Sequence[Celle], felter: Mapping[str, Laest], entitet: str) -> bool:
    """Tell whether a row says krisecenter, in any of its columns: a column nobody reads may still warn."""
    if entitet == "plejefamilie":
        return False
    return felter.get("paragraf") == KRISECENTER or any(_mentions_109(x) for x in celler if isinstance(x, str))


@lru_cache(maxsize=50_000)
def _mentions_109(tekst: str) -> bool:
    return may_speak_of_109(tekst) and speaks_of_109(tekst)


def _width(opstilling: Opstilling) -> int:
    """Give the number of columns up to the last one with a heading."""
    return max(nummer + 1 for nummer, overskrift in enumerate(opstilling.overskrifter) if overskrift)


def _judge_length(celler: Sequence[Celle], bredde: int) -> str | None:
    if len(celler) < bredde:
        return _FOR_KORT
    return _FOR_LANG if any(not is_blank(celle) for celle in celler[bredde:]) else None


def _is_repeated_heading(celler: Sequence[Celle], opstilling: Opstilling) -> bool:
    for felt in key_of(opstilling.entitet):
        plads = opstilling.plads[felt]
        celle = celler[plads] if plads < len(celler) else None
        if not isinstance(celle, str) or celle[:1].isdigit() or fold(celle) != fold(opstilling.overskrifter[plads]):
            return False
    return True


def _is_total(celler: Sequence[Celle], opstilling: Opstilling) -> bool:
    """Tell whether a row is a sum: some of its key is empty (or says so), and a cell begins with such a word."""
    noegler = [opstilling.plads[felt] for felt in key_of(opstilling.entitet)]
    hele = [celle for p in noegler if p < len(celler) and not is_blank(celle := celler[p]) and not _says_total(celle)]
    return len(hele) < len(noegler) and any(map(_says_total, celler))


def _says_total(celle: Celle) -> bool:
    return isinstance(celle, str) and len(celle) <= _LAENGSTE_SUMORD and _SUMORD.match(celle) is not None
