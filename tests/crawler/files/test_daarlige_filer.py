"""Files that cannot be read: each is refused with a sentence that says what to do, in bounded time and memory."""

import re
import struct
import zipfile

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from crawler.files.fejl import UdtraekFejl
from tests.crawler.files.byg import BELAEGNING, TAKST, laes, read_part, rezip, write_csv, write_takster, write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DANSK_SAETNING = re.compile(r"[A-ZÆØÅa-z0-9»].*[.] [A-ZÆØÅ].*[.)]$", re.DOTALL)
ARK1 = "xl/worksheets/sheet1.xml"


def _refusal(fil, **valg):
    with pytest.raises(UdtraekFejl) as fejl:
        laes(fil, **valg)
    assert DANSK_SAETNING.match(str(fejl.value)), fejl.value
    return str(fejl.value)


def _workbook(tmp_path):
    return write_xlsx(tmp_path / "takst.xlsx", {"Takst": [TAKST, [1001, 1, 3, 2026, 5]]})


@pytest.mark.parametrize(
    ("indhold", "siger"),
    [
        (b"", "er tom"),
        (b"\xef\xbb\xbf \r\n\n", "er tom"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "låst med en adgangskode"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "Excels gamle format (.xls)"),
        (b"%PDF-1.7\n%\xe2\xe3", "er en PDF"),
        (b"<html><body><table><tr><td>Takst</td></tr></table></body></html>", "hjemmeside (HTML)"),
        (b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE HTML>\n<table>", "hjemmeside (HTML)"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML-dokument"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "hjemmeside (HTML)"),
        (b"{\\rtf1\\ansi Takst}", "tekstdokument (RTF)"),
        (b"PK\x03\x04" + b"x" * 300, "skåret over eller ødelagt"),
        (bytes(range(256)) * 40, "hverken gemt som UTF-8 eller Windows-1252"),
        (b"abc\x00\x01\x02" * 50, "ikke en tekstfil"),
        ("Tilbuds-id;År".encode("utf-16-le"), "ikke en tekstfil"),
        (b"\xff\xfeT", "UTF-16"),
        ("Tilbuds-id;By\n1;Ærø\n".encode() + "2;Ærø\n".encode("cp1252"), "blander to tegnsæt"),
    ],
)
def test_a_file_of_another_kind_is_named_and_refused(tmp_path, indhold, siger):
    fil = tmp_path / "takst.xls"
    fil.write_bytes(indhold)
    assert siger in _refusal(fil)


@pytest.mark.parametrize(
    ("navn", "siger"),
    [("xl/workbook.bin", ".xlsb"), ("mimetype", "LibreOffices"), ("takst.csv", "uden et regneark")],
)
def test_packages_that_are_no_workbook_are_told_apart(tmp_path, navn, siger):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as pakke:
        pakke.writestr(navn, "x")
    assert siger in _refusal(tmp_path / "x.xlsx")


@pytest.mark.parametrize("andel", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_cut_off_is_refused(tmp_path, andel):
    fil = _workbook(tmp_path)
    indhold = fil.read_bytes()
    fil.write_bytes(indhold[: int(len(indhold) * andel)])
    assert "skåret over eller ødelagt" in _refusal(fil)


def test_a_workbook_with_a_broken_part_is_refused(tmp_path):
    fil = _workbook(tmp_path)
    assert "kan ikke læses" in _refusal(rezip(fil, xl__worksheets__sheet1_DOT_xml=b"<worksheet><sheetData><row"))
    assert "ødelagt" in _refusal(rezip(fil, xl__workbook_DOT_xml=b"\x00"))


def test_a_part_whose_bytes_do_not_fit_its_sum_is_refused(tmp_path):
    fil = tmp_path / "x.xlsx"
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_STORED) as pakke:
        pakke.writestr("xl/workbook.xml", "<workbook/>" + " " * 100)
    fil.write_bytes(fil.read_bytes().replace(b"<workbook/>  ", b"<workbook/>\t ", 1))
    assert "låst eller ødelagt" in _refusal(fil)


def test_a_part_locked_in_the_package_is_refused(tmp_path):
    fil = _workbook(tmp_path)
    indhold = bytearray(fil.read_bytes())
    plads = indhold.find(b"PK\x01\x02")
    while plads >= 0:  # the bit that says encrypted, in every entry of the directory
        flag = struct.unpack_from("<H", indhold, plads + 8)[0]
        struct.pack_into("<H", indhold, plads + 8, flag | 1)
        plads = indhold.find(b"PK\x01\x02", plads + 4)
    fil.write_bytes(bytes(indhold))
    assert "låst eller ødelagt" in _refusal(fil)


