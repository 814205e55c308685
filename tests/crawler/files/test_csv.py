"""CSV as registers, spreadsheets and people write it."""

import pytest

from crawler.files.fejl import UdtraekFejl
from tests.crawler.files.byg import TAKST, keys, laes, write_csv, write_takster

RAEKKE = ["1001", "1", "3", "2026", "1.234,50", "31-12-2025"]
LAEST = {"takst_kr": 1234.5, "takst_tekst": "1.234,50", "aendret_dato": "2025-12-31", "takst_aar": 2026}


def _read_one(fil):
    udtraek = laes(fil)
    assert keys(udtraek, "takst") == [("1001", "1", "3", 2026)]
    return {felt: udtraek.dump.raekker[0].felter[felt] for felt in LAEST}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("tegn", [";", "\t"])
@pytest.mark.parametrize("skift", ["\n", "\r\n", "\r"])
def test_every_separator_character_set_and_line_end(tmp_path, encoding, tegn, skift):
    fil = write_csv(tmp_path / "takst.csv", tegn.join(TAKST), tegn.join(RAEKKE), encoding=encoding, skift=skift)
    assert _read_one(fil) == LAEST


def test_commas_part_cells_and_quotes_keep_those_within(tmp_path):
    fil = write_csv(tmp_path / "takst.csv", ",".join(TAKST), ",".join(f'"{celle}"' for celle in RAEKKE))
    assert _read_one(fil) == LAEST


def test_quotes_keep_line_breaks_separators_and_quotes(tmp_path):
    fil = write_takster(
        tmp_path / "takst.csv", '1001;1;3;2026;"""to""\nlinjer; ét felt"', overskrifter=[*TAKST[:4], "Ydelse"]
    )
    assert laes(fil).dump.raekker[0].felter["ydelse"] == '"to" linjer; ét felt'


def test_rows_are_known_by_the_line_they_begin_on(tmp_path):
    fil = write_takster(
        tmp_path / "takst.csv",
        '1001;1;3;2026;"to\nlinjer";2',
        "1001;1;4;2026;x;efter aftale",
        overskrifter=[*TAKST[:4], "Ydelse", "Takst"],
    )
    celle = laes(fil).rapport.ark[0].celler[0]
    assert (celle.raekker, celle.kolonne, celle.overskrift) == ((4,), "F", "Takst")


def test_titles_above_and_trailing_separators_do_no_harm(tmp_path):
    titler = ["sep=;", "Tilbudsportalen;;;;;;;", "Udtrukket den 22-11-2026;;;;;;;", ";;;;;;;"]
    fil = write_csv(tmp_path / "takst.csv", *titler, ";".join([*TAKST, "", ""]), ";".join([*RAEKKE, "", ""]))
    assert _read_one(fil) == LAEST
    assert laes(fil).rapport.ark[0].overskriftsraekke == 5


def test_headings_below_the_first_twenty_rows_are_not_found(tmp_path):
    fil = write_csv(tmp_path / "takst.csv", *[f"Note {n}" for n in range(20)], ";".join(TAKST), ";".join(RAEKKE))
    with pytest.raises(UdtraekFejl, match="ingen kendte overskrifter for takst i de første 20 rækker"):
        laes(fil)


def test_headings_repeated_down_the_page_are_passed_over(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", ";".join(RAEKKE), ";".join(TAKST), "1001;1;4;2026;2;")
    udtraek = laes(fil)
    assert len(keys(udtraek, "takst")) == 2
    assert udtraek.rapport.ark[0].tomme == 1


def test_half_a_row_and_a_row_too_long_are_refused_and_counted(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", ";".join(RAEKKE), "1001;1;4;2026;1234;;50", "1001;1;5")
    rapport = laes(fil).rapport.ark[0]
    assert rapport.raekker == 1
    assert [(x.antal, x.raekker) for x in rapport.afviste] == [(1, (3,)), (1, (4,))]
    assert "flere felter end overskrifterne" in rapport.afviste[0].grund
    assert "færre felter end overskrifterne" in rapport.afviste[1].grund


def test_a_quote_never_closed_stops_the_file_with_its_line(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", ";".join(RAEKKE), '1001;1;4;2026;"12;')
    with pytest.raises(UdtraekFejl, match=r"takst.csv, linje 3: linjen kan ikke læses. Et anførselstegn"):
        laes(fil)


def test_thousands_of_empty_rows_are_counted_and_passed_over(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", ";".join(RAEKKE), *[";;;;;"] * 5000)
    assert _read_one(fil) == LAEST
    assert laes(fil).rapport.ark[0].tomme == 5000


def test_both_ways_of_decimals_in_one_column_leave_the_unsure_cells_unread(tmp_path):
    fil = write_takster(
        tmp_path / "takst.csv", *[f"1001;1;{n};2026;{x};" for n, x in enumerate(["97.5", "1.234", "12"])]
    )
    udtraek = laes(fil)
    assert [x.felter["takst_kr"] for x in udtraek.dump.raekker] == [97.5, None, 12.0]
    assert [x.felter["takst_tekst"] for x in udtraek.dump.raekker] == ["97.5", "1.234", "12"]
    assert "blander punktum og komma" in udtraek.rapport.ark[0].celler[0].grund


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.files.csvfil.FLESTE_RAEKKER", 3)
    with pytest.raises(UdtraekFejl, match="over 3 rækker"):
        laes(write_takster(tmp_path / "takst.csv", *[";".join(RAEKKE)] * 3))


def test_too_many_columns_are_refused(tmp_path):
    fil = write_csv(tmp_path / "takst.csv", ";".join([*TAKST, *["x"] * 600]), ";".join(RAEKKE))
    with pytest.raises(UdtraekFejl, match="over 500 kolonner"):
        laes(fil)
