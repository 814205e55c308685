"""The catalogue in docs/regler is the rules' own words, and current."""

from datetime import date
from pathlib import Path

from domain.afvigelse import socialtilsyn_emne
from domain.regel import Eksempel
from expectations.catalogue import render_catalogue, write_catalogue
from expectations.katalogeksempel import render_eksempler
from expectations.registry import load_regler
from expectations.tabel import make_table

DOCS = Path(__file__).parents[2] / "docs/regler"


def test_catalogue_in_docs_is_current():
    paa_disk = {fil.name: fil.read_text(encoding="utf-8") for fil in DOCS.glob("*.md")}
    assert paa_disk == render_catalogue(load_regler()), "Kør: ./tjek regler --skriv docs/regler"


def test_write_catalogue_writes_an_index_and_a_page_a_rule_and_takes_away_what_is_gone(tmp_path):
    mappe = tmp_path / "ny" / "regler"
    mappe.mkdir(parents=True)
    (mappe / "GAMMEL-001.md").write_text("væk", encoding="utf-8")
    (mappe / "noter.md").write_text("mine egne", encoding="utf-8")
    assert write_catalogue(mappe) == len(load_regler())
    navne = {fil.name for fil in mappe.iterdir()}
    assert navne == {"index.md", "noter.md"} | {f"{regel.id}.md" for regel in load_regler()}


def test_a_page_says_what_a_tilbud_is_told_and_by_which_law():
    side = render_catalogue(load_regler())["TYPE-003.md"]
    for tekst in (
        "# TYPE-003: Tilbudstypen henviser til en ophævet paragraf",
        "| barnets lov § 43 stk. 1 |",
        "| 2024-01-01 |",
        "FROM reference_paragraf AS r",
        "(bedømt 2023-12-31)",
        "fund: 1001/1",
    ):
        assert tekst in side


def test_a_pipe_or_a_line_break_does_not_break_a_table():
    assert make_table(("a", "b"), [("x | y", "to\nlinjer")]) == "| a | b |\n| --- | --- |\n| x \\| y | to linjer |"


def test_index_tells_which_rules_are_off():
    linjer = render_catalogue(load_regler())["index.md"].splitlines()
    slaaet_fra = [linje.split("]")[0].removeprefix("| [") for linje in linjer if linje.endswith("| fra |")]
    assert sorted(slaaet_fra) == [regel.id for regel in load_regler() if not regel.aktiv]
    assert "IDENT-011" in slaaet_fra


def test_an_example_shows_what_a_dataudtraek_says():
    eksempel = Eksempel(
        navn="Taksten er nul",
        afdelinger=({},),
        dato=date(2026, 11, 1),
        udtraek_foer={"takst": ({},)},
        udtraek={"takst": ({"takst_kr": 0.0, "ydelsesid": "4"}, {"takst_kr": None}), "plads": (), "sanktion": ({}, {})},
        fund=(("1001", "1"),),
    )
    tekst = render_eksempler([eksempel])
    assert "**Taksten er nul** (bedømt 2026-11-01; fund: 1001/1)" in tekst
    assert "Dataudtræk 30 dage før, takst: 1 fejlfri række." in tekst
    assert "| ydelsesid | takst_kr |\n| --- | --- |\n| 4 | 0.0 |\n| (som fejlfri) | (tom) |" in tekst
    assert "Dataudtræk, plads: leveret uden rækker." in tekst
    assert "Dataudtræk, sanktion: 2 fejlfri rækker." in tekst


def test_an_example_may_speak_of_a_socialtilsyn():
    eksempel = Eksempel(navn="Nord", afdelinger=(), fund=((socialtilsyn_emne("Nord"), None),))
    assert render_eksempler([eksempel]) == "**Nord** (bedømt 2026-11-01; fund: socialtilsyn:Nord)"
