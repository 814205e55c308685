"""The limits of rules as they may become: each ends or begins around the day that a rule's own example is judged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.regel import Regel
from expectations.registry import load_regler
from tests.expectations.lovaendring import Lovaendring

# Rules that judge by a limit of the day, and the limits. Without a limit in force they say nothing.
GRAENSER = {
    "PLADS-011": ("ledige_foraeldet_dage",),
    "TILSYN-007": ("besoeg_hoejst_dage",),
    "TILSYN-008": ("score_mindst", "score_hoejst"),
    "TILSYN-012": ("besoeg_flere_steder_dage",),
    "TILSYN-013": ("besoeg_ukendt_afdeling_dage",),
    "TILSYN-015": ("vurdering_foraeldet_dage",),
    "AKTUEL-001": ("stamdata_foraeldet_dage",),
    "AKTUEL-002": ("pladser_foraeldet_dage",),
    "AKTUEL-003": ("oekonomi_foraeldet_dage",),
    "AKTUEL-004": ("faglig_foraeldet_dage",),
    "PLEJE-001": ("mindste_celle",),
    "PLEJE-002": ("mindste_celle",),
    "PLEJE-003": ("mindste_celle", "ledige_foraeldet_dage"),
    "PLEJE-004": ("mindste_celle",),
    "PLEJE-005": ("mindste_celle",),
    "PLEJE-006": ("mindste_celle",),
    "PLEJE-007": ("mindste_celle",),
}
# The same for rows of other lists.
LISTER = {"AKTUEL-006": ("reference_godkendelsesstatus", "er_slut")}


def make_graenseaendringer() -> Iterator[Lovaendring]:
    """The first breaking example of each of the rules, under its limits with other first and last days."""
    for regel in load_regler():
        for noegle in GRAENSER.get(regel.id, ()):
            yield from _move(regel, "reference_graense", f"noegle = '{noegle}'")
        if regel.id in LISTER:
            yield from _move(regel, *LISTER[regel.id])


def _move(regel: Regel, tabel: str, hvor: str) -> Iterator[Lovaendring]:
    eksempel = regel.bryder[0]
    dagen_foer, dagen, dagen_efter = (eksempel.dato + timedelta(days=n) for n in (-1, 0, 1))
    for kolonne, dag, gaelder in (
        ("gyldig_til", dagen_foer, False),
        ("gyldig_til", dagen, True),
        ("gyldig_fra", dagen, True),
        ("gyldig_fra", dagen_efter, False),
    ):
        saetning = f"UPDATE {tabel} SET {kolonne} = '{dag}' WHERE {hvor}"
        aendret = replace(eksempel, navn=f"{hvor}, {kolonne} {dag}", fund=eksempel.fund if gaelder else ())
        yield Lovaendring(regel.id, (saetning,), aendret)


GRAENSEAENDRINGER = tuple(make_graenseaendringer())
