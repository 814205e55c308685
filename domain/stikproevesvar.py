"""A caseworker's answer: its words, and how what people type in a cell or a form is read."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.felter import ADRESSEFELTER, FELTER
from domain.stikproeve import FEJLUDFALD, Udfald
from domain.tekst import fold

KOMMENTAR_GRAENSE = 2000
MINUTTER_GRAENSE = 6000


class Sanktion(StrEnum):
    """What followed a fault that was not put right in time (SEL § 14 stk. 5-6); people decide it."""

    PAABUD = "paabud"
    MARKERING = "markering"


UDFALDSNAVNE = {
    Udfald.RIGTIG: "Rigtig",
    Udfald.FORKERT: "Forkert",
    Udfald.MANGLER: "Mangler",
    Udfald.SYSTEMATIK: "Følger ikke systematikken",
    Udfald.UAFGJORT: "Kan ikke afgøres",
}
SANKTIONSNAVNE = {Sanktion.PAABUD: "Påbud", Sanktion.MARKERING: "Markering"}
SVARFELTER = ("udfald", "kommentar", "minutter", "rettet_dag", "sanktion")


@dataclass(frozen=True, kw_only=True)
class Svar:
    """One answer: of one item (`punkt`) of one drawn unit."""

    enhed_id: str
    punkt: str
    udfald: Udfald
    kommentar: str | None = None
    minutter: int | None = None
    rettet_dag: date | None = None
    sanktion: Sanktion | None = None


@dataclass(frozen=True)
class Feltfejl:
    """What is wrong in one field of an answer (`felt` is one of SVARFELTER), in a sentence that says what to do."""

    felt: str
    tekst: str


@dataclass(frozen=True)
class Laest:
    """What was read: an answer, or faults, or neither when nothing is filled in."""

    svar: Svar | None = None
    fejl: tuple[Feltfejl, ...] = ()


class _Ulaeselig(ValueError):
    """A cell cannot be read; the message is the Danish sentence for it."""


def read_svar(felter: Mapping[str, object], *, enhed_id: str, punkt: str, dag: date) -> Laest:
    """Read what stands in the fields of one answer, each text, number or date as a spreadsheet or a form gives it.

    `dag` is today: nothing is corrected later than that. Values that may be personal are not repeated in a sentence.
    """
    laest: dict[str, Any] = {}
    fejl: list[Feltfejl] = []
    for felt, laeser in _LAESERE.items():
        value = _strip(felter.get(felt))
        try:
            laest[felt] = None if value is None else laeser(value)
        except _Ulaeselig as ulaeselig:
            fejl.append(Feltfejl(felt, f"{_quote(value, felt, punkt)}{ulaeselig}"))
    fejl = fejl or list(_check_whole(laest, dag))
    if fejl or laest["udfald"] is None:
        return Laest(fejl=tuple(fejl))
    return Laest(svar=Svar(enhed_id=enhed_id, punkt=punkt, **laest))


def _check_whole(laest: Mapping[str, Any], dag: date) -> Iterator[Feltfejl]:
    """Give what is wrong with fields that can each be read, held against one another."""
    udfald = laest["udfald"]
    if udfald is None:
        if any(value is not None for value in laest.values()):
            yield Feltfejl("udfald", "Udfaldet mangler, men resten af svaret er begyndt. Vælg et udfald på listen.")
        return
    if udfald is Udfald.UAFGJORT and laest["kommentar"] is None:
        yield Feltfejl("kommentar", "Skriv, hvorfor det ikke kan afgøres.")
    if udfald not in FEJLUDFALD:
        for felt, hvad in (("rettet_dag", "En dag for rettelsen"), ("sanktion", "Påbud eller markering")):
            if laest[felt] is not None:
                yield Feltfejl(felt, f"{hvad} hører kun til et udfald, der er en fejl. Slet det, eller ret udfaldet.")
    if laest["rettet_dag"] is not None and laest["rettet_dag"] > dag:
        yield Feltfejl(
            "rettet_dag", "Dagen for rettelsen er ikke kommet endnu. Skriv den dag, oplysningen blev rettet."
        )


def _strip(value: object) -> object:
    """Give a cell's value; None when nobody can see anything in it."""
    if not isinstance(value, str):
        return value
    tekst = _USYNLIGE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).replace("\xa0", " ").strip()
    return tekst or None


def _read_udfald(value: object) -> Udfald:
    udfald = _UDFALD.get(fold(str(value)))
    if udfald is None:
        raise _Ulaeselig(f"Det er ikke et af udfaldene. Vælg et af dem: {', '.join(UDFALDSNAVNE.values())}.")
    return udfald


def _read_sanktion(value: object) -> Sanktion:
    sanktion = _SANKTIONER.get(fold(str(value)))
    if sanktion is None:
        raise _Ulaeselig("Her kan der kun stå Påbud eller Markering. Vælg på listen, eller lad feltet stå tomt.")
    return sanktion


def _read_kommentar(value: object) -> str:
    tekst = f"{value:g}" if isinstance(value, float) else str(value)
    if len(tekst) > KOMMENTAR_GRAENSE:
        raise _Ulaeselig(
            f"Kommentaren er på {len(tekst)} tegn. Der er plads til {KOMMENTAR_GRAENSE}; skriv den kortere."
        )
    if _CPR.search(tekst):
        raise _Ulaeselig("Kommentaren indeholder noget, der ligner et CPR-nummer. Fjern det.")
    return tekst


def _read_minutter(value: object) -> int:
    tekst = f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, bool) or not _HELTAL.fullmatch(tekst) or int(tekst) > MINUTTER_GRAENSE:
        raise _Ulaeselig(f"Skriv minutterne som et helt tal fra 0 til {MINUTTER_GRAENSE}, uden andre tegn.")
    return int(tekst)


def _read_dag(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    fundet = _DAG.fullmatch(str(value))
    iso = _ISO.fullmatch(str(value))
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if fundet:
            return date(int(fundet[3]), int(fundet[2]), int(fundet[1]))
    except ValueError as fejl:
        raise _Ulaeselig(_SKRIV_DAG) from fejl
    raise _Ulaeselig(_SKRIV_DAG)


def _quote(value: object, felt: str, punkt: str) -> str:
    """Say what stands in a field; nothing of a comment, nor of what may be a person's or a protected address."""
    tekst = " ".join(str(value).split())
    personlig = punkt in ADRESSEFELTER or (punkt in FELTER and FELTER[punkt].er_personlig)
    if felt == "kommentar" or personlig or len(tekst) > _CITAT or _MAASKE_PERSONLIG.search(tekst):
        return ""
    return f"Der står »{tekst}«. "


_SKRIV_DAG = "Skriv en dag, der findes, som 31-12-2027."
_CITAT = 40
_CPR = re.compile(r"(?<!\d)[0-3]\d[01]\d{3}[ -]\d{4}(?!\d)")
_MAASKE_PERSONLIG = re.compile(r"@|(?:\d[ -]?){6}")
_HELTAL = re.compile(r"[0-9]{1,6}")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00)?")
_DAG = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_USYNLIGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UDFALD = {fold(navn): udfald for udfald, navn in UDFALDSNAVNE.items()} | {fold(x.value): x for x in Udfald}
_SANKTIONER = {fold(navn): x for x, navn in SANKTIONSNAVNE.items()} | {fold(x.value): x for x in Sanktion}
_LAESERE: dict[str, Callable[[object], object]] = {
    "udfald": _read_udfald,
    "kommentar": _read_kommentar,
    "minutter": _read_minutter,
    "rettet_dag": _read_dag,
    "sanktion": _read_sanktion,
}
