"""Krisecentre (SEL § 109) in a dataudtræk: no text that could name a place is kept, from now or from before."""

import pytest
from sqlalchemy import Engine, insert

from domain.afdeling import Afdeling
from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, load_udtraek, make_afdeling, make_udtraek, write_dump
from tests.stikproever import announce_kontrol
from tests.warehouse.load.test_beskyttelse import assert_nowhere
from tests.warehouse.rows import rows, values
from warehouse.findings import record_kontrol
from warehouse.load import load_dump
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveUdfald

GADE = "Hemmelighedsvej 17"
UDELADT = "[udeladt]"


def krisecenter(**aendringer: object) -> Afdeling:
    felter = {"tilbudsid": "7", "adresse": GADE, "tilbudstyper": ("Krisecenter, § 109",)}
    return make_afdeling(1, **{**felter, **aendringer})


def spoken(**takst: object) -> dict[str, list[dict[str, object]]]:
    """Rows of tilbud 7 whose every text names the street."""
    return {
        "takst": [
            {"tilbudsid": "7", "ydelse": f"Ophold på {GADE}", "takst_tekst": f"2.000 ({GADE})", **takst},
            {"tilbudsid": "8", "ydelse": "Ophold, 2. sal", "takst_tekst": "2.000,00 kr."},
        ],
        "tilbud": [{"tilbudsid": "7", "navn": f"Huset på {GADE}", "godkendelsesstatus": GADE}],
        "tilsynsbesoeg": [{"tilbudsid": "7", "afdeling_navn": GADE, "afdelingsid": f"1 {GADE}"}],
        "kvalitetsscore": [{"tilbudsid": "7", "myndighed": f"Socialtilsyn, {GADE}"}],
    }


def load_raw(engine: Engine, tmp_path, entiteter, *, start=NAT_1):
    """Load rows whose raw cells say what the fields say."""
    from dataclasses import replace

    dump = make_udtraek(entiteter, start=start)
    raekker = tuple(replace(x, raa={k: str(v) for k, v in x.felter.items()}) for x in dump.raekker)
    resultat = load_dump(engine, write_dump(replace(dump, raekker=raekker), tmp_path), nu=start)
    assert resultat.status == "godkendt", resultat.aarsag


def test_rows_of_a_known_krisecenter_are_kept_without_what_could_name_its_place(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [krisecenter()])
    load_raw(engine, tmp_path, spoken(), start=NAT_2)
    assert rows(engine, "SELECT ydelse, takst_tekst, takst_kr, takst_enhed, maalgruppe FROM nu_takst ORDER BY id") == [
        {
            "ydelse": UDELADT,
            "takst_tekst": UDELADT,
            "takst_kr": 2000.0,
            "takst_enhed": "døgn",
            "maalgruppe": "Psykiske lidelser",
        },
        {
            "ydelse": "Ophold, 2. sal",
            "takst_tekst": "2.000,00 kr.",
            "takst_kr": 2000.0,
            "takst_enhed": "døgn",
            "maalgruppe": "Psykiske lidelser",
        },
    ]
    assert rows(engine, "SELECT navn, godkendelsesstatus FROM nu_tilbudsoplysning") == [
        {"navn": UDELADT, "godkendelsesstatus": UDELADT}
    ]
    assert_nowhere(engine, GADE)


def test_a_takst_as_written_is_kept_when_it_is_only_a_number(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [krisecenter()])
    load_udtraek(engine, tmp_path, {"takst": [{"tilbudsid": "7", "takst_tekst": "2.000 pr. plads"}]}, start=NAT_2)
    load_udtraek(engine, tmp_path, {"belaegning": [{"tilbudsid": "7", "belaegning_tekst": "95,5 %"}]}, start=NAT_2)
    assert values(engine, "SELECT takst_tekst FROM takst") == [UDELADT]
    assert values(engine, "SELECT belaegning_tekst FROM belaegning") == ["95,5 %"]


