"""The register itself from a file: records as a crawl gives them, people hashed, krisecentre without their street."""

import json

import pytest

from crawler.files.fejl import UdtraekFejl
from crawler.pages.personer import hash_person
from domain.dump import Listetal, decode_dump, encode_dump
from tests.crawler.files.byg import NOEGLE, TAKST, laes, write_csv, write_xlsx

HOVED = "Tilbuds-id;Afdelings-id;Tilbuddets navn;Adresse;Postnummer;By;Tilbuddets leder;Tilbudstyper;Pladser;Liste;Link"
HUSET = "1001;1;Birkehuset;Prøvevænget 12;5000;Odense C;Ib Ibsen;Midlertidigt botilbud, § 107;§ 107: 8 | § 104: 2;;https://p.example/1"


def _read(tmp_path, *raekker, hoved=HOVED):
    return laes(write_csv(tmp_path / "afdelinger.csv", hoved, *raekker))


def _dumped(udtraek):
    dump = udtraek.dump
    linjer = list(encode_dump(dump.hoved, dump.poster, dump.slut, dump.raekker))
    assert decode_dump(linjer).poster == dump.poster
    return b"".join(linjer).decode() + json.dumps(udtraek.rapport.to_dict(), ensure_ascii=False)


def test_a_row_becomes_the_record_a_crawl_would_give(tmp_path):
    udtraek = _read(tmp_path, HUSET)
    (post,) = udtraek.dump.poster
    afdeling = post.afdeling
    assert afdeling.noegle == ("1001", "1")
    assert (afdeling.adresse, afdeling.har_adresse, afdeling.postnr, afdeling.by) == (
        "Prøvevænget 12",
        True,
        "5000",
        "Odense C",
    )
    assert afdeling.tilbudstyper == ("Midlertidigt botilbud, § 107",)
    assert afdeling.pladser == {"§ 107": 8, "§ 104": 2}
    assert afdeling.lister == ("voksne",)
    assert afdeling.kilde_url == "https://p.example/1"
    assert not afdeling.er_beskyttet
    assert udtraek.dump.slut.lister == {"voksne": Listetal(oplyst=1, fundet=1)}
    assert udtraek.dump.slut.entiteter == {}


def test_people_are_kept_as_filled_and_a_hash_alone(tmp_path):
    udtraek = _read(tmp_path, HUSET)
    (post,) = udtraek.dump.poster
    assert post.afdeling.har_leder
    assert post.afdeling.leder_hash == hash_person("Ib Ibsen", NOEGLE)
    assert not post.afdeling.har_kontaktperson
    assert post.raa["Tilbuddets leder"] == ("[udfyldt]",)
    assert "Ibsen" not in _dumped(udtraek)


def test_an_address_in_one_column_is_parted(tmp_path):
    udtraek = _read(
        tmp_path, '1001;1;"Prøvevænget 12\n5000 Odense C";§ 107', hoved="Tilbuds-id;Afdelings-id;Adresse;Tilbudstype"
    )
    afdeling = udtraek.dump.poster[0].afdeling
    assert (afdeling.adresse, afdeling.postnr, afdeling.by) == ("Prøvevænget 12", "5000", "Odense C")


def test_lists_come_from_the_column_else_the_paragraph_else_the_other_afdelinger(tmp_path):
    hoved = "Tilbuds-id;Afdelings-id;Tilbudstyper;Liste"
    udtraek = _read(tmp_path, "1;1;§ 107;børn", "2;1;Opholdssted, § 43;", "2;2;;", "3;1;;", hoved=hoved)
    assert [x.afdeling.lister for x in udtraek.dump.poster] == [("boern",), ("boern",), ("boern",), ()]
    assert udtraek.dump.slut.lister == {"boern": Listetal(oplyst=3, fundet=3)}
    assert "ikke står på nogen liste: 1." in udtraek.rapport.bemaerkninger[0]
    with pytest.raises(UdtraekFejl, match="voksne eller børn"):
        _read(tmp_path, "1;1;;", hoved=hoved)


