"""Each line of a case's file note says which findings it is about, and goes on being true as the register changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from domain.sagsbeslutning import Beslutning
from domain.tid import find_dag
from reports.paabud.grundlag import list_fulgte, list_kan_paabydes
from reports.paabud.notatfund import load_notatfund
from reports.paabud.sagsnotat import tell_grund, write_sagsnotat
from tests.builders import NAT_1
from tests.reports.scene import CVR, REGLER, SUM, TELEFON, make_fund, make_register, play_night
from warehouse.queries.sager import load_sagsakt
from warehouse.sager import follow_up, mark_varslet, open_sager
from warehouse.sager.beslut import accept_fund, give_markering, give_paabud, register_leveret, tell_tilbud

FULGTE = list_fulgte(REGLER)
HEMMELIG = "Skjulestien 7"
NUMMER = make_fund(CVR, "1001", vaerdi="99000016")
TELEFONEN = make_fund(TELEFON, "1001", vaerdi="32400001", raekke="Ydelse 3, 2026")
PLADSERNE = make_fund(SUM, "1001", None)


def later(dage):
    return NAT_1 + timedelta(days=dage)


def decision(dage, grund="Derfor."):
    return Beslutning(af="abc", dag=find_dag(later(dage)), grund=grund)


def night(engine, mappe, dage, *fund, afdelinger=None, fejl=None):
    play_night(engine, mappe, nat=later(dage), fund=fund, afdelinger=afdelinger, fejl=fejl)
    open_sager(engine, later(dage), regler=FULGTE)
    follow_up(engine, find_dag(later(dage)), later(dage), regler=FULGTE)


def send_mail(engine, dage, trin="varsel", tilbudsid="1001"):
    """A mail that tells of all the tilbud's open findings, handed over as the case is moved by it."""
    vaerdier = {"n": f"m{dage}", "t": tilbudsid, "trin": trin, "nu": later(dage).replace(tzinfo=None)}
    saetninger = (
        "INSERT INTO mail (noegle, modtager, periode, trin, snapshot_id, emne, indhold, status, oprettet, sendt) "
        "SELECT :n, 'a@example.org', :n, :trin, max(id), 'e', 'i', 'sendt', :nu, :nu FROM snapshot",
        "INSERT INTO mail_tilbud (noegle, tilbudsid, trin) VALUES (:n, :t, :trin)",
        "INSERT INTO mail_afvigelse (noegle, afvigelse_id, aabnet_i) SELECT :n, a.id, max(h.snapshot_id) "
        "FROM afvigelse a JOIN afvigelse_haendelse h ON h.afvigelse_id = a.id AND h.haendelse <> 'lukket' "
        "WHERE a.tilbudsid = :t AND a.status = 'aaben' GROUP BY a.id",
    )
    with engine.begin() as conn:
        for saetning in saetninger:
            conn.execute(text(saetning), vaerdier)
    mark_varslet(engine, [tilbudsid], nu=later(dage))


def read_note(engine, tilbudsid="1001", dage=400):
    with engine.connect() as conn:
        akt = load_sagsakt(conn, tilbudsid, find_dag(later(dage)), FULGTE)
        assert akt is not None
        return akt, load_notatfund(conn, akt, REGLER)


def tell(engine, tilbudsid="1001"):
    """What each line that is about something says: its new state (or kind), and its groups of rule ids."""
    akt, om = read_note(engine, tilbudsid)
    navne = {regel.titel: regel.id for regel in REGLER}
    return [
        (
            note.til.value if note.fra is not note.til else note.art,
            {
                gruppe.overskrift: [next(v for k, v in navne.items() if x.startswith(f"{k} (")) for x in gruppe.linjer]
                for gruppe in om[note.id]
            },
        )
        for note in akt.noter
        if note.id in om
    ]


