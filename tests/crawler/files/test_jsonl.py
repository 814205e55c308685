"""JSON Lines: names as headings, native values, and everything JSON can hold that a row cannot."""

import json

import pytest

from crawler.files.fejl import UdtraekFejl
from tests.crawler.files.byg import keys, laes

NOEGLE = {"tilbudsid": "1001", "afdelingsid": "1", "ydelsesid": "3", "takst_aar": 2026}


def _write(fil, *linjer):
    tekster = [linje if isinstance(linje, str) else json.dumps(linje, ensure_ascii=False) for linje in linjer]
    fil.write_text("\n".join(tekster), encoding="utf-8")
    return fil


def test_native_values_and_text_are_read_alike(tmp_path):
    fil = _write(
        tmp_path / "takst.jsonl",
        {**NOEGLE, "Takst (kr.)": 1234.5, "aendret_dato": "2025-12-31"},
        {**NOEGLE, "ydelsesid": 4, "Takst (kr.)": "1.234,50", "aendret_dato": None},
    )
    udtraek = laes(fil)
    assert keys(udtraek, "takst") == [("1001", "1", "3", 2026), ("1001", "1", "4", 2026)]
    assert [x.felter["takst_kr"] for x in udtraek.dump.raekker] == [1234.5, 1234.5]
    assert [x.felter["aendret_dato"] for x in udtraek.dump.raekker] == ["2025-12-31", None]


def test_objects_that_name_their_entity_are_sorted_by_it(tmp_path):
    fil = _write(
        tmp_path / "alt.jsonl",
        {"entitet": "takst", **NOEGLE, "takst_kr": 1},
        {"entitet": "belægning", "tilbudsid": "1001", "aar": 2026, "belaegning_pct": 95},
        {"entitet": "takst", **NOEGLE, "ydelsesid": "4", "takst_kr": 2},
    )
    udtraek = laes(fil)
    assert udtraek.rapport.entiteter == {"takst": 2, "belaegning": 1}


def test_what_is_no_number_and_what_is_more_than_one_value_is_told(tmp_path):
    linjer = [
        '"takst_kr": NaN',
        '"takst_kr": -Infinity',
        '"takst_kr": 1e999',
        '"takst_kr": [1, 2]',
        '"takst_kr": {"a": {}}',
    ]
    fil = _write(
        tmp_path / "takst.jsonl",
        *[json.dumps({**NOEGLE, "ydelsesid": str(n)})[:-1] + f", {linje}}}" for n, linje in enumerate(linjer)],
    )
    udtraek = laes(fil)
    assert [x.felter["takst_kr"] for x in udtraek.dump.raekker] == [None] * 5
    assert sorted(x.antal for x in udtraek.rapport.ark[0].celler) == [1, 2, 2]


@pytest.mark.parametrize(
    "linje",
    ["{", '{"tilbudsid": "1001"', "[1]", '"tekst"', "[" * 100_000, '{"a":' * 100_000, '{"a": ' + "9" * 5000 + "}"],
)
def test_a_line_that_is_no_object_is_refused_and_the_rest_is_read(tmp_path, linje):
    udtraek = laes(_write(tmp_path / "takst.jsonl", {**NOEGLE, "takst_kr": 1}, linje))
    assert len(udtraek.dump.raekker) == 1
    assert [(x.antal, x.raekker) for x in udtraek.rapport.ark[0].afviste] == [(1, (2,))]


def test_one_name_twice_in_an_object_is_refused(tmp_path):
    linje = json.dumps({**NOEGLE, "ydelsesid": "4"})[:-1] + ', "takst_kr": 1, "takst_kr": 2}'
    udtraek = laes(_write(tmp_path / "takst.jsonl", {**NOEGLE, "takst_kr": 1}, linje))
    assert "samme navn to gange" in udtraek.rapport.ark[0].afviste[0].grund


def test_two_names_of_one_field_are_refused(tmp_path):
    with pytest.raises(UdtraekFejl, match="to kolonner"):
        laes(_write(tmp_path / "takst.jsonl", {**NOEGLE, "takst_kr": 1, "Takst": 2}))


def test_one_long_list_and_a_file_without_objects_are_told(tmp_path):
    with pytest.raises(UdtraekFejl, match="Skriv ét JSON-objekt"):
        laes(_write(tmp_path / "takst.jsonl", json.dumps([NOEGLE])))
    with pytest.raises(UdtraekFejl, match="ingen af linjerne er et JSON-objekt"):
        laes(_write(tmp_path / "takst.jsonl", "{nej", "{nej"))


def test_letters_no_database_holds_are_left_out(tmp_path):
    udtraek = laes(_write(tmp_path / "takst.jsonl", json.dumps(NOEGLE)[:-1] + ', "ydelse": "a\\u0000b\\ud800c"}'))
    assert udtraek.dump.raekker[0].felter["ydelse"] == "abc"
    assert "\x00" not in str(udtraek.dump.raekker[0].raa)
