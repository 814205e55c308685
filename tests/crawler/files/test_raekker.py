"""Rows: totals, doubles, keys that cannot be read, unknown headings - and that no value of theirs gets out."""

import csv
import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.files.fejl import UdtraekFejl
from domain.dump import encode_dump
from tests.crawler.files.byg import BELAEGNING, START, TAKST, keys, laes, write_csv, write_takster

HEMMELIG = "Rosenhaven 117"


def _everything_told(udtraek):
    dump = b"".join(encode_dump(udtraek.dump.hoved, udtraek.dump.poster, udtraek.dump.slut, udtraek.dump.raekker))
    return dump.decode() + json.dumps(udtraek.rapport.to_dict(), ensure_ascii=False)


def test_rows_that_sum_up_are_not_read_and_told(tmp_path):
    fil = write_csv(
        tmp_path / "belægning.csv",
        ";".join(BELAEGNING),
        "1001;2026;95",
        "I alt;;95",
        ";;Sum",
        "Total pr. år;2026;95",
        ";2026;95",
    )
    udtraek = laes(fil)
    ark = udtraek.rapport.ark[0]
    assert keys(udtraek, "belaegning") == [("1001", 2026)]
    assert ark.sumraekker == (3, 4, 5)
    assert [(x.raekker, x.grund.split(";")[0]) for x in ark.afviste] == [((6,), "»Tilbuds-id« er tom")]


def test_a_tilbud_called_sum_is_no_sum(tmp_path):
    fil = write_csv(tmp_path / "tilbud.csv", "Tilbuds-id;Navn", "1001;Sum Fondens hus", "1002;I alt godt")
    assert keys(laes(fil), "tilbud") == [("1001",), ("1002",)]


def test_a_note_at_the_end_is_no_tilbud(tmp_path):
    fil = write_csv(tmp_path / "tilbud.csv", "Tilbuds-id;Navn", "1001;Birkehuset", "Udtrukket 22-11-2026 af SBST;")
    udtraek = laes(fil)
    assert keys(udtraek, "tilbud") == [("1001",)]
    assert udtraek.rapport.ark[0].afviste[0].raekker == (3,)


