import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampling.fejl import StikproeveFejl
from sampling.kontroltraek import check_fil, check_traek
from sampling.traek import draw_stikproeve
from sampling.traekfil import read_traek_csv, write_traek_csv
from tests.sampling.landet import NUMMER, TAL, make_landet, share_out

ENHEDER = make_landet(300)
TEKST = write_traek_csv(ENHEDER, draw_stikproeve(ENHEDER, share_out(ENHEDER, 4), nummer=NUMMER, offentligt_tal=TAL))


def _checked(tekst):
    return check_traek(read_traek_csv(tekst))


def _first(tekst, udtrukket):
    return next(linje for linje in tekst.splitlines() if linje.endswith(f";{udtrukket}") and linje.count(";") == 5)


def test_a_file_as_it_was_written_is_found_equal_and_counted():
    kontrol = _checked(TEKST)
    assert kontrol.er_ens
    assert kontrol.antal_enheder == 300
    assert kontrol.antal_udelukket == sum(enhed.udelukket is not None for enhed in ENHEDER)
    assert kontrol.antal_udtrukket == sum(share_out(ENHEDER, 4).values())


def test_what_is_written_reads_back_as_it_was():
    fil = read_traek_csv(TEKST)
    assert write_traek_csv(fil.enheder, fil.traek) == TEKST
    assert fil.antal_pr_stratum == share_out(ENHEDER, 4)


def test_a_file_saved_by_a_spreadsheet_is_read_all_the_same(tmp_path):
    fil = tmp_path / "traek.csv"
    fil.write_bytes(b"\xef\xbb\xbf" + TEKST.replace("\n\n", "\n;;;;;\n").replace("\n", "\r\n").encode())
    assert check_fil(fil).er_ens


def test_units_swapped_in_and_out_are_named():
    ind, ud = _first(TEKST, "nej;".rstrip(";")), _first(TEKST, "ja")
    byttet = TEKST.replace(ud, ud[:-2] + "nej")
    kontrol = _checked(byttet)
    assert kontrol.afvigelser == (f"{ud.split(';')[0]} er ikke udtrukket i filen; det er forkert.",)
    assert ind in TEKST


def test_a_unit_added_after_the_freeze_shows_in_the_hash_of_the_frame():
    kontrol = _checked(TEKST + "999999;Nord / § 43;;;;nej\n")
    assert not kontrol.er_ens
    assert "Rammens hash er" in kontrol.afvigelser[0]


def test_another_public_number_makes_every_hash_wrong_but_only_the_first_twenty_are_named():
    kontrol = _checked(TEKST.replace(TAL, "1 2 3"))
    assert len(kontrol.afvigelser) == 21
    assert kontrol.afvigelser[-1].endswith("afvigelser mere.")


def test_a_larger_number_for_a_stratum_than_was_drawn_is_seen():
    assert (
        "er ikke udtrukket i filen"
        in _checked(TEKST.replace("antal;Nord / § 43;4", "antal;Nord / § 43;5")).afvigelser[0]
    )


def test_an_excluded_unit_with_a_place_in_the_draw_is_seen():
    ude = next(linje for linje in TEKST.splitlines() if ";lukket;" in linje)
    assert "er udelukket" in _checked(TEKST.replace(ude, ude.replace(";;;nej", ";ab;9;ja"))).afvigelser[0]


def test_an_audit_package_is_read_by_its_list(tmp_path):
    with zipfile.ZipFile(tmp_path / "pakke.zip", "w") as pakke:
        pakke.writestr("27-1/LAES-MIG.txt", "hej")
        pakke.writestr("27-1/traek.csv", TEKST)
    assert check_fil(tmp_path / "pakke.zip").er_ens


@pytest.mark.parametrize(
    ("indhold", "siger"),
    [
        (b"", "ikke en tr"),
        (b"a;b;c\n1;2;3\n", "ikke en tr"),
        (TEKST.replace("offentligt_tal;", "x;").encode(), "mangler offentligt_tal"),
        (TEKST.encode("utf-16"), "UTF-8"),
        (TEKST.replace("antal;Nord / § 43;4", "antal;Nord / § 43;fire").encode(), "antal;stratum;tal"),
        (TEKST.replace(";1;ja", ";første;ja", 1).encode(), "ikke et helt tal"),
        (TEKST.replace(";1;ja", ";1", 1).encode(), "har ikke de 6 felter"),
        (TEKST.encode()[:-40], "har ikke de 6 felter"),
        (("x" * 200_000 + ";").encode(), "CSV"),
        (b"PK\x05\x06" + bytes(18), "ingen traek.csv"),
    ],
)
def test_a_file_that_is_none_says_what_is_wrong(tmp_path, indhold, siger):
    (tmp_path / "fil").write_bytes(indhold)
    with pytest.raises(StikproeveFejl, match=siger):
        check_fil(tmp_path / "fil")


def test_a_file_that_is_not_there_and_a_broken_package_are_said(tmp_path):
    with pytest.raises(StikproeveFejl, match="findes ikke"):
        check_fil(tmp_path / "borte.csv")
    with zipfile.ZipFile(tmp_path / "hel.zip", "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("traek.csv", TEKST)
    raa = bytearray((tmp_path / "hel.zip").read_bytes())
    raa[60:400] = bytes(340)
    (tmp_path / "knust.zip").write_bytes(raa)
    with pytest.raises(StikproeveFejl, match="kan ikke læses"):
        check_fil(tmp_path / "knust.zip")


@given(st.integers(0, len(TEKST) - 1), st.characters(codec="utf-8"))
def test_one_sign_changed_anywhere_is_found_or_refused_unless_it_is_white(plads, tegn):
    if TEKST[plads] == tegn or tegn in "\r\n\ufeff":
        return
    try:
        kontrol = _checked(TEKST[:plads] + tegn + TEKST[plads + 1 :])
    except StikproeveFejl:
        return
    assert not kontrol.er_ens or not TEKST[plads].strip() or not tegn.strip()
