from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stikproeve import Population
from sampling.design import Design, Stratumtegn
from sampling.ramme import build_ramme, choose_skriv_id, count_udelukkede, publish
from sampling.traek import count_strata, ramme_sha256
from warehouse.stikproever.kilde import Kandidat

ENHED_ID = st.text(min_size=1, max_size=12)


def kandidat(enhed_id="1", **felter):
    return Kandidat(
        **{"enhed_id": enhed_id, "socialtilsyn": "Syd", "type": "§ 107", "ejerform": "privat", "er_set": True} | felter
    )


def build(kandidater, **rest):
    vilkaar: dict[str, Any] = {"punkter": ("takst",), "udtrukne": (), "flaggede": (), "skriv_id": str}
    return build_ramme(kandidater, Design(antal=1), **vilkaar | rest)


@settings(deadline=None)
@given(st.sets(ENHED_ID, min_size=1, max_size=20))
def test_any_ids_make_a_frame_that_can_be_hashed_and_published(ider):
    skriv = choose_skriv_id(Population.TILBUD, nummer="27-1", noegle="n")
    ramme = build([kandidat(x) for x in sorted(ider)], skriv_id=skriv)
    assert len({en.offentligt_id for en in ramme.enheder}) == len(ider)
    assert ramme.sha256 == ramme_sha256(publish(ramme.enheder))


def test_plain_ids_are_published_as_they_are():
    skriv = choose_skriv_id(Population.TILBUD, nummer="27-1", noegle="n")
    assert [skriv(x) for x in ("1001", "a-b_c")] == ["1001", "a-b_c"]
    assert skriv("1;2") == "1%3B2"


def test_a_familys_public_id_depends_on_the_key_and_the_control():
    ider = {
        choose_skriv_id(Population.PLEJEFAMILIER, nummer=nummer, noegle=noegle)("501")
        for nummer in ("27-1", "28-1")
        for noegle in ("a", "b")
    }
    assert len(ider) == 4
    assert all(x != "501" for x in ider)


def test_the_gravest_reason_is_the_one_that_counts():
    ude = build(
        [
            kandidat("1", er_set=False, er_beskyttet=True),
            kandidat("2", er_beskyttet=True),
            kandidat("3"),
            kandidat("4"),
        ],
        punkter=("by",),
        udtrukne={"1", "2", "3"},
    )
    grunde = {en.enhed.enhed_id: en.enhed.udelukket for en in ude.enheder}
    assert grunde == {"1": "lukket", "2": "beskyttet_adresse", "3": "nyligt_udtrukket", "4": None}
    assert count_udelukkede(publish(ude.enheder)) == {
        "lukket": 1,
        "beskyttet_adresse": 1,
        "nyligt_udtrukket": 1,
    }


def test_a_combination_whose_units_are_all_left_out_is_in_a_stratum_that_can_be_drawn_from():
    kandidater = [kandidat(str(n)) for n in range(30)] + [kandidat("99", type="§ 110", er_set=False)]
    ramme = build(kandidater)
    assert count_strata(publish(ramme.enheder)) == {"Syd / § 107 / privat": 30, "øvrige": 0}


def test_no_characteristic_makes_one_stratum_and_flags_make_two():
    kandidater = [kandidat(str(n)) for n in range(40)]
    alle = build_ramme(kandidater, Design(antal=1, strata=()), punkter=(), udtrukne=(), flaggede=(), skriv_id=str)
    assert {en.enhed.stratum for en in alle.enheder} == {"alle"}
    flag = build_ramme(
        kandidater,
        Design(antal=1, strata=(Stratumtegn.FLAGGET,)),
        punkter=(),
        udtrukne=(),
        flaggede={"1"},
        skriv_id=str,
    )
    assert count_strata(publish(flag.enheder)) == {"flagget": 1, "ikke flagget": 39}


def test_a_stratum_of_few_families_is_put_together_with_the_next_smallest():
    kandidater = [
        *(kandidat(f"a{n}", type="Almen") for n in range(40)),
        *(kandidat(f"b{n}", type="Forstærket") for n in range(20)),
        *(kandidat(f"c{n}", type="Specialiseret") for n in range(3)),
    ]
    assert count_strata(publish(build(kandidater).enheder)) == {
        "Syd / Almen / privat": 40,
        "Syd / Forstærket / privat": 20,
        "øvrige": 3,
    }
    samlet = build(kandidater, mindste_celle=5)
    assert count_strata(publish(samlet.enheder)) == {"Syd / Almen / privat": 40, "øvrige": 23}


def test_the_only_stratum_stays_however_few_it_has():
    assert count_strata(publish(build([kandidat("1"), kandidat("2")], mindste_celle=5).enheder)) == {"øvrige": 2}
