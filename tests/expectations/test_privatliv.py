"""No rule's row ever holds what must not leave the register: personal values, or where a krisecenter lies."""

from typing import Any

import pytest
from sqlalchemy import text

from expectations.registry import load_regler
from tests.builders import load_afdelinger, load_udtraek, make_afdeling

ADRESSE = {
    "adresse": "Hemmelighedsvej",
    "postnr": "5001",
    "by": "Hemmeligby",
    "tilbuddets_adresse": "Hemmelighedsvej 7, 5001 Hemmeligby",
    "hjemmeside": "Hemmelighedsvej 7",
}
PERSON = {"telefon": "11 22 33 44 55", "email": "navn(at)person.example.org"}
REST = {
    "navn": None,
    "cvr": "12",
    "p_nummer": "12",
    "har_leder": False,
    "har_kontaktperson": False,
    "virksomhedsform": "I/S",
    "tilsynsmyndighed": "Odense Kommune",
    "pladser_i_alt": 99,
}
KRISECENTER = {"tilbudstyper": ("Krisecenter, § 109", "§ 299"), "pladser": {"§ 109": 0}}


STED = {"afdelingsid": None, "afdeling_navn": "Hemmelighedsvej 7, 5001 Hemmeligby"}
UDTRAEK: dict[str, tuple[dict[str, Any], ...]] = {
    "tilbud": ({"navn": "Huset på Hemmelighedsvej", "godkendelsesstatus": "Ophørt", "husleje_kr": None},),
    "plads": ({"afdelingsid": "1", "ledige_antal": 99, "opdateret_dato": "2019-01-01"},),
    "takst": ({"ydelse": "Ophold", "takst_kr": -1.0},),
    "tilsynsbesoeg": (
        {},
        {**STED, "besoegsid": "1"},
        {**STED, "besoegsid": "2", "afdelingsid": "77"},
        {**STED, "besoegsid": "3", "besoeg_dato": "2062-01-01"},
    ),
}


def _cells(engine):
    with engine.connect() as connection:
        for regel in load_regler():
            for row in connection.execute(text(regel.sql)):
                yield from ((regel.id, str(celle)) for celle in row if celle is not None)


def test_no_rule_selects_a_personal_value(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1, **ADRESSE, **PERSON, **REST)], begrundelse="Prøve")
    celler = list(_cells(engine))
    assert {"KONTAKT-001", "KONTAKT-002", "ADRESSE-002"} <= {regel for regel, _ in celler}
    assert [(regel, celle) for regel, celle in celler if any(hemmelig in celle for hemmelig in PERSON.values())] == []


@pytest.mark.parametrize("navn", ["krisecenteret selv", "en anden afdeling af samme tilbud"])
def test_no_rule_tells_where_a_krisecenter_lies(engine, tmp_path, navn):
    aaben = make_afdeling(1, **ADRESSE, **PERSON, **REST, **(KRISECENTER if navn == "krisecenteret selv" else {}))
    afdelinger = [aaben, make_afdeling(1, afdelingsid="2", **ADRESSE, **KRISECENTER)]
    load_afdelinger(engine, tmp_path, afdelinger, begrundelse="Prøve")
    celler = list(_cells(engine))
    assert len(celler) > 10
    udslag = [(regel, celle) for regel, celle in celler if any(sted in celle for sted in ("Hemmelig", "5001"))]
    assert udslag == []
    assert not any(regel.startswith("ADRESSE") for regel, _ in celler)


@pytest.mark.parametrize("navn", ["krisecenteret selv", "en anden afdeling af samme tilbud"])
def test_no_rule_tells_where_a_krisecenter_lies_because_a_dataudtraek_does(engine, tmp_path, navn):
    aaben = make_afdeling(1, **(KRISECENTER if navn == "krisecenteret selv" else {}))
    load_afdelinger(engine, tmp_path, [aaben, make_afdeling(1, afdelingsid="2", **KRISECENTER)], begrundelse="Prøve")
    load_udtraek(engine, tmp_path, UDTRAEK, begrundelse="Prøve")
    celler = list(_cells(engine))
    assert {"TILSYN-013", "TILSYN-014", "PLADS-006", "AKTUEL-006"} <= {regel for regel, _ in celler}
    assert [(regel, celle) for regel, celle in celler if any(sted in celle for sted in ("Hemmelig", "5001"))] == []
