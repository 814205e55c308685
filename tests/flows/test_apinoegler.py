"""The keys of other systems on the command line."""

from functools import partial

import pytest

from tests.kommando import make_kommando


@pytest.fixture
def koer(monkeypatch, tmp_path, warehouse_url, capsys):
    return partial(make_kommando(monkeypatch, capsys, tmp_path, warehouse_url), "api-noegle")


def test_a_key_is_made_listed_and_closed_and_shown_only_once(koer):
    kode, noegle, sagt = koer(
        "opret", "--navn", "sagssystemet", "--omfang", "register:laes tilsyn:Nord", "--dage", "30"
    )
    assert kode == 0
    assert len(noegle.split()) == 1
    assert "vises kun nu" in sagt
    _, liste, _ = koer("liste")
    assert "åben" in liste
    assert "register:laes tilsyn:Nord" in liste
    assert noegle.strip() not in liste
    assert koer("luk", noegle[:12])[2] == "Nøglen til sagssystemet er lukket.\n"
    assert "lukket" in koer("liste")[1]


@pytest.mark.parametrize(
    ("ord_", "siger"),
    [
        (("opret", "--navn", "x", "--omfang", "alt"), "»alt« er ikke et omfang"),
        (("opret", "--navn", "x", "--omfang", "register:laes", "--dage", "4000"), "1 til 731 dage"),
        (("luk", "tjek_abc"), "»tilbudstjek api-noegle liste« viser dem"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(koer, ord_, siger):
    kode, ud, sagt = koer(*ord_)
    assert (kode, ud) == (1, "")
    assert siger in sagt
