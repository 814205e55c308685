"""The wash kept beside the afdelinger: once per version and register, never for § 109."""

from datetime import timedelta

import pytest

from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdeling
from tests.dar import parse_adr, write_ndjson
from tests.warehouse.rows import rows, values
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.adresser.indlaes import load_dar
from warehouse.queries.rettelser import list_rettelser

DAR = ["Prøvevænget 2, 5000 Odense C", "Prøvevænget 3, 5000 Odense C"]


@pytest.fixture
def register(tmp_path):
    """A register with two houses."""
    return load(tmp_path, DAR, NAT_1)


def load(tmp_path, texts, nu):
    fil = tmp_path / "register.db"
    load_dar(write_ndjson(tmp_path / "dar", [parse_adr(text) for text in texts]), fil, nu=nu)
    return fil


def refresh(engine, register):
    tal = refresh_adressevask(engine, register)
    assert tal is not None
    return tal


def test_each_address_is_washed_once_and_again_when_it_changed(engine, tmp_path, register):
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2)], start=NAT_1)
    assert refresh(engine, register).vasket == 2
    assert refresh(engine, register).vasket == 0
    load_afdelinger(engine, tmp_path, [make_afdeling(1, adresse="Prøvevængt 3"), make_afdeling(2)], start=NAT_2)
    tal = refresh(engine, register)
    assert (tal.vasket, tal.uaendret) == (1, 1)
    assert values(engine, "SELECT kategori FROM nu_adressevask ORDER BY afdelingsid") == ["B", "A"]
    assert len(values(engine, "SELECT afdeling_id FROM adressevask")) == 2


def test_a_newer_register_washes_all_anew(engine, tmp_path, register):
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2)], start=NAT_1)
    refresh_adressevask(engine, register)
    load(tmp_path, DAR[:1], NAT_1 + timedelta(days=3))
    assert refresh(engine, register).vasket == 2
    assert rows(engine, "SELECT kategori, register_dag FROM nu_adressevask ORDER BY afdelingsid") == [
        {"kategori": "A", "register_dag": "2026-11-04"},
        {"kategori": "C", "register_dag": "2026-11-04"},
    ]


def test_without_a_register_nothing_is_kept(engine, tmp_path, register):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)], start=NAT_1)
    refresh_adressevask(engine, register)
    register.unlink()
    assert refresh_adressevask(engine, register) is None
    assert values(engine, "SELECT afdeling_id FROM adressevask") == []


def test_a_tilbud_that_becomes_protected_loses_its_wash(engine, tmp_path, register):
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2)], start=NAT_1)
    refresh_adressevask(engine, register)
    krisecenter = make_afdeling(1, tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8})
    load_afdelinger(engine, tmp_path, [krisecenter, make_afdeling(2)], start=NAT_2, begrundelse="Prøve")
    assert values(engine, "SELECT betegnelse FROM adressevask") == ["Prøvevænget 3, 5000 Odense C"]
    assert refresh(engine, register).vasket == 0


def test_certain_corrections_are_given_with_old_and_new(engine, tmp_path, register):
    afdelinger = [
        make_afdeling(1, adresse="Prøvevængt 2"),
        make_afdeling(2, adresse="PRØVEVÆNGET 3"),
        make_afdeling(3, adresse="Prøvevænget 99"),
        make_afdeling(4, adresse="Prøvevænget 3", postnr="5001"),
    ]
    load_afdelinger(engine, tmp_path, afdelinger, start=NAT_3)
    refresh_adressevask(engine, register)
    rettelser = list(list_rettelser(engine))
    assert [(x["tilbudsid"], x["gammel"], x["ny"], x["art"]) for x in rettelser] == [
        ("1001", "Prøvevængt 2, 5000 Odense C", "Prøvevænget 2, 5000 Odense C", "stavefejl"),
        ("1004", "Prøvevænget 3, 5001 Odense C", "Prøvevænget 3, 5000 Odense C", "postnr"),
    ]
    assert rettelser[0]["adresse_id"] == parse_adr(DAR[0]).id