def test_every_step_to_the_markering_names_its_findings(engine, tmp_path):
    night(engine, tmp_path, 0, NUMMER, TELEFONEN)
    send_mail(engine, 0)
    night(engine, tmp_path, 10, NUMMER, TELEFONEN, PLADSERNE)
    send_mail(engine, 29, "rykker")
    night(engine, tmp_path, 44, NUMMER, TELEFONEN, PLADSERNE)
    kan = list_kan_paabydes([CVR])
    give_paabud(engine, "1001", decision(45), nu=later(45), regler=FULGTE, kan_paabydes=kan)
    register_leveret(engine, "1001", find_dag(later(46)), decision(46), nu=later(46))
    night(engine, tmp_path, 75, NUMMER, PLADSERNE)
    give_markering(engine, "1001", decision(76), nu=later(76), regler=FULGTE)
    night(engine, tmp_path, 80, PLADSERNE)
    assert tell(engine) == [
        ("ny", {"Det drejer sig om": [CVR.id, TELEFON.id]}),
        ("varslet", {"Mailen fortalte om": [CVR.id, TELEFON.id]}),
        ("rykket", {"Nye i mailen": [SUM.id], "Kendte, som mailen mindede om": [CVR.id, TELEFON.id]}),
        ("til_vurdering", {"Det står stadig": [CVR.id, TELEFON.id, SUM.id]}),
        ("paabud_afgjort", {"Påbuddet nævner": [CVR.id]}),
        ("markering_mulig", {"I påbuddet og står stadig": [CVR.id]}),
        ("markeret", {"I påbuddet og står stadig": [CVR.id]}),
        ("lukket", {"Rettet": [CVR.id, TELEFON.id]}),
        ("ny", {"Det drejer sig om": [SUM.id]}),
    ]


def test_a_line_goes_on_saying_what_it_said_when_more_has_happened(engine, tmp_path):
    night(engine, tmp_path, 0, NUMMER, TELEFONEN)
    foer = tell(engine)
    tell_tilbud(engine, "1001", decision(1), nu=later(1))
    efter_besked = tell(engine)
    assert efter_besked == [*foer, ("varslet", {"Tilbuddet fik besked om": [CVR.id, TELEFON.id]})]
    night(engine, tmp_path, 5, PLADSERNE)
    night(engine, tmp_path, 6, NUMMER, TELEFONEN, PLADSERNE)
    assert tell(engine)[:2] == efter_besked


def test_what_was_accepted_is_named_and_named_again_where_the_case_closed(engine, tmp_path):
    night(engine, tmp_path, 0, NUMMER, TELEFONEN, PLADSERNE)
    til = find_dag(later(20))
    for regel in (CVR.id, TELEFON.id):
        accept_fund(engine, "1001", til, decision(1), nu=later(1), regler=FULGTE, kun_regel=regel)
    night(engine, tmp_path, 2, NUMMER, TELEFONEN)
    forloeb = [
        ("ny", {"Det drejer sig om": [CVR.id, TELEFON.id, SUM.id]}),
        ("accept", {"Accepteret": [CVR.id]}),
        ("accept", {"Accepteret": [TELEFON.id]}),
        ("lukket", {"Rettet": [SUM.id], "Accepteret": [CVR.id, TELEFON.id]}),
    ]
    assert tell(engine) == forloeb
    night(engine, tmp_path, 21, NUMMER, TELEFONEN)
    accept_fund(engine, "1001", find_dag(later(40)), decision(22, "Igen."), nu=later(22), regler=FULGTE)
    # The earlier acceptances were overwritten: their lines keep their words and claim nothing more.
    assert tell(engine) == [
        forloeb[0],
        ("lukket", {"Rettet": [SUM.id]}),
        ("ny", {"Det drejer sig om": [CVR.id, TELEFON.id]}),
        ("accept", {"Accepteret": [CVR.id, TELEFON.id]}),
        ("lukket", {"Accepteret": [CVR.id, TELEFON.id]}),
    ]


def test_one_that_was_accepted_by_itself_is_told_by_its_place(engine, tmp_path):
    to = [make_fund(TELEFON, "1002", nr) for nr in ("2", "3")]
    night(engine, tmp_path, 0, *to)
    for fund in to:
        accept_fund(engine, "1002", find_dag(later(9)), decision(1), nu=later(1), regler=FULGTE, kun_fund=fund.noegle)
    akt, om = read_note(engine, "1002")
    linjer = [om[note.id][0].linjer for note in akt.noter if note.art == "accept"]
    assert linjer == [(f"{TELEFON.titel} ({TELEFON.id}), afdeling {nr}",) for nr in ("2", "3")]
    assert "1 afvigelse af KONTAKT-001 (afdeling 2). Derfor." in akt.noter[1].grund


