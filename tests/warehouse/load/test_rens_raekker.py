"""The kinds of a dataudtræk's values: what is stored as it should be, and what makes the dump unreadable."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from domain.dump import DumpFejl, encode_dump
from domain.entiteter import ENTITETER, Art
from tests.builders import NAT_1, NAT_2, make_udtraek, write_dump
from tests.warehouse.rows import rows, values
from warehouse.load import load_dump
from warehouse.load.laes import read_dump

DUMP = make_udtraek({"takst": [{}], "plads": [{}], "kvalitetsscore": [{}], "tilbud": [{}]})
INDHOLD = b"".join(encode_dump(DUMP.hoved, DUMP.poster, DUMP.slut, DUMP.raekker))
PLADS = {raekke.entitet: nummer for nummer, raekke in enumerate(DUMP.raekker, start=1)}


def resealed(change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """The dump with something changed in its lines and a sum that fits again."""
    linjer = [json.loads(linje) for linje in INDHOLD.splitlines()]
    change(linjer)
    krop = b"".join(json.dumps(linje).encode() + b"\n" for linje in linjer[:-1])
    return krop + json.dumps({**linjer[-1], "sha256": hashlib.sha256(krop).hexdigest()}).encode() + b"\n"


def with_felt(entitet: str, felt: str, value: Any) -> bytes:
    return resealed(lambda linjer: linjer[PLADS[entitet]]["felter"].update({felt: value}))


def with_entiteter(**entiteter: Any) -> bytes:
    return resealed(lambda linjer: linjer[-1].update(entiteter=entiteter))


FORKERTE = {
    "a word for an amount": (with_felt("takst", "takst_kr", "2.000,00"), "takst_kr"),
    "no number": (with_felt("takst", "takst_kr", float("nan")), "takst_kr"),
    "an endless amount": (with_felt("takst", "takst_kr", float("inf")), "takst_kr"),
    "an amount no machine holds": (with_felt("takst", "takst_kr", 10**400), "takst_kr"),
    "a flag for an amount": (with_felt("takst", "takst_kr", value=True), "takst_kr"),
    "a fraction for places": (with_felt("plads", "godkendte_antal", 8.5), "godkendte_antal"),
    "a number for a text": (with_felt("takst", "ydelse", 7), "ydelse"),
    "a day as people write it": (with_felt("takst", "aendret_dato", "31-12-2025"), "aendret_dato"),
    "a day that is not in the calendar": (with_felt("takst", "aendret_dato", "2025-02-30"), "aendret_dato"),
    "a word for a flag": (with_felt("tilbud", "er_koncern", "ja"), "er_koncern"),
    "a key without a value": (with_felt("takst", "tilbudsid", None), "mangler nøglen tilbudsid"),
    "a blank key": (with_felt("takst", "ydelsesid", " "), "mangler nøglen ydelsesid"),
    "a key no database holds": (with_felt("takst", "ydelsesid", "3\x00"), "mangler nøglen ydelsesid"),
    "a year no database holds": (with_felt("takst", "takst_aar", 10**12), "mangler nøglen takst_aar"),
    "a day in the key that is none": (with_felt("kvalitetsscore", "vurderet_dato", "i går"), "vurderet_dato"),
    "a column of another entity": (with_felt("plads", "takst_kr", 1.0), "ikke kender: takst_kr"),
    "another number of rows": (with_entiteter(takst=2, plads=1, kvalitetsscore=1, tilbud=1), "andet antal rækker"),
    "an entity the tail forgets": (with_entiteter(takst=1, plads=1, kvalitetsscore=1), "andet antal rækker"),
    "a word for a number of rows": (with_entiteter(takst="en"), "andet antal rækker"),
}


@pytest.mark.parametrize("udgave", FORKERTE)
def test_a_dump_with_a_row_of_the_wrong_kind_is_a_failed_run_with_a_sentence(engine: Engine, tmp_path, udgave: str):
    indhold, besked = FORKERTE[udgave]
    fil = tmp_path / "dump.jsonl"
    fil.write_bytes(indhold)
    resultat = load_dump(engine, fil, nu=NAT_1, begrundelse="Tag den alligevel.")
    assert (resultat.status, resultat.snapshot_id) == ("fejlet", None)
    assert besked in str(resultat.aarsag)
    assert values(engine, "SELECT COUNT(*) FROM udtraek") == [0]


def test_signs_no_database_holds_are_taken_out_and_amounts_have_one_spelling(engine: Engine, tmp_path):
    def spoil(linjer: list[dict[str, Any]]) -> None:
        raekke = linjer[PLADS["takst"]]
        raekke["felter"].update(ydelse="Op\x00hold\ud800", takst_kr=2000, takst_liste_kr=-0.0, aendret_dato="20260102")
        raekke["raa"] = {"Ta\x00kst": "2.000\udfff"}

    fil = tmp_path / "dump.jsonl"
    fil.write_bytes(resealed(spoil))
    assert load_dump(engine, fil, nu=NAT_1).status == "godkendt"
    assert rows(engine, "SELECT ydelse, takst_kr, takst_liste_kr, aendret_dato FROM takst") == [
        {"ydelse": "Ophold", "takst_kr": 2000.0, "takst_liste_kr": 0.0, "aendret_dato": "2026-01-02"}
    ]
    assert values(engine, "SELECT indhold FROM raw_udtraek WHERE entitet = 'takst'") == ['{"Takst":"2.000"}']


def test_a_whole_amount_and_the_same_with_a_point_are_no_change(engine: Engine, tmp_path):
    def written(value: float, start: str) -> Callable[[list[dict[str, Any]]], None]:
        def change(linjer: list[dict[str, Any]]) -> None:
            linjer[PLADS["takst"]]["felter"].update(takst_kr=value)
            linjer[0].update(start=start)

        return change

    for value, nat in ((2000, NAT_1), (2000.0, NAT_2)):
        fil = tmp_path / f"{nat:%d}.jsonl"
        fil.write_bytes(resealed(written(value, nat.isoformat())))
        resultat = load_dump(engine, fil, nu=nat)
    assert resultat.entiteter["takst"].uaendrede == 1


def test_a_number_too_large_for_its_column_is_no_usable_number(engine: Engine, tmp_path):
    fil = tmp_path / "dump.jsonl"
    fil.write_bytes(with_felt("plads", "godkendte_antal", 10**12))
    assert load_dump(engine, fil, nu=NAT_1).status == "godkendt"
    assert values(engine, "SELECT godkendte_antal FROM plads") == [None]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.floats(),
    lambda indre: st.lists(indre, max_size=2) | st.dictionaries(st.text(max_size=2), indre, max_size=2),
    max_leaves=4,
)
FELTER = [(navn, kolonne) for navn in PLADS for kolonne in ENTITETER[navn].kolonner]
TYPER: dict[Art, type] = {
    Art.TEKST: str,
    Art.HELTAL: int,
    Art.TAL: float,
    Art.DATO: str,
    Art.JANEJ: bool,
}


@settings(max_examples=150, deadline=None)
@given(felt=st.sampled_from(FELTER), value=JSON)
def test_whatever_json_stands_in_a_column_the_dump_is_read_or_refused(felt, value: Any):
    entitet, kolonne = felt
    with suppress(DumpFejl):
        dump = read_dump(with_felt(entitet, kolonne.navn, value)).dump
        (raekke,) = [x for x in dump.raekker if x.entitet == entitet]
        laest = raekke.felter[kolonne.navn]
        assert laest is None or type(laest) is TYPER[kolonne.art]
        assert laest is not None or not kolonne.er_noegle
        assert kolonne.art is not Art.DATO or laest is None or date.fromisoformat(str(laest)).isoformat() == laest


def test_a_faultless_dump_is_read_as_it_was_written(tmp_path):
    laest = read_dump(write_dump(DUMP, tmp_path).read_bytes()).dump
    assert laest.raekker == DUMP.raekker
