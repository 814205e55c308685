"""A layout that was changed: where it moved is said, and nothing of the sheet is read as if it were right."""

import pytest

from crawler.files.budgetskema import laes_skema
from crawler.files.budgetskema.kort import load_kort, name_celle, parse_celle, parse_kort
from crawler.replica.skema import write_skema
from domain.skema import Fejlart, Post
from tests.crawler.files.budgetskema.formularer import BUDGET, KONCERNNOTE, list_fejl, make_plan, read_plan

FORSPIL = "Arket er flyttet "


def _moves(skema):
    return [x.tekst.split(". ")[0].removeprefix(FORSPIL) for x in skema.fejl if x.art is Fejlart.FLYTTET]


@pytest.mark.parametrize(
    ("aendr", "ventet"),
    [
        (lambda plan: plan.insert_rows(BUDGET, 40, 2), ["2 rækker ned fra række 40"]),
        (lambda plan: plan.insert_rows(BUDGET, 1), ["1 række ned fra række 24"]),
        (lambda plan: plan.delete_row(BUDGET, 61), ["1 række op fra række 63"]),
        (
            lambda plan: (plan.insert_rows(BUDGET, 48, 1), plan.delete_row(BUDGET, 77)),
            ["1 række ned fra række 48", "1 række op fra række 78"],
        ),
        (lambda plan: (plan.insert_column(BUDGET, "A"), plan.insert_column(BUDGET, "A")), ["2 kolonner til højre"]),
    ],
)
def test_where_it_moved_and_how_far(tmp_path, aendr, ventet):
    plan = make_plan()
    aendr(plan)
    skema = read_plan(plan, tmp_path)
    assert _moves(skema) == ventet
    assert skema.poster == ()


def test_a_line_taken_out_is_named_beside_the_move(tmp_path):
    plan = make_plan()
    plan.delete_row(BUDGET, 50)
    assert list_fejl(read_plan(plan, tmp_path)) == [
        (Fejlart.FLYTTET, BUDGET, "A51"),
        (Fejlart.ANDEN_TEKST, BUDGET, "A50"),
    ]


def test_other_sheets_are_read_though_the_budget_has_moved(tmp_path):
    plan = make_plan()
    plan.insert_rows(BUDGET, 40)
    plan.put(KONCERNNOTE, {"B9": "Administration", "D9": 40_000.0})
    assert [x.post for x in read_plan(plan, tmp_path).poster] == [Post.KONCERNHANDEL]


def test_the_result_is_found_by_its_caption_where_the_row_is_not_certain(tmp_path):
    plan = make_plan()
    plan.insert_rows(BUDGET, 92, 2)
    skema = read_plan(plan, tmp_path)
    assert skema.fejl == ()
    assert [(x.linje, x.beloeb_kr) for x in skema.poster if x.post is Post.RESULTAT] == [(94, 100_000.0)]


def test_a_result_further_down_than_it_may_be_is_missed_aloud(tmp_path):
    plan = make_plan()
    plan.insert_rows(BUDGET, 92, 8)
    assert list_fejl(read_plan(plan, tmp_path)) == [(Fejlart.ANDEN_TEKST, BUDGET, "A92")]


def test_own_words_in_a_free_line_move_nothing(tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"A74": "Husleje", "A20": "Transport", "A29": "Aktiviteter"})
    assert read_plan(plan, tmp_path).fejl == ()


def test_captions_may_be_written_with_other_case_blanks_and_a_remark(tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"A39": "SAMLET  LEDELSE", "A70": "Husleje overført fra særskilt ark (se vejledning)"})
    assert read_plan(plan, tmp_path).fejl == ()


GAMMELT = """
officielle_ark = ["BUDGET"]
offentlige_ark = []
[[version]]
navn = "gammel"
fra_aar = 2018
til_aar = 2023
aar_celle = "C3"
ark = { budget = "BUDGET", ekstra = "EKSTRA", koncernnote = "KONCERN", noegletal = "NØGLETAL" }
budget.linjer = [
    { post = "husleje", linje = 8, tekst = ["Husleje"], beloeb = "C" },
    { post = "transport", linje = 9, tekst = ["Transport"], beloeb = "C" },
    { post = "ejendom_i_alt", linje = 10, tekst = ["Ejendom i alt"], beloeb = "C" },
]
ekstra.linjer = []
koncernnote.linjer = []
noegletal.felter = []
"""


def test_a_version_of_the_form_is_data_known_by_its_captions_and_years(tmp_path):
    plan = make_plan()
    plan.ark = {"BUDGET": {"A1": "Budgetskema 2022", "C3": 2022, "A8": "Husleje", "C8": 5.0, "A9": "Transport"}}
    plan.put("BUDGET", {"A10": "Ejendom i alt", "C10": 5.0})
    fil = write_skema(plan, tmp_path / "x.xlsx")
    skema = laes_skema(fil, tilbudsid=None, kort=parse_kort(GAMMELT))
    assert (skema.skema_version, skema.budgetaar) == ("gammel", 2022)
    assert [(x.post, x.linje, x.beloeb_kr) for x in skema.poster] == [
        (Post.HUSLEJE, 8, 5.0),
        (Post.EJENDOM_I_ALT, 10, 5.0),
    ]
    assert {x.art for x in skema.fejl} == {Fejlart.MANGLENDE_ARK}
    plan.put("BUDGET", {"C3": 2026})
    skema = laes_skema(write_skema(plan, fil), tilbudsid=None, kort=parse_kort(GAMMELT))
    assert "Skemaet er lavet til 2022, men C3 siger 2026." in " ".join(x.tekst for x in skema.fejl)


def test_every_caption_of_a_version_belongs_to_one_line():
    for version in load_kort().versioner:
        tekster = [tekst for linje in version.budget for tekst in linje.tekster]
        assert len(tekster) == len(set(tekster))
        assert {linje.post for linje in version.budget} == set(Post) - {Post.KONCERNHANDEL}


def test_cells_are_named_as_people_name_them():
    assert [name_celle(*parse_celle(navn)) for navn in ("A1", "Z9", "AA10", "XFD7")] == ["A1", "Z9", "AA10", "XFD7"]
