"""Finds every rule and refuses a set that breaks the house rules: a rule is there by having a file."""

import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

from domain.felter import FELTER
from domain.reference import load_lovkilder
from domain.regel import Alvor, Modtager, Regel
from expectations import rules


class RegelFejl(ValueError):
    """A rule that does not fit the catalogue; the message is for whoever writes the rule and names it."""


@cache
def load_regler() -> tuple[Regel, ...]:
    """Give every rule, those switched off too, sorted by id.

    Raises:
        RegelFejl: a rule breaks the catalogue's own rules.
    """
    found = tuple(_find())
    check_regler(regel for _, regel in found)
    for modul, regel in found:
        if problem := _misplaced(modul, regel):
            raise RegelFejl(f"{regel.id}: {problem}")
    return tuple(sorted((regel for _, regel in found), key=lambda regel: regel.id))


def check_regler(regler: Iterable[Regel]) -> None:
    """Hold rules against what every rule must be. Raises RegelFejl for the first that is not."""
    liste = list(regler)
    for regel in liste:
        for problem in _problems(regel):
            raise RegelFejl(f"{regel.id}: {problem}")
    for regel_id, antal in Counter(regel.id for regel in liste).items():
        if antal > 1:
            raise RegelFejl(f"{regel_id}: bruges af {antal} regler. Et id bruges én gang og aldrig igen.")


def _find() -> Iterator[tuple[str, Regel]]:
    for info in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if info.ispkg:
            continue
        regel = getattr(import_module(info.name), "REGEL", None)
        if not isinstance(regel, Regel):
            raise RegelFejl(f"{info.name}: filen har ingen REGEL = Regel(…).")
        yield info.name, regel


def _misplaced(modul: str, regel: Regel) -> str | None:
    mappe, fil = modul.split(".")[-2:]
    begins = regel.id.lower().replace("-", "_") + "_"
    if mappe != regel.omraade or not fil.startswith(begins):
        return f"filen skal ligge i rules/{regel.omraade}/ og hedde {begins}<kort_navn>.py, ikke {mappe}/{fil}.py."
    return None


def _problems(regel: Regel) -> Iterator[str]:
    yield from _text_problems(regel)
    yield from _reach_problems(regel)
    kendte = {kilde.noegle for kilde in load_lovkilder()}
    for noegle in regel.lovkilder:
        if noegle not in kendte:
            yield f"lovkilden {noegle} står ikke i domain/reference/lovkilder.csv."
    if not regel.lovkilder:
        yield "der mangler en lovkilde."
    if not regel.bryder or not regel.holder:
        yield "der skal være mindst ét eksempel, der bryder reglen, og ét, der holder den."
    if any(not eksempel.fund for eksempel in regel.bryder) or any(eksempel.fund for eksempel in regel.holder):
        yield "eksempler, der bryder reglen, har fund; eksempler, der holder den, har ingen."


def _text_problems(regel: Regel) -> Iterator[str]:
    for navn in ("titel", "finder", "hvorfor", "ret", "sql"):
        if not getattr(regel, navn).strip():
            yield f"{navn} er tom."
    if regel.titel.endswith("."):
        yield "titlen skal ikke slutte med punktum."


def _reach_problems(regel: Regel) -> Iterator[str]:
    if regel.felt not in FELTER:
        yield f"feltet {regel.felt} står ikke i domain/felter.py."
    if regel.sikkerhed not in {"A", "B", "C"}:
        yield "sikkerhed skal være A, B eller C."
    if regel.sikkerhed == "C" and regel.alvor is not Alvor.ADVARSEL:
        yield "pligten er ikke bekræftet (C), så alvor kan højst være advarsel."
    if not regel.modtagere:
        yield "der skal være mindst én modtager."
    if Modtager.OS in regel.modtagere and Modtager.TILBUD in regel.modtagere:
        yield "en fejl i portalen eller i vores læsning (os) må ikke nå et tilbud."
