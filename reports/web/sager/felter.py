"""The fields of a case's forms: how each is read, and what is wrong with it in a Danish sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

GRUND = "grund"
_LAENGST = 2000
_USYNLIGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CPR = re.compile(r"(?<!\d)[0-3]\d[01]\d{3}[ -]?\d{4}(?!\d)")
_DAG = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HVEM = re.compile(r"[\w][\w .-]{1,59}")


class Art(StrEnum):
    """How a field is drawn and read."""

    TEKST = "tekst"
    DAG = "dag"
    HVEM = "hvem"
    FUND = "fund"


@dataclass(frozen=True, kw_only=True)
class Felt:
    """One field of a form."""

    navn: str
    etiket: str
    art: Art
    hjaelp: str = ""


@dataclass(frozen=True)
class Indtastet:
    """What was sent in of one form: as it was typed, as it was read, and what is wrong by field ("" for all of it)."""

    felter: Mapping[str, str]
    tekster: Mapping[str, str] = field(default_factory=dict)
    dage: Mapping[str, date] = field(default_factory=dict)
    fejl: Mapping[str, str] = field(default_factory=dict)


def read_felter(felter: tuple[Felt, ...], sendt: Mapping[str, str]) -> Indtastet:
    """Read a form's fields. What cannot be read has a sentence, and nothing typed is lost."""
    raa = {felt.navn: sendt.get(felt.navn, "") for felt in felter}
    tekster: dict[str, str] = {}
    dage: dict[str, date] = {}
    fejl: dict[str, str] = {}
    for felt in felter:
        ren = clean(raa[felt.navn])
        dag = _read_dag(ren) if felt.art is Art.DAG else None
        hindring = _explain(felt, ren, dag)
        if hindring is not None:
            fejl[felt.navn] = hindring
        elif dag is not None:
            dage[felt.navn] = dag
        else:
            tekster[felt.navn] = ren
    return Indtastet(raa, tekster, dage, fejl)


def clean(tekst: str) -> str:
    """Take out what nobody can see, and the blanks around."""
    return _USYNLIGE.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n")).strip()


def explain_tekst(tekst: str) -> str | None:
    """Give what is wrong with words that are kept in a file note, or None."""
    if not tekst:
        return "Skriv hvorfor: det står i sagens notat."
    if len(tekst) > _LAENGST:
        return f"Teksten er på {len(tekst)} tegn. Der er plads til {_LAENGST}; skriv den kortere."
    if _CPR.search(tekst):
        return "Teksten indeholder noget, der ligner et CPR-nummer. Fjern det."
    return "Teksten indeholder en e-mailadresse. Fjern den." if "@" in tekst else None


def _explain(felt: Felt, tekst: str, dag: date | None) -> str | None:
    if felt.art is Art.DAG:
        return None if dag else "Skriv en dag, der findes, som 31-12-2027."
    if felt.art is Art.HVEM:
        return None if _HVEM.fullmatch(tekst) else "Skriv initialer eller en rolle: 2-60 bogstaver og tal."
    if felt.art is Art.FUND:
        return None if tekst else "Vælg den afvigelse, det handler om."
    return explain_tekst(tekst)


def _read_dag(tekst: str) -> date | None:
    iso, dansk = _ISO.fullmatch(tekst), _DAG.fullmatch(tekst)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(int(dansk[3]), int(dansk[2]), int(dansk[1])) if dansk else None
    except ValueError:
        return None
