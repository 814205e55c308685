"""What a caseworker is shown of the register: never a person, never where a krisecenter lies, for every item."""

import pytest
from sqlalchemy import text

from domain.felter import ADRESSEFELTER, FELTER
from domain.stikproeve import Population
from sampling.ark.dokumentation import BESKYTTET as SPOERG_IKKE
from sampling.ark.dokumentation import ask_for, knows
from sampling.ark.grundlag import load_raekker
from sampling.ark.portalen import BESKYTTET, IKKE_LEVERET
from sampling.ark.tekst import clean
from sampling.design import Design
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from tests.stikproever import NOEGLE, announce_kontrol, draw, load_familier, note
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.transaktion import reading

ALLE = tuple(FELTER)
PERSONLIGT = ("32400001", "kontakt1@birkehuset.example.org")


def load(engine, enheder, nummer="26-1"):
    with reading(engine) as session:
        forbindelse = session.connection()
        raekker = load_raekker(forbindelse, require_kontrol(forbindelse, nummer), enheder)
    return {(raekke.enhed_id, raekke.punkt): raekke for raekke in raekker}


def freeze(engine, afdelinger, mappe, **felter):
    from sampling.frysning import freeze_ramme

    load_afdelinger(engine, mappe, afdelinger)
    announce_kontrol(engine, punkter=ALLE, design=Design(antal=1, minimum=0), **felter)
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())


def test_every_item_has_a_question_and_something_the_portal_says(engine, tmp_path):
    freeze(engine, [make_afdeling(1)], tmp_path)
    raekker = load(engine, ["1001"])
    assert [punkt for _, punkt in raekker] == list(ALLE)
    assert all(knows(punkt) for punkt in ALLE)
    assert all(raekke.portalen and raekke.spoerg for raekke in raekker.values())
    assert raekker["1001", "takst"].portalen == IKKE_LEVERET
    assert raekker["1001", "navn"].portalen == "Birkehuset 1"
    assert raekker["1001", "afdelinger"].portalen == "Birkehuset 1 (afdeling 1)"
    assert raekker["1001", "navn"].link.startswith("https://portal.example/")


def test_telephone_mail_and_persons_are_told_as_filled_in_or_not(engine, tmp_path):
    freeze(engine, [make_afdeling(1), make_afdeling(2, telefon=None, email=None)], tmp_path)
    raekker = load(engine, ["1001", "1002"])
    assert raekker["1001", "telefon"].portalen == "udfyldt"
    assert raekker["1002", "telefon"].portalen == "ikke udfyldt"
    assert raekker["1001", "email"].portalen == "udfyldt"
    assert {raekker["1001", punkt].portalen for punkt in ("leder", "kontaktperson")} <= {"udfyldt", "ikke udfyldt"}
    assert not [en for en in PERSONLIGT if en in str(raekker)]


def test_nothing_tells_where_a_krisecenter_lies(engine, tmp_path):
    krise = {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}}
    afdelinger = [
        make_afdeling(1, adresse="Skjulvej 7", postnr="5000", by="Odense C", tilbuddets_adresse="Skjulvej 7", **krise),
        make_afdeling(2, tilbudsid="1001", adresse="Skjulvej 9", tilbuddets_adresse="Skjulvej 7"),
        make_afdeling(3),
    ]
    freeze(engine, afdelinger, tmp_path)
    raekker = load(engine, ["1001", "1003"])
    for punkt in ADRESSEFELTER & FELTER.keys():
        assert raekker["1001", punkt].portalen == BESKYTTET
        assert raekker["1001", punkt].spoerg == SPOERG_IKKE
        assert raekker["1003", punkt].spoerg != SPOERG_IKKE
    krisens = str([raekke for (enhed, _), raekke in raekker.items() if enhed == "1001"])
    assert not [ord_ for ord_ in ("Skjulvej", "5000", "Odense") if ord_ in krisens]
    assert "Prøvevænget 4" in raekker["1003", "adresse"].portalen


def test_a_firm_that_one_person_owns_is_told_as_filled_in(engine, tmp_path):
    afdeling = make_afdeling(1, virksomhedsform="Enkeltmandsvirksomhed", virksomhed="Prøve v/ Test Testesen")
    freeze(engine, [afdeling, make_afdeling(2)], tmp_path)
    raekker = load(engine, ["1001", "1002"])
    for punkt in ("virksomhed", "cvr", "p_nummer"):
        assert raekker["1001", punkt].portalen == "udfyldt (personligt ejet virksomhed)"
        assert raekker["1002", punkt].portalen == str(getattr(make_afdeling(2), punkt))


