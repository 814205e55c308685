"""Dumps that cannot be read: each leaves a failed run with a sentence, and nothing else."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from domain.dump import DumpFejl, encode_dump
from tests.builders import NAT_1, make_afdelinger, make_dump, write_dump
from tests.warehouse.rows import rows, values
from warehouse.load import load_dump
from warehouse.load.laes import read_dump

DUMP = make_dump(make_afdelinger(5))
INDHOLD = b"".join(encode_dump(DUMP.hoved, DUMP.poster, DUMP.slut))


def resealed(change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """The dump with something changed in its lines and a sum that fits again."""
    import hashlib

    linjer = [json.loads(linje) for linje in INDHOLD.splitlines()]
    change(linjer)
    krop = b"".join(json.dumps(linje).encode() + b"\n" for linje in linjer[:-1])
    return krop + json.dumps({**linjer[-1], "sha256": hashlib.sha256(krop).hexdigest()}).encode() + b"\n"


def in_afdeling(felt: str, value: Any) -> bytes:
    return resealed(lambda linjer: linjer[1]["afdeling"].update({felt: value}))


def in_tail(felt: str, value: Any) -> bytes:
    return resealed(lambda linjer: linjer[-1].update({felt: value}))


def in_head(felt: str, value: Any) -> bytes:
    return resealed(lambda linjer: linjer[0].update({felt: value}))


UDGAVER = {
    "cut in the middle": (INDHOLD[: len(INDHOLD) // 2], "dumpen"),
    "without its tail": (b"\n".join(INDHOLD.splitlines()[:-1]) + b"\n", "sidste linje"),
    "altered by one letter": (INDHOLD.replace(b"Birkehuset 3", b"Birkehuset 4"), "kontrolsum"),
    "empty": (b"", "afbrudt"),
    "another file": (b"PK\x03\x04 et regneark", "Linje 1"),
    "of another version": (in_head("version", 99), "version 99"),
    "without a time": (in_head("start", "i nat"), "starttidspunkt"),
    "with a time in no zone": (in_head("start", "2026-11-01T01:00:00"), "tidszone"),
    "with a number for an id": (in_afdeling("tilbudsid", 1001), "tilbudsid"),
    "with a blank id": (in_afdeling("afdelingsid", " "), "afdelingsid"),
    "with a list for a name": (in_afdeling("navn", ["a"]), "navn"),
    "with a word for a number": (in_afdeling("pladser_i_alt", "otte"), "pladser_i_alt"),
    "with a number for a flag": (in_afdeling("har_adresse", 1), "har_adresse"),
    "with a text for places": (in_afdeling("pladser", "otte"), "pladser"),
    "with a word for a total": (in_tail("lister", {"voksne": {"oplyst": "fem", "fundet": 5}}), "antal"),
    "with a list without a count": (in_tail("lister", {"voksne": {"oplyst": 5, "fundet": None}}), "antal"),
    "with a number for a tally": (in_tail("tal", 7), "forkert slags"),
    "with a number for a source": (in_head("kilde", 7), "første linje"),
    "with a number for a reason": (
        in_tail("manglende", [{"tilbudsid": "1", "afdelingsid": "2", "grund": 503}]),
        "forkert slags",
    ),
    "with a field nobody knows": (in_afdeling("takst", 12), "ikke kender"),
}


@pytest.mark.parametrize("udgave", UDGAVER)
def test_a_dump_that_cannot_be_read_is_a_failed_run_with_a_sentence(engine: Engine, tmp_path: Path, udgave: str):
    indhold, besked = UDGAVER[udgave]
    fil = tmp_path / "dump.jsonl"
    fil.write_bytes(indhold)
    resultat = load_dump(engine, fil, nu=NAT_1, begrundelse="Tag den alligevel.")
    assert (resultat.status, resultat.snapshot_id, resultat.antal) == ("fejlet", None, None)
    assert besked in str(resultat.aarsag)
    assert values(engine, "SELECT status FROM koersel") == ["fejlet"]
    assert values(engine, "SELECT COUNT(*) FROM snapshot") == [0]


def test_an_unreadable_dump_again_adds_no_run(engine: Engine, tmp_path: Path):
    fil = tmp_path / "dump.jsonl"
    fil.write_bytes(b"intet")
    foerste = load_dump(engine, fil, nu=NAT_1)
    assert load_dump(engine, fil, nu=NAT_1).koersel_id == foerste.koersel_id
    assert len(rows(engine, "SELECT * FROM koersel")) == 1


@pytest.mark.parametrize("sti", ["findes-ikke.jsonl", "."])
def test_a_file_that_is_not_there_is_a_failed_run(engine: Engine, tmp_path: Path, sti: str):
    resultat = load_dump(engine, tmp_path / sti, nu=NAT_1)
    assert resultat.status == "fejlet"
    assert "kan ikke læses" in str(resultat.aarsag)


def test_the_sum_covers_the_tail_too(tmp_path: Path):
    andre_lister = in_tail("lister", {"voksne": {"oplyst": 6, "fundet": 5}})
    assert read_dump(andre_lister).dump.slut.sha256 != ""
    assert read_dump(andre_lister).sha256 != read_dump(write_dump(DUMP, tmp_path).read_bytes()).sha256


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sted=st.integers(1, 5),
    felt=st.sampled_from(
        ["tilbudsid", "navn", "tilbudstyper", "pladser", "lister", "har_leder", "pladser_i_alt", "by"]
    ),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.floats(allow_nan=False),
        lambda indre: st.lists(indre, max_size=2) | st.dictionaries(st.text(max_size=2), indre, max_size=2),
        max_leaves=4,
    ),
)
def test_whatever_json_stands_in_a_field_the_dump_is_read_or_refused(sted: int, felt: str, value: Any):
    indhold = resealed(lambda linjer: linjer[sted]["afdeling"].update({felt: value}))
    with suppress(DumpFejl):
        afdeling = read_dump(indhold).dump.poster[sted - 1].afdeling
        assert isinstance(afdeling.tilbudsid, str)
        assert afdeling.pladser_i_alt is None or abs(afdeling.pladser_i_alt) <= 2**31


def test_signs_no_database_holds_are_taken_out_everywhere(engine: Engine, tmp_path: Path):
    def spoil(linjer: list[dict[str, Any]]) -> None:
        linjer[1]["afdeling"]["navn"] = "Hus\ud800et"
        linjer[1]["raa"] = {"Na\x00vn": ["Hus\udfffet"]}
        linjer[-1]["afvigelser"] = [{"art": "ukendt_etiket", "hvad": "Te\ud800st", "antal": 1, "eksempel": "\x00x"}]

    fil = tmp_path / "dump.jsonl"
    fil.write_bytes(resealed(spoil))
    assert load_dump(engine, fil, nu=NAT_1).status == "godkendt"
    assert rows(engine, "SELECT navn FROM afdeling WHERE afdelingsid = '1'") == [{"navn": "Huset"}]
    assert rows(engine, "SELECT indhold FROM raw_afdeling WHERE afdelingsid = '1'") == [
        {"indhold": '{"Navn":["Huset"]}'}
    ]
    assert rows(engine, "SELECT hvad, eksempel FROM sideafvigelse") == [{"hvad": "Test", "eksempel": "x"}]
