"""The wash: A when it is the address, B when it is certain, C whenever it is not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vask import Aarsag, Kategori
from tests.dar import GAELDENDE, NU, Adr, make_id
from warehouse.adresser.indlaes import load_dar
from warehouse.adresser.register import Register
from warehouse.adresser.vask import wash

RIGTIG_DAR = Path(__file__).resolve().parents[4] / "shared" / "reference" / "dar"
RINGDUEGADE = Adr(gade="Ringduegade 12", etage="2", doer="th")


def wash_found(register, text):
    vask = wash(register, text)
    assert vask.fundet is not None
    return vask, vask.fundet


def found(register, text):
    vask = wash(register, text)
    return vask.kategori.value, vask.fundet and vask.fundet.adresse_id


@pytest.mark.parametrize("adr", GAELDENDE, ids=lambda adr: adr.betegnelse)
def test_a_current_address_as_it_stands_is_exact_with_its_own_id(register, adr):
    vask, fundet = wash_found(register, adr.betegnelse)
    assert vask.kategori is Kategori.A
    assert (fundet.adresse_id, fundet.husnummer_id) == (adr.id, adr.husnummer)
    assert fundet.betegnelse == adr.betegnelse


@pytest.mark.parametrize(
    "text",
    [
        "RINGDUEGADE 12 2TH 5000 ODENSE C",
        "ringduegade 12, 2. sal til højre, dk-5000 odense c, danmark",
        "c/o Prøveperson, Ringduegade 12, 2. th, 5000 Odense C",
        "Ringduegade 12, 2. th, 5000",
    ],
)
def test_other_accepted_ways_to_write_it_are_exact_too(register, text):
    assert found(register, text) == ("A", RINGDUEGADE.id)


@pytest.mark.parametrize(
    "text",
    [
        "Ringdugade 12, 2. th, 5000 Odense C",
        "Rignduegdae 12, 2. th, 5000 Odense C",
        "Ringduegade 12, 2. th, 5000 Odnse C",
        "Ringduegade 12, 2. th, 5000 Odense",
        "Ringduegade 12, 2. th, 5001 Odense C",
        "Ringduegade 12, 2. th, Odense C",
        "Bofællesskabet Solsikken Ringduegade 12, 2. th, 5000 Odense C",
    ],
)
def test_one_part_a_little_wrong_is_certain(register, text):
    assert found(register, text) == ("B", RINGDUEGADE.id)


@pytest.mark.parametrize(
    ("text", "aarsag"),
    [
        ("Ringduegade 13, 5000 Odense C", Aarsag.UKENDT_NUMMER),
        ("Ringdugade 13, 5000 Odense C", Aarsag.UKENDT_NUMMER),
        ("Ringduegade 12B, 5000 Odense C", Aarsag.UKENDT_NUMMER),
        ("Ringduegade 12, 3. th, 5000 Odense C", Aarsag.UKENDT_ENHED),
        ("Ringduegade 12, 2. mf, 5000 Odense C", Aarsag.UKENDT_ENHED),
        ("Ringduegade 12, 2., 5000 Odense C", Aarsag.UKENDT_ENHED),
        ("Ringduegade 14, 1. tx, 5000 Odense C", Aarsag.UKENDT_REST),
        ("Ringduegade 12, II th, 5000 Odense C", Aarsag.UKENDT_REST),
        ("Ringduegade 12-14, 5000 Odense C", Aarsag.INTERVAL),
        ("Ringduegade, 5000 Odense C", Aarsag.UDEN_NUMMER),
        ("Findesikkevej 12, 5000 Odense C", Aarsag.UKENDT_VEJ),
        ("Ringduegade 12, 2. th, 8000 Aarhus C", Aarsag.UKENDT_VEJ),
        ("Ringduegade 12, 2. th", Aarsag.UKENDT_VEJ),
        ("Stergade 8, 5000 Odense C", Aarsag.UKLAR_VEJ),
        ("Nyej 1, 5000 Odense C", Aarsag.UKLAR_VEJ),
        ("Elmevej 3, 5200 Odense V", Aarsag.FLERE),
        ("Elmevej 5, Stegsted, 5200 Odense V", Aarsag.UKENDT_REST),
        ("Ahornvej 9, 5200 Odense C", Aarsag.UKLAR_VEJ),
        ("Revet Ned Vej 3, 5000 Odense C", Aarsag.NEDLAGT),
        ("x" * 10_000, Aarsag.FOR_LANG),
        ("", Aarsag.UDEN_NUMMER),
    ],
)
def test_what_does_not_exist_or_can_be_several_is_never_certain(register, text, aarsag):
    vask = wash(register, text)
    assert (vask.kategori, vask.fundet, vask.aarsag) == (Kategori.C, None, aarsag)
    assert vask.besked.endswith(".")


def test_a_street_near_another_streets_name_is_told_by_the_house_that_exists(register):
    assert found(register, "Elmevje 3, Bolbro, 5200 Odense V")[0] == "B"


def test_the_supplerende_by_tells_two_houses_apart(register):
    assert found(register, "Elmevej 3, Bolbro, 5200 Odense V") == ("A", make_id("Elmevej 3, Bolbro, 5200 Odense V"))


def test_ny_vej_and_nyvej_are_two_streets(register):
    assert found(register, "NY VEJ 1, 5000 Odense C") == ("A", make_id("Ny Vej 1, 5000 Odense C"))


def test_a_house_is_found_as_a_house(register):
    vask, fundet = wash_found(register, "Ringduegade 12, 5000 Odense C")
    assert vask.kategori is Kategori.A
    assert (fundet.adresse_id, fundet.husnummer_id) == (None, RINGDUEGADE.husnummer)


def test_a_floor_with_one_address_is_that_address(register):
    vask, fundet = wash_found(register, "Ringduegade 14, 2. sal, 5000 Odense C")
    assert (vask.kategori, fundet.betegnelse) == (Kategori.B, "Ringduegade 14, 2. th, 5000 Odense C")
    assert [(x.del_, x.register) for x in vask.forskelle] == [("dør", "th")]


@pytest.mark.parametrize(
    ("skrevet", "adr"), [("1", "Kollegievej 20, 1, 5000 Odense C"), ("101", "Kollegievej 20, 101, 5000 Odense C")]
)
def test_a_door_without_floor_is_found(register, skrevet, adr):
    assert found(register, f"Kollegievej 20, {skrevet}, 5000 Odense C") == ("A", make_id(adr))


def test_the_full_name_behind_a_shortened_one_is_exact(register):
    vask, fundet = wash_found(register, "Borgmester Hansens Gade 2, 5000 Odense C")
    assert (vask.kategori, fundet.betegnelse) == (Kategori.A, "Borgm Hansensg 2, 5000 Odense C")


def test_an_abbreviated_street_is_certain(register):
    assert found(register, "Gammel Møllevej 4, 5000 Odense C") == ("B", make_id("Gl. Møllevej 4, 5000 Odense C"))


def test_a_renamed_address_gives_the_new_one_and_says_so(register):
    vask, fundet = wash_found(register, "Gammelt Navn Vej 7, 5000 Odense C")
    assert (vask.kategori, vask.er_nedlagt) == (Kategori.B, True)
    assert fundet.betegnelse == "Nyt Navn Allé 7, 5000 Odense C"
    assert vask.forskelle[0].del_ == "nedlagt"


def test_a_closed_address_gives_the_only_one_left_in_the_house(register):
    vask, fundet = wash_found(register, "Sammenlagt 2A, st., 5000 Odense C")
    assert (vask.kategori, fundet.adresse_id) == (Kategori.B, make_id("den nye"))


def test_a_foreign_address_is_said_to_be_foreign(register):
    vask = wash(register, "Storgatan 5, 211 20 Malmö")
    assert (vask.kategori, vask.kandidater) == (Kategori.C, ())
    assert "Sverige" in vask.besked


def test_candidates_are_the_nearest_that_exist(register):
    vask = wash(register, "Ringduegade 15, 5000 Odense C")
    assert [x.betegnelse for x in vask.kandidater][:2] == [
        "Ringduegade 14, 5000 Odense C",
        "Ringduegade 16B, 5000 Odense C",
    ]


def test_json_has_the_fixed_fields(register):
    assert list(wash(register, "Ringduegade 15, 5000 Odense C").to_dict()) == [
        "input",
        "kategori",
        "adresse_id",
        "husnummer_id",
        "betegnelse",
        "afvigelser",
    ]


def test_houses_without_addresses_are_known_from_husnummer(datafordeler):
    vask, fundet = wash_found(datafordeler, "Tomvej 1, 5000 Odense C")
    assert (vask.kategori, fundet.adresse_id, fundet.kommunekode) == (Kategori.A, None, "0461")


@pytest.mark.parametrize("adr", GAELDENDE, ids=lambda adr: adr.betegnelse)
def test_both_deliveries_give_the_same_answer(register, datafordeler, adr):
    en, anden = wash(register, adr.betegnelse), wash(datafordeler, adr.betegnelse)
    assert en.fundet is not None
    assert anden.fundet is not None
    assert (en.kategori, en.fundet.adresse_id, en.fundet.husnummer_id) == (
        anden.kategori,
        anden.fundet.adresse_id,
        anden.fundet.husnummer_id,
    )


@given(st.data())
def test_washing_an_answer_gives_the_same_address(register, data):
    adr = data.draw(st.sampled_from(GAELDENDE))
    plads = data.draw(st.integers(0, len(adr.betegnelse) - 1))
    tegn = data.draw(st.sampled_from("abeøl, 1."))
    vask = wash(register, adr.betegnelse[:plads] + tegn + adr.betegnelse[plads + 1 :])
    if vask.fundet:
        igen = wash(register, vask.fundet.betegnelse)
        assert (igen.kategori, igen.fundet) == (Kategori.A, vask.fundet)


@given(st.text(max_size=200))
def test_no_text_makes_the_wash_fail(register, text):
    assert wash(register, text).kategori in Kategori


@given(
    st.lists(
        st.sampled_from(
            [
                "Ringduegade",
                "12",
                "2.",
                "th",
                ",",
                "5000",
                "Odense",
                "C",
                "st",
                "Nyvej",
                "1",
                "-",
                "c/o",
                "\u200f",
                "DK",
            ]
        ),
        max_size=12,
    )
)
def test_no_jumble_of_address_words_is_certain_of_what_is_not_there(register, ord_):
    vask = wash(register, " ".join(ord_))
    if vask.fundet:
        assert {"Ringduegade", "Nyvej"} & set(ord_)
        assert vask.fundet.husnummer_id


@pytest.mark.skipif(not RIGTIG_DAR.is_dir(), reason="the real sample is not here")
def test_every_current_address_of_the_real_sample_is_exact(tmp_path):
    load_dar(RIGTIG_DAR, tmp_path / "register.db", nu=NU)
    register = Register(tmp_path / "register.db")
    rows = [json.loads(linje) for linje in (RIGTIG_DAR / "Adresse.ndjson").read_text(encoding="utf-8").splitlines()]
    gaeldende = [row for row in rows if not row["registreringtil"] and not row["virkningtil"] and row["status"] == "3"]
    galt = [
        row["adressebetegnelse"] for row in gaeldende if found(register, row["adressebetegnelse"]) != ("A", row["id"])
    ]
    register.close()
    assert (len(gaeldende), galt) == (2801, [])
