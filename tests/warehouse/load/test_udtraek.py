"""Rows of a dataudtræk by validity: only changes are written, and nothing ends at its first absence."""

from datetime import timedelta
from typing import Any

from tests.builders import NAT_1, load_udtraek
from tests.warehouse.rows import rows as stored_rows


def _read(engine, sql):
    return [tuple(row.values()) for row in stored_rows(engine, sql)]


def test_a_delivery_is_read_back_with_day_numbers_and_folded_texts(engine, tmp_path):
    resultat = load_udtraek(engine, tmp_path, {"takst": [{}, {"ydelsesid": "4", "takst_enhed": "Pr. DØGN"}]})
    assert (resultat.status, resultat.snapshot_id, resultat.antal) == ("godkendt", None, 2)
    assert resultat.entiteter["takst"].nye == 2
    sql = "SELECT ydelsesid, takst_kr, aendret_dato, aendret_dato_nr, takst_enhed_foldet FROM nu_takst"
    assert _read(engine, sql) == [
        ("3", 2000.0, "2026-01-02", 739618, "doegn"),
        ("4", 2000.0, "2026-01-02", 739618, "pr doegn"),
    ]


def test_only_changes_are_written_and_a_row_ends_at_its_second_absence(engine, tmp_path):
    udtraek: list[list[dict[str, Any]]] = [
        [{}, {"ydelsesid": "4"}],
        [{"takst_kr": 2100.0}],
        [{"takst_kr": 2100.0}],
        [{"takst_kr": 2100.0}],
    ]
    tal = [
        load_udtraek(engine, tmp_path, {"takst": rows}, start=NAT_1 + timedelta(days=n)).entiteter["takst"]
        for n, rows in enumerate(udtraek)
    ]
    assert [(x.nye, x.aendrede, x.uaendrede, x.savnede, x.ophoerte) for x in tal] == [
        (2, 0, 0, 0, 0),
        (0, 1, 0, 1, 0),
        (0, 0, 1, 0, 1),
        (0, 0, 1, 0, 0),
    ]
    assert _read(engine, "SELECT ydelsesid, gyldig_fra, gyldig_til FROM takst ORDER BY id") == [
        ("3", 1, 2),
        ("4", 1, 3),
        ("3", 2, None),
    ]


def test_the_same_dataudtraek_again_writes_nothing(engine, tmp_path):
    foerste = load_udtraek(engine, tmp_path, {"plads": [{}]})
    anden = load_udtraek(engine, tmp_path, {"plads": [{}]})
    assert anden.allerede_indlaest
    assert anden.entiteter == foerste.entiteter
    assert _read(engine, "SELECT COUNT(*) FROM udtraek") == [(1,)]


def test_a_delivery_of_a_fraction_of_the_last_one_changes_nothing(engine, tmp_path):
    load_udtraek(engine, tmp_path, {"plads": [{"afdelingsid": str(n)} for n in range(100)]})
    resultat = load_udtraek(engine, tmp_path, {"plads": [{}]}, start=NAT_1 + timedelta(days=1))
    assert resultat.status == "afvist"
    assert resultat.aarsag is not None
    assert "bed om et nyt udtræk" in resultat.aarsag
    assert _read(engine, "SELECT COUNT(*) FROM nu_plads WHERE er_set") == [(100,)]
