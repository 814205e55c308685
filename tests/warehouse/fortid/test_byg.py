"""A past night built again shows every view as it was that night."""

from datetime import date

import pytest
from sqlalchemy import create_engine, text

from expectations.registry import load_regler
from expectations.spark.behov import find_behov
from tests.builders import NAT_1, NAT_2, NAT_3, NAT_4, load_afdelinger, load_udtraek, make_afdeling
from warehouse.fortid.byg import build_nat
from warehouse.fortid.kilde import copy_kilde
from warehouse.fortid.naetter import Nat, list_naetter

ALTID = (date(2000, 1, 1), date(2100, 1, 1))
# Worked out anew for each night, so not part of what is built.
AFLEDTE = {"nu_takstgruppe", "nu_budgetgruppe"}
VIEWS = sorted({navn for navn in find_behov(load_regler()) if not navn.startswith("reference_")} - AFLEDTE)


def _see(engine):
    """Every row of every view that rules read; ids of the delivery that brought a row are history, not state."""
    with engine.connect() as forbindelse:
        return {
            view: sorted(map(_row, forbindelse.execute(text(f"SELECT * FROM {view}")).mappings())) for view in VIEWS
        }


def _row(row):
    return str({navn: str(v) for navn, v in row.items() if navn != "gyldig_til"})


def _load(engine, mappe, afdelinger, nat):
    assert load_afdelinger(engine, mappe, afdelinger, start=nat, begrundelse="prøve").status == "godkendt"


def _deliver(engine, mappe, entiteter, nat):
    assert load_udtraek(engine, mappe, entiteter, start=nat, begrundelse="prøve").status == "godkendt"


@pytest.fixture
def historie(engine, tmp_path):
    """Four nights in which an afdeling changes, one ends, one is new and takster change; and what was seen each."""
    alle = [make_afdeling(nummer) for nummer in range(1, 9)]
    set_ = []
    _deliver(engine, tmp_path, {"takst": [{"tilbudsid": "1001", "takst_kr": 1000.0}], "budget": []}, NAT_1)
    _load(engine, tmp_path, alle, NAT_1)
    set_.append(_see(engine))
    _load(engine, tmp_path, [make_afdeling(1, cvr=None), *alle[1:7], make_afdeling(9)], NAT_2)
    set_.append(_see(engine))
    _deliver(engine, tmp_path, {"takst": [{"tilbudsid": "1001", "takst_kr": 2000.0}, {"tilbudsid": "1002"}]}, NAT_3)
    _load(engine, tmp_path, [make_afdeling(1, cvr=None), *alle[1:7], make_afdeling(9)], NAT_3)
    set_.append(_see(engine))
    _load(engine, tmp_path, [make_afdeling(1, email=None), *alle[1:7], make_afdeling(9)], NAT_4)
    set_.append(_see(engine))
    return set_


@pytest.mark.begge_lagre
def test_every_view_is_as_it_was_each_night(historie, engine, tmp_path):
    mappe = tmp_path / "kilde"
    mappe.mkdir()
    copy_kilde(engine, mappe)
    naetter = list_naetter(engine, *ALTID)
    assert len(naetter) == len(historie) == 4
    for nat, dengang in zip(naetter, historie, strict=True):
        fil = mappe / f"{nat.snapshot_id}.db"
        build_nat(mappe, nat, fil)
        nu = _see(create_engine(f"sqlite:///{fil}"))
        assert _as_sqlite(dengang) == _as_sqlite(nu)
    assert historie[0]["nu_takst"] != historie[2]["nu_takst"]
    assert len({str(set_["nu_afdeling"]) for set_ in historie}) == 4


def _as_sqlite(set_):
    """The same text for yes and no, whichever engine gave it."""
    return {
        view: sorted(row.replace("'True'", "'1'").replace("'False'", "'0'") for row in rows)
        for view, rows in set_.items()
    }


def test_the_nights_of_a_period_know_what_had_been_delivered(historie, engine):
    assert [nat.udtraek_id for nat in list_naetter(engine, *ALTID)] == [2, 2, 3, 3]
    assert list_naetter(engine, date(2026, 11, 2), date(2026, 11, 3)) == (
        Nat(snapshot_id=2, dag=date(2026, 11, 2), udtraek_id=2),
        Nat(snapshot_id=3, dag=date(2026, 11, 3), udtraek_id=3),
    )


def test_the_history_has_no_mail_no_case_and_no_user(historie, engine, tmp_path):
    mappe = tmp_path / "kilde"
    mappe.mkdir()
    copy_kilde(engine, mappe)
    with create_engine(f"sqlite:///{mappe / 'kilde.db'}").connect() as forbindelse:
        navne = {row[0] for row in forbindelse.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))}
    assert {"afdeling", "takst"} <= navne
    assert not navne & {"mail", "mail_svar", "sag", "adgangslog", "afvigelse", "adressebog"}
