"""Whom mails may go to: what people set goes before the register, and a dead address is found, told and revived."""

import pytest
from sqlalchemy import select, text

from domain.regel import Modtager
from expectations.registry import load_regler
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdeling
from warehouse.brevveksling.adressebog import Indehaver, Valg, find_indehaver, remove_adresse, set_adresse
from warehouse.brevveksling.doede import mark_dead, revive_adresse
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.queries.adressebog import ADRESSEBOG, Hindring, Uopnaaelig, list_uopnaaelige, load_adresser
from warehouse.queries.adresseliste import list_manglende, list_satte

DAG = NAT_1.date()
VALG = Valg(af="abc", grund="Ringet til stedet")
TILBUD = Indehaver(art=Modtager.TILBUD, noegle="1001")
SQL = next(regel.sql for regel in load_regler() if regel.id == "KONTAKT-009")


def kill(engine, *emails):
    with engine.begin() as conn:
        for email in emails:
            mark_dead(conn, email, "5.1.1", afleveret=NAT_1, nu=NAT_2)


def unreachable(engine):
    with engine.connect() as conn:
        return {et.tilbudsid: et.grund for et in list_uopnaaelige(conn)}


def found(engine):
    with engine.connect() as conn:
        return sorted((row.tilbudsid, row.afdelingsid) for row in conn.execute(text(SQL)))


