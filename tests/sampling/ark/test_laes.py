"""Workbooks that come back, as people and spreadsheets leave them."""

import io
import random
import zipfile
from datetime import date

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stikproeve import Udfald
from sampling.ark.fejl import ArkFejl
from sampling.ark.laes import read_ark
from tests.arbejdsark import DAG, KOLONNE, edit, make_bytes, put, read_rows, write_rows


def fail(indhold):
    with pytest.raises(ArkFejl) as fanget:
        read_ark(indhold, dag=DAG)
    return [str(en) for en in fanget.value.fejl]


def fill(indhold):
    return edit(
        indhold,
        put(2, "udfald", "Forkert "),
        put(2, "kommentar", "2.100 kr."),
        put(2, "minutter", 12),
        put(2, "rettet_dag", date(2027, 5, 20)),
        put(2, "sanktion", "Påbud"),
        put(5, "udfald", "rigtig"),
    )


UDFYLDT = fill(make_bytes())


def test_what_was_filled_in_is_read_and_the_rest_is_counted():
    ark = read_ark(UDFYLDT, dag=DAG)
    assert (ark.nummer, ark.sagsbehandler, ark.antal_tomme) == ("27-2", "KL", 4)
    foerste, anden = ark.svar
    assert (foerste.enhed_id, foerste.punkt, foerste.udfald) == ("1001", "takst", Udfald.FORKERT)
    assert (foerste.kommentar, foerste.minutter, foerste.rettet_dag) == ("2.100 kr.", 12, date(2027, 5, 20))
    assert (anden.enhed_id, anden.punkt, anden.udfald) == ("1002", "belaegning", Udfald.RIGTIG)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 6), max_size=4))
def test_rows_in_any_order_with_empty_ones_between_read_the_same(tilfaeldig: random.Random, huller: list[int]):
    bog = openpyxl.load_workbook(io.BytesIO(UDFYLDT))
    rows = read_rows(bog["Sager"])
    tilfaeldig.shuffle(rows)
    for plads in huller:
        rows.insert(plads, [None] * len(KOLONNE))
    flyttet, foer = read_ark(edit(UDFYLDT, write_rows(rows)), dag=DAG), read_ark(UDFYLDT, dag=DAG)
    assert set(flyttet.svar) == set(foer.svar)
    assert (flyttet.sete, flyttet.antal_tomme) == (foer.sete, foer.antal_tomme)


def test_sheets_may_be_renamed_and_moved_and_rows_put_above_the_headings():
    bog = openpyxl.load_workbook(io.BytesIO(UDFYLDT))
    bog["Sager"].title = "Mine sager (KL)"
    bog["Vejledning"].title = "Læs mig"
    bog.move_sheet("Mine sager (KL)", offset=-1)
    bog["Mine sager (KL)"].insert_rows(1, 2)
    ud = io.BytesIO()
    bog.save(ud)
    assert set(read_ark(ud.getvalue(), dag=DAG).svar) == set(read_ark(UDFYLDT, dag=DAG).svar)


def test_columns_may_be_moved():
    def swap(ark):
        for row in ark.iter_rows():
            row[0].value, row[7].value = row[7].value, row[0].value

    assert set(read_ark(edit(UDFYLDT, swap), dag=DAG).svar) == set(read_ark(UDFYLDT, dag=DAG).svar)


def test_each_faulty_cell_is_named_and_nothing_else():
    linjer = fail(
        edit(
            UDFYLDT,
            put(3, "udfald", "næsten"),
            put(4, "minutter", "lidt"),
            put(4, "udfald", "rigtig"),
            put(6, "kommentar", "glemt udfald"),
        )
    )
    assert [linje[:26] for linje in linjer] == [
        "Arket »Sager«, celle G3: D",
        "Arket »Sager«, celle I4: D",
        "Arket »Sager«, celle G6: U",
    ]
    assert "»næsten«" in linjer[0]


def test_a_deleted_row_is_missed():
    (linje,) = fail(edit(UDFYLDT, lambda ark: ark.delete_rows(3)))
    assert "nummer 1001, »Forudsat belægningsprocent«, mangler" in linje


def test_an_added_row_and_a_row_twice_are_refused():
    assert "ikke en af dem" in fail(edit(UDFYLDT, put(9, "navn", "Et nyt tilbud")))[0]
    bog = openpyxl.load_workbook(io.BytesIO(UDFYLDT))
    rows = read_rows(bog["Sager"])
    assert "den samme som række 2" in fail(edit(UDFYLDT, write_rows([*rows, rows[0]])))[0]


