"""The page about the running: what is late, what to do, and who sees to it; a reader only reads."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.drejebog import load_drejebog
from domain.tid import find_dag
from reports.overvaagning.omgivelser import Omgivelser
from reports.web.bruger import Rolle
from reports.web.drift import Drift
from reports.web.driftsside.nattebillede import draw_naetter
from reports.web.driftsside.vis import split_kode
from tests.builders import NAT_1, NAT_2
from tests.reports.scene import play_night
from tests.reports.web.adgang.scene import find_maerke
from tests.reports.web.klient import asking, read
from tests.reports.web.sager.scene import SAGSBEHANDLER, be
from tests.warehouse.rows import rows
from warehouse.alarmer import list_alarmer, raise_alarm
from warehouse.koersel import end_koersel, start_koersel
from warehouse.queries.naetter import Natteudfald, list_naetter

NU = NAT_2 + timedelta(hours=30)


@pytest.fixture
def som(engine, tmp_path):
    play_night(engine, tmp_path)
    raise_alarm(engine, "nat_fejlet", "2026-11-02", tekst="Natten fejlede: disken er <fuld>.", nu=NAT_2)
    raise_alarm(engine, "kopi_med_beskyttet", "a", tekst="To kopier skal slettes.", nu=NAT_2)
    drift = Drift(omgivelser=lambda: Omgivelser(disk_fri_pct=50.0))
    return lambda indgang=SAGSBEHANDLER: asking(engine, ur=lambda: NU, indgang=indgang, drift=drift)


def post(klient, alarm, handling):
    maerke = find_maerke(klient.get("/drift").text)
    return klient.post(f"/drift/alarm/{alarm}", data={"maerke": maerke, "handling": handling})


def acts(engine):
    spor = rows(engine, "SELECT bruger, handling, emne, noegle FROM adgangslog ORDER BY id")
    led = rows(engine, "SELECT hvem, genstand FROM revision WHERE handling LIKE 'alarm%' ORDER BY nr")
    return [tuple(row.values()) for row in spor], [tuple(row.values()) for row in led]


def test_it_says_what_is_late_what_to_do_and_where_it_stands_in_the_runbook(som):
    with som() as klient:
        assert "/drift" in read(klient.get("/").text).links
        svar = klient.get("/drift")
    laest = read(svar.text)
    assert svar.status_code == 200
    assert "4 ting er for sent" in laest.tekst
    assert "Natten fejlede: disken er <fuld>." in laest.tekst
    assert "Godkendt hentning hver nat" in laest.tekst
    assert "50,0 % er ledig" in laest.tekst
    assert {f"om-{slags}" for slags in load_drejebog()} <= set(laest.ids)
    assert "#om-nat_forsinket" in laest.links
    assert "tilbudstjek nat" in laest.tekst
    assert "./tjek" not in laest.tekst


def test_who_takes_an_alarm_is_shown_and_written_in_both_logs(engine, som):
    with som() as klient:
        assert post(klient, 1, "tag").headers["location"] == "/drift?gemt=1"
        laest = read(klient.get("/drift?gemt=1").text)
    assert "KL har taget den." in laest.tekst
    assert "Det er gemt." in laest.tekst
    assert [alarm.set_af for alarm in list_alarmer(engine)] == ["KL", None]
    assert acts(engine) == ([("KL", "aendret", "alarm", "1")], [("KL", "alarm:1")])


def test_both_logs_name_an_alarm_alike_however_its_number_was_written(engine, som):
    with som() as klient:
        assert post(klient, "0001", "tag").status_code == 303
    assert acts(engine) == ([("KL", "aendret", "alarm", "1")], [("KL", "alarm:1")])


def test_the_second_who_takes_an_alarm_is_told_of_the_first(engine, som):
    with som() as klient:
        post(klient, 1, "tag")
        svar = post(klient, 1, "tag")
    assert svar.status_code == 409
    assert "en anden har taget den" in read(svar.text).tekst
    assert len(acts(engine)[1]) == 1


def test_only_an_alarm_that_nothing_else_can_close_is_closed_by_a_person(engine, som):
    with som() as klient:
        assert post(klient, 1, "luk").status_code == 409
        assert post(klient, 2, "luk").status_code == 303
        assert post(klient, 2, "luk").status_code == 409
    assert [alarm.slags for alarm in list_alarmer(engine)] == ["nat_fejlet"]
    assert acts(engine)[1] == [("KL", "alarm:2")]


def test_an_alarm_that_is_not_there_is_not_taken(som):
    with som() as klient:
        assert post(klient, 99, "tag").status_code == 409
        assert post(klient, "x", "tag").status_code == 404
        assert post(klient, 1, "slet").status_code == 404


def test_a_reader_sees_the_page_without_the_form_and_a_socialtilsyn_does_not(engine, som):
    with som(be(Rolle.LAESER)) as klient:
        assert "/drift/alarm/" not in klient.get("/drift").text
        svar = klient.post("/drift/alarm/1", data={"maerke": "x", "handling": "tag"})
        assert svar.status_code == 403
    with som(be(Rolle.SOCIALTILSYN, tilsyn="Nord")) as klient:
        assert klient.get("/drift").status_code == 403
    assert list_alarmer(engine)[0].set_af is None


def test_without_a_clock_there_is_no_such_page(engine, tmp_path):
    play_night(engine, tmp_path)
    with asking(engine) as klient:
        assert klient.get("/drift").status_code == 404


def test_a_kept_page_never_hides_a_new_alarm(engine, som):
    with som() as klient:
        klient.get("/drift")
        raise_alarm(engine, "opgave_fejlet", "kopi", tekst="Kopien fejlede lige nu.", nu=NU)
        assert "Kopien fejlede lige nu." in klient.get("/drift").text


@pytest.mark.begge_lagre
def test_the_nights_tell_of_the_best_run_of_each_day_and_of_days_without_one(engine, tmp_path):
    play_night(engine, tmp_path)
    for dage, status in ((1, "afvist"), (3, "fejlet"), (3, "afvist")):
        nu = NAT_1 + timedelta(days=dage, minutes=5)
        koersel = start_koersel(engine, kilde="portal", adresse="x", nu=nu)
        end_koersel(engine, koersel, status=status, aarsag=None, nu=nu)
    with engine.connect() as conn:
        naetter = list_naetter(conn, find_dag(NAT_1 + timedelta(days=5)))
        seneste = list_naetter(conn, find_dag(NAT_1 + timedelta(days=3)), antal=2)
    ventet = ["godkendt", "afvist", "mangler", "afvist", "mangler"]
    assert [nat.udfald.value for nat in naetter] == ventet
    assert [nat.udfald.value for nat in seneste] == ["mangler", "afvist"]
    billede = draw_naetter(naetter)
    assert billede is not None
    assert billede.beskrivelse.startswith("Af 5 nætter: 1 godkendt, 2 afvist, 2 mangler. Ikke godkendt: 2. november")
    assert billede.tabel.raekker[0] == ("5. november 2026", "Mangler")
    assert len(billede.tabel.raekker) == 5
    assert billede.svg.count("<rect") >= 5 + len(Natteudfald)


def test_before_the_first_night_there_is_no_picture(engine):
    with engine.connect() as conn:
        assert list_naetter(conn, find_dag(NAT_1)) == ()
        conn.execute(text("SELECT 1"))
    assert draw_naetter(()) is None


def test_what_is_typed_stands_apart_and_is_named_as_the_command():
    assert split_kode("Kør `./tjek nat` igen.") == (("Kør ", False), ("tilbudstjek nat", True), (" igen.", False))
    assert split_kode("`x` først") == (("x", True), (" først", False))