def test_xml_that_makes_itself_grow_is_refused(tmp_path):
    bombe = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    fil = rezip(_workbook(tmp_path), xl__worksheets__sheet1_DOT_xml=bombe)
    assert "XML-entiteter" in _refusal(fil)


def test_a_part_that_unpacks_to_far_more_than_any_sheet_does_is_refused_before_it_is_unpacked(tmp_path):
    fil = rezip(_workbook(tmp_path), xl__worksheets__sheet1_DOT_xml=b" " * 30_000_000)
    assert fil.stat().st_size < 100_000
    assert "zip-bombe" in _refusal(fil)


def test_a_part_that_lies_of_its_size_gives_no_more_than_it_said(tmp_path):
    fil = _workbook(tmp_path)
    ark = read_part(fil, ARK1)
    rezip(fil, xl__worksheets__sheet1_DOT_xml=ark + b" " * 4_000_000)
    indhold = bytearray(fil.read_bytes())
    plads = indhold.rfind(ARK1.encode()) - 46
    assert indhold[plads : plads + 4] == b"PK\x01\x02"
    struct.pack_into("<I", indhold, plads + 24, len(ark))
    fil.write_bytes(bytes(indhold))
    assert "ødelagt" in _refusal(fil)


def test_too_many_parts_and_two_of_one_name_are_refused(tmp_path):
    fil = _workbook(tmp_path)
    with zipfile.ZipFile(fil, "a") as pakke:
        for nummer in range(2_100):
            pakke.writestr(f"xl/media/{nummer}.png", b"")
    assert "rummer 2" in _refusal(fil)
    fil = _workbook(tmp_path)
    with zipfile.ZipFile(fil, "a") as pakke, pytest.warns(UserWarning, match="Duplicate name"):
        pakke.writestr(ARK1, b"<worksheet/>")
    assert "to dele med samme navn" in _refusal(fil)


@pytest.mark.parametrize("celle", ["XFD2", "A1048576", "ALM240000"])
def test_one_stray_cell_far_away_does_not_ask_for_all_the_memory_there_is(tmp_path, celle):
    fil = _workbook(tmp_path)
    ark = read_part(fil, ARK1).replace(b"</sheetData>", f'<row><c r="{celle}"><v>1</v></c></row></sheetData>'.encode())
    assert "er for stort" in _refusal(rezip(fil, xl__worksheets__sheet1_DOT_xml=ark))


def test_a_workbook_without_its_list_of_sheets_or_without_sheets_is_refused(tmp_path):
    fil = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(fil)) as bog:
        bog.add_worksheet("Tom")
    assert "»Tom« er tomt og er ikke læst. x.xlsx har ingen rækker" in _refusal(fil)
    assert "har 0 ark" in _refusal(rezip(fil, uden="worksheets/sheet"))


def test_a_missing_column_of_the_key_is_named(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", "1001;1;2026;5;", overskrifter=[x for x in TAKST if x != "Ydelses-id"])
    assert "mangler kolonnen »Ydelses-id«, som kender rækkerne af takst fra hinanden" in _refusal(fil)


def test_two_columns_of_one_name_are_named_with_their_letters(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;;6", overskrifter=[*TAKST, "TAKST (KR.)"])
    assert "to kolonner hedder »Takst (kr.)« (kolonne E og G)" in _refusal(fil)
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;;6", overskrifter=[*TAKST, "Takst"])
    assert "to kolonner (»Takst (kr.)« og »Takst«) er det samme" in _refusal(fil)


def test_an_unknown_entity_and_one_that_does_not_fit_are_told(tmp_path):
    fil = write_csv(tmp_path / "x.csv", ";".join(BELAEGNING), "1001;2026;95")
    assert "Entiteten »ydelser« findes ikke" in _refusal(fil, entitet="ydelser")
    assert "mangler kolonnerne »Afdelings-id«, »Ydelses-id«" in _refusal(fil, entitet="takst")
    navngivet = write_csv(tmp_path / "belægning.csv", ";".join(BELAEGNING), "1001;2026;95")
    assert "det er ikke takst" in _refusal(navngivet, entitet="takst")


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path, monkeypatch):
    fil = write_csv(tmp_path / "x.csv", ";".join(BELAEGNING), "1001;2026;95")
    monkeypatch.setattr("crawler.files.filtype.STOERSTE_FIL", 10)
    assert "der læses højst" in _refusal(fil)
    assert "kan ikke læses" in _refusal(tmp_path / "ingen.csv")
