"""A REJECTED fetch that says krisecenter (SEL § 109): few are protected at once, many only told of, rubbish nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from domain.drejebog import find_afsnit
from domain.dump import Sideafvigelse, decode_dump
from flows.beskyttede import read_beskyttede
from flows.indlaesning import load_and_clear
from flows.settings import Indstillinger
from tests.builders import (
    NAT_1,
    NAT_2,
    NAT_3,
    NAT_4,
    make_afdeling,
    make_afdelinger,
    make_dump,
    make_udtraek,
    write_dump,
)
from tests.kommando import make_kommando
from tests.krisecenterscene import EGEN, GADE, find_in_var, record_fund
from tests.warehouse.opbevaring.maerker import read_bytes_of
from tests.warehouse.rows import REGISTER, everything, rows, values
from warehouse.alarmer import list_alarmer
from warehouse.load import load_dump
from warehouse.tables import METADATA

ANDRE = make_afdelinger(12)[2:]
SKJULT = {"adresse": None, "tilbuddets_adresse": None, "navn": "Huset", "email": None}
UROERT = (*REGISTER, "snapshot", "afvigelse_haendelse", "mail", "sletning")
UAFKLARET = "krisecentre_uafklaret"


@pytest.fixture
def indstillinger(tmp_path):
    var = tmp_path / "var"
    (var / "dumps").mkdir(parents=True)
    return Indstillinger(var=var, _env_file=None)


@pytest.fixture
def hent(engine, indstillinger):
    """Load a night's afdelinger as a fetch would leave them; one that was stopped is rejected."""

    def load(afdelinger, nat, *, stoppet=None, **dump):
        fil = write_dump(make_dump(afdelinger, start=nat, stoppet=stoppet, **dump), indstillinger.dumps)
        svar = load_and_clear(engine, indstillinger, fil, nu=nat)
        assert svar.status == ("godkendt" if stoppet is None else "afvist")
        return svar

    return load


@pytest.fixture
def aabent(engine, indstillinger, hent):
    """The night before: the street is in the register, a finding, two mails, and on a page of the frozen report."""
    hent([make_afdeling(1, **EGEN), *ANDRE], NAT_1)
    record_fund(engine)
    with engine.begin() as conn:
        conn.execute(insert(METADATA.tables["mail"]), [make_mail("a", "sendt", "a.eml"), make_mail("b", "klar", None)])
        conn.execute(insert(METADATA.tables["mail_tilbud"]), [{"noegle": x, "tilbudsid": "7"} for x in "ab"])
    indstillinger.udbakke.mkdir()
    (indstillinger.udbakke / "a.eml").write_text(f"Kære {GADE}")
    indstillinger.rapport.mkdir()
    (indstillinger.rapport / "index.html").write_text(f"Huset ligger {GADE} 17")
    return engine


def make_mail(noegle, status, fil):
    om = {"modtager": "x@example.org", "periode": "2026-11", "trin": "varsel", "snapshot_id": 1, "oprettet": NAT_1}
    return {**om, "noegle": noegle, "emne": GADE, "indhold": f"Kære {GADE}", "status": status, "fil": fil}


def krisecenter(nummer=1, **andet):
    return make_afdeling(nummer, **{"tilbudstyper": ("Krisecenter, § 109",), **andet})


def test_the_street_of_one_that_a_rejected_fetch_says_is_a_krisecenter_is_nowhere(aabent, indstillinger, hent, lager):
    assert len(find_in_var(indstillinger.var)) == 3
    etiket = Sideafvigelse(art="ukendt_etiket", hvad=f"{GADE} 17", antal=9, eksempel="https://portal.example/x")
    svar = hent(
        [krisecenter(**EGEN | {"navn": f"Huset på {GADE}"}), *ANDRE], NAT_2, stoppet="Nede.", afvigelser=[etiket]
    )
    assert svar.snapshot_id is None
    assert find_in_var(indstillinger.var) == []
    assert GADE.lower().encode() not in read_bytes_of(aabent, lager).lower()
    assert read_beskyttede(indstillinger.var) == {"7"}
    assert [(alarm.slags, alarm.noegle) for alarm in list_alarmer(aabent)] == [("kopi_med_beskyttet", "7")]
    assert values(aabent, "SELECT noegle FROM mail") == ["a"], "the one that waited is taken back"
    assert "1 tilbud, den siger er krisecenter" in (svar.forsigtighed or "")


def test_the_dump_of_the_rejected_fetch_is_whole_and_known_as_the_one_that_was_rejected(aabent, indstillinger, hent):
    hent([krisecenter(**EGEN), *ANDRE], NAT_2, stoppet="Nede.")
    for fil in sorted(indstillinger.dumps.glob("*.jsonl")):
        dump = decode_dump(fil.read_bytes().splitlines(keepends=True))
        igen = load_and_clear(aabent, indstillinger, fil, nu=NAT_3)
        assert igen.allerede_indlaest
        assert igen.status == ("afvist" if dump.slut.stoppet else "godkendt")
    assert values(aabent, "SELECT COUNT(*) FROM koersel") == [2]


