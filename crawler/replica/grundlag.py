"""The published figures the made-up register is calibrated to, and how a whole is shared out exactly."""

import csv
from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

N = TypeVar("N", bound=Hashable)

SOCIALTILSYN = ("Nord", "Midt", "Syd", "Øst", "Hovedstaden")
LANDSTAL = 1999

# Nord's specialist function is BPA firms, which are not among the tilbud of Tabel 1.
_BPA = "Nord"
# Skewed as the field is: most tilbud are one house, a few are many. The mean is Tabel 8's visits per tilbud divided
# by visits per afdeling, 2.3 / 1.3 = 1.77.
_STOERRELSER = {1: 0.692, 2: 0.15, 3: 0.06, 4: 0.036, 5: 0.022, 6: 0.015, 8: 0.012, 10: 0.008, 15: 0.005}


@cache
def load_tal() -> dict[tuple[str, str], dict[str, float]]:
    """Give the figures by (tabel, maal); each maps a column to its number."""
    tekst = files("crawler.replica").joinpath("published_figures.csv").read_text(encoding="utf-8")
    kolonner = (*SOCIALTILSYN, "I alt")
    return {
        (row["tabel"], row["maal"]): {navn: float(row[navn]) for navn in kolonner if row[navn]}
        for row in csv.DictReader(tekst.splitlines())
    }


def fordel(antal: int, vaegte: Mapping[N, float]) -> dict[N, int]:
    """Share a whole number out by weights with the largest remainders; the parts add up to `antal`."""
    i_alt = sum(vaegte.values())
    kvoter = {navn: antal * vaegt / i_alt for navn, vaegt in vaegte.items()}
    dele = {navn: int(kvote) for navn, kvote in kvoter.items()}
    rest = sorted(kvoter, key=lambda navn: dele[navn] - kvoter[navn])
    for navn in rest[: antal - sum(dele.values())]:
        dele[navn] += 1
    return dele


def count_tilbud(antal: int) -> dict[str, int]:
    """Give the number of tilbud in each socialtilsyn's portfolio (Tabel 1)."""
    tal = load_tal()["Tabel 1", "Aktive tilbud"]
    return fordel(antal, {navn: tal[navn] for navn in SOCIALTILSYN})


def count_specialister(antal: int) -> dict[str, int]:
    """Give the number of tilbud in each socialtilsyn's specialistfunktion (Tabel 2, without BPA firms)."""
    tal = load_tal()["Tabel 2", "Tilbud i specialistfunktion"]
    return {navn: round(tal[navn] * antal / LANDSTAL) for navn in SOCIALTILSYN if navn != _BPA}


def count_ejerformer(antal: int) -> dict[str, int]:
    """Give the number of tilbud by form of owner: `privat`, `kommunal`, `regional`."""
    return fordel(antal, {maal: tal["I alt"] for (tabel, maal), tal in load_tal().items() if tabel == "Ejerform"})


def count_stoerrelser(antal: int) -> dict[int, int]:
    """Give the number of tilbud by number of afdelinger."""
    return fordel(antal, _STOERRELSER)
