"""A tilbud that becomes a krisecenter (SEL § 109): its street is nowhere in VAR or in the database's bytes."""

import pytest
from sqlalchemy import insert

from domain.drejebog import find_afsnit, write_afsnit_tekst
from domain.dump import decode_dump
from flows.beskyttede import append_beskyttede, apply_beskyttede, read_beskyttede
from flows.indlaesning import load_and_clear
from flows.settings import Indstillinger
from tests.builders import NAT_1, NAT_2, NAT_3, make_afdeling, make_dump, make_udtraek, write_dump
from tests.krisecenterscene import EGEN, GADE, find_in_var, record_fund
from tests.warehouse.opbevaring.maerker import read_bytes_of
from tests.warehouse.rows import rows, values
from warehouse.alarmer import list_alarmer
from warehouse.tables import METADATA

ANDRE = [make_afdeling(3), make_afdeling(4)]


@pytest.fixture
def indstillinger(tmp_path):
    var = tmp_path / "var"
    (var / "dumps" / "igang").mkdir(parents=True)
    return Indstillinger(var=var, _env_file=None)


@pytest.fixture
def hent(engine, indstillinger):
    """Load a night's afdelinger as a fetch would leave them."""

    def load(afdelinger, nat):
        fil = write_dump(make_dump(afdelinger, start=nat), indstillinger.dumps)
        return load_and_clear(engine, indstillinger, fil, nu=nat, begrundelse="prøve")

    return load


@pytest.fixture
def aabent(engine, indstillinger, hent):
    """The night before: the street is in the register, in findings, a mail, notes, a package, a journal, the report."""
    hent([make_afdeling(1, **EGEN), *ANDRE], NAT_1)
    record_fund(engine)
    var = indstillinger.var
    filer = ("paabud/paabud-7.zip", "dumps/igang/journal.jsonl", "budgetkalender/forsinkede-2027.csv")
    for fil in (*filer, "rapport/index.html"):
        (var / fil).parent.mkdir(exist_ok=True)
        (var / fil).write_text(f'{{"tilbudsid":"7","adresse":"{GADE} 17"}}\n')
    with engine.begin() as conn:
        conn.execute(
            insert(METADATA.tables["sag"]), [{"tilbudsid": "7", "tilstand": "ny", "oprettet": NAT_1, "aendret": NAT_1}]
        )
        note = {"tilbudsid": "7", "tidspunkt": NAT_1, "til": "ny", "grund": f"Ringede til {GADE} 17", "af": "abc"}
        conn.execute(insert(METADATA.tables["sag_haendelse"]), [note])
        bog = {"art": "tilbud", "noegle": "7", "email": "x@example.org", "grund": f"Bor på {GADE.upper()}", "af": "abc"}
        conn.execute(insert(METADATA.tables["adressebog"]), [{**bog, "oprettet": NAT_1}])
    return engine


def krisecenter(**andet):
    return make_afdeling(1, **{**EGEN, "tilbudstyper": ("Krisecenter, § 109",), **andet})


@pytest.mark.begge_lagre
def test_the_night_it_becomes_one_its_street_is_nowhere(aabent, indstillinger, hent, lager):
    assert len(find_in_var(indstillinger.var)) == 5
    assert GADE.lower().encode() in read_bytes_of(aabent, lager).lower()
    hent([krisecenter(adresse=None, tilbuddets_adresse=None, navn="Huset", email=None), *ANDRE], NAT_2)
    assert find_in_var(indstillinger.var) == []
    assert GADE.lower().encode() not in read_bytes_of(aabent, lager).lower()
    assert rows(aabent, "SELECT grund, af FROM sag_haendelse") == [{"grund": "Ringede til [udeladt]", "af": "abc"}]
    (alarm,) = list_alarmer(aabent)
    assert alarm.noegle == "7"
    for sted in ("Sikkerhedskopier", "nat --til", "parquet", "genbedoem", "indsigt", "rettelser", "arbejdsark"):
        assert sted in alarm.tekst, "what lies where the program cannot look is named"
        assert sted.lower() in write_afsnit_tekst(find_afsnit("kopi_med_beskyttet")).lower()
    assert read_beskyttede(indstillinger.var) == {"7"}


@pytest.mark.begge_lagre
def test_what_a_restore_moved_aside_is_named_since_it_may_hold_the_street(aabent, indstillinger, hent):
    (indstillinger.var / "foer-gendannelse-20261101_010000" / "dumps").mkdir(parents=True)
    if aabent.dialect.name == "postgresql":
        with aabent.begin() as conn:
            conn.exec_driver_sql("CREATE SCHEMA foer_gendannelse_20261101_010000")
    hent([krisecenter(adresse=None, tilbuddets_adresse=None, navn="Huset", email=None), *ANDRE], NAT_2)
    (alarm,) = list_alarmer(aabent)
    assert "Slet også det, som en gendannelse flyttede til side:" in alarm.tekst
    assert "foer-gendannelse-20261101_010000" in alarm.tekst
    assert ("skemaet foer_gendannelse_20261101_010000" in alarm.tekst) == (aabent.dialect.name == "postgresql")