def test_the_very_same_row_twice_counts_once(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", *["1001;1;3;2026;5;"] * 3)
    udtraek = laes(fil)
    assert len(udtraek.dump.raekker) == 1
    assert udtraek.rapport.ark[0].dubletter == 2


def test_one_key_with_two_contents_counts_for_none(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;", "1001;1;4;2026;5;", "1001;1;3;2026;6;")
    udtraek = laes(fil)
    assert keys(udtraek, "takst") == [("1001", "1", "4", 2026)]
    afvist = udtraek.rapport.ark[0].afviste[0]
    assert (afvist.antal, afvist.raekker) == (2, (2, 4))
    assert "forskelligt indhold" in afvist.grund


def test_a_cell_that_cannot_be_read_is_empty_and_told_ten_times_at_most(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", *[f"1001;1;{n};2026;efter aftale;31-12-25" for n in range(15)])
    udtraek = laes(fil)
    pris, dato = udtraek.rapport.ark[0].celler
    assert (pris.felt, pris.antal, pris.raekker) == ("takst_kr", 15, tuple(range(2, 12)))
    assert (dato.felt, dato.antal, dato.kolonne) == ("aendret_dato", 15, "F")
    assert udtraek.dump.raekker[0].felter["takst_kr"] is None
    assert udtraek.dump.raekker[0].felter["takst_tekst"] == "efter aftale"
    assert udtraek.dump.slut.tal["ulaeselige_celler"] == 30


def test_the_words_of_a_price_column_of_its_own_win(tmp_path):
    fil = write_takster(
        tmp_path / "takst.csv", "1001;1;3;2026;5;;fem", "1001;1;4;2026;5;;", overskrifter=[*TAKST, "Takst som skrevet"]
    )
    assert [x.felter["takst_tekst"] for x in laes(fil).dump.raekker] == ["fem", "5"]


def test_unknown_headings_are_told_and_their_values_never(tmp_path):
    fil = write_takster(
        tmp_path / "takst.csv",
        f"1001;1;3;2026;5;;{HEMMELIG};{HEMMELIG}",
        f"{HEMMELIG};1;3;2026;5;;;",
        f"1001;1;4;2026;{HEMMELIG};;;",
        overskrifter=[*TAKST, "Nyt felt", ""],
    )
    udtraek = laes(fil)
    ukendte = [(x.kolonne, x.overskrift) for x in udtraek.rapport.ark[0].ukendte]
    assert ukendte == [("G", "Nyt felt"), ("H", "(uden overskrift)")]
    assert [x.hvad for x in udtraek.dump.slut.afvigelser][:2] == ["takst: Nyt felt", "takst: (uden overskrift)"]
    fortalt = _everything_told(udtraek)
    # Only the cell of a known heading is kept, as written.
    assert fortalt.count(HEMMELIG) == 2
    assert HEMMELIG not in json.dumps(udtraek.rapport.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("overskrift", ["kontakt@tilbud.example.org", "Tlf. 32401020", "010203-1234", "x" * 61])
def test_a_value_standing_where_a_heading_should_is_not_repeated(tmp_path, overskrift):
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;;x", overskrifter=[*TAKST, overskrift])
    assert overskrift not in _everything_told(laes(fil))


def test_plejefamilier_come_without_names_addresses_and_cpr(tmp_path):
    fil = write_csv(
        tmp_path / "plejefamilier.csv",
        "Plejefamilie-id;Plejefamiliens navn;Adresse;CPR-nr.;Socialtilsyn;Plejefamilietype;Godkendte pladser;Note",
        f"501;Familien Ibsen;{HEMMELIG};010203-1234;Syd;Almen;2;Ring til Ib Ibsen",
        f"010203-1234;Familien Ibsen;{HEMMELIG};;Syd;Almen;2;",
        f"0102031235;Familien Ibsen;;;Syd;{HEMMELIG};2;",
        f"502;Familien Ibsen;;;Syd;{HEMMELIG};2;",
    )
    udtraek = laes(fil)
    ark = udtraek.rapport.ark[0]
    assert keys(udtraek, "plejefamilie") == [("501",), ("502",)]
    assert [x.overskrift for x in ark.ukendte if "bevidst ikke læst" in (x.hvorfor or "")] == [
        "Plejefamiliens navn",
        "Adresse",
        "CPR-nr.",
    ]
    assert [(x.antal, x.raekker) for x in ark.afviste] == [(2, (3, 4))]
    assert "ligner et CPR-nummer" in ark.afviste[0].grund
    fortalt = _everything_told(udtraek)
    for hemmeligt in ("Ibsen", HEMMELIG, "010203", "0102031235"):
        assert hemmeligt not in fortalt
    assert udtraek.dump.raekker[1].felter["familietype"] is None


def test_the_same_file_about_the_same_day_is_the_same_run_and_another_day_is_not(tmp_path):
    fil = write_takster(tmp_path / "takst.csv", "1001;1;3;2026;5;")
    foerste, samme_dag, dagen_efter = (
        laes(fil, start=START + timedelta(hours=timer)).dump.hoved.koersel for timer in (0, 1, 24)
    )
    assert foerste == samme_dag != dagen_efter


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=8), max_size=6))
def test_no_rows_break_the_reader_and_every_row_is_accounted_for(tmp_path, raekker):
    fil = tmp_path / "takst.csv"
    with fil.open("w", encoding="utf-8", newline="") as ud:
        csv.writer(ud, delimiter=";").writerows([TAKST, *raekker])
    with fil.open(encoding="utf-8", newline="") as ind:
        antal = sum(1 for _ in csv.reader(ind, delimiter=";"))
    try:
        ark = laes(fil).rapport.ark[0]
    except UdtraekFejl:
        return
    talt = ark.raekker + ark.tomme + ark.dubletter + len(ark.sumraekker) + ark.afviste_antal
    assert talt == antal - 1