def test_the_next_accepted_fetch_that_does_not_say_it_does_not_bring_the_street_back(aabent, indstillinger, hent):
    """As with one that was accepted: once protected, always protected."""
    hent([krisecenter(**EGEN | SKJULT), *ANDRE], NAT_2, stoppet="Nede.")
    hent([make_afdeling(1, **EGEN), *ANDRE], NAT_3)
    assert find_in_var(indstillinger.var) == []
    assert values(aabent, "SELECT COUNT(*) FROM afdeling WHERE adresse IS NOT NULL AND tilbudsid = '7'") == [0]


def test_the_next_accepted_fetch_that_says_it_too_tells_nobody_again(aabent, indstillinger, hent):
    hent([krisecenter(**EGEN | SKJULT), *ANDRE], NAT_2, stoppet="Nede.")
    hent([krisecenter(**EGEN | SKJULT), *ANDRE], NAT_3)
    assert [alarm.rejst for alarm in list_alarmer(aabent)] == [NAT_2]
    assert find_in_var(indstillinger.var) == []


def test_many_at_once_are_told_and_nothing_is_deleted(engine, indstillinger, hent):
    alle = make_afdelinger(40)
    hent(alle, NAT_1)
    foer = everything(engine, UROERT)
    svar = hent([krisecenter(nummer, adresse=None) for nummer in range(1, 41)], NAT_2, stoppet="Nede.")
    assert everything(engine, UROERT) == foer
    assert read_beskyttede(indstillinger.var) == frozenset()
    assert values(engine, "SELECT COUNT(*) FROM afdeling WHERE adresse IS NOT NULL") == [40]
    (alarm,) = list_alarmer(engine)
    assert (alarm.slags, alarm.noegle) == (UAFKLARET, "portal")
    assert "40 tilbud" in alarm.tekst
    assert "1001, 1002" in alarm.tekst
    assert "20 flere" in alarm.tekst
    assert "intet er slettet" in alarm.tekst
    assert svar.forsigtighed == alarm.tekst
    trin = " ".join(find_afsnit(UAFKLARET).trin)
    assert "opbevaring beskyt" in trin
    assert "--trods-advarsel" in trin


def test_the_alarm_of_many_is_over_when_a_fetch_is_accepted_and_not_before(engine, hent):
    hent(make_afdelinger(20), NAT_1)
    tyve = [krisecenter(nummer, adresse=None) for nummer in range(1, 21)]
    hent(tyve, NAT_2, stoppet="Nede.")
    hent(tyve, NAT_3, stoppet="Nede.")
    assert [alarm.slags for alarm in list_alarmer(engine)] == [UAFKLARET]
    hent(make_afdelinger(20), NAT_4)
    assert list_alarmer(engine) == ()
    assert values(engine, "SELECT COUNT(*) FROM afdeling WHERE er_beskyttet") == [0]


@pytest.mark.parametrize(("antal", "beskyttet"), [(5, 5), (6, 0)])
def test_the_limit_is_five_and_those_known_before_do_not_count(engine, hent, antal, beskyttet):
    kendte = [krisecenter(nummer, adresse=None) for nummer in range(21, 31)]
    hent([*make_afdelinger(20), *kendte], NAT_1)
    nye = [krisecenter(nummer, adresse=None) for nummer in range(1, antal + 1)]
    hent([*nye, *make_afdelinger(20)[antal:], *kendte], NAT_2, stoppet="Nede.")
    assert values(engine, "SELECT COUNT(*) FROM afdeling WHERE er_beskyttet") == [10 + beskyttet]


def test_the_limit_holds_for_all_that_is_rejected_until_something_is_accepted(engine, hent):
    """Pages mixed up in a new way each night would else turn five more each time."""
    hent(make_afdelinger(20), NAT_1)
    tre = [krisecenter(nummer, adresse=None) for nummer in (1, 2, 3)]
    hent([*tre, *make_afdelinger(20)[3:]], NAT_2, stoppet="Nede.")
    andre = [krisecenter(nummer, adresse=None) for nummer in (4, 5, 6)]
    hent([*make_afdelinger(3), *andre, *make_afdelinger(20)[6:]], NAT_3, stoppet="Nede.")
    assert values(engine, "SELECT COUNT(*) FROM afdeling WHERE er_beskyttet") == [3]
    assert [alarm.slags for alarm in list_alarmer(engine)][-1] == UAFKLARET
    hent(make_afdelinger(20), NAT_4)
    hent([*make_afdelinger(3), *andre, *make_afdelinger(20)[6:]], NAT_4 + timedelta(days=1), stoppet="Nede.")
    assert values(engine, "SELECT COUNT(DISTINCT tilbudsid) FROM afdeling WHERE er_beskyttet") == [6]


