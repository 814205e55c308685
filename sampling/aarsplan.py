"""The year's four controls, made of the dated lists: subject, items, aim, population, design and course."""

from datetime import date
from typing import Any

from domain.reference.stikproeve import FORMAAL, find_emne
from domain.stikproeve import Population
from domain.stikproeveforloeb import KVARTALER, find_start, make_forloeb
from sampling.design import Design, design_from_json, design_to_json
from sampling.fejl import StikproeveFejl
from warehouse.stikproever.kontrol import write_nummer
from warehouse.stikproever.plan import Kontrolplan


def make_aarsplan(aar: int) -> tuple[Kontrolplan, ...]:
    """Give the four controls of a year.

    Raises:
        KontrolFejl: The year cannot be numbered.
        StikproeveFejl: The list has no subjects for the year.
    """
    return tuple(_make_plan(aar, kvartal) for kvartal in KVARTALER)


def make_rettelse(
    *,
    emne: str | None = None,
    formaal: int | None = None,
    population: Population | None = None,
    punkter: tuple[str, ...] | None = None,
    design: str | None = None,
    start: date | None = None,
) -> dict[str, Any]:
    """Give the changes to a planned control as `warehouse.stikproever.plan.change_plan` takes them.

    Raises:
        StikproeveFejl: Nothing is to be changed, or a value cannot be used.
    """
    aendringer: dict[str, Any] = {
        "emne": " ".join(emne.split()) if emne else None,
        "formaal": _find_formaal(formaal),
        "population": population,
        "punkter": punkter,
        "design": None if design is None else design_to_json(design_from_json(design)),
        "start_dag": start,
        "forloeb": None if start is None else make_forloeb(start),
    }
    givne = {navn: value for navn, value in aendringer.items() if value is not None}
    if not givne:
        raise StikproeveFejl(
            "Sig, hvad der skal rettes: --emne, --formaal, --population, --punkter, --design eller --start."
        )
    return givne


def _find_formaal(formaal: int | None) -> str | None:
    if formaal is not None and formaal not in FORMAAL:
        raise StikproeveFejl("Formålet er 1, 2 eller 3: nummeret i serviceloven § 14, stk. 4.")
    return None if formaal is None else FORMAAL[formaal]


def _make_plan(aar: int, kvartal: int) -> Kontrolplan:
    nummer = write_nummer(aar, kvartal)
    try:
        emne = find_emne(aar, kvartal)
    except LookupError as fejl:
        raise StikproeveFejl(
            f"Der er ingen emner for {aar}. Listen i domain/reference/stikproeveemner.csv begynder i 2027."
        ) from fejl
    start = find_start(aar, kvartal)
    return Kontrolplan(
        nummer=nummer,
        emne=emne.emne,
        formaal=FORMAAL[emne.formaal],
        population=emne.population,
        punkter=emne.punkter,
        design=design_to_json(Design(antal=emne.antal)),
        start_dag=start,
        forloeb=make_forloeb(start),
    )
