"""The catalogue in docs/regler is the rules' own words, and current."""

from pathlib import Path

from expectations.catalogue import render_catalogue, write_catalogue
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
    slaaet_fra = [linje for linje in linjer if linje.endswith("| fra |")]
    assert [linje.split("]")[0] for linje in slaaet_fra] == ["| [IDENT-011"]