def test_rows_kept_before_the_tilbud_was_known_to_be_one_are_scrubbed(engine: Engine, tmp_path):
    load_raw(engine, tmp_path, spoken())
    load_afdelinger(engine, tmp_path, [krisecenter()], start=NAT_2)
    assert_nowhere(engine, GADE)
    assert values(engine, "SELECT ydelse FROM takst ORDER BY id") == [UDELADT, "Ophold, 2. sal"]
    load_raw(engine, tmp_path, spoken(), start=NAT_3)
    assert rows(engine, "SELECT gyldig_fra, gyldig_til FROM takst") == [{"gyldig_fra": 2, "gyldig_til": None}] * 2
    assert_nowhere(engine, GADE)


def test_a_dataudtraek_that_says_krisecenter_protects_what_the_page_did_not(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=("Midlertidigt botilbud, § 107",))])
    assert values(engine, "SELECT adresse FROM afdeling") == [GADE]
    load_raw(engine, tmp_path, spoken(paragraf="§ 109"), start=NAT_2)
    assert values(engine, "SELECT er_beskyttet FROM nu_tilbud") == [1]
    assert_nowhere(engine, GADE)


def test_a_tilbud_met_first_in_a_dataudtraek_as_krisecenter_is_one_when_its_page_comes(engine: Engine, tmp_path):
    load_raw(engine, tmp_path, spoken(paragraf="§ 109"))
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=("Midlertidigt botilbud, § 107",))], start=NAT_2)
    assert values(engine, "SELECT er_beskyttet FROM nu_tilbud") == [1]
    assert_nowhere(engine, GADE)


def test_a_name_that_says_krisecenter_is_remembered_by_its_absence(engine: Engine, tmp_path):
    load_raw(engine, tmp_path, {"tilbud": [{"tilbudsid": "7", "navn": "Krisecentret"}]})
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=("Midlertidigt botilbud, § 107",))], start=NAT_2)
    assert_nowhere(engine, GADE)


def test_findings_from_before_lose_the_row_they_name(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=("Midlertidigt botilbud, § 107",), adresse=None)])
    fund = Fund(
        regel="TILSYN-012", tilbudsid="7", afdelingsid=None, felt="afdelinger", raekke=GADE, vaerdi=GADE, forslag=GADE
    )
    resultat = Kontrolresultat(
        snapshot_id=1, regler=(Regelresultat(regel="TILSYN-012", alvor="advarsel", fund=(fund,)),)
    )
    record_kontrol(engine, resultat, nu=NAT_1)
    load_afdelinger(engine, tmp_path, [krisecenter()], start=NAT_2)
    assert rows(engine, "SELECT vaerdi, forslag, raekke FROM afvigelse") == [
        {"vaerdi": None, "forslag": None, "raekke": None}
    ]
    assert_nowhere(engine, GADE)


def test_what_a_caseworker_wrote_of_a_tilbud_that_becomes_one_is_withheld(engine: Engine, tmp_path):
    typer = ("Midlertidigt botilbud, § 107",)
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=typer, adresse=None), make_afdeling(2, tilbudsid="8")])
    announce_kontrol(engine)
    with engine.begin() as forbindelse:
        for enhed_id in ("7", "8"):
            forbindelse.execute(
                insert(table_of(StikproeveUdfald)).values(
                    stikproeve_id=1,
                    enhed_id=enhed_id,
                    punkt="navn",
                    version=1,
                    udfald="forkert",
                    kommentar=f"Huset ligger på {GADE if enhed_id == '7' else 'torvet'}",
                    sagsbehandler="AB",
                    tidspunkt=NAT_1,
                    kilde="web",
                )
            )
    load_afdelinger(engine, tmp_path, [krisecenter(), make_afdeling(2, tilbudsid="8")], start=NAT_2)
    assert values(engine, "SELECT kommentar FROM stikproeve_udfald ORDER BY id") == [UDELADT, "Huset ligger på torvet"]
    assert_nowhere(engine, GADE)


def test_no_column_of_an_entity_is_for_an_address():
    from domain.entiteter import ENTITETER

    navne = {kolonne.navn for entitet in ENTITETER.values() for kolonne in entitet.kolonner}
    forbudte = ("adresse", "vej", "postnr", "by", "telefon", "email", "cpr", "leder")
    assert {navn for navn in navne if navn.startswith(forbudte)} == set()


