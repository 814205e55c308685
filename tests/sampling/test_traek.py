import hashlib
import re
import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.stikproeve import Enhed
from sampling.fejl import StikproeveFejl
from sampling.traek import clean_tal, count_strata, draw_stikproeve, ramme_sha256, unit_hash
from tests.sampling.landet import NUMMER, TAL, make_landet, share_out


def _enhed(enhed_id, stratum="Nord", udelukket=None):
    return Enhed(enhed_id=enhed_id, stratum=stratum, socialtilsyn="", type="", ejerform="", udelukket=udelukket)


_IDER = st.lists(st.text("0123456789abcæøå-", min_size=1, max_size=8), min_size=1, max_size=40, unique=True)


@st.composite
def _rammer(draw):
    return [
        _enhed(enhed_id, draw(st.sampled_from(["Nord", "Syd", "Øst"])), draw(st.sampled_from([None, None, "lukket"])))
        for enhed_id in draw(_IDER)
    ]


def test_the_hash_of_a_unit_is_sha256_of_four_fields_with_bars_between():
    by_hand = hashlib.sha256("27-1|abc|7 8 9|1234-å".encode()).hexdigest()
    assert unit_hash("27-1", "abc", "7 8 9", "1234-å") == by_hand


def test_the_hash_of_a_frame_is_of_its_lines_by_the_bytes_of_the_ids():
    enheder = [_enhed("10", "Syd"), _enhed("9"), _enhed("å", udelukket="lukket"), _enhed("z")]
    linjer = "10;Syd;\n9;Nord;\nz;Nord;\nå;Nord;lukket\n"
    assert ramme_sha256(enheder) == hashlib.sha256(linjer.encode()).hexdigest()


@given(_rammer(), st.randoms())
def test_the_order_in_which_units_are_given_changes_nothing(ramme, terning):
    antal = count_strata(ramme)
    blandet = list(ramme)
    terning.shuffle(blandet)
    assert draw_stikproeve(blandet, antal, nummer="27-1", offentligt_tal="7") == draw_stikproeve(
        ramme, antal, nummer="27-1", offentligt_tal="7"
    )


@given(_rammer(), st.data())
def test_a_larger_sample_contains_the_smaller(ramme, data):
    findes = count_strata(ramme)
    stor = {navn: data.draw(st.integers(0, antal)) for navn, antal in findes.items()}
    lille = {navn: data.draw(st.integers(0, antal)) for navn, antal in stor.items()}
    store, smaa = (draw_stikproeve(ramme, antal, nummer="27-1", offentligt_tal="7").udtrukne for antal in (stor, lille))
    assert set(smaa) <= set(store)
    assert len(store) == sum(stor.values())


@given(_rammer(), st.data())
def test_no_unit_is_drawn_twice_no_excluded_one_at_all_and_each_stratum_gives_its_number(ramme, data):
    findes = count_strata(ramme)
    antal = {navn: data.draw(st.integers(0, tal)) for navn, tal in findes.items()}
    traek = draw_stikproeve(ramme, antal, nummer="27-2", offentligt_tal="3 1 4")
    assert len(set(traek.udtrukne)) == len(traek.udtrukne)
    kan = {enhed.enhed_id: enhed.stratum for enhed in ramme if enhed.udelukket is None}
    assert set(traek.udtrukne) <= set(kan)
    trukket = Counter(kan[enhed_id] for enhed_id in traek.udtrukne)
    assert {navn: trukket[navn] for navn in antal} == antal


def test_numbers_in_a_stratum_are_counted_from_one_in_the_order_of_the_hash():
    traek = draw_stikproeve(make_landet(200), {}, nummer=NUMMER, offentligt_tal=TAL)
    for stratum in {linje.stratum for linje in traek.linjer}:
        mine = [linje for linje in traek.linjer if linje.stratum == stratum]
        assert [linje.nummer_i_stratum for linje in mine] == list(range(1, len(mine) + 1))
        assert [linje.hash for linje in mine] == sorted(linje.hash for linje in mine)
    assert traek.udtrukne == ()


@pytest.mark.parametrize("aendring", ["nummer", "tal", "ramme"])
def test_another_number_another_control_and_another_frame_give_another_draw(aendring):
    enheder = make_landet(400)
    antal = share_out(enheder)
    foerste = draw_stikproeve(enheder, antal, nummer=NUMMER, offentligt_tal=TAL)
    andre = {
        "nummer": draw_stikproeve(enheder, antal, nummer="27-2", offentligt_tal=TAL),
        "tal": draw_stikproeve(enheder, antal, nummer=NUMMER, offentligt_tal=TAL.replace("41", "40")),
        "ramme": draw_stikproeve(
            [*enheder[:-1], replace(enheder[-1], udelukket="lukket")], antal, nummer=NUMMER, offentligt_tal=TAL
        ),
    }
    assert set(andre[aendring].udtrukne) != set(foerste.udtrukne)


def test_blanks_in_the_public_number_do_not_matter_but_its_figures_do():
    assert clean_tal("  7  12\t19 ") == "7 12 19"
    enheder = make_landet(100)
    to = [draw_stikproeve(enheder, share_out(enheder, 2), nummer="1", offentligt_tal=tal) for tal in ("7 8", " 7  8 ")]
    assert to[0] == to[1]


@pytest.mark.parametrize("tal", ["", "   ", "7|8", "7;8", 'syv"'])
def test_a_public_number_that_is_none_is_refused(tal):
    with pytest.raises(StikproeveFejl, match="offentlige tal"):
        draw_stikproeve(make_landet(10), {}, nummer="27-1", offentligt_tal=tal)


@pytest.mark.parametrize(
    ("ramme", "siger"),
    [
        ([], "Rammen er tom"),
        ([_enhed("1"), _enhed("1", "Syd")], "1 enheder, der står der to gange"),
        ([_enhed("")], "enheds-id er tomt"),
        ([_enhed("1|2")], "enheds-id"),
        ([_enhed("1;Nord;")], "enheds-id"),
        ([_enhed("1", "Nord\n2;Syd;")], "stratum"),
        ([_enhed(" 1")], "enheds-id"),
    ],
)
def test_a_frame_whose_hash_could_be_read_in_two_ways_is_refused(ramme, siger):
    with pytest.raises(StikproeveFejl, match=siger):
        ramme_sha256(ramme)


def test_more_wanted_than_a_stratum_has_is_refused_with_both_figures():
    ramme = [_enhed("1"), _enhed("2", udelukket="lukket")]
    with pytest.raises(StikproeveFejl, match=re.escape("trækkes 2 i 'Nord', som har 1")):
        draw_stikproeve(ramme, {"Nord": 2}, nummer="27-1", offentligt_tal="7")
    with pytest.raises(StikproeveFejl, match="'Syd', som har 0"):
        draw_stikproeve(ramme, {"Syd": 1}, nummer="27-1", offentligt_tal="7")


def test_a_stratum_of_excluded_units_counts_none():
    assert count_strata([_enhed("1", "Syd", "lukket"), _enhed("2")]) == {"Nord": 1, "Syd": 0}


def test_a_draw_at_national_size_takes_well_under_a_second():
    enheder = make_landet(7_336)
    fra = time.perf_counter()
    draw_stikproeve(enheder, share_out(enheder), nummer=NUMMER, offentligt_tal=TAL)
    assert time.perf_counter() - fra < 1