@pytest.mark.parametrize(
    "kendetegn",
    [
        "Krisecenter;Botilbud;;",
        "Huset;Botilbud, § 109;;",
        "Huset;Botilbud;109: 4;",
        "Huset;Botilbud;;Et sted efter serviceloven § 109",
    ],
)
def test_nothing_of_a_krisecenter_tells_its_street(tmp_path, kendetegn):
    navn, typer, pladser, note = kendetegn.split(";")
    udtraek = _read(
        tmp_path,
        f"7;1;{navn};Rosenlyvej 17;1500;København V;{typer};{pladser};Fonden Rosenlyvej;{note};voksne",
        "7;2;Rosenlyvej 19, st.;Rosenlyvej 19;5000;Odense C;;;Fonden Rosenlyvej;;voksne",
        "8;1;Andre;Rosenlyvej 3;5000;Odense C;;;;;voksne",
        hoved="Tilbuds-id;Afdelings-id;Navn;Adresse;Postnr.;By;Tilbudstype;Pladser;Virksomhed;Note;Liste",
    )
    beskyttede = [x for x in udtraek.dump.poster if x.afdeling.tilbudsid == "7"]
    assert all(x.afdeling.er_beskyttet and x.afdeling.har_adresse for x in beskyttede)
    assert all(x.afdeling.adresse is None for x in beskyttede)
    assert beskyttede[0].afdeling.postnr is None
    assert "rosenlyvej" not in str(beskyttede).casefold()
    assert [x.afdeling.adresse for x in udtraek.dump.poster if x.afdeling.tilbudsid == "8"] == ["Rosenlyvej 3"]


def test_a_sheet_of_prices_protects_the_tilbud_in_the_others(tmp_path):
    fil = write_xlsx(
        tmp_path / "x.xlsx",
        {
            "Besøg": [["Tilbuds-id", "Besøgs-id", "Besøgt sted"], [7, 1, "Rosenlyvej 17"], [8, 2, "Rosenlyvej 17"]],
            "Afdelinger": [
                ["Tilbuds-id", "Afdelings-id", "Navn", "Adresse", "Liste"],
                [7, 1, "Huset", "Rosenlyvej 17", "voksne"],
            ],
            "Takst": [[*TAKST, "Paragraf"], [7, 1, 3, 2026, 5, None, 109]],
        },
    )
    udtraek = laes(fil)
    assert udtraek.dump.poster[0].afdeling.er_beskyttet
    besoeg = {x.felter["tilbudsid"]: x for x in udtraek.dump.raekker if x.entitet == "tilsynsbesoeg"}
    assert (besoeg["7"].felter["afdeling_navn"], besoeg["7"].raa) == ("[udeladt]", {})
    assert besoeg["8"].felter["afdeling_navn"] == "Rosenlyvej 17"
    assert _dumped(udtraek).count("Rosenlyvej") == len(("as read of tilbud 8", "as written there"))


def test_an_afdeling_in_two_versions_is_missing_and_a_row_not_read_makes_the_list_short(tmp_path):
    udtraek = _read(tmp_path, HUSET, "1002;1;A;;;;;§ 107;;;", "1002;1;B;;;;;§ 107;;;", ";1;C;;;;;§ 107;;;")
    assert [(x.tilbudsid, x.grund) for x in udtraek.dump.slut.manglende] == [("1002", "modstrid")]
    assert udtraek.dump.slut.lister == {"voksne": Listetal(oplyst=4, fundet=1)}


def test_a_link_that_is_no_web_address_is_not_kept(tmp_path):
    udtraek = _read(tmp_path, HUSET.replace("https://p.example/1", "javascript:alert(1)"))
    assert udtraek.dump.poster[0].afdeling.kilde_url == ""


def test_the_dump_does_not_name_a_place_of_a_krisecenter_whose_street_the_file_does_not_have(tmp_path):
    fil = write_xlsx(
        tmp_path / "x.xlsx",
        {
            "Besøg": [["Tilbuds-id", "Besøgs-id", "Besøgt sted"], [7, 1, "Lindehuset"], [8, 2, "Birkehuset"]],
            "Takst": [[*TAKST, "Paragraf", "Ydelse"], [7, 1, 3, 2026, 5, None, 109, "Ophold i Lindehuset"]],
        },
    )
    assert "Lindehuset" not in _dumped(laes(fil))
    assert "Birkehuset" in _dumped(laes(fil))


def test_the_dump_does_not_name_a_place_of_a_tilbud_known_to_be_a_krisecenter(tmp_path):
    fil = write_csv(tmp_path / "besøg.csv", "Tilbuds-id;Besøgs-id;Besøgt sted", "7;1;Lindehuset", "8;2;Birkehuset")
    tekst = _dumped(laes(fil, beskyttede=frozenset({"7"})))
    assert "Lindehuset" not in tekst
    assert "Birkehuset" in tekst