def test_afdelinger_that_say_different_things_are_told_apart(engine, tmp_path):
    afdelinger = [make_afdeling(1), make_afdeling(2, tilbudsid="1001", cvr=None, navn="=1+1\u202e\nSyd")]
    freeze(engine, afdelinger, tmp_path)
    raekker = load(engine, ["1001"])
    assert raekker["1001", "cvr"].portalen.splitlines()[1] == "=1+1 Syd (afdeling 2): ikke udfyldt"
    assert "\n" not in raekker["1001", "tilsynsmyndighed"].portalen


def test_the_register_is_told_as_the_frame_saw_it_and_not_as_it_is_now(engine, tmp_path):
    freeze(engine, [make_afdeling(1), make_afdeling(2)], tmp_path)
    nu = [make_afdeling(1, pladser_i_alt=99), make_afdeling(2)]
    load_afdelinger(engine, tmp_path, nu, start=note().nu)
    foer = make_afdeling(1).pladser_i_alt
    assert load(engine, ["1001"])["1001", "pladser_i_alt"].portalen == str(foer)


def test_rows_of_a_dataudtraek_are_put_in_words(engine, tmp_path):
    load_udtraek(
        engine,
        tmp_path,
        {
            "takst": [{"takst_aar": 2025, "takst_tekst": "1.900"}, {}],
            "belaegning": [{}],
            "budget": [{}],
            "noegletal": [{}],
            "tilbud": [{}],
            "plads": [{}],
            "tilsynsbesoeg": [{}],
            "kvalitetsscore": [{}, {"tema": "Kompetencer", "score": 3.0}],
            "sanktion": [{}],
        },
    )
    freeze(engine, [make_afdeling(1), make_afdeling(2)], tmp_path)
    sagt = {punkt: raekke.portalen for (_, punkt), raekke in load(engine, ["1001"]).items()}
    assert sagt["takst"].startswith("Midlertidigt ophold (§ 107), 2026: 2.000")
    assert "2025" not in sagt["takst"]
    assert sagt["takst_enhed"].startswith("Midlertidigt ophold (§ 107), 2026: døgn")
    assert sagt["tilsynsbesoeg"] == "12-05-2026 (uanmeldt)"
    assert sagt["kvalitetsvurdering"].splitlines()[0] == "Vurderet 30-05-2026"
    assert "Kompetencer: 3" in sagt["kvalitetsvurdering"]
    assert sagt["sanktion"] == "Påbud, afgjort 01-02-2026, ophørt 01-06-2026"
    assert sagt["koncernnote"] == "Budget 2026: ikke vedlagt"
    assert sagt["husleje"] == "6.500 kr. pr. måned"
    assert sagt["godkendelsesstatus"] == "Godkendt"
    assert "Akkumuleret omsætning i alt: 5.548.000 kr." in sagt["budget"]
    assert "Sygefravær i procent: 4,50" in sagt["noegletal"]
    assert sagt["ledige_pladser"]
    assert load(engine, ["1002"])["1002", "takst"].portalen == "ikke udfyldt"


def test_of_plejefamilier_only_the_socialtilsyn_is_asked(engine, tmp_path):
    load_familier(engine, tmp_path, 4)
    freeze(engine, [make_afdeling(1)], tmp_path, population=Population.PLEJEFAMILIER)
    draw(engine)
    raekker = load(engine, ["50001"])
    assert raekker["50001", "ledige_pladser"].portalen == "1 (opdateret 01-09-2026)"
    assert raekker["50001", "navn"].portalen == IKKE_LEVERET
    assert all(raekke.spoerg.startswith("Spørg socialtilsynet, aldrig familien.") for raekke in raekker.values())
    assert {(raekke.navn, raekke.link) for raekke in raekker.values()} == {("", "")}


@pytest.mark.parametrize(
    ("value", "tekst"),
    [
        (None, ""),
        (True, "ja"),
        (1999, "1.999"),
        (97.5, "97,50"),
        (2.0, "2"),
        ("a\u202e\n b\x07", "a b"),
        ("x" * 401, "x" * 400 + " …"),
    ],
)
def test_values_are_written_as_danes_write_them(value, tekst):
    assert clean(value) == tekst


def test_a_question_of_a_krisecenter_is_asked_of_all_but_its_address():
    assert ask_for("takst", er_familie=False, er_beskyttet=True) == ask_for(
        "takst", er_familie=False, er_beskyttet=False
    )


def test_what_the_rules_found_is_not_read(engine, tmp_path):
    freeze(engine, [make_afdeling(1)], tmp_path)
    foer = load(engine, ["1001"])
    with engine.begin() as forbindelse:
        forbindelse.execute(text("INSERT INTO stikproeve_regelfund VALUES (1, '1001', 'takst', 'TAKST-001')"))
    assert load(engine, ["1001"]) == foer
