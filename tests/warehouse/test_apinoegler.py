"""The keys of other systems: shown once, kept as hashes, ended by time or by a person."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from domain.apiomfang import read_omfang
from tests.builders import NAT_1
from warehouse.apinoegler import ApiNoegleFejl, close_noegle, create_noegle, find_noegle, list_noegler, mark_used
from warehouse.transaktion import reading

LAES = read_omfang("register:laes")


def make(engine, navn="sagssystemet", dage=30):
    return create_noegle(engine, navn, LAES, dage=dage, af="KL", nu=NAT_1)


def find(engine, noegle):
    with reading(engine) as session:
        return find_noegle(session.connection(), noegle)


def test_a_key_is_found_by_itself_and_by_nothing_else(engine):
    noegle = make(engine)
    assert find(engine, noegle).navn == "sagssystemet"
    for anden in (
        noegle[:-1],
        noegle + "x",
        noegle.upper(),
        "",
        "tjek_",
        "'; DROP TABLE api_noegle; --",
        "\x00",
        "\ud800",
    ):
        assert find(engine, anden) is None


def test_only_its_hash_and_its_first_letters_are_kept(engine, tmp_path):
    noegle = make(engine)
    with reading(engine) as session:
        row = session.execute(text("SELECT * FROM api_noegle")).mappings().one()
    assert noegle not in map(str, row.values())
    assert len(row["hash"]) == 64
    assert noegle.startswith(row["begyndelse"])
    engine.dispose()
    assert not [fil.name for fil in tmp_path.iterdir() if noegle.encode() in fil.read_bytes()]


def test_a_key_ends_when_its_days_are_over(engine):
    noegle = make(engine, dage=30)
    assert find(engine, noegle).is_open(NAT_1 + timedelta(days=30, seconds=-1))
    assert not find(engine, noegle).is_open(NAT_1 + timedelta(days=30))


def test_a_closed_key_is_closed_for_good_and_stays_on_the_list(engine):
    noegle, anden = make(engine), make(engine, "dataplatformen")
    assert close_noegle(engine, noegle[:10], nu=NAT_1) == "sagssystemet"
    assert [(x.navn, x.is_open(NAT_1)) for x in list_noegler(engine)] == [
        ("sagssystemet", False),
        ("dataplatformen", True),
    ]
    assert find(engine, anden).is_open(NAT_1)
    with pytest.raises(ApiNoegleFejl, match="Ingen åbne nøgler"):
        close_noegle(engine, noegle, nu=NAT_1)


@pytest.mark.parametrize("begyndelse", ["", "tjek_", "%", "_", "findes-ikke"])
def test_a_beginning_that_is_not_of_one_key_closes_none(engine, begyndelse):
    make(engine)
    make(engine)
    with pytest.raises(ApiNoegleFejl, match="åbne nøgler begynder sådan"):
        close_noegle(engine, begyndelse, nu=NAT_1)
    assert all(x.lukket is None for x in list_noegler(engine))


def test_the_day_of_its_last_use_never_goes_back(engine):
    noegle = find(engine, make(engine))
    for dag in (date(2026, 11, 5), date(2026, 11, 4)):
        mark_used(engine, noegle.id, dag)
    assert list_noegler(engine)[0].sidst_brugt == date(2026, 11, 5)


@pytest.mark.parametrize(("navn", "dage"), [("", 30), ("  ", 30), ("x" * 81, 30), ("x", 0), ("x", -1), ("x", 732)])
def test_a_key_without_name_or_for_a_strange_time_is_not_made(engine, navn, dage):
    with pytest.raises(ApiNoegleFejl):
        make(engine, navn, dage=dage)
    assert list_noegler(engine) == ()
