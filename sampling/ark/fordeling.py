"""Sharing drawn units among caseworkers: each stratum evenly, so that no caseworker's eye colours one stratum."""

import re
from collections.abc import Sequence

from domain.reference import load_socialtilsyn
from domain.stikproeve import Population
from sampling.fejl import StikproeveFejl
from warehouse.stikproever.ramme import Rammeenhed

_INITIALER = re.compile(r"[A-ZÆØÅ]{2,5}[0-9]?|sagsbehandler [1-9][0-9]?")
_FLEST = 40


def read_sagsbehandlere(tekst: str) -> tuple[str, ...]:
    """Read a number (`3`) or initials with commas (`KL,MB`).

    Raises:
        StikproeveFejl: It is neither, somebody is named twice, or they are too many.
    """
    tekst = tekst.strip()
    if tekst.isascii() and tekst.isdigit():
        if not 1 <= int(tekst) <= _FLEST:
            raise StikproeveFejl(f"Antallet af sagsbehandlere skal være fra 1 til {_FLEST}.")
        return tuple(f"sagsbehandler {nummer}" for nummer in range(1, int(tekst) + 1))
    navne = tuple(check_sagsbehandler(del_) for del_ in tekst.split(","))
    if len(set(navne)) < len(navne) or len(navne) > _FLEST:
        raise StikproeveFejl(f"Hver sagsbehandler skal stå én gang, og der kan højst være {_FLEST}.")
    return navne


def check_sagsbehandler(tekst: str) -> str:
    """Give initials as they are stored.

    Raises:
        StikproeveFejl: It is no initials; full names are not stored.
    """
    navn = " ".join(tekst.split())
    navn = navn.upper() if navn.isalpha() else navn
    if not _INITIALER.fullmatch(navn):
        raise StikproeveFejl("Skriv sagsbehandlere som initialer på 2-5 bogstaver, fx KL. Navne gemmes ikke.")
    return navn


def share_enheder(
    udtrukne: Sequence[Rammeenhed], population: Population, sagsbehandlere: Sequence[str] | None
) -> dict[str, str]:
    """Give each drawn unit its caseworker; of plejefamilier its socialtilsyn.

    Without names, those who have units keep them.

    Raises:
        StikproeveFejl: Somebody must be named, or nobody may be.
    """
    if population is Population.PLEJEFAMILIER:
        if sagsbehandlere is not None:
            raise StikproeveFejl("Plejefamilier fordeles efter socialtilsyn. Udelad --sagsbehandlere.")
        navne = {tilsyn.kode: tilsyn.navn for tilsyn in load_socialtilsyn()}
        return {en.enhed.enhed_id: navne.get(en.enhed.socialtilsyn, en.enhed.socialtilsyn) for en in udtrukne}
    if sagsbehandlere is not None:
        return {en.enhed.enhed_id: sagsbehandlere[nr % len(sagsbehandlere)] for nr, en in enumerate(udtrukne)}
    fordelt = {en.enhed.enhed_id: en.sagsbehandler for en in udtrukne if en.sagsbehandler}
    if len(fordelt) < len(udtrukne):
        raise StikproeveFejl(
            "Sagerne er ikke fordelt endnu. Skriv, hvor mange sagsbehandlere der er (--sagsbehandlere 3), "
            "eller deres initialer (--sagsbehandlere KL,MB)."
        )
    return fordelt
