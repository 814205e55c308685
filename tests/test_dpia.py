"""The documents of the DPIA are held to the program: each table is judged, each time and each test is there."""

import re
from pathlib import Path

import pytest

from domain.opbevaring import Handling, load_opbevaring
from warehouse.tables import METADATA

ROD = Path(__file__).resolve().parent.parent
DPIA = ROD / "docs" / "dpia"
KLASSER = {"ingen", "personoplysninger", "medarbejdere", "særligt beskyttet"}
# A column of such a name is about a person, whatever its table is said to hold.
PERSONLIGE = {"email", "telefon", "leder_hash", "modtager", "bruger", "hvem", "sagsbehandler", "set_af", "af"}


def read_tabeller():
    tekst = (DPIA / "tabeller.md").read_text(encoding="utf-8").partition("## Filer")[0]
    rows = re.findall(r"^\| `([a-z_*]+)` \| (.+) \|$", tekst, re.MULTILINE)
    return {tabel: resten.split(" | ") for tabel, resten in rows}


def test_every_table_is_judged_once_and_no_other_is():
    tabeller = {navn for navn in METADATA.tables if not navn.startswith("reference_")} | {"reference_*"}
    assert set(read_tabeller()) == tabeller


@pytest.mark.parametrize("tabel", sorted(navn for navn in METADATA.tables if not navn.startswith("reference_")))
def test_a_table_is_classed_and_kept_as_the_list_of_times_says(tabel):
    klasse, hvad, kilde, hvem, gemmes = read_tabeller()[tabel]
    assert klasse in KLASSER
    assert hvad
    assert kilde
    assert hvem
    ventet = [describe(emne) for emne in load_opbevaring().values() if tabel in emne.tabeller]
    assert gemmes == " / ".join(dict.fromkeys(ventet))


def test_no_table_with_a_column_about_people_is_said_to_hold_none():
    undtaget = {"budgetskema", "regelstop"}
    for navn, tabel in METADATA.tables.items():
        if PERSONLIGE & set(tabel.c.keys()) and navn not in undtaget:
            assert read_tabeller()[navn][0] != "ingen", navn


def test_every_test_that_shows_a_measure_is_there():
    for fil in sorted(DPIA.glob("*.md")):
        for modul, navn in re.findall(r"`(test_\w+\.py)::(test_\w+)`", fil.read_text(encoding="utf-8")):
            tekster = [x.read_text(encoding="utf-8") for x in (ROD / "tests").rglob(modul)]
            assert any(f"def {navn}(" in tekst for tekst in tekster), f"{fil.name}: {modul}::{navn}"


def test_every_link_leads_somewhere():
    for fil in sorted(DPIA.glob("*.md")):
        for sti in re.findall(r"\]\(([^)#:]+)\)", fil.read_text(encoding="utf-8")):
            assert (fil.parent / sti).exists(), f"{fil.name}: {sti}"


def describe(emne):
    if emne.periode is None:
        return "slettes ikke af programmet"
    return f"{emne.periode}{', så slettes teksten' if emne.handling is Handling.TEKSTEN_SLETTES else ''}"