def test_a_set_address_goes_before_the_registers_until_it_is_taken_away(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    assert set_adresse(engine, TILBUD, "  ny@ude.example.org ", VALG, nu=NAT_1) == "ny@ude.example.org"
    set_adresse(engine, TILBUD, "nyere@ude.example.org", VALG, nu=NAT_2)
    with engine.connect() as conn:
        assert load_adresser(conn).override("tilbud", "1001") == "nyere@ude.example.org"
        assert load_adresser(conn).override("tilbud", "1002") is None
    remove_adresse(engine, TILBUD, Valg(af="xyz", grund="Registret er rettet"), nu=NAT_3)
    with engine.connect() as conn:
        assert load_adresser(conn).override("tilbud", "1001") is None
        rows = conn.execute(select(ADRESSEBOG).order_by(ADRESSEBOG.c.id)).all()
    assert [(row.email, row.ophoert, row.ophoert_af, row.ophoert_grund) for row in rows] == [
        ("ny@ude.example.org", NAT_2, "abc", "Ringet til stedet"),
        ("nyere@ude.example.org", NAT_3, "xyz", "Registret er rettet"),
    ]
    with pytest.raises(BrevvekslingFejl, match="ikke sat en adresse"):
        remove_adresse(engine, TILBUD, VALG, nu=NAT_3)


def test_a_bad_address_is_refused_and_the_one_in_force_stays(engine):
    set_adresse(engine, TILBUD, "god@ude.example.org", VALG, nu=NAT_1)
    with pytest.raises(BrevvekslingFejl, match="mere end én"):
        set_adresse(engine, TILBUD, "a@ude.example.org, b@ude.example.org", VALG, nu=NAT_2)
    with engine.connect() as conn:
        assert load_adresser(conn).override("tilbud", "1001") == "god@ude.example.org"


@pytest.mark.parametrize(
    ("art", "skrevet", "kendt"),
    [
        (Modtager.TILBUD, "1001", "1001"),
        (Modtager.SOCIALTILSYN, "NORD", "Nord"),
        (Modtager.KOMMUNE, "461", "461"),
        (Modtager.KOMMUNE, "0461", "461"),
    ],
)
def test_whose_address_it_is_can_be_written_as_people_do(engine, tmp_path, art, skrevet, kendt):
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    assert find_indehaver(engine, art, skrevet).noegle.lstrip("0") == kendt


@pytest.mark.parametrize(
    ("art", "noegle", "besked"),
    [
        (Modtager.TILBUD, "9999", "ikke noget tilbud"),
        (Modtager.SOCIALTILSYN, "Vest", "Skriv et af disse: "),
        (Modtager.KOMMUNE, "999", "ikke en kommunekode"),
        (Modtager.KOMMUNE, "Odense", "ikke en kommunekode"),
    ],
)
def test_an_unknown_owner_of_an_address_is_refused(engine, art, noegle, besked):
    with pytest.raises(BrevvekslingFejl, match=besked):
        find_indehaver(engine, art, noegle)


@pytest.mark.parametrize(("af", "grund", "besked"), [(" ", "x", "--hvem"), ("abc", "  ", "--grund")])
def test_a_choice_has_a_person_and_a_reason(af, grund, besked):
    with pytest.raises(BrevvekslingFejl, match=besked):
        Valg(af=af, grund=grund)


def test_authorities_without_a_living_address_are_missing(engine):
    with engine.connect() as conn:
        alle = {(et.art, et.noegle) for et in list_manglende(conn, DAG)}
    nord, odense = ("socialtilsyn", "Nord"), ("kommune", find_indehaver(engine, Modtager.KOMMUNE, "461").noegle)
    assert {nord, odense} <= alle
    assert sum(art == "kommune" for art, _ in alle) == 98
    for art, noegle in (nord, odense):
        set_adresse(engine, Indehaver(art=Modtager(art), noegle=noegle), f"{art}@x.example.org", VALG, nu=NAT_1)
    kill(engine, "kommune@x.example.org")
    with engine.connect() as conn:
        assert alle - {(et.art, et.noegle) for et in list_manglende(conn, DAG)} == {nord}
        assert {(et.art, et.er_doed) for et in list_satte(conn, DAG)} == {("socialtilsyn", False), ("kommune", True)}


ALTID_UBRUGELIGE = {
    "1001": "a@b",
    "1002": '"x,y"@z.dk',
    "1003": "a@ude.example.org, b@ude.example.org",
    "1004": "a@ude.example.org\nBcc: b@ude.example.org",
    "1005": f"{'a' * 288}@ude.example.org",
}


def test_bad_addresses_of_the_register_make_a_tilbud_unreachable_and_are_no_error(engine, tmp_path):
    afdelinger = [make_afdeling(nr, email=email) for nr, email in enumerate(ALTID_UBRUGELIGE.values(), start=1)]
    afdelinger += [make_afdeling(6, email=None), make_afdeling(7, email="æ@ø.dk"), make_afdeling(8)]
    load_afdelinger(engine, tmp_path, afdelinger)
    assert unreachable(engine) == {**dict.fromkeys(ALTID_UBRUGELIGE, Hindring.UGYLDIG), "1006": Hindring.MANGLER}


def test_a_valid_address_beside_a_bad_one_is_enough(engine, tmp_path):
    to = [make_afdeling(1, email="a@b"), make_afdeling(2, tilbudsid="1001")]
    load_afdelinger(engine, tmp_path, to)
    assert unreachable(engine) == {}


def test_a_tilbud_whose_addresses_are_all_dead_is_its_socialtilsyns(engine, tmp_path):
    to = [make_afdeling(1), make_afdeling(2, tilbudsid="1001"), make_afdeling(3, tilsynsmyndighed="Socialtilsyn Nord")]
    load_afdelinger(engine, tmp_path, to)
    kill(engine, "kontakt1@birkehuset.example.org", "kontakt3@birkehuset.example.org")
    assert unreachable(engine) == {"1003": Hindring.DOED}
    kill(engine, "kontakt2@birkehuset.example.org")
    with engine.connect() as conn:
        assert list_uopnaaelige(conn) == (
            Uopnaaelig(tilbudsid="1001", tilsyn_kode="Syd", grund=Hindring.DOED),
            Uopnaaelig(tilbudsid="1003", tilsyn_kode="Nord", grund=Hindring.DOED),
        )
    set_adresse(engine, TILBUD, "ny@ude.example.org", VALG, nu=NAT_3)
    assert unreachable(engine) == {"1003": Hindring.DOED}


def test_a_dead_address_is_found_until_the_register_shows_another_or_a_person_says_it_works(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2)])
    assert found(engine) == []
    kill(engine, "KONTAKT1@birkehuset.example.org", "kontakt2@birkehuset.example.org")
    assert found(engine) == [("1001", "1"), ("1002", "2")]
    revive_adresse(engine, "kontakt1@birkehuset.example.org", VALG, nu=NAT_2)
    assert found(engine) == [("1002", "2")]
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2, email="ny@ude.example.org")], start=NAT_3)
    assert found(engine) == []
