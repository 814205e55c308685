"""What a message does: an address dies only by a report that names the mail and its recipient; nothing is answered."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update

from domain.afdeling import UDELADT
from domain.brevsvar import Indgaaet, Retur, Svarart
from domain.sag import Sagstilstand
from reports.mail.indbakke.tyd import read_indgaaet
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, make_afdeling
from tests.mails import make_key, put_mails
from tests.returpost import MODTAGER, make_dsn, make_svar, original_id
from warehouse.brevveksling.adressebog import Valg
from warehouse.brevveksling.behandl import settle_svar
from warehouse.brevveksling.doede import revive_adresse
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.brevveksling.modtag import is_known, receive
from warehouse.queries.adressebog import DOED, load_adresser
from warehouse.queries.adresseliste import list_doede
from warehouse.queries.brevsvar import SVAR, count_ventende, list_ventende
from warehouse.sager.laes import SAG
from warehouse.sager.skriv import HAENDELSE
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailTilbud

ANDEN = "kontakt@anden.example.org"


@pytest.fixture
def sendt(engine, tmp_path):
    """A register of three tilbud, a mail to each of the first two, and a case open about each of those."""
    afdelinger = [make_afdeling(1, email=MODTAGER), make_afdeling(2, email=ANDEN), make_afdeling(3)]
    load_afdelinger(engine, tmp_path, afdelinger)
    put_mails(engine, [MODTAGER, ANDEN], status="sendt")
    rows = [
        {"tilbudsid": t, "tilstand": Sagstilstand.VARSLET.value, "oprettet": NAT_1, "aendret": NAT_1}
        for t in ("1001", "1002")
    ]
    with engine.begin() as conn:
        conn.execute(insert(SAG), rows)
    return engine


def take(engine, raa, nu=NAT_2):
    indgaaet = raa if isinstance(raa, Indgaaet) else read_indgaaet(raa)
    with engine.begin() as conn:
        return receive(conn, indgaaet, nu=nu)


def notes(engine):
    with engine.connect() as conn:
        return [(row.tilbudsid, row.art, row.grund) for row in conn.execute(select(HAENDELSE).order_by(HAENDELSE.c.id))]


def dead(engine):
    with engine.connect() as conn:
        return {et.email: et.antal for et in list_doede(conn)}


def test_a_final_return_marks_the_address_dead_and_is_noted_in_the_case(sendt):
    modtaget = take(sendt, make_dsn())
    assert (modtaget.art, modtaget.doed) == (Svarart.RETUR, True)
    assert dead(sendt) == {MODTAGER: 1}
    ((tilbudsid, art, grund),) = notes(sendt)
    assert (tilbudsid, art) == ("1001", "note")
    assert grund == "En mail til tilbuddet er kommet endeligt tilbage (5.1.1). Adressen findes ikke."
    with sendt.connect() as conn:
        assert count_ventende(conn) == 0
        assert load_adresser(conn).is_dead(MODTAGER.upper())


def test_a_second_return_counts_on_the_same_dead_address(sendt):
    take(sendt, make_dsn())
    take(sendt, make_dsn(navn="retur-2", status="5.2.2", svar=""), NAT_3)
    assert dead(sendt) == {MODTAGER: 2}
    with sendt.connect() as conn:
        (et,) = list_doede(conn)
    assert (et.kode, et.aarsag, et.foerst, et.sidst) == ("5.2.2", "Postkassen tager ikke imod mail.", NAT_2, NAT_3)


@pytest.mark.parametrize(
    "raa",
    [
        make_dsn(ANDEN),
        make_dsn("offer@fremmed.example.org"),
        make_dsn(om="<gaettet@example.org>"),
        make_dsn(om=f"<{make_key(1001)}@example.com>"),
        make_dsn(om=original_id(1002)),
        make_dsn(om="<>"),
    ],
    ids=[
        "recipient of another mail",
        "never written to",
        "unknown mail",
        "our key elsewhere",
        "another's mail",
        "none",
    ],
)
def test_a_forged_report_silences_nobody(sendt, raa):
    modtaget = take(sendt, raa)
    assert (modtaget.art, modtaget.doed) == (Svarart.ANDET, False)
    assert dead(sendt) == {}
    assert notes(sendt) == []


def test_a_report_about_a_mail_that_never_left_kills_nothing(sendt):
    with sendt.begin() as conn:
        conn.execute(text("UPDATE mail SET status = 'klar'"))
    assert take(sendt, make_dsn()).art is Svarart.ANDET
    assert dead(sendt) == {}


def test_a_message_id_may_say_more_than_the_mails_key(sendt):
    lang = f"<{make_key(1001)}.f00d@example.org>"
    with sendt.begin() as conn:
        conn.execute(text("UPDATE mail SET message_id = :m WHERE noegle = :n"), {"m": lang, "n": make_key(1001)})
    assert not take(sendt, make_dsn()).doed
    assert take(sendt, make_dsn(om=lang, navn="retur-2")).doed


@pytest.mark.parametrize("dsn", [{"handling": "delayed", "status": "4.4.1"}, {"status": "4.4.7", "svar": ""}], ids=str)
def test_a_passing_failure_kills_nothing_and_waits_for_nobody(sendt, dsn):
    modtaget = take(sendt, make_dsn(**dsn))
    assert (modtaget.art, modtaget.doed) == (Svarart.RETUR, False)
    assert modtaget.afgjort == "En midlertidig fejl siger intet om adressen."
    assert dead(sendt) == {}


def test_a_refusal_that_may_be_our_own_fault_kills_nothing_and_waits_for_a_person(sendt):
    modtaget = take(sendt, make_dsn(status="5.7.1", svar="smtp; 550 5.7.1 SPF fail"))
    assert not modtaget.doed
    with sendt.connect() as conn:
        (svar,) = list_ventende(conn)
    assert (svar.art, svar.tilbudsids) == (Svarart.RETUR, ("1001",))
    assert "vores egen mailserver" in svar.tekst
    assert dead(sendt) == {}


def test_an_address_in_danish_letters_is_known_as_mail_servers_write_it(sendt):
    with sendt.begin() as conn:
        conn.execute(text("UPDATE mail SET modtager = 'Post@Øen.Example.org' WHERE noegle = :n"), {"n": make_key(1001)})
    take(sendt, make_dsn("post@xn--en-kka.example.org"))
    assert dead(sendt) == {"post@øen.example.org": 1}


def test_an_address_that_a_person_says_works_is_killed_by_later_mails_alone(sendt):
    take(sendt, make_dsn())
    revive_adresse(sendt, MODTAGER.upper(), Valg(af="abc", grund="Ringet"), nu=NAT_2 + timedelta(hours=1))
    assert dead(sendt) == {}
    sent_foer = take(sendt, make_dsn(navn="retur-2"), NAT_3)
    assert not sent_foer.doed
    assert sent_foer.afgjort == "Et menneske har siden sagt, at adressen virker."
    with sendt.begin() as conn:
        conn.execute(text("UPDATE mail SET sendt = '2026-11-03 08:00:00'"))
    assert take(sendt, make_dsn(navn="retur-3"), NAT_3 + timedelta(days=1)).doed
    assert dead(sendt) == {MODTAGER: 1}


def test_an_address_that_is_not_dead_cannot_be_revived(sendt):
    with pytest.raises(BrevvekslingFejl, match="regnes ikke for død"):
        revive_adresse(sendt, MODTAGER, Valg(af="abc", grund="Ringet"), nu=NAT_2)


def test_an_answer_that_disputes_waits_and_is_noted_without_its_words(sendt):
    take(sendt, make_svar("Vi er uenige i punkt 1 og 3. Mvh Hemmelig Person"))
    with sendt.connect() as conn:
        (svar,) = list_ventende(conn)
        tilstand = conn.scalar(select(SAG.c.tilstand).where(SAG.c.tilbudsid == "1001"))
        pause = conn.scalar(select(SAG.c.pause).where(SAG.c.tilbudsid == "1001"))
    assert (svar.art, svar.tilbudsids, svar.punkter) == (Svarart.UENIG, ("1001",), "1, 3")
    assert svar.tekst.startswith("Vi er uenige")
    assert (tilstand, pause) == ("varslet", None)
    ((tilbudsid, _, grund),) = notes(sendt)
    assert tilbudsid == "1001"
    assert grund == "Der er svaret »uenig« på en mail (punkt 1, 3). Svaret venter på en sagsbehandler."


def test_an_answer_to_a_mail_of_several_tilbud_is_noted_in_each_open_case(sendt):
    with sendt.begin() as conn:
        rows = [{"noegle": make_key(1001), "tilbudsid": t} for t in ("1002", "1003")]
        conn.execute(insert(table_of(MailTilbud)), rows)
    take(sendt, make_svar("uenig"))
    assert [tilbudsid for tilbudsid, _, _ in notes(sendt)] == ["1001", "1002"]
    assert all("Mailen handlede om flere tilbud." in grund for _, _, grund in notes(sendt))


def test_a_closed_case_gets_no_note(sendt):
    with sendt.begin() as conn:
        conn.execute(update(SAG).values(tilstand=Sagstilstand.LUKKET.value))
    take(sendt, make_svar("uenig"))
    assert notes(sendt) == []


def test_an_authoritys_answer_to_its_digest_is_no_cases_affair(sendt):
    with sendt.begin() as conn:
        conn.execute(text("UPDATE mail SET art = 'socialtilsyn'"))
    assert take(sendt, make_svar("uenig")).art is Svarart.UENIG
    assert notes(sendt) == []


def test_other_answers_wait_too_and_automatic_ones_do_not(sendt):
    take(sendt, make_svar("Tak, det er rettet."))
    take(sendt, make_svar("Jeg er på ferie. uenig", navn="ferie", Auto_Submitted="auto-replied"))
    with sendt.connect() as conn:
        assert [(svar.art, svar.tekst) for svar in list_ventende(conn)] == [(Svarart.SVAR, "Tak, det er rettet.")]


def test_a_message_about_no_mail_of_ours_waits_without_its_words(sendt):
    take(sendt, make_svar("Vi bor på Hemmelighedsvej 7", om=""))
    with sendt.connect() as conn:
        (svar,) = list_ventende(conn)
    assert (svar.art, svar.noegle, svar.tekst) == (Svarart.ANDET, None, "")
    assert svar.message_id == "<svar-1@ude.example.org>"


def test_the_words_of_a_krisecenter_are_not_kept(engine, tmp_path):
    krise = {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}}
    load_afdelinger(engine, tmp_path, [make_afdeling(1, email=MODTAGER, **krise)])
    put_mails(engine, [MODTAGER], status="sendt")
    take(engine, make_svar("Uenig i 2. Hemmelighedsvej 7"))
    with engine.connect() as conn:
        (svar,) = list_ventende(conn)
    assert (svar.art, svar.punkter, svar.tekst) == (Svarart.UENIG, "2", UDELADT)


def test_the_words_go_when_a_tilbud_becomes_a_krisecenter(sendt, tmp_path):
    take(sendt, make_svar("Vi bor på Hemmelighedsvej 7"))
    take(sendt, make_svar("Vi bor andetsteds", om=original_id(1002), navn="svar-2"))
    krise = make_afdeling(1, email=MODTAGER, tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8})
    load_afdelinger(sendt, tmp_path, [krise, make_afdeling(2, email=ANDEN), make_afdeling(3)], start=NAT_2)
    with sendt.connect() as conn:
        assert [svar.tekst for svar in list_ventende(conn)] == [UDELADT, "Vi bor andetsteds"]


def test_a_settled_answer_no_longer_waits(sendt):
    take(sendt, make_svar("uenig"))
    settle_svar(sendt, 1, Valg(af="abc", grund="Ringet op"), nu=NAT_3)
    with sendt.connect() as conn:
        assert count_ventende(conn) == 0
        row = conn.execute(select(SVAR)).one()
    assert (row.af, row.grund, row.behandlet) == ("abc", "Ringet op", NAT_3)
    with pytest.raises(BrevvekslingFejl, match="Svar 1 venter ikke"):
        settle_svar(sendt, 1, Valg(af="abc", grund="Igen"), nu=NAT_3)


def test_a_reply_loop_is_impossible_for_nothing_that_comes_in_puts_anything_in_the_outbox(sendt):
    with sendt.connect() as conn:
        foer = conn.execute(text("SELECT noegle, indhold, modtager FROM mail ORDER BY id")).all()
    for nummer in range(20):
        take(sendt, make_svar("uenig, svar mig", navn=f"loekke-{nummer}"))
        take(sendt, make_svar("Auto", navn=f"auto-{nummer}", Auto_Submitted="auto-replied"))
        take(sendt, make_dsn(navn=f"retur-{nummer}"))
    with sendt.connect() as conn:
        assert conn.execute(text("SELECT noegle, indhold, modtager FROM mail ORDER BY id")).all() == foer
        assert set(conn.scalars(text("SELECT status FROM mail"))) == {"retur", "sendt"}


ADRESSER = st.sampled_from([MODTAGER, ANDEN, MODTAGER.upper(), "x@fremmed.example.org"])
RETURER = st.builds(
    Retur,
    emails=st.frozensets(ADRESSER.map(str.lower), max_size=2),
    er_endelig=st.booleans(),
    kode=st.sampled_from([None, "5.1.1", "5.7.1", "4.4.1", "550"]),
)
INDGAAEDE = st.builds(
    Indgaaet,
    message_id=st.uuids().map(lambda et: f"<{et}@x.example>"),
    art=st.sampled_from([Svarart.RETUR, Svarart.SVAR, Svarart.AUTOSVAR, Svarart.ANDET]),
    om=st.lists(st.sampled_from([original_id(1001), original_id(1002), "<x@y>"]), max_size=2).map(tuple),
    returer=st.lists(RETURER, max_size=3).map(tuple),
    fra_maskine=st.booleans(),
    er_uenig=st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(INDGAAEDE, max_size=4))
def test_an_address_is_dead_only_when_a_final_report_named_its_mail_and_itself(sendt, indgaaede):
    with sendt.begin() as conn:
        for tabel in (SVAR, DOED):
            conn.execute(tabel.delete())
    for indgaaet in indgaaede:
        with sendt.begin() as conn:
            if not is_known(conn, indgaaet.message_id):
                receive(conn, indgaaet, nu=NAT_2)
    modtagere = {original_id(1001): MODTAGER, original_id(1002): ANDEN}
    skyldige = {
        modtager
        for indgaaet in indgaaede
        for modtager in [next((modtagere[mid] for mid in indgaaet.om if mid in modtagere), None)]
        for retur in indgaaet.returer
        if indgaaet.art is Svarart.RETUR and retur.er_endelig and modtager in retur.emails
    }
    assert set(dead(sendt)) <= skyldige
