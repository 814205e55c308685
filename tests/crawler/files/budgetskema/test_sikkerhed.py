"""Files made to do harm: nothing is run, fetched or unpacked without limit, and each is refused in a sentence."""

import time
import tracemalloc
import zipfile

import pytest

from crawler.files.budgetskema import laes_skema
from crawler.files.budgetskema.pakke import Graenser
from crawler.replica.skema import Formel, write_skema
from domain.skema import Fejlart
from tests.crawler.files.budgetskema.formularer import (
    ARKDEL,
    BUDGET,
    change_parts,
    make_plan,
    replace_once,
)


@pytest.fixture
def form(tmp_path):
    """A faultless form as a file."""
    return write_skema(make_plan(), tmp_path / "1001_2026.xlsx")


def _read(fil, **valg):
    return laes_skema(fil, tilbudsid="1001", **valg)


def _arter(skema):
    return [fejl.art for fejl in skema.fejl]


def test_a_part_that_unpacks_to_a_hundred_megabytes_is_not_unpacked(form):
    change_parts(form, {ARKDEL: b"<worksheet><sheetData>" + b" " * 100_000_000})
    assert form.stat().st_size < 1_000_000
    tracemalloc.start()
    began = time.monotonic()
    skema = _read(form)
    assert _arter(skema) == [Fejlart.FOR_STOR]
    assert time.monotonic() - began < 2
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_part_that_lies_about_its_size_is_read_no_further_than_it_may_be(form):
    change_parts(form, {ARKDEL: replace_once(b"<sheetData>", b"<sheetData>" + b" " * 300_000)})
    assert _arter(_read(form, graenser=Graenser(del_byte=100_000))) == [Fejlart.FOR_STOR]


def test_many_small_parts_are_counted_before_any_is_read(form):
    with zipfile.ZipFile(form, "a") as zipfil:
        for nummer in range(60):
            zipfil.writestr(f"xl/{nummer}.xml", b"")
    assert _arter(_read(form, graenser=Graenser(dele=50))) == [Fejlart.FOR_STOR]
    assert _arter(_read(form)) == []


def test_the_whole_is_summed_up_before_any_part_is_read(form):
    assert _arter(_read(form, graenser=Graenser(i_alt_byte=10_000))) == [Fejlart.FOR_STOR]


def test_two_parts_of_one_name_are_refused_since_programs_differ_on_which_counts(form):
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(form, "a") as zipfil:
        zipfil.writestr(ARKDEL, b"<worksheet/>")
    assert _arter(_read(form)) == [Fejlart.BESKADIGET]


@pytest.mark.parametrize(
    "indledning",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize("del_", [ARKDEL, "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"])
def test_entities_and_document_types_are_refused_in_every_part(form, indledning, del_):
    change_parts(form, {del_: lambda xml: xml.replace(b"?>", b"?>" + indledning, 1)})
    skema = _read(form)
    assert _arter(skema) == [Fejlart.BESKADIGET]
    assert "dokumenttype" in skema.fejl[0].tekst


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing(form):
    langt_ude = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    change_parts(form, {ARKDEL: replace_once(b"</sheetData>", langt_ude)})
    tracemalloc.start()
    assert _arter(_read(form)) == []
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_rows_beyond_the_form_are_not_read_however_many(form):
    raekker = b"".join(b'<row r="%d"><c r="E%d"><v>1</v></c></row>' % (nr, nr) for nr in range(1000, 200_000))
    change_parts(form, {ARKDEL: replace_once(b"</sheetData>", raekker + b"</sheetData>")})
    began = time.monotonic()
    assert _arter(_read(form)) == []
    assert time.monotonic() - began < 1


def test_formulas_are_never_worked_out(form, tmp_path):
    plan = make_plan()
    plan.put(BUDGET, {"E40": Formel('=WEBSERVICE("http://127.0.0.1:1/")', 2_000_000.0), "A99": "=cmd|' /C calc'!A0"})
    assert _arter(_read(write_skema(plan, tmp_path / "x.xlsx"))) == []


def test_a_target_outside_the_package_is_only_a_name_that_is_not_there(form):
    maal = replace_once(b"worksheets/sheet1.xml", b"../../../../etc/passwd")
    change_parts(form, {"xl/_rels/workbook.xml.rels": maal})
    assert _arter(_read(form)) == [Fejlart.BESKADIGET]


def test_a_part_outside_the_file_is_not_a_sheet(form):
    ude = replace_once(b'Target="worksheets/sheet1.xml"', b'Target="http://example.org/x" TargetMode="External"')
    change_parts(form, {"xl/_rels/workbook.xml.rels": ude})
    assert not _read(form).er_laest


def test_a_file_name_is_cleaned_before_anybody_prints_it(tmp_path):
    fil = tmp_path / "a\x1b[31m\u202e.xlsx"
    fil.write_bytes(b"")
    assert _read(fil).fil == "a?[31m?.xlsx"