def test_one_that_the_register_does_not_have_and_one_whose_page_was_not_had_change_nothing(engine, indstillinger, hent):
    hent([*make_afdelinger(20), krisecenter(21, adresse=None)], NAT_1)
    foer = everything(engine, UROERT)
    hent(
        [*make_afdelinger(19), krisecenter(77, adresse=None)],
        NAT_2,
        stoppet="Nede.",
        manglende=[("1020", "20"), ("1021", "21")],
    )
    assert everything(engine, UROERT) == foer


def test_a_rejected_dataudtraek_that_says_it_protects_too(aabent, indstillinger, lager):
    """It is rejected for a clock that is days ahead."""
    dump = make_udtraek({"plads": [{"tilbudsid": "7", "paragraf": "§ 109"}, {"tilbudsid": "4711"}]}, start=NAT_4)
    svar = load_and_clear(aabent, indstillinger, write_dump(dump, indstillinger.dumps), nu=NAT_2)
    assert svar.status == "afvist"
    assert find_in_var(indstillinger.var) == []
    assert GADE.lower().encode() not in read_bytes_of(aabent, lager).lower()


def test_a_file_that_is_no_dump_changes_nothing(aabent, indstillinger):
    foer = everything(aabent, UROERT)
    fil = indstillinger.dumps / "halv.jsonl"
    hel = write_dump(make_dump([krisecenter(**EGEN), *ANDRE], start=NAT_2), indstillinger.var, navn="hel")
    fil.write_bytes(hel.read_bytes()[:-200])
    hel.unlink()
    svar = load_and_clear(aabent, indstillinger, fil, nu=NAT_2)
    assert (svar.status, svar.forsigtighed) == ("fejlet", None)
    assert everything(aabent, UROERT) == foer


def test_a_run_killed_after_the_rejection_is_done_by_the_next(aabent, indstillinger, hent):
    dump = make_dump([krisecenter(**EGEN | SKJULT), *ANDRE], start=NAT_2, stoppet="Nede.")
    load_dump(aabent, write_dump(dump, indstillinger.dumps), nu=NAT_2)
    assert find_in_var(indstillinger.var) != []
    hent(ANDRE, NAT_3)
    assert find_in_var(indstillinger.var) == []
    assert read_beskyttede(indstillinger.var) == {"7"}


@pytest.fixture
def tilbudstjek(indstillinger, warehouse_url, monkeypatch, capsys):
    return make_kommando(monkeypatch, capsys, indstillinger.var, warehouse_url)


def test_a_person_sees_whom_a_dump_speaks_of_and_protects_those_it_is_true_of(
    aabent, indstillinger, hent, tilbudstjek, lager
):
    mange = [krisecenter(nummer, adresse=None) for nummer in range(3, 10)]
    hent([krisecenter(**EGEN), *mange], NAT_2, stoppet="Nede.")
    foer = everything(aabent, UROERT)
    (dump,) = [fil for fil in indstillinger.dumps.iterdir() if "Nede." in fil.read_text()]
    status, ud, fejl = tilbudstjek("opbevaring", "beskyt", "--dump", dump)
    assert (status, ud.split()) == (0, ["1003", "1004", "1005", "1006", "1007", "1008", "1009", "7"])
    assert everything(aabent, UROERT) == foer
    status, ud, fejl = tilbudstjek("opbevaring", "beskyt", "7", "--grund", "Ringet til socialtilsynet", "--hvem", "abc")
    assert status == 0, fejl
    assert "7 er beskyttet." in fejl
    assert find_in_var(indstillinger.var) == []
    assert GADE.lower().encode() not in read_bytes_of(aabent, lager).lower()
    assert read_beskyttede(indstillinger.var) == {"7"}
    assert rows(aabent, "SELECT hvem, genstand, bemaerkning FROM revision WHERE handling = 'beskyttet'") == [
        {"hvem": "abc", "genstand": "tilbud:7", "bemaerkning": "Ringet til socialtilsynet"}
    ]
    assert {alarm.slags for alarm in list_alarmer(aabent)} == {UAFKLARET, "kopi_med_beskyttet"}
    status, ud, fejl = tilbudstjek("opbevaring", "beskyt", "7", "--grund", "Igen")
    assert (status, "7 er beskyttet i forvejen." in fejl) == (0, True)


@pytest.mark.parametrize(
    ("ord_", "svar"),
    [
        (["7", "4711", "--grund", "x"], "Registret har ikke tilbud 4711"),
        (["7"], "--grund"),
        ([], "--dump"),
        (["--dump", "findes-ikke.jsonl"], "kan ikke læses"),
    ],
)
def test_what_is_meant_wrongly_protects_nobody(aabent, tilbudstjek, ord_, svar):
    foer = everything(aabent, UROERT)
    status, _, fejl = tilbudstjek("opbevaring", "beskyt", *ord_)
    assert status in {1, 2}
    assert svar in fejl
    assert everything(aabent, UROERT) == foer
