"""Krisecentre (SEL § 109): the street is nowhere in the file, neither from now nor from before."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, insert

from domain.afdeling import Afdeling
from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdeling, make_post
from tests.warehouse.rows import rows, values
from warehouse.findings import record_kontrol
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailTilbud
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.opfoelgning import Mail

GADE = "Hemmelighedsvej 17"
BY = "1420 København K"


def aaben(**aendringer: object) -> Afdeling:
    """An afdeling whose own page says nothing of a krisecenter."""
    felter = {"tilbudsid": "7", "adresse": GADE, "postnr": "1420", "by": "København K"}
    return make_afdeling(1, **{**felter, "tilbuddets_adresse": f"{GADE}, {BY}", **aendringer})


def krisecenter(nummer: int = 2, **aendringer: object) -> Afdeling:
    felter = {"tilbudsid": "7", "adresse": None, "tilbuddets_adresse": None, "tilbudstyper": ("Krisecenter, § 109",)}
    return make_afdeling(nummer, **{**felter, **aendringer})


def assert_nowhere(engine: Engine, *tekster: str) -> None:
    """No byte of the database, its log or its free pages holds any of the texts."""
    engine.dispose()
    fil = Path(str(engine.url.database))
    for del_ in (fil, fil.with_name(fil.name + "-wal")):
        if del_.exists():
            for tekst in tekster:
                assert tekst.encode() not in del_.read_bytes(), f"{tekst} in {del_.name}"


def test_a_sibling_page_protects_the_whole_tilbud(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [aaben(), krisecenter()])
    assert rows(engine, "SELECT adresse, har_adresse, postnr, by, tilbuddets_adresse, er_beskyttet FROM afdeling")[
        0
    ] == {
        "adresse": None,
        "har_adresse": 1,
        "postnr": None,
        "by": "København K",
        "tilbuddets_adresse": None,
        "er_beskyttet": 1,
    }
    assert values(engine, "SELECT er_beskyttet FROM nu_tilbud") == [1]
    assert_nowhere(engine, GADE)


def test_raw_labels_that_may_tell_the_place_are_not_kept(engine: Engine, tmp_path: Path):
    raa = {
        "Tilbuddets navn": (f"Huset, {GADE}", "Huset"),
        "CVR-nummer": ("99000015",),
        "Adresse": (GADE, BY),
        "Find vej": (f"Bus 5A til {GADE}",),
    }
    load_afdelinger(engine, tmp_path, [make_post(aaben(), raa=raa), krisecenter()])
    gemt = values(engine, "SELECT indhold FROM raw_afdeling WHERE afdelingsid = '1'")
    assert gemt == ['{"CVR-nummer":["99000015"],"Tilbuddets navn":["Huset"]}']


def test_a_tilbud_that_becomes_protected_is_scrubbed_back_to_the_first_night(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [aaben()])
    load_afdelinger(engine, tmp_path, [aaben(navn="Nyt navn")], start=NAT_2)
    fund = [
        Fund(regel="ADRESSE-002", tilbudsid="7", afdelingsid="1", felt="adresse", vaerdi=GADE, forslag=f"{GADE} A"),
        Fund(regel="NAVN-001", tilbudsid="7", afdelingsid="1", felt="navn", vaerdi="Nyt navn", bevis={"adresse": GADE}),
    ]
    regler = tuple(Regelresultat(regel=f.regel, alvor="alvorlig", fund=(f,)) for f in fund)
    record_kontrol(engine, Kontrolresultat(snapshot_id=2, regler=regler), nu=NAT_2)
    mail = {
        "modtager": "x@example.org",
        "periode": "2026-11",
        "trin": "varsel",
        "snapshot_id": 2,
        "emne": f"Fejl om {GADE}",
        "indhold": f"Adressen {GADE} findes ikke",
        "oprettet": NAT_2,
        "sendt": None,
        "fil": None,
    }
    with engine.begin() as forbindelse:
        mails = [{**mail, "noegle": status, "status": status} for status in ("klar", "afventer", "sendt", "ukendt")]
        forbindelse.execute(insert(table_of(Mail)), mails)
        om = [{"noegle": x["noegle"], "tilbudsid": tilbudsid} for x in mails for tilbudsid in ("3", "7")]
        forbindelse.execute(insert(table_of(MailTilbud)), om)
        fortalt = {"noegle": "klar", "afvigelse_id": 1, "aabnet_i": 2}
        forbindelse.execute(insert(table_of(MailAfvigelse)), [fortalt])
    load_afdelinger(engine, tmp_path, [aaben(navn="Nyt navn"), krisecenter()], start=NAT_3)

    assert values(engine, "SELECT er_beskyttet FROM afdeling") == [1, 1, 1]
    assert values(engine, "SELECT COUNT(*) FROM afledt_afdeling WHERE postnr_by IS NOT NULL") == [0]
    assert rows(engine, "SELECT regel, vaerdi, forslag, bevis FROM afvigelse ORDER BY regel") == [
        {"regel": "ADRESSE-002", "vaerdi": None, "forslag": None, "bevis": "{}"},
        {"regel": "NAVN-001", "vaerdi": "Nyt navn", "forslag": None, "bevis": "{}"},
    ]
    assert rows(engine, "SELECT status, indhold FROM mail ORDER BY status") == [
        {"status": "sendt", "indhold": ""},
        {"status": "ukendt", "indhold": ""},
    ]
    assert values(engine, "SELECT COUNT(*) FROM mail_tilbud") == [4]
    assert_nowhere(engine, GADE, "Hemmelighed")


def test_scrubbing_is_no_change_of_content(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [aaben()])
    resultat = load_afdelinger(engine, tmp_path, [aaben(), krisecenter()], start=NAT_2)
    assert (resultat.nye, resultat.aendrede, resultat.uaendrede) == (1, 0, 1)
    assert values(engine, "SELECT COUNT(*) FROM raw_afdeling WHERE gyldig_til IS NOT NULL") == [0]


def test_a_sibling_whose_page_was_not_had_is_scrubbed_too(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [aaben()])
    load_afdelinger(engine, tmp_path, [krisecenter()], start=NAT_2, manglende=[("7", "1")])
    assert_nowhere(engine, GADE)


def test_once_protected_always_protected(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [aaben(), krisecenter()])
    for nat in range(1, 4):
        load_afdelinger(engine, tmp_path, [aaben()], start=NAT_1 + timedelta(days=nat))
    assert values(engine, "SELECT tilbudsid FROM nu_afdeling WHERE NOT er_beskyttet") == []
    assert_nowhere(engine, GADE)


def test_other_tilbud_keep_their_address(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [krisecenter(), make_afdeling(3), make_afdeling(4)])
    load_afdelinger(engine, tmp_path, [krisecenter(), make_afdeling(3), make_afdeling(4)], start=NAT_2)
    assert values(engine, "SELECT adresse FROM nu_afdeling WHERE NOT er_beskyttet ORDER BY adresse") == [
        "Prøvevænget 4",
        "Prøvevænget 5",
    ]
