"""The tile map: every kommune once, near its place, and its colour said in words."""

from statistics import correlation

import pytest

from domain.reference import load_kommuner
from reports.web.diagrammer.kommunekort import TRIN, Kommunetal, find_trin, load_navne, load_pladser, make_kommunekort

# Latitude and longitude of some towns, rounded to a tenth of a degree.
STEDER = {
    "Hjørring": (57.5, 10.0),
    "Thisted": (57.0, 8.7),
    "Aalborg": (57.0, 9.9),
    "Lemvig": (56.5, 8.3),
    "Aarhus": (56.2, 10.2),
    "Esbjerg": (55.5, 8.5),
    "Kolding": (55.5, 9.5),
    "Tønder": (54.9, 8.9),
    "Odense": (55.4, 10.4),
    "Svendborg": (55.1, 10.6),
    "Kalundborg": (55.7, 11.1),
    "Næstved": (55.2, 11.8),
    "Lolland": (54.8, 11.4),
    "København": (55.7, 12.6),
    "Helsingør": (56.0, 12.6),
    "Bornholm": (55.1, 14.9),
}


def places():
    navne = load_navne()
    return {navne[plads.kode]: plads for plads in load_pladser()}


def test_every_kommune_has_one_tile_and_no_two_share_a_cell():
    pladser = load_pladser()
    assert sorted(plads.kode for plads in pladser) == sorted({x.kommunekode for x in load_kommuner()})
    assert len(pladser) == len({(plads.raekke, plads.kolonne) for plads in pladser}) == 98


def test_the_map_looks_like_denmark():
    kendte = [(places()[navn], sted) for navn, sted in STEDER.items()]
    assert correlation([-p.raekke for p, _ in kendte], [sted[0] for _, sted in kendte]) > 0.8
    assert correlation([p.kolonne for p, _ in kendte], [sted[1] for _, sted in kendte]) > 0.9


@pytest.mark.parametrize(
    ("en", "anden"),
    [("Aarhus", "Skanderborg"), ("Odense", "Assens"), ("Frederiksberg", "København"), ("Vejen", "Kolding")],
)
def test_neighbours_lie_beside_each_other(en, anden):
    a, b = places()[en], places()[anden]
    assert max(abs(a.raekke - b.raekke), abs(a.kolonne - b.kolonne)) == 1


def test_the_tiles_stand_as_a_danish_list_does():
    navne = [load_navne()[plads.kode] for plads in load_pladser()]
    assert (navne[0], navne[-4:]) == ("Albertslund", ["Ærø", "Aabenraa", "Aalborg", "Aarhus"])


def test_short_names_fit_their_tiles():
    assert max(len(plads.kort_navn) for plads in load_pladser()) <= 11
    assert len({plads.kort_navn for plads in load_pladser()}) == 98


@pytest.mark.parametrize(
    ("tilbud", "ramte", "trin"),
    [(0, 0, 0), (10, 0, 1), (11, 1, 1), (10, 1, 2), (5, 1, 3), (10, 3, 4), (10, 4, 5), (1, 1, 5)],
)
def test_a_colour_is_a_share_with_fixed_limits(tilbud, ramte, trin):
    assert find_trin(Kommunetal(tilbud=tilbud, ramte=ramte)) == trin
    assert trin <= len(TRIN)


def test_the_words_name_the_highest_and_the_lowest():
    kort = make_kommunekort({"0101": Kommunetal(tilbud=40, ramte=10), "0461": Kommunetal(tilbud=20, ramte=1)})
    assert kort.beskrivelse == (
        "2 kommuner har tilbud på kortet. Højest ligger København med 25 % (10 af 40), lavest Odense med 5 % (1 af 20)."
    )
    felter = {felt.navn: felt for felt in kort.felter}
    assert (felter["København"].andel, felter["København"].trin) == ("25 %", 3)
    assert (felter["Samsø"].andel, felter["Samsø"].trin) == ("–", 0)


def test_a_map_without_figures_says_so():
    assert make_kommunekort({}).beskrivelse == "Ingen kommune har tilbud på kortet."