def test_columns_that_were_sorted_without_their_rows_are_seen():
    def sort_noegler(ark):
        noegler = [ark.cell(row=nr, column=KOLONNE["noegle"]).value for nr in range(2, 8)]
        for nr, noegle in enumerate(reversed(noegler), start=2):
            ark.cell(row=nr, column=KOLONNE["noegle"]).value = noegle

    linjer = fail(edit(UDFYLDT, sort_noegler))
    assert linjer[0].startswith("Arket »Sager«, celle A2: Nummeret hører ikke til")
    assert any("Oplysningen hører ikke til" in linje for linje in linjer)


def test_a_number_that_became_a_number_is_still_the_same():
    assert len(read_ark(edit(UDFYLDT, put(2, "enhed", 1001)), dag=DAG).svar) == 2


def test_a_damaged_key_and_a_row_of_another_control_are_refused():
    assert "nøgle er ændret" in fail(edit(UDFYLDT, put(2, "noegle", "27-2|1001|takst|0000000000")))[0]
    fremmed = openpyxl.load_workbook(io.BytesIO(make_bytes(nummer="27-1")))
    rows = read_rows(openpyxl.load_workbook(io.BytesIO(UDFYLDT))["Sager"])
    linjer = fail(edit(UDFYLDT, write_rows([*rows, read_rows(fremmed["Sager"])[0]])))
    assert "fra en anden kontrol" in linjer[0]


def test_merged_cells_are_named_by_their_area():
    linjer = fail(edit(UDFYLDT, lambda ark: ark.merge_cells("G5:G6")))
    assert "Arket »Sager«, celle G5:G6: Cellerne er flettet" in linjer[0]


def test_a_note_outside_the_columns_is_not_lost_unseen():
    def note(ark):
        ark["P4"] = "ring tilbage"

    assert "celle P4: Her står noget uden for skemaets kolonner" in fail(edit(UDFYLDT, note))[0]


def test_a_missing_heading_and_a_copy_of_the_sheet_are_refused():
    assert "kan ikke findes" in fail(edit(UDFYLDT, lambda ark: ark.delete_cols(KOLONNE["udfald"])))[0]
    bog = openpyxl.load_workbook(io.BytesIO(UDFYLDT))
    bog.copy_worksheet(bog["Sager"])
    ud = io.BytesIO()
    bog.save(ud)
    assert "findes 2 gange: »Sager«, »Sager Copy«" in fail(ud.getvalue())[0]


def test_a_workbook_without_its_hidden_sheet_or_with_a_damaged_one_is_refused():
    bog = openpyxl.load_workbook(io.BytesIO(UDFYLDT))
    del bog["_maskindel"]
    ud = io.BytesIO()
    bog.save(ud)
    assert "skjulte ark er slettet" in fail(ud.getvalue())[0]
    bog = openpyxl.load_workbook(io.BytesIO(UDFYLDT))
    bog["_maskindel"]["B3"] = "cd" * 32
    ud = io.BytesIO()
    bog.save(ud)
    assert "skjulte ark er ændret" in fail(ud.getvalue())[0]


def empty_zip():
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as pakke:
        pakke.writestr("brev.txt", "hej")
    return ud.getvalue()


@pytest.mark.parametrize(
    ("indhold", "ord_"),
    [
        (b"", "kan ikke læses"),
        (b"navn;udfald\n1;rigtig\n", "kan ikke læses"),
        (UDFYLDT[:-400], "kan ikke læses"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "adgangskode"),
        (empty_zip(), "ikke et Excel-ark"),
        (b"x" * (20 * 1024 * 1024 + 1), "over 20 MB"),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(indhold, ord_):
    (linje,) = fail(indhold)
    assert ord_ in linje


def test_one_stray_cell_far_out_does_not_take_the_machine_down():
    ud = io.BytesIO()
    with xlsxwriter.Workbook(ud) as bog:
        ark = bog.add_worksheet()
        ark.write(0, 0, "a")
        ark.write(1_048_575, 16_383, "x")
    assert "langt uden for skemaet, i nærheden af celle XFD1048576" in fail(ud.getvalue())[0]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_never_gives_anything_but_faults(data):
    start = data.draw(st.integers(0, len(UDFYLDT) - 1))
    stump = data.draw(st.binary(min_size=1, max_size=20))
    skadet = UDFYLDT[:start] + stump + UDFYLDT[start + len(stump) :]
    try:
        fundet = read_ark(skadet, dag=DAG).nummer
    except ArkFejl as fejl:
        fundet = str(fejl)
    assert fundet
