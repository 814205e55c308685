"""The gate's two promises: it never lets a crippled fetch in, and never keeps a sound one out."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.afdeling import Afdeling
from domain.dump import Dump
from tests.builders import NAT_1, NAT_2, make_afdeling, make_dump
from warehouse.gate import STANDARD, Forrige, judge, measure

TOMME: dict[str, Any] = {
    "navn": None,
    "har_adresse": False,
    "telefon": None,
    "email": None,
    "cvr": None,
    "p_nummer": None,
    "virksomhed": None,
    "tilsynsmyndighed": None,
    "tilbudstyper": (),
    "pladser": {},
    "pladser_i_alt": None,
    "hjemmeside": None,
    "har_leder": False,
}
FELTER = sorted(TOMME)


@st.composite
def registre(draw: st.DrawFn) -> list[Afdeling]:
    """Registers of 60 to 160 afdelinger on two lists, each field missing here and there."""
    antal = draw(st.integers(60, 160))
    huller = draw(st.dictionaries(st.sampled_from(FELTER), st.integers(3, 40), max_size=6))
    boern = draw(st.integers(2, 9))
    afdelinger = []
    for nummer in range(1, antal + 1):
        tomme = {felt: TOMME[felt] for felt, hver in huller.items() if nummer % hver == 0}
        lister = ("boern",) if nummer % boern == 0 else ("voksne",)
        afdelinger.append(make_afdeling(nummer, lister=lister, **tomme))
    return afdelinger


def accepted(dump: Dump, foer: Dump) -> bool:
    forrige = Forrige(tidspunkt=datetime.fromisoformat(foer.hoved.start), profil=measure(foer))
    return all(proeve.bestaaet for proeve in judge(dump, forrige, STANDARD, nu=NAT_2))


@settings(max_examples=25, deadline=None)
@given(register=registre())
def test_an_unchanged_register_is_never_kept_out(register: list[Afdeling]):
    assert accepted(make_dump(register, start=NAT_2), make_dump(register, start=NAT_1))


@settings(max_examples=40, deadline=None)
@given(register=registre(), felt=st.sampled_from(FELTER))
def test_a_register_that_lost_a_whole_field_is_never_let_in(register: list[Afdeling], felt: str):
    tomt = [replace(afdeling, **{felt: TOMME[felt]}) for afdeling in register]
    assert not accepted(make_dump(tomt, start=NAT_2), make_dump(register, start=NAT_1))


@settings(max_examples=40, deadline=None)
@given(register=registre(), data=st.data())
def test_a_register_that_lost_more_than_a_tenth_of_its_rows_is_never_let_in(
    register: list[Afdeling], data: st.DataObject
):
    mindst = len(register) // 10 + 1
    tabte = data.draw(st.sets(st.integers(0, len(register) - 1), min_size=mindst, max_size=len(register)))
    rest = [afdeling for nummer, afdeling in enumerate(register) if nummer not in tabte]
    foer = make_dump(register, start=NAT_1)
    assert not accepted(make_dump(rest, start=NAT_2), foer)
    uden_liste = make_dump(rest, start=NAT_2)
    assert not accepted(replace(uden_liste, slut=replace(uden_liste.slut, lister=foer.slut.lister)), foer)