def test_a_dump_that_lost_a_street_is_whole_and_known_as_the_one_that_was_loaded(aabent, indstillinger, hent):
    hent([krisecenter(adresse=None, tilbuddets_adresse=None), *ANDRE], NAT_2)
    for fil in sorted(indstillinger.dumps.glob("*.jsonl")):
        assert decode_dump(fil.read_bytes().splitlines(keepends=True)).slut.antal == 3
        igen = load_and_clear(aabent, indstillinger, fil, nu=NAT_3)
        assert (igen.status, igen.allerede_indlaest) == ("godkendt", True)
    assert values(aabent, "SELECT COUNT(*) FROM snapshot") == [2]


def test_a_page_that_no_longer_says_it_leaves_no_street_in_its_dump(aabent, indstillinger, hent):
    hent([krisecenter(adresse=None, tilbuddets_adresse=None), *ANDRE], NAT_2)
    hent([make_afdeling(1, **EGEN), *ANDRE], NAT_3)
    assert find_in_var(indstillinger.var) == []
    assert values(aabent, "SELECT COUNT(*) FROM afdeling WHERE adresse IS NOT NULL AND tilbudsid = '7'") == [0]


def test_a_dataudtraek_that_says_it_clears_as_a_page_does(aabent, indstillinger, lager):
    dump = make_udtraek(
        {"plads": [{"tilbudsid": "7", "paragraf": "§ 109"}, {"tilbudsid": "1003"}, {"tilbudsid": "1004"}]}, start=NAT_2
    )
    svar = load_and_clear(aabent, indstillinger, write_dump(dump, indstillinger.dumps), nu=NAT_2, begrundelse="prøve")
    assert svar.status == "godkendt"
    assert find_in_var(indstillinger.var) == []
    assert GADE.lower().encode() not in read_bytes_of(aabent, lager).lower()


def test_a_run_that_was_killed_is_done_again_by_the_next(aabent, indstillinger, hent):
    pakke = indstillinger.var / "paabud" / "paabud-7.zip"
    tekst = pakke.read_bytes()
    hent([krisecenter(adresse=None, tilbuddets_adresse=None), *ANDRE], NAT_2)
    # As if the machine died after the database and before the list: the package is there still.
    pakke.write_bytes(tekst)
    (indstillinger.var / "beskyttede.csv").unlink()
    hent(ANDRE, NAT_3)
    assert not pakke.exists()
    assert read_beskyttede(indstillinger.var) == {"7"}


@pytest.mark.begge_lagre
def test_a_restored_database_that_has_forgotten_is_told(aabent, indstillinger, lager):
    append_beskyttede(indstillinger.var, {"7", "4711"}, nu=NAT_2)
    assert apply_beskyttede(aabent, indstillinger.var, nu=NAT_2) == {"7"}
    assert GADE.lower().encode() not in read_bytes_of(aabent, lager).lower()
    assert apply_beskyttede(aabent, indstillinger.var, nu=NAT_3) == frozenset()
    assert rows(aabent, "SELECT hvad, grund, antal FROM sletning") == [
        {"hvad": "afdeling", "grund": "beskyttet", "antal": 1}
    ]


def test_one_that_the_restored_copy_never_had_is_scrubbed_when_it_comes(engine, indstillinger, hent):
    append_beskyttede(indstillinger.var, {"7"}, nu=NAT_1)
    hent([make_afdeling(1, **EGEN), *ANDRE], NAT_1)
    assert values(engine, "SELECT adresse FROM afdeling WHERE tilbudsid = '7'") == [None]
    assert find_in_var(indstillinger.var) == []


def test_a_file_that_somebody_keeps_elsewhere_is_not_touched(aabent, indstillinger, tmp_path):
    fil = write_dump(make_dump([krisecenter(), *ANDRE], start=NAT_2), tmp_path, navn="min-egen.jsonl")
    foer = fil.read_bytes()
    load_and_clear(aabent, indstillinger, fil, nu=NAT_2, begrundelse="prøve")
    assert fil.read_bytes() == foer


def test_krisecentre_that_were_so_from_the_start_raise_nothing_and_leave_the_report(engine, indstillinger, hent):
    hent(ANDRE, NAT_1)
    indstillinger.rapport.mkdir()
    (indstillinger.rapport / "index.html").write_text("Rapporten")
    hent([krisecenter(adresse=None, tilbuddets_adresse=None), *ANDRE], NAT_2)
    assert list_alarmer(engine) == ()
    assert (indstillinger.rapport / "index.html").exists()
    assert read_beskyttede(indstillinger.var) == {"7"}


def test_many_at_once_are_one_alarm(engine, indstillinger, hent):
    hent([make_afdeling(nr) for nr in range(1, 21)], NAT_1)
    hent([make_afdeling(nr, adresse=None, tilbudstyper=("Krisecenter, § 109",)) for nr in range(1, 21)], NAT_2)
    (alarm,) = list_alarmer(engine)
    assert (alarm.noegle, alarm.tekst.startswith("20 tilbud (1001, 1002")) == ("2026-11-02", True)
