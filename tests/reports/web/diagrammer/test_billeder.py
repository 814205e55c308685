"""Pictures: whole as XML, told in words, the same figures in the table, and no look of their own."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.web.diagrammer.gnist import draw_gnist
from reports.web.diagrammer.interval import Andel, draw_interval
from reports.web.diagrammer.kalender import Frist, Uge, draw_kalender
from reports.web.diagrammer.linje import _make_trin, draw_linje
from reports.web.diagrammer.ord import write_antal, write_hel_pct, write_pct
from reports.web.diagrammer.punkter import Punkt, drop_level, thin
from reports.web.diagrammer.skala import Skala, list_maaneder, make_trin
from reports.web.diagrammer.soejler import Soejle, draw_soejler
from reports.web.diagrammer.tidslinje import Forloeb, draw_tidslinje

DAG = date(2026, 11, 1)
AAR = [Punkt(DAG + timedelta(days=nummer), 70 + nummer / 20 + nummer % 3) for nummer in range(365)]


def parse(billede):
    return ET.fromstring(billede.svg)  # noqa: S314 - our own drawing


def line(punkter=AAR):
    return draw_linje(punkter, noegle="trend", titel="Udvikling", maal="Andel", skriv=write_pct)


def bars():
    soejler = [Soejle("Socialtilsyn Nord", (3, 10, 1200)), Soejle("Socialtilsyn Syd", (0, 0, 7))]
    return draw_soejler(soejler, noegle="tilsyn", titel="Åbne afvigelser", hvad="Socialtilsyn")


def shares():
    andele = [
        Andel(navn="IDENT-003", pct=97.5, lav_pct=91.0, hoej_pct=99.5),
        Andel(navn="BY", pct=0, lav_pct=0, hoej_pct=9),
    ]
    return draw_interval(andele, noegle="praecision", titel="Præcision", hvad="Regel")


def life(antal=3):
    forloeb = [
        Forloeb(
            navn=f"R-{nummer:03}",
            hvad="Feltet er galt",
            alvor=("kritisk", "alvorlig", "advarsel")[nummer % 3],
            fra=DAG + timedelta(days=nummer),
            til=DAG + timedelta(days=90) if nummer % 2 else None,
        )
        for nummer in range(antal)
    ]
    return draw_tidslinje(forloeb, noegle="liv", titel="Afvigelser over tid", dag=DAG + timedelta(days=200))


def season():
    uger = [Uge(dag=DAG + timedelta(weeks=n), modtagne=n * 40, godkendte=max(0, n - 3) * 30) for n in range(12)]
    frister = [Frist(DAG + timedelta(weeks=5), "modtaget"), Frist(DAG + timedelta(weeks=50), "for sent til billedet")]
    return draw_kalender(uger, noegle="saeson", titel="Sæsonen", skylder=600, frister=frister)


@pytest.mark.parametrize("make", [line, bars, shares, life, season])
def test_a_picture_is_whole_and_named_and_leaves_its_looks_to_the_style_sheet(make):
    billede = make()
    rod = parse(billede)
    ids = [element.get("id") for element in rod.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert rod.get("role") == "img"
    navne = {element.get("id"): element.text for element in rod.iter()}
    assert [navne[et] for et in rod.get("aria-labelledby").split()] == [billede.titel, billede.beskrivelse]
    assert not re.search(r"style|#[0-9a-f]{3}|https?:|script", billede.svg)
    assert all(len(raekke) == len(billede.tabel.kolonner) for raekke in billede.tabel.raekker), (
        "every row is as wide as its headings"
    )
    assert len(billede.svg) < 12_000


def test_a_line_says_where_it_began_ended_and_turned():
    billede = line([Punkt(DAG, 70.0), Punkt(DAG + timedelta(days=1), 65.5), Punkt(DAG + timedelta(days=2), 71.25)])
    assert billede.beskrivelse == (
        "Fra 70,0 % den 1. november 2026 til 71,2 % den 3. november 2026."
        " Lavest 65,5 % (2. november 2026), højest 71,2 % (3. november 2026)."
    )
    assert billede.tabel.raekker[0] == ("03-11-2026", "71,2 %")


def test_a_single_point_is_drawn_and_said_to_be_one():
    billede = line([Punkt(DAG, 70.0)])
    assert billede.beskrivelse == "Kun én måling: 70,0 % den 1. november 2026."
    assert "<circle" in billede.svg


def test_a_year_of_nights_is_at_most_120_points():
    assert len(line().tabel.raekker) <= 120


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=400), st.integers(3, 130))
def test_thinning_keeps_the_ends_and_the_extremes(tal, antal):
    punkter = [Punkt(DAG + timedelta(days=nummer), value) for nummer, value in enumerate(tal)]
    tynde = thin(punkter, antal)
    assert len(tynde) <= antal
    assert min(p.value for p in tynde) == min(tal)
    assert max(p.value for p in tynde) == max(tal)
    assert tynde[-1] == punkter[-1] or antal == 3
    assert list(tynde) == sorted(tynde, key=lambda p: p.dag)


@given(st.lists(st.sampled_from([1.0, 2.0, 2.5]), max_size=60))
def test_leaving_level_points_out_leaves_the_line_as_it_was(tal):
    punkter = [Punkt(DAG + timedelta(days=nummer), value) for nummer, value in enumerate(tal)]
    faa = drop_level(punkter)
    assert [p.value for p in punkter] == [_read_line(faa, p.dag) for p in punkter]
    assert drop_level(faa) == faa


def _read_line(punkter, dag):
    venstre = [p for p in punkter if p.dag <= dag][-1]
    hoejre = next(p for p in punkter if p.dag >= dag)
    if venstre.value == hoejre.value:
        return venstre.value
    andel = (dag - venstre.dag) / (hoejre.dag - venstre.dag)
    return venstre.value + andel * (hoejre.value - venstre.value)


def test_a_line_that_stands_still_is_told_by_its_ends_and_its_turns():
    tal = [5, 5, 5, 5, 7, 7, 7]
    billede = line([Punkt(DAG + timedelta(days=nummer), float(value)) for nummer, value in enumerate(tal)])
    assert [raekke[0][:2] for raekke in billede.tabel.raekker] == ["07", "05", "04", "01"]
    assert billede.beskrivelse.endswith(" Tabellen springer dage over, hvor tallet stod stille.")
    assert "stod stille" not in line(AAR[:9]).beskrivelse


@given(st.floats(-1e7, 1e7), st.floats(0, 1e7))
def test_an_axis_has_few_round_steps_that_hold_all_values(lav, spand):
    trin = make_trin(lav, lav + spand)
    assert trin[0] <= lav + 1e-5
    assert trin[-1] >= lav + spand - 1e-5
    assert 2 <= len(trin) <= 7


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50))
def test_a_line_of_any_values_stays_inside_its_drawing(tal):
    billede = line([Punkt(DAG + timedelta(days=nummer), value) for nummer, value in enumerate(tal)])
    punkter = parse(billede).find("polyline").get("points").split()
    for punkt in punkter:
        x, y = map(float, punkt.split(","))
        assert 0 <= x <= 720
        assert 0 <= y <= 250


def test_bars_tell_their_parts_apart_by_pattern_and_give_the_figures():
    billede = bars()
    assert re.findall(r'fill="url\(#tilsyn-(\w+)\)"', billede.svg).count("skraa") == 2
    assert billede.tabel.raekker[0] == ("Socialtilsyn Nord", "3", "10", "1.200", "1.213")
    assert "Flest har Socialtilsyn Nord (1.213), færrest Socialtilsyn Syd (7)" in billede.beskrivelse
    assert "kritisk 3, alvorlig 10, advarsel 1.207" in billede.beskrivelse


def test_an_interval_is_said_with_its_ends():
    assert "IDENT-003: 97,5 %, mellem 91,0 % og 99,5 %." in shares().beskrivelse
    assert shares().tabel.raekker[1] == ("BY", "0,0 %", "0,0 %", "9,0 %")


def test_a_time_line_shows_the_open_first_and_says_what_it_leaves_out():
    billede = life(40)
    assert billede.tabel.raekker[0][4] == "åben"
    assert len(billede.tabel.raekker) == 40
    assert "40 afvigelser: 20 åbne og 20 lukkede." in billede.beskrivelse
    assert "Tegningen viser 30 af dem." in billede.beskrivelse
    assert billede.svg.count('class="kant"') == 30 + 3


def test_a_season_marks_the_time_limits_inside_it():
    billede = season()
    assert billede.svg.count('class="maerke"') == 2
    assert "440 af 600 budgetter modtaget og 240 godkendt" in billede.beskrivelse


def test_a_sparkline_is_small_and_says_its_ends():
    gnist = draw_gnist(AAR, skriv=write_pct)
    assert 'aria-label="Fra 70,0 % til 89,2 %, lavest 70,0 %, højest ' in gnist
    assert len(gnist) < 900
    assert draw_gnist(AAR[:1], skriv=write_pct) == ""


def test_strangers_text_stays_text():
    ondt = '</text><script>alert("1")</script>'
    billede = draw_soejler([Soejle(ondt, (1, 0, 0))], noegle="x", titel=ondt, hvad="Navn")
    assert "<script" not in billede.svg
    assert parse(billede).find("title").text == ondt


@pytest.mark.parametrize(
    "make",
    [
        lambda: line([]),
        lambda: draw_soejler([], noegle="x", titel="x", hvad="x"),
        lambda: draw_soejler([Soejle("x", (1,))], noegle="x", titel="x", hvad="x"),
        lambda: draw_interval([], noegle="x", titel="x", hvad="x"),
        lambda: draw_tidslinje([], noegle="x", titel="x", dag=DAG),
        lambda: draw_kalender([], noegle="x", titel="x", skylder=1),
    ],
)
def test_nothing_to_draw_is_refused(make):
    with pytest.raises(ValueError, match="need"):
        make()


def test_an_axis_of_months_writes_january_as_its_year_and_thins_over_long_times():
    assert list_maaneder(date(2026, 11, 15), date(2027, 2, 2)) == (
        (date(2026, 12, 1), "dec."),
        (date(2027, 1, 1), "2027"),
        (date(2027, 2, 1), "feb."),
    )
    assert len(list_maaneder(date(2020, 1, 1), date(2026, 1, 1))) <= 13
    assert list_maaneder(DAG + timedelta(days=1), DAG + timedelta(days=2)) == ()


def test_a_scale_of_one_value_is_its_middle():
    assert Skala(5, 5, 0, 10).sted(5) == 5


def test_values_are_written_in_danish():
    assert [write_hel_pct(97), write_hel_pct(97.5), write_antal(1234.4)] == ["97 %", "97,5 %", "1.234"]


def test_a_small_change_is_drawn_as_small():
    small = parse(line([Punkt(DAG, 78.5), Punkt(DAG + timedelta(days=1), 78.9)]))
    (streg,) = (et for et in small.iter() if et.tag.endswith("polyline"))
    hoejder = [float(punkt.split(",")[1]) for punkt in streg.attrib["points"].split()]
    assert 0 < hoejder[0] - hoejder[1] < 15


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_an_axis_of_counts_has_no_halves_and_holds_them_all(antal):
    trin = _make_trin([float(value) for value in antal])
    assert all(value.is_integer() for value in trin)
    assert len(trin) == len(set(trin)) > 1
    assert trin[0] <= min(antal) <= max(antal) <= trin[-1]