def test_a_rule_that_could_not_run_or_is_gone_mended_nothing(engine, tmp_path):
    night(engine, tmp_path, 0, NUMMER, TELEFONEN)
    night(engine, tmp_path, 1, TELEFONEN, fejl=CVR.id)
    assert [hvad for hvad, _ in tell(engine)] == ["ny"]
    with engine.begin() as conn:
        conn.execute(text("DELETE FROM regelkoersel WHERE regel = 'KONTAKT-001'"))
    night(engine, tmp_path, 2)
    with engine.begin() as conn:
        conn.execute(text("DELETE FROM regelkoersel WHERE regel = 'KONTAKT-001'"))
    bort = "Faldet bort, fordi afdelingen eller reglen ikke er der mere"
    assert tell(engine)[-1] == ("lukket", {"Rettet": [CVR.id], bort: [TELEFON.id]})


def test_at_most_ten_are_named_and_the_row_with_them(engine, tmp_path):
    fund = [make_fund(TELEFON, "1001", raekke=f"Ydelse {nr}") for nr in range(13)]
    night(engine, tmp_path, 0, *fund)
    akt, om = read_note(engine)
    (gruppe,) = om[akt.noter[0].id]
    assert (len(gruppe.linjer), gruppe.andre) == (10, 3)
    assert gruppe.linjer[0] == f"{TELEFON.titel} ({TELEFON.id}), afdeling 1, Ydelse 0"
    assert "\n  * og 3 andre\n" in write_sagsnotat(akt, om)


@pytest.mark.parametrize("naar", ["altid", "siden"])
def test_of_a_krisecenter_only_rule_and_afdeling_are_named(engine, tmp_path, naar):
    fund = make_fund(TELEFON, "1004", "4", raekke=HEMMELIG, vaerdi=HEMMELIG)
    afdelinger = make_register()
    aaben = [replace(x, tilbudstyper=(), pladser={}) if x.tilbudsid == "1004" else x for x in afdelinger]
    night(engine, tmp_path, 0, fund, afdelinger=afdelinger if naar == "altid" else aaben)
    accept_fund(engine, "1004", find_dag(later(9)), decision(0), nu=later(0), regler=FULGTE, kun_fund=fund.noegle)
    night(engine, tmp_path, 1, fund, afdelinger=afdelinger)
    with engine.begin() as conn:
        ny = text("UPDATE afvigelse SET raekke = :r, vaerdi = :v WHERE tilbudsid = '1004'")
        conn.execute(ny, {"r": HEMMELIG, "v": HEMMELIG})
    akt, om = read_note(engine, "1004")
    notat = write_sagsnotat(akt, om)
    assert f"* {TELEFON.titel} ({TELEFON.id}), afdeling 4\n" in notat
    assert "Skjulestien" not in notat


def test_a_tilbud_that_left_the_portal_is_said_nothing_of_but_rule_and_place(engine, tmp_path):
    night(engine, tmp_path, 0, TELEFONEN)
    resten = make_register()[1:]
    for dage in (1, 2, 3):
        night(engine, tmp_path, dage, afdelinger=resten)
    akt, om = read_note(engine)
    assert akt.noter[-1].til == "lukket"
    assert "Rettet" not in {gruppe.overskrift for gruppe in om[akt.noter[-1].id]}
    assert "Ydelse 3" not in write_sagsnotat(akt, om)


def test_days_in_the_programs_sentences_have_one_form():
    assert tell_grund("Accepteret til og med 01-02-2027: 1 afvigelse.") == (
        "Accepteret til og med 1. februar 2027: 1 afvigelse."
    )
    assert tell_grund("i bero til og med 31-02-2027: sag 01-02-2027") == (
        "i bero til og med 31-02-2027: sag 01-02-2027"
    )


@given(st.text())
def test_a_reason_without_the_programs_days_is_left_as_it_is(tekst):
    assert "\n" not in tell_grund(tekst)
    assert tell_grund("abc " + tekst.replace("-", "")).startswith("abc")
