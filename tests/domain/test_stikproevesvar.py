"""What people type as an answer, in every way they type it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.stikproeve import Udfald
from domain.stikproevesvar import KOMMENTAR_GRAENSE, SVARFELTER, UDFALDSNAVNE, Sanktion, read_svar

DAG = date(2027, 6, 1)


def read(punkt="takst", **felter):
    return read_svar(felter, enhed_id="1001", punkt=punkt, dag=DAG)


def fejl(punkt="takst", **felter):
    return {en.felt: en.tekst for en in read(punkt, **felter).fejl}


@pytest.mark.parametrize(
    ("skrevet", "udfald"),
    [
        ("Forkert ", Udfald.FORKERT),
        ("FORKERT", Udfald.FORKERT),
        (" rigtig\n", Udfald.RIGTIG),
        ("Mangler.", Udfald.MANGLER),
        ("følger  ikke systematikken", Udfald.SYSTEMATIK),
        ("Foelger ikke systematikken", Udfald.SYSTEMATIK),
        ("systematik", Udfald.SYSTEMATIK),
        ("forkert\xa0", Udfald.FORKERT),
    ],
)
def test_an_outcome_typed_by_hand_is_known_by_its_letters(skrevet, udfald):
    laest = read(udfald=skrevet, kommentar="x")
    assert (laest.svar.udfald, laest.fejl) == (udfald, ())


@pytest.mark.parametrize("skrevet", ["forkret", "ja", "rigtig?forkert", 1, 1.5, True, "rigtig/forkert"])
def test_any_other_outcome_is_named_with_what_may_stand_there(skrevet):
    tekst = fejl(udfald=skrevet)["udfald"]
    assert tekst.startswith(f"Der står »{skrevet}«. ")
    assert "Rigtig, Forkert, Mangler, Følger ikke systematikken, Kan ikke afgøres" in tekst


def test_nothing_filled_in_is_no_answer_and_no_fault():
    for tomt in ({}, {"udfald": ""}, {"udfald": "  ", "kommentar": "\u200b\n", "minutter": None}):
        laest = read(**tomt)
        assert (laest.svar, laest.fejl) == (None, ())


@pytest.mark.parametrize("rest", [{"kommentar": "x"}, {"minutter": 0}, {"rettet_dag": "1-5-2027"}])
def test_the_rest_of_an_answer_without_its_outcome_is_a_fault(rest):
    assert "mangler" in fejl(**rest)["udfald"]


def test_what_cannot_be_decided_needs_a_reason():
    assert "hvorfor" in fejl(udfald="Kan ikke afgøres")["kommentar"]
    assert read(udfald="uafgjort", kommentar="Intet svar").svar.udfald is Udfald.UAFGJORT


@pytest.mark.parametrize(
    ("skrevet", "minutter"), [(15, 15), (15.0, 15), ("15", 15), (" 0 ", 0), ("", None), (None, None)]
)
def test_minutes_are_a_whole_number(skrevet, minutter):
    assert read(udfald="rigtig", minutter=skrevet).svar.minutter == minutter


@pytest.mark.parametrize(
    "skrevet", [15.5, "15 min", "-1", 6001, True, datetime(2027, 1, 1, tzinfo=UTC), "1e3", "¹", "٣"]
)
def test_other_minutes_are_a_fault(skrevet):
    assert "helt tal" in fejl(udfald="rigtig", minutter=skrevet)["minutter"]


@pytest.mark.parametrize(
    "skrevet",
    [date(2027, 5, 3), datetime(2027, 5, 3, 12, tzinfo=UTC), "3-5-2027", "03.05.2027", "3/5/2027", "2027-05-03"],
)
def test_a_day_is_read_as_danes_write_it(skrevet):
    assert read(udfald="forkert", rettet_dag=skrevet).svar.rettet_dag == date(2027, 5, 3)


@pytest.mark.parametrize("skrevet", ["31-02-2027", "i maj", 46000, "3-5-27", "03-05-2027 cirka"])
def test_other_days_are_a_fault(skrevet):
    assert "dag" in fejl(udfald="forkert", rettet_dag=skrevet)["rettet_dag"]


def test_nothing_is_corrected_in_the_future_and_only_faults_are():
    assert "ikke kommet" in fejl(udfald="forkert", rettet_dag="2-6-2027")["rettet_dag"]
    galt = fejl(udfald="rigtig", rettet_dag="1-5-2027", sanktion="Påbud")
    assert set(galt) == {"rettet_dag", "sanktion"}
    assert read(udfald="mangler", sanktion="paabud").svar.sanktion is Sanktion.PAABUD
    assert "Påbud eller Markering" in fejl(udfald="mangler", sanktion="bøde")["sanktion"]


def test_a_comment_may_be_long_but_not_without_end_and_holds_no_cpr_number():
    assert str(KOMMENTAR_GRAENSE) in fejl(udfald="rigtig", kommentar="x" * 2001)["kommentar"]
    assert "CPR" in fejl(udfald="rigtig", kommentar="barn 010199-9999")["kommentar"]
    assert "010199" not in fejl(udfald="rigtig", kommentar="barn 010199-9999")["kommentar"]
    assert read(udfald="rigtig", kommentar="P-nummer 1003388394").svar.kommentar == "P-nummer 1003388394"
    assert read(udfald="rigtig", kommentar="a\r\nb\u202e").svar.kommentar == "a\nb"


def test_a_value_that_may_be_personal_is_not_repeated():
    assert fejl("telefon", udfald="Hanne Testesen")["udfald"].startswith("Det er ikke")
    assert fejl("adresse", udfald="Prøvevænget 1")["udfald"].startswith("Det er ikke")
    for tekst in ("x@test.example.org", "010199-9999", "32 40 00 01", "x" * 41):
        assert tekst not in fejl(udfald=tekst)["udfald"]


@given(
    st.sampled_from(Udfald),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(["", " ", "\n", "\xa0", "\u200b"]),
)
def test_every_name_reads_as_its_outcome_in_any_case_and_between_any_blanks(udfald, foran, store, blank):
    navn = UDFALDSNAVNE[udfald]
    laest = read(udfald=f"{blank * foran}{navn.upper() if store else navn.lower()}{blank}", kommentar="x")
    assert laest.svar is not None
    assert laest.svar.udfald is udfald


@given(
    st.fixed_dictionaries(
        {felt: st.one_of(st.text(max_size=30), st.floats(), st.none(), st.dates()) for felt in SVARFELTER}
    )
)
def test_whatever_stands_there_gives_an_answer_or_faults_or_nothing(felter):
    laest = read_svar(felter, enhed_id="1001", punkt="takst", dag=DAG)
    assert not (laest.svar and laest.fejl)
    assert all(en.felt in SVARFELTER and en.tekst for en in laest.fejl)
