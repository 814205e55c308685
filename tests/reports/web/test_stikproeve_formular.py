"""The form: what it takes and refuses, that it loses nothing, and when it tells what the rules had found."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from sqlalchemy import text

from domain.stikproeve import Population, Udfald
from reports.web.adgang.indgang import Lokal
from reports.web.bruger import LOKAL, Bruger, Rolle
from sampling.design import Design
from sampling.frysning import freeze_ramme
from tests.builders import load_afdelinger, make_afdeling
from tests.reports.web.klient import asking, read
from tests.stikproever import (
    NOEGLE,
    NU,
    announce_kontrol,
    assess_all,
    draw,
    freeze_kontrol,
    load_familier,
    make_register,
    note,
)
from warehouse.stikproever.fordeling import list_udtrukne, store_fordeling
from warehouse.stikproever.handlinger import close
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.versioner import read_versioner
from warehouse.transaktion import reading


class Formular(HTMLParser):
    """What a browser would send: every field with its value."""

    def __init__(self, html):
        super().__init__()
        self.felter = {}
        self._tekst = None
        self._valg = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "input" and a.get("type") != "radio":
            self.felter[a["name"]] = a.get("value", "")
        if tag == "input" and a.get("type") == "radio" and "checked" in a:
            self.felter[a["name"]] = a["value"]
        if tag == "textarea":
            self._tekst = a["name"]
            self.felter[self._tekst] = ""
        if tag == "select":
            self._valg = a["name"]
            self.felter.setdefault(self._valg, "")
        if tag == "option" and "selected" in a:
            self.felter[self._valg] = a["value"]

    def handle_data(self, data):
        if self._tekst:
            self.felter[self._tekst] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser drops the line break right after the tag.
            self.felter[self._tekst] = self.felter[self._tekst].removeprefix("\n")
            self._tekst = None


@pytest.fixture
def enheder(engine, tmp_path):
    """Six drawn tilbud of control 26-1, all given to KL, of which every `takst` was flagged."""
    freeze_kontrol(engine, tmp_path, afdelinger=make_register(24), design=Design(antal=6))
    draw(engine)
    ider = ask(engine, lambda conn, kontrol: [en.enhed.enhed_id for en in list_udtrukne(conn, kontrol)])
    store_fordeling(engine, "26-1", dict.fromkeys(ider, "KL"), notat=note("Fordelt."))
    with engine.begin() as forbindelse:
        for enhed_id in ider:
            forbindelse.execute(
                text("INSERT INTO stikproeve_regelfund VALUES (1, :enhed, 'takst', 'IDENT-003')"), {"enhed": enhed_id}
            )
    return ider


@pytest.fixture
def klient(engine, enheder):
    """A browser on the machine, with the form open for writing; the clock stands two days after the draw."""
    with serving(engine) as klient:
        yield klient


def serving(engine, hemmelighed=b"h" * 32, brugernavn=LOKAL.brugernavn):
    """The server started by a caseworker; as the local one, who says their initials in the form."""
    bruger = Bruger(brugernavn=brugernavn, navn=brugernavn, rolle=Rolle.SAGSBEHANDLER)
    return asking(engine, ur=lambda: NU + timedelta(days=2), indgang=Lokal(bruger=bruger, hemmelighed=hemmelighed))


def ask(engine, spoergsmaal):
    with reading(engine) as session:
        return spoergsmaal(session.connection(), require_kontrol(session.connection(), "26-1"))


def stored(engine, enhed_id, punkt="takst"):
    return ask(engine, read_versioner).get((enhed_id, punkt), ())


def sti(enhed_id):
    return f"/stikproever/26-1/svar/{enhed_id}"


def fill(klient, enhed_id, **aendringer):
    felter = Formular(klient.get(sti(enhed_id)).text).felter
    return felter | {navn.replace("__", "."): value for navn, value in aendringer.items()}


def send(klient, enhed_id, **aendringer):
    return klient.post(sti(enhed_id), data=fill(klient, enhed_id, **aendringer))


def test_an_answer_is_stored_and_only_then_what_the_rules_had_found_is_told(engine, klient, enheder):
    foer = klient.get(sti(enheder[0])).text
    assert "IDENT-003" not in foer
    assert "Reglerne havde fundet" not in foer
    svar = send(klient, enheder[0], takst__udfald="forkert", takst__kommentar="2.100 kr.", takst__minutter="12")
    assert (svar.status_code, svar.headers["location"]) == (303, f"{sti(enheder[0])}?gemt=1")
    efter = read(klient.get(svar.headers["location"]).text)
    assert "Svarene er gemt." in efter.tekst
    assert "Reglerne havde fundet IDENT-003" in efter.tekst
    assert efter.tekst.count("Reglerne havde fundet") == 1
    (version,) = stored(engine, enheder[0])
    assert (version.svar.udfald, version.svar.minutter, version.kilde) == (Udfald.FORKERT, 12, "web")
    assert version.sagsbehandler == "KL"
    assert stored(engine, enheder[0], "belaegning") == ()
    assert "IDENT-003" not in klient.get(sti(enheder[1])).text


def test_an_item_that_no_rule_had_flagged_says_so_after_the_answer(klient, enheder):
    send(klient, enheder[0], belaegning__udfald="rigtig")
    assert "Reglerne havde fundet ingenting" in read(klient.get(sti(enheder[0])).text).tekst


def test_a_form_with_a_fault_comes_back_with_all_that_was_typed(engine, klient, enheder):
    skrevet = {
        "takst__udfald": "mangler",
        "takst__kommentar": 'linje et\nlinje <to> & "tre"',
        "takst__minutter": "et kvarter",
        "takst__rettet_dag": "31-02-2027",
        "takst__sanktion": "paabud",
        "belaegning__kommentar": "glemte udfaldet",
        "sagsbehandler": "MB",
    }
    svar = send(klient, enheder[0], **skrevet)
    assert svar.status_code == 422
    igen = Formular(svar.text).felter
    assert {navn: igen[navn.replace("__", ".")] for navn in skrevet} == skrevet
    laest = read(svar.text)
    assert "Svarene er ikke gemt" in laest.tekst
    assert {"#takst-minutter", "#takst-rettet_dag", "#belaegning-udfald"} <= set(laest.links)
    assert {link[1:] for link in laest.links if link.startswith("#")} <= set(laest.ids)
    assert stored(engine, enheder[0]) == ()
    assert "<to>" not in svar.text


def test_the_pages_are_accessible_without_script_and_load_nothing_else(klient, enheder):
    fejlside = send(klient, enheder[0], takst__minutter="x").text
    for html in (klient.get("/stikproever/26-1/svar").text, klient.get(sti(enheder[0])).text, fejlside):
        laest = read(html)
        assert laest.henter == ["/stil.css"]
        assert "script" not in laest.tags
        assert laest.tags.count("h1") == 1
        assert len(laest.ids) == len(set(laest.ids))
        beskrevet = {
            del_ for navn, value in laest.attributter if navn == "aria-describedby" for del_ in str(value).split()
        }
        assert beskrevet <= set(laest.ids)
    maerkater = {value for navn, value in read(fejlside).attributter if navn == "for"}
    felter = set(re.findall(r'<(?:input|textarea|select)(?![^>]*hidden)[^>]*? id="([^"]+)"', fejlside))
    assert felter == maerkater
    assert read(fejlside).tags.count("fieldset") == read(fejlside).tags.count("legend") == 2
    assert "<title>Fejl: " in fejlside
    assert ("aria-invalid", "true") in read(fejlside).attributter


def test_initials_are_needed_and_names_are_refused(engine, klient, enheder):
    for hvem in ("", "Test Testesen"):
        svar = send(klient, enheder[0], takst__udfald="rigtig", sagsbehandler=hvem)
        assert svar.status_code == 422
        assert "#sagsbehandler" in read(svar.text).links
        assert Formular(svar.text).felter["takst.udfald"] == "rigtig"
    assert stored(engine, enheder[0]) == ()


def test_the_second_caseworker_sees_the_first_and_may_stand_by_theirs(engine, klient, enheder):
    aaben = fill(klient, enheder[0], takst__udfald="rigtig", sagsbehandler="MB")
    send(klient, enheder[0], takst__udfald="forkert")
    svar = klient.post(sti(enheder[0]), data=aaben)
    assert svar.status_code == 422
    assert "KL svarede »Forkert«" in read(svar.text).tekst
    assert len(stored(engine, enheder[0])) == 1
    igen = Formular(svar.text).felter
    assert igen["takst.udfald"] == "rigtig"
    assert klient.post(sti(enheder[0]), data=igen).status_code == 303
    assert [en.sagsbehandler for en in stored(engine, enheder[0])] == ["KL", "MB"]


def test_an_answer_changed_after_the_settlement_is_kept_and_marked(engine, klient, enheder):
    assess_all(engine)
    close(engine, "26-1", notat=note("Opgjort."))
    side = klient.get(sti(enheder[0])).text
    assert "Kontrollen er opgjort" in side
    assert send(klient, enheder[0], takst__udfald="forkert", sagsbehandler="AB").status_code == 303
    assert [en.efter_lukning for en in stored(engine, enheder[0])] == [False, True]


def test_without_being_started_for_it_the_server_takes_nothing(engine, enheder):
    with asking(engine) as klient:
        for svar in (klient.get("/stikproever/26-1/svar"), klient.get(sti(enheder[0])), klient.post(sti(enheder[0]))):
            assert svar.status_code == 403
            assert "--som" in svar.text


@pytest.mark.parametrize(
    "hoveder",
    [{"Origin": "https://ond.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_another_site_cannot_send_an_answer(engine, klient, enheder, hoveder):
    felter = fill(klient, enheder[0], takst__udfald="rigtig")
    svar = klient.post(sti(enheder[0]), data=felter, headers=hoveder)
    assert svar.status_code == 403
    assert stored(engine, enheder[0]) == ()


def test_a_name_pointed_at_this_machine_sees_nothing(klient, enheder):
    for svar in (
        klient.get(sti(enheder[0]), headers={"Host": "ond.example"}),
        klient.post(sti(enheder[0]), headers={"Host": "ond.example"}),
    ):
        assert svar.status_code == 403
        assert "på den maskine" in svar.text


def test_our_own_page_sends_a_null_origin_and_is_taken(klient, enheder):
    felter = fill(klient, enheder[0], takst__udfald="rigtig")
    svar = klient.post(sti(enheder[0]), data=felter, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert svar.status_code == 303


@pytest.mark.parametrize("maerke", ["", "0" * 64, "æ"])
def test_without_our_token_nothing_is_stored_and_nothing_is_lost(engine, klient, enheder, maerke):
    felter = fill(klient, enheder[0], takst__udfald="forkert", takst__kommentar="skrevet")
    svar = klient.post(sti(enheder[0]), data={**felter, "maerke": maerke})
    assert svar.status_code == 422
    assert stored(engine, enheder[0]) == ()
    igen = Formular(svar.text).felter
    assert (igen["takst.udfald"], igen["takst.kommentar"]) == ("forkert", "skrevet")
    assert klient.post(sti(enheder[0]), data=igen).status_code == 303


def test_a_restart_of_the_server_loses_nothing_that_was_typed(engine, enheder):
    with serving(engine) as klient:
        felter = fill(klient, enheder[0], takst__udfald="forkert")
    with serving(engine, hemmelighed=b"n" * 32) as klient:
        svar = klient.post(sti(enheder[0]), data=felter)
        assert "Serveren er startet igen" in svar.text
        assert klient.post(sti(enheder[0]), data=Formular(svar.text).felter).status_code == 303


def test_what_is_no_form_is_refused_without_a_trace(klient, enheder):
    form = {"content-type": "application/x-www-form-urlencoded"}
    proever = [
        (b"{}", {"content-type": "application/json"}, 415),
        (b"takst.kommentar=" + b"x" * 600_000, form, 413),
        (b"takst.kommentar=%ff%fe", form, 400),
        (b"&".join(b"a%d=1" % nr for nr in range(1100)), form, 400),
        ("æ=1".encode(), form, 400),
    ]
    for indhold, hoveder, status in proever:
        svar = klient.post(sti(enheder[0]), content=indhold, headers=hoveder)
        assert svar.status_code == status
        assert "Der er ikke gemt noget" in svar.text
    felter = fill(klient, enheder[0], takst__sete="mange", ukendt__udfald="rigtig", takst__udfald="rigtig")
    assert klient.post(sti(enheder[0]), data=felter).status_code == 303


def test_the_list_tells_how_far_each_is(klient, enheder):
    send(klient, enheder[0], takst__udfald="rigtig")
    laest = read(klient.get("/stikproever/26-1/svar").text)
    assert {sti(enhed_id) for enhed_id in enheder} <= set(laest.links)
    assert laest.tekst.count("0 af 2") == 5
    assert "1 af 2" in laest.tekst
    assert "Birkehuset" not in read(klient.get("/stikproever/26-1/svar?hvem=MB").text).tekst


@pytest.mark.parametrize(
    "adresse", ["/stikproever/99-9/svar", "/stikproever/26-1/svar/findes-ikke", "/stikproever/x/svar/1"]
)
def test_what_is_not_drawn_is_not_found(klient, adresse):
    assert klient.get(adresse).status_code == 404


def test_no_plejefamilie_is_on_a_page(engine, tmp_path):
    load_familier(engine, tmp_path, 12)
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",), design=Design(antal=6))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    draw(engine)
    ider = ask(engine, lambda conn, kontrol: [en.enhed.enhed_id for en in list_udtrukne(conn, kontrol)])
    with serving(engine) as klient:
        liste = klient.get("/stikproever/26-1/svar")
        assert "Plejefamilier vises ikke" in liste.text
        assert not [en for en in ider if en in liste.text]
        assert klient.get(sti(ider[0])).status_code == 404
        tilbage = klient.post(sti(ider[0]), data={"takst.udfald": "rigtig"})
        assert "Birkehuset" not in tilbage.text
        assert klient.post(sti(ider[0]), data=Formular(tilbage.text).felter).status_code == 404
