"""One case on its page: what each role sees and does, what is refused, and that nothing typed is lost."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.tid import find_dag
from reports.web.bruger import Rolle
from reports.web.sager.handlinger import HANDLINGER
from tests.reports.web.klient import read
from tests.reports.web.sager.scene import NU, Formular, be, fill, send
from tests.warehouse.rows import rows, values

OM_LIDT = f"{find_dag(NU) + timedelta(days=20):%d-%m-%Y}"
LAESER = be(Rolle.LAESER)
SYD = be(Rolle.SOCIALTILSYN, "syd1", "Syd")
NORD = be(Rolle.SOCIALTILSYN, "nord1", "Nord")


def state(engine, tilbudsid="1001"):
    return values(engine, f"SELECT tilstand FROM sag WHERE tilbudsid = '{tilbudsid}'")[0]


def notes(engine, tilbudsid="1001"):
    return rows(engine, "SELECT af, art, til, grund FROM sag_haendelse WHERE tilbudsid = :t ORDER BY id", t=tilbudsid)


def acts(engine):
    return [tuple(row.values()) for row in rows(engine, "SELECT bruger, handling, emne, noegle FROM adgangslog")]


def forms(html):
    laest = read(html)
    return [v for navn, v in laest.attributter if navn == "action" and str(v).startswith("/sager")]


def offered(html):
    return {x["handling"] for x in Formular(html, "note").formularer if "handling" in x}


def test_the_page_says_where_the_case_stands_and_what_the_law_asks_for(klient):
    tekst = read(klient.get("/sager/1001").text).tekst
    assert "Sagen er til vurdering siden 15. december 2026 og venter på en beslutning om påbud" in tekst
    assert "✓ Rykket 30. november 2026 ● Til vurdering 15. december 2026 ○ Påbud afgjort" in tekst
    assert "Ja, lovens betingelser er opfyldt" in tekst
    assert "1. november 2026 kl. 02.00, Tilbudstjek: nyDer er fundet fejl." in tekst
    tekst = read(klient.get("/sager/1005").text).tekst
    assert "Ikke nu" in tekst
    assert "Mangler: Tilbuddet har fået besked og er blevet rykket" in tekst
    assert klient.get("/sager/9999").status_code == 404


def test_each_line_of_the_file_note_says_which_findings_it_is_about(klient):
    notat = read(klient.get("/sager/1002").text).tekst.split("Notat Sagen")[1]
    for hvad in ("Det drejer sig om:", "Tilbuddet fik besked om:", "Det står stadig:", "Påbuddet nævner:"):
        assert hvad in notat
    assert "I påbuddet og står stadig:" in notat
    assert "(PLADS-003), hele tilbuddet" in notat


def test_a_krisecenters_file_note_names_rule_and_afdeling_alone(engine, klient):
    with engine.begin() as conn:
        conn.execute(text("UPDATE afvigelse SET raekke = 'Skjulestien 7' WHERE tilbudsid = '1004'"))
    notat = read(klient.get("/sager/1004").text).tekst.split("Notat Sagen")[1]
    assert "Det drejer sig om:" in notat
    assert "Skjulestien" not in notat


def test_only_what_the_state_allows_is_offered_and_the_rest_is_explained(klient):
    side = klient.get("/sager/1001").text
    assert offered(side) == {"paabud", "accepter", "uenig", "udskyd", "omfordel", "note"}
    tekst = read(side).tekst
    assert "Afgør markering: Sagen er »til vurdering«; det kan kun gøres, når den er »markering mulig«." in tekst
    assert "tilbudstjek sag" not in tekst
    assert "markering" in offered(klient.get("/sager/1002").text)
    assert "besked" in offered(klient.get("/sager/1005").text)


def test_a_reader_sees_the_case_and_no_form(som):
    with som(LAESER) as klient:
        svar = klient.get("/sager/1001")
        assert svar.status_code == 200
        assert forms(svar.text) == []
        assert klient.post("/sager/1001", data={"handling": "note", "grund": "x"}).status_code == 403


def test_a_socialtilsyn_sees_its_own_cases_alone_and_nobodys_address(som):
    with som(SYD) as klient:
        svar = klient.get("/sager/1001")
        assert svar.status_code == 200
        assert forms(svar.text) == []
        assert "Kontaktoplysninger" not in svar.text
        assert klient.get("/sager/1005").status_code == 404
        assert "1005" not in read(klient.get("/sager").text).tekst
        for sti in ("/sager/1001", "/sager/1001/kontakt", "/sager/1001/udkast"):
            assert klient.post(sti, data={"handling": "note", "grund": "x"}).status_code == 403
    with som(NORD) as klient:
        assert klient.get("/sager/1001").status_code == 404
        assert klient.get("/sager/1005").status_code == 200


@pytest.mark.parametrize(
    ("tilbudsid", "handling", "felter", "bliver"),
    [
        ("1001", "note", {}, "til_vurdering"),
        ("1001", "uenig", {"til": OM_LIDT}, "til_vurdering"),
        ("1001", "udskyd", {"til": OM_LIDT}, "til_vurdering"),
        ("1001", "omfordel", {"til": OM_LIDT, "hvem": "MB"}, "til_vurdering"),
        ("1001", "paabud", {}, "paabud_afgjort"),
        ("1002", "markering", {}, "markeret"),
        ("1004", "besked", {}, "varslet"),
        ("1005", "besked", {}, "rykket"),
    ],
)
def test_each_choice_is_kept_with_who_and_why_and_logged(engine, klient, tilbudsid, handling, felter, bliver):
    foer = len(notes(engine, tilbudsid))
    svar = send(klient, tilbudsid, handling, grund="Derfor.", **felter)
    assert (svar.status_code, svar.headers["location"]) == (303, f"/sager/{tilbudsid}?gemt=1")
    assert state(engine, tilbudsid) == bliver
    (note,) = notes(engine, tilbudsid)[foer:]
    assert note["af"] == "KL"
    assert note["grund"].endswith("Derfor.")
    assert acts(engine) == [("KL", "aendret", "sag", tilbudsid)]
    assert "Det er gemt" in klient.get(svar.headers["location"]).text


def test_a_paabud_is_delivered_and_a_case_at_rest_goes_on(engine, klient):
    send(klient, "1001", "paabud", grund="Står.")
    i_dag = f"{find_dag(NU):%Y-%m-%d}"
    assert send(klient, "1001", "leveret", grund="Kvittering.", leveret=i_dag).status_code == 303
    assert values(engine, "SELECT leveret FROM sag_paabud WHERE tilbudsid = '1001'") == [i_dag]
    send(klient, "1001", "udskyd", grund="Ferie.", til=OM_LIDT)
    assert send(klient, "1001", "genoptag", grund="Videre.").status_code == 303
    assert values(engine, "SELECT pause FROM sag WHERE tilbudsid = '1001'") == [None]


def test_one_finding_is_accepted_and_the_others_stay(engine, klient):
    fund = rows(engine, "SELECT noegle FROM afvigelse WHERE tilbudsid = '1001' ORDER BY regel")
    svar = send(klient, "1001", "accepter", fund=fund[0]["noegle"], til=OM_LIDT, grund="Rigtigt nok.")
    assert svar.status_code == 303
    assert sorted(values(engine, "SELECT status FROM afvigelse WHERE tilbudsid = '1001'")) == ["aaben", "accepteret"]
    fremmed = values(engine, "SELECT noegle FROM afvigelse WHERE tilbudsid = '1005'")[0]
    assert send(klient, "1001", "accepter", fund=fremmed, til=OM_LIDT, grund="x").status_code == 422
    assert values(engine, "SELECT status FROM afvigelse WHERE tilbudsid = '1005'") == ["aaben"]


def test_what_would_happen_is_shown_first_and_nothing_is_kept(engine, klient):
    foer = notes(engine)
    felter = fill(klient, "1001", "paabud", grund="Står stadig.")
    svar = klient.post("/sager/1001", data=felter)
    tekst = read(svar.text).tekst
    assert svar.status_code == 200
    assert "Sagen går fra til vurdering til påbud afgjort" in tekst
    assert "KL: påbud afgjortDer gives påbud: Står stadig." in tekst
    assert "Påbuddet kommer til at nævne CVR-nummeret findes ikke IDENT-003, afdeling 1" in tekst
    assert "serviceloven § 14 stk. 5" in tekst
    assert notes(engine) == foer
    assert acts(engine) == []
    tilbage = klient.post("/sager/1001", data=Formular(svar.text, "paabud").felter | {"ret": "ja"})
    assert Formular(tilbage.text, "paabud").felter["grund"] == "Står stadig."
    assert notes(engine) == foer


@pytest.mark.parametrize(
    ("felter", "sted"),
    [
        ({"grund": ""}, "udskyd-grund"),
        ({"grund": "x" * 2001}, "udskyd-grund"),
        ({"grund": "Borger 010190-1234 har ringet"}, "udskyd-grund"),
        ({"grund": "skriv til a@example.org"}, "udskyd-grund"),
        ({"til": "31-02-2027"}, "udskyd-til"),
        ({"til": "snart"}, "udskyd-til"),
        ({"til": "01-01-2020"}, ""),
        ({"til": "01-01-2090"}, ""),
    ],
)
def test_a_fault_stands_by_its_field_and_everything_typed_is_kept(engine, klient, felter, sted):
    foer = notes(engine)
    sendt = fill(klient, "1001", "udskyd", **{"grund": "Fordi.", "til": OM_LIDT} | felter)
    svar = klient.post("/sager/1001", data=sendt)
    assert svar.status_code == 422
    tilbage = Formular(svar.text, "udskyd").felter
    assert (tilbage["grund"], tilbage["til"]) == (sendt["grund"], sendt["til"])
    assert (f'id="{sted}-fejl"' in svar.text) == bool(sted)
    assert read(svar.text).tekst.count("✕") >= 1
    assert notes(engine) == foer


@pytest.mark.parametrize("handling", [handling.navn for handling in HANDLINGER])
def test_strangers_text_in_every_field_is_text_or_refused(engine, klient, handling):
    ondt = "'; DROP TABLE sag; -- <script>alert(1)</script> {{ 7*7 }} \x00 \u202e"
    grundlag = fill(klient, "1001", "note")
    for felt in next(x for x in HANDLINGER if x.navn == handling).felter:
        felter = {**grundlag, "handling": handling, "grund": "ok", "til": OM_LIDT, "hvem": "MB", felt.navn: ondt}
        svar = klient.post("/sager/1001", data=felter)
        assert svar.status_code in {200, 303, 422}
        assert "<script>" not in svar.text
    assert "<script>" not in klient.get("/sager/1001").text
    assert state(engine) == "til_vurdering"


def test_the_second_of_two_sees_what_the_first_did_and_her_own_text(engine, klient, som):
    sendt = fill(klient, "1001", "udskyd", grund="Mit eget.", til=OM_LIDT)
    with som(be(Rolle.SAGSBEHANDLER, "MB")) as anden:
        send(anden, "1001", "note", grund="Hendes note.")
    svar = klient.post("/sager/1001", data=sendt)
    assert svar.status_code == 422
    assert "MB skrev i notatet: »Hendes note.«" in read(svar.text).tekst
    assert values(engine, "SELECT pause FROM sag WHERE tilbudsid = '1001'") == [None]
    igen = Formular(svar.text, "udskyd").felter
    assert igen["grund"] == "Mit eget."
    assert klient.post("/sager/1001", data=igen).status_code == 303
    assert values(engine, "SELECT pause FROM sag WHERE tilbudsid = '1001'") == ["udsat"]


def test_what_changes_between_the_preview_and_the_choice_is_seen(engine, klient, som):
    forhaand = klient.post("/sager/1001", data=fill(klient, "1001", "paabud", grund="Står."))
    with som(be(Rolle.SAGSBEHANDLER, "MB")) as anden:
        send(anden, "1001", "udskyd", grund="Vent.", til=OM_LIDT)
    svar = klient.post("/sager/1001", data=Formular(forhaand.text, "paabud").felter | {"bekraeft": "ja"})
    assert svar.status_code == 422
    assert state(engine) == "til_vurdering"


@pytest.mark.parametrize("handling", ["", "findes-ikke", "__class__"])
def test_a_choice_there_is_none_of_is_not_found(klient, handling):
    felter = fill(klient, "1001", "note", grund="x") | {"handling": handling}
    assert klient.post("/sager/1001", data=felter).status_code == 404
    assert klient.post("/sager/9999", data=felter | {"handling": "note"}).status_code == 404


def test_the_address_is_shown_on_request_and_the_look_is_logged(engine, klient):
    side = klient.get("/sager/1001")
    assert "@" not in side.text
    maerke = {"maerke": fill(klient, "1001", "note")["maerke"]}
    svar = klient.post("/sager/1001/kontakt", data=maerke)
    assert "kontakt1@birkehuset.example.org" in svar.text
    assert svar.headers["cache-control"] == "private, no-store"
    assert acts(engine) == [("KL", "set", "kontakt", "1001")]
    svar = klient.post("/sager/1005/kontakt", data=maerke)
    assert "ingen gyldig og levende e-mailadresse" in svar.text


def test_of_a_krisecenter_only_the_mail_address_is_shown(engine, klient):
    with engine.begin() as conn:
        assert conn.execute(text("SELECT email FROM nu_afdeling WHERE tilbudsid = '1004'")).scalar()
    svar = klient.post("/sager/1004/kontakt", data={"maerke": fill(klient, "1004", "note")["maerke"]})
    assert "kontakt4@" in svar.text
    assert "Vej 1" not in svar.text


def test_the_draft_is_given_in_three_forms_and_keeps_nothing(engine, klient):
    foer = notes(engine)
    felter = {"maerke": fill(klient, "1001", "note")["maerke"], "begrundelse": "Fordi det er sådan."}
    pdf = klient.post("/sager/1001/udkast", data=felter | {"format": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    docx = klient.post("/sager/1001/udkast", data=felter | {"format": "docx"})
    with zipfile.ZipFile(io.BytesIO(docx.content)) as fil:
        assert "Fordi det er sådan." in fil.read("word/document.xml").decode()
    pakke = klient.post("/sager/1001/udkast", data=felter | {"format": "pakke"})
    assert pakke.headers["content-disposition"] == 'attachment; filename="paabud-1001.zip"'
    assert notes(engine) == foer
    assert klient.post("/sager/1001/udkast", data=felter | {"format": "exe"}).status_code == 404
    forkert = klient.post("/sager/1001/udkast", data=felter | {"format": "pdf", "begrundelse": "a@example.org <b>"})
    assert forkert.status_code == 422
    assert "a@example.org &lt;b&gt;" in forkert.text
    ny = klient.post("/sager/1005/udkast", data=felter | {"format": "pdf"})
    assert "Der er ikke et påbud at skrive" in ny.text


def test_a_kept_page_is_drawn_anew_when_anybody_has_decided(engine, klient, som):
    foer = [klient.get("/sager/1001").text for _ in range(2)]
    assert foer[0] == foer[1]
    with som(be(Rolle.SAGSBEHANDLER, "MH")) as anden:
        assert send(anden, "1001", "note", grund="Vi har talt sammen.").status_code == 303
    assert "Vi har talt sammen." not in foer[1]
    assert "Vi har talt sammen." in klient.get("/sager/1001").text