def test_a_place_written_without_a_number_is_withheld_in_every_text(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [krisecenter()])
    entiteter = {
        "takst": [{"tilbudsid": "7", "maalgruppe": "Kvinder i Lindekvarteret", "takst_enhed": "Lindekvarteret"}],
        "tilbud": [{"tilbudsid": "7", "godkendelsesstatus": "Lindekvarteret"}],
        "tilsynsbesoeg": [{"tilbudsid": "7", "afdelingsid": "Lindekvarteret"}],
        "kvalitetsscore": [{"tilbudsid": "7", "myndighed": "Socialtilsyn Syd, Lindekvarteret"}],
        "sanktion": [{"tilbudsid": "7", "sanktionsart": "Påbud om Lindekvarteret"}],
        "budget": [{"tilbudsid": "7", "filtype": "Lindekvarteret"}],
    }
    load_raw(engine, tmp_path, entiteter, start=NAT_2)
    assert_nowhere(engine, "Lindekvarteret")


def test_words_of_lists_are_kept_of_a_krisecenter(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, [krisecenter()])
    entiteter = {
        "takst": [{"tilbudsid": "7", "maalgruppe": "Voldsramte kvinder og deres børn", "takst_enhed": "Pr. døgn"}],
        "tilbud": [{"tilbudsid": "7", "godkendelsesstatus": "Godkendt"}],
        "kvalitetsscore": [{"tilbudsid": "7", "myndighed": "Socialtilsyn Syd"}],
        "sanktion": [{"tilbudsid": "7", "sanktionsart": "Skærpet tilsyn"}],
        "budget": [{"tilbudsid": "7", "filtype": "xlsx"}],
    }
    load_raw(engine, tmp_path, entiteter, start=NAT_2)
    assert rows(engine, "SELECT maalgruppe, takst_enhed FROM takst") == [
        {"maalgruppe": "Voldsramte kvinder og deres børn", "takst_enhed": "Pr. døgn"}
    ]
    assert values(engine, "SELECT godkendelsesstatus FROM tilbud") == ["Godkendt"]
    assert values(engine, "SELECT myndighed FROM kvalitetsscore") == ["Socialtilsyn Syd"]
    assert values(engine, "SELECT sanktionsart FROM sanktion") == ["Skærpet tilsyn"]
    assert values(engine, "SELECT filtype FROM budget") == ["xlsx"]


@pytest.mark.parametrize(
    "siger",
    [
        {"takst": [{"tilbudsid": "7", "ydelse": "Ophold på krisecenter"}]},
        {"takst": [{"tilbudsid": "7", "maalgruppe": "Kvinder på krisecenter"}]},
        {"tilsynsbesoeg": [{"tilbudsid": "7", "afdeling_navn": "Kvindehuset"}]},
        {"takst": [{"tilbudsid": "7", "ydelse": UDELADT}]},
    ],
)
def test_a_krisecenter_named_in_any_text_is_one_from_then_on(engine: Engine, tmp_path, siger):
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=("Midlertidigt botilbud, § 107",))])
    load_raw(engine, tmp_path, siger, start=NAT_2)
    assert values(engine, "SELECT er_beskyttet FROM nu_tilbud") == [1]
    load_raw(engine, tmp_path, {"tilsynsbesoeg": [{"tilbudsid": "7", "afdeling_navn": GADE}]}, start=NAT_3)
    assert_nowhere(engine, GADE)


def test_a_krisecenter_met_first_by_its_ydelse_is_one_when_its_page_comes(engine: Engine, tmp_path):
    load_raw(engine, tmp_path, {"takst": [{"tilbudsid": "7", "ydelse": "Ophold på krisecenter"}]})
    load_afdelinger(engine, tmp_path, [krisecenter(tilbudstyper=("Midlertidigt botilbud, § 107",))], start=NAT_2)
    assert values(engine, "SELECT er_beskyttet FROM nu_tilbud") == [1]
    assert_nowhere(engine, GADE)
