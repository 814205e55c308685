"""The table of headings: the program's own, a person's, and every mistake a person can make in one."""

import pytest

from crawler.files.fejl import UdtraekFejl
from crawler.files.former import entity_names, forms_of, key_of
from crawler.files.kolonner import load_kolonner, parse_kolonner
from tests.crawler.files.byg import TABEL, keys, laes, write_csv, write_takster

HOVED = "version;entitet;overskrift;felt;bemaerkning"


def _table(*ekstra):
    """The keys of every entity under headings of their own, and some lines more."""
    noegler = [f"1;{entitet};{felt};{felt};" for entitet in entity_names() for felt in key_of(entitet)]
    return "\n".join([HOVED, *noegler, *ekstra])


def test_every_field_of_every_entity_has_a_heading_and_its_own_name_is_one():
    for entitet in entity_names():
        assert list(TABEL.overskrifter[entitet]) == list(forms_of(entitet))
        assert all(TABEL.find_felt(entitet, felt) == felt for felt in forms_of(entitet))


def test_headings_are_compared_without_case_punctuation_and_danish_letters():
    assert TABEL.find_felt("takst", "  TAKST (KR.) ") == "takst_kr"
    assert TABEL.find_felt("takst", "Takst, kr") == "takst_kr"
    assert TABEL.find_felt("takst", "Maalgruppe") == TABEL.find_felt("takst", "målgruppe") == "maalgruppe"
    assert TABEL.find_felt("takst", "Ny takst") is None


def test_the_version_is_the_newest_of_any_row():
    assert parse_kolonner(_table("7;takst;Pris;takst_kr;"), "t.csv").version == 7


def test_a_table_of_ones_own_is_used_instead(tmp_path):
    tabel = write_csv(tmp_path / "tabel.csv", _table("2;takst;Pris;takst_kr;"), encoding="utf-8-sig")
    fil = write_takster(
        tmp_path / "takst.csv",
        "1001;1;3;2026;2.000",
        overskrifter=["tilbudsid", "afdelingsid", "ydelsesid", "takst_aar", "Pris"],
    )
    udtraek = laes(fil, kolonner=tabel)
    assert udtraek.dump.raekker[0].felter["takst_kr"] == 2000.0
    assert udtraek.rapport.kolonnetabel == 2
    assert keys(udtraek, "takst") == [("1001", "1", "3", 2026)]


@pytest.mark.parametrize(
    ("linje", "siger"),
    [
        ("1;ydelse;X;x;", "entiteten »ydelse« findes ikke. Den skal være afdelinger, tilbud"),
        ("1;takst;X;pris;", "takst har ikke feltet »pris«. Felterne er tilbudsid"),
        ("1;takst;Takst-AAR;takst_kr;", "overskriften »Takst-AAR« står to gange for takst (for takst_aar og takst_kr)"),
        ("x;takst;X;takst_kr;", "versionen »x« er ikke et helt tal"),
        ("1;takst; ;takst_kr;", "overskriften mangler"),
        ("1;takst", "har ikke feltet »«"),
    ],
)
def test_a_mistake_in_the_table_is_told_with_its_line(linje, siger):
    antal = _table().count("\n") + 1
    with pytest.raises(UdtraekFejl) as fejl:
        parse_kolonner(_table(linje), "tabel.csv")
    assert f"tabel.csv, linje {antal + 1}: " in str(fejl.value)
    assert siger in str(fejl.value)


def test_a_key_without_a_heading_is_told():
    uden = "\n".join(linje for linje in _table().splitlines() if not linje.startswith("1;takst;ydelsesid"))
    with pytest.raises(UdtraekFejl, match="takst har ingen overskrift til ydelsesid"):
        parse_kolonner(uden, "tabel.csv")


def test_a_file_that_is_no_such_table_is_told(tmp_path):
    with pytest.raises(UdtraekFejl, match="første linje skal være version;entitet"):
        parse_kolonner("a,b,c\n1,2,3\n", "tabel.csv")
    with pytest.raises(UdtraekFejl, match="kan ikke læses: den findes ikke"):
        load_kolonner(tmp_path / "ingen.csv")
    with pytest.raises(UdtraekFejl, match="ikke gemt som UTF-8"):
        load_kolonner(write_csv(tmp_path / "t.csv", "overskrift;æ", encoding="cp1252"))
