"""What pages and mails show of dataudtræk, and of findings that are about rows or about plejefamilier."""

from datetime import timedelta
from typing import Any

import pytest

from domain.afvigelse import Fund, socialtilsyn_emne
from domain.regel import Alvor, Entitet, Modtager
from reports.mail.outbox import fill_outbox, list_mails, list_uden_adresse
from reports.web.freeze import freeze
from reports.web.sider.socialtilsyn import Omtalt, find_omtalt
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger, load_udtraek, make_afdeling
from tests.reports.scene import AFSENDER, STRAKS, SVAR_TIL, make_fund, make_regel, record
from tests.reports.web.klient import asking, read
from tests.warehouse.rows import values
from warehouse.engine import open_warehouse
from warehouse.queries import list_afvigelser
from warehouse.queries.status import needs_kontrol
from warehouse.sager import open_sager

TAKST = make_regel("TAKST-003", "takst", Alvor.ALVORLIG)
PLEJE = make_regel("PLEJE-001", "plejefamilier", Alvor.KRITISK, entitet=Entitet.SOCIALTILSYN)
UKENDT = make_regel("PLEJE-005", "plejefamilier", Alvor.ADVARSEL, modtagere=frozenset({Modtager.OS, Modtager.TILBUD}))
REGLER = (PLEJE, UKENDT, TAKST)
NORD, SYD = socialtilsyn_emne("Nord"), socialtilsyn_emne("Syd")

UDTRAEK: dict[str, list[dict[str, Any]]] = {
    "takst": [{}, {"ydelsesid": "4", "ydelse": "Aflastning", "takst_kr": 1234.5, "takst_aar": 2025}],
    "plads": [{}],
    "belaegning": [{}],
    "budget": [{}],
    "noegletal": [{}],
    "tilsynsbesoeg": [{}],
    "kvalitetsscore": [{}],
    "sanktion": [{}],
    "tilbud": [{}],
    "plejefamilie": [{}],
}
FUND = (
    make_fund(
        TAKST,
        "1001",
        "1",
        raekke="Ophold <3>, 2026",
        vaerdi="2000.0",
        bevis={"median_kr": "1800.5", "gruppe_antal": "42", "maalgruppe": "Psykiske lidelser", "leder_kr": "650000"},
    ),
    make_fund(TAKST, "1001", "1", raekke="Aflastning, 2025", vaerdi="1234.5"),
    make_fund(TAKST, "1003", "3", raekke="Ophold på Hemmelighedsvej", bevis={"median_kr": "1800"}),
    make_fund(PLEJE, NORD, None, vaerdi="37 af 889", bevis={"godkendte_antal": "1200"}),
    make_fund(UKENDT, SYD, None, vaerdi="færre end 5"),
)


def play(engine, mappe, *, fund=FUND):
    """A register of three tilbud, the third a krisecenter, a dataudtræk the day before, and findings."""
    alle = [
        make_afdeling(1),
        make_afdeling(2, tilsynsmyndighed="Socialtilsyn Nord"),
        make_afdeling(3, tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8}),
    ]
    indlaest = load_udtraek(engine, mappe, UDTRAEK, start=NAT_1 - timedelta(days=1))
    assert indlaest.status == "godkendt", indlaest.aarsag
    load_afdelinger(engine, mappe, alle)
    record(engine, 1, fund, nu=NAT_1, regler=REGLER)


def fill(engine, nu=NAT_1):
    return fill_outbox(engine, nu=nu, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)


@pytest.fixture(scope="module")
def scene(lager, tmp_path_factory):
    """The register after its control, with the mails written."""
    mappe = tmp_path_factory.mktemp("udtraek")
    engine = open_warehouse(lager.tomt())
    play(engine, mappe)
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def klient(scene):
    with asking(scene, REGLER) as klient:
        yield klient


def tekst(klient, sti):
    svar = klient.get(sti)
    assert svar.status_code == 200, sti
    return read(svar.text).tekst


def test_a_tilbud_shows_its_rows_with_the_day_of_their_delivery(klient):
    side = tekst(klient, "/tilbud/1001")
    assert "Takster, dataudtræk fra 31. oktober 2026" in side
    assert side.index("2.000 kr.") < side.index("1.234,50 kr."), "the newest year first"
    for del_ in (
        "Midlertidigt ophold § 107 Psykiske lidelser 2.000 kr. døgn 02-01-2026",
        "§ 107 8 1 01-09-2026",
        "2026 95 %",
        "15-09-2025 10-12-2025 2026 5.548.000 kr.",
        "Husleje pr. måned 6.500 kr.",
        "Revisionspåtegning af takster ja",
    ):
        assert del_ in side, del_
    assert "Det siger dataudtrækket" not in tekst(klient, "/tilbud/1002")


def test_a_finding_says_which_row_and_shows_its_numbers_but_never_a_persons_wage(klient):
    side = tekst(klient, "/tilbud/1001")
    assert "Gælder Ophold <3>, 2026 Der står 2.000 Median 1.800,50 kr. Antal i gruppen 42" in side
    assert "Målgruppe Psykiske lidelser Leder vises ikke (personoplysning)" in side
    assert "650" not in side.split("Det siger portalen")[0]


def test_the_rules_page_names_row_and_value(klient):
    side = tekst(klient, "/regler/TAKST-003")
    assert "Birkehuset 1 1 Aflastning, 2025 1.234,50" in side
    assert "Ophold <3>, 2026" in side


def test_findings_about_plejefamilier_link_to_their_socialtilsyn_and_never_to_a_tilbud(klient):
    laest = read(klient.get("/regler/PLEJE-001").text)
    assert "Socialtilsyn Nord plejefamilier, samlet – 37 af 889" in laest.tekst
    assert "/socialtilsyn/nord" in laest.links
    assert not [link for link in laest.links if "socialtilsyn%3A" in link or link.startswith("/tilbud/")]
    assert klient.get(f"/tilbud/{NORD}").status_code == 404
    assert klient.get("/tilbud/socialtilsyn%3ANord").status_code == 404


def test_a_socialtilsyn_that_is_on_no_list_is_still_named():
    assert find_omtalt("socialtilsyn:Atlantis") == Omtalt("atlantis", "Socialtilsyn Atlantis")
    assert find_omtalt("1001") is None


def test_the_socialtilsyns_page_shows_what_its_plejefamilier_lack_and_others_do_not(klient):
    nord = tekst(klient, "/socialtilsyn/nord")
    assert "Plejefamilier (1)" in nord
    assert "37 af 889" in nord
    assert "Antal godkendte: 1.200" in nord
    assert "37 af 889" not in tekst(klient, "/socialtilsyn/syd")
    assert "Plejefamilier" not in tekst(klient, "/socialtilsyn/midt")


def test_the_overview_counts_them_on_a_line_of_their_own_and_no_tilbud_as_faulty(klient):
    side = tekst(klient, "/")
    assert "Derudover er 2 afvigelser om plejefamilier, opgjort samlet pr. socialtilsyn." in side
    assert "1 af 3 tilbud (33,3 %) er uden kritiske og alvorlige afvigelser" in side


def test_no_list_of_tilbud_holds_a_socialtilsyn(klient):
    for sti in ("/tilbud", "/socialtilsyn", "/socialtilsyn/nord"):
        assert "socialtilsyn:" not in klient.get(sti).text


def test_nobody_is_written_to_about_plejefamilier(scene):
    assert {tilbudsid for row in list_mails(scene) for tilbudsid in row["tilbud"]} == {"1001", "1003"}
    assert list_uden_adresse(scene, nu=NAT_1, vagt=STRAKS, regler=REGLER) == ()


def test_a_mail_says_which_row_and_the_numbers_behind_and_a_krisecenter_is_told_neither(klient):
    mail = tekst(klient, "/tilbud/1001").split("Mails (1)")[1]
    assert "Gælder: Ophold <3>, 2026" in mail
    assert "Tallene bag: Median 1.800,50 kr.; Antal i gruppen 42" in mail
    assert "650.000" not in mail
    assert "Psykiske lidelser" not in mail, "words are no numbers"
    krisecenter = tekst(klient, "/tilbud/1003").split("Mails (1)")[1]
    assert "Hemmelighedsvej" not in krisecenter
    assert "Tallene bag" not in krisecenter


def test_a_case_is_opened_for_tilbud_only(engine, tmp_path):
    play(engine, tmp_path)
    assert open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER]).aabnet == 2
    assert values(engine, "SELECT tilbudsid FROM sag ORDER BY tilbudsid") == ["1001", "1003"]


def test_the_command_lists_rows_and_socialtilsyn(scene):
    rows = {(row["regel"], row["tilbudsid"], row["raekke"]) for row in list_afvigelser(scene)}
    assert ("PLEJE-001", NORD, None) in rows
    assert ("TAKST-003", "1001", "Aflastning, 2025") in rows


def test_two_rows_of_one_afdeling_are_two_findings_that_close_one_by_one(engine, tmp_path):
    play(engine, tmp_path)
    assert record(engine, 1, FUND[:1] + FUND[2:], nu=NAT_2, regler=REGLER).lukket == 1
    assert values(engine, "SELECT raekke FROM afvigelse WHERE status = 'lukket'") == ["Aflastning, 2025"]


def test_om_data_tells_the_deliveries_and_their_age(klient):
    side = tekst(klient, "/om-data")
    assert "Ydelser med takster, én række pr. ydelse og år 31. oktober 2026 2 1 dag ældre end registret" in side
    assert "der er ikke læst noget dataudtræk ind" not in side


def test_runs_say_what_a_dataudtraek_held_and_how_it_met_what_there_was(klient):
    liste = tekst(klient, "/koersler")
    assert "Dataudtræk belægning 1, budget 1, kvalitetsscore 1, nøgletal 1" in liste
    assert "Portalen registret" in liste
    link = next(x for x in read(klient.get("/om-data").text).links if x.startswith("/koersler/"))
    side = tekst(klient, link)
    assert "Takst 2 2 0 0 0 0" in side
    assert "Alt i filerne kunne læses." in side
    assert "Alle rækker og celler kunne læses." in side


def test_a_rejected_dataudtraek_says_what_it_held_and_that_nothing_was_read(engine, tmp_path):
    mange = [{"tilbudsid": str(n)} for n in range(40)]
    load_udtraek(engine, tmp_path, {"takst": mange})
    load_udtraek(engine, tmp_path, {"takst": mange[:10]}, start=NAT_2)
    with asking(engine, REGLER) as klient:
        link = next(x for x in read(klient.get("/koersler").text).links if x.startswith("/koersler/"))
        assert "Dataudtrækket holdt 10 rækker takst. Intet af det er læst ind." in tekst(klient, link)


def test_a_dataudtraek_after_the_control_waits_for_the_rules_and_holds_the_mails_back(engine, tmp_path):
    play(engine, tmp_path)
    assert not needs_kontrol(engine)
    load_udtraek(engine, tmp_path, {"takst": UDTRAEK["takst"]}, start=NAT_2)
    assert needs_kontrol(engine)
    assert fill(engine, NAT_2).skrevet == 0
    with asking(engine, REGLER) as klient:
        assert "er læst ind efter den seneste kontrol" in tekst(klient, "/")
    record(engine, 1, FUND, nu=NAT_3, regler=REGLER)
    assert not needs_kontrol(engine)
    assert fill(engine, NAT_3).skrevet == 2


def test_a_rejected_dataudtraek_needs_no_new_control(engine, tmp_path):
    play(engine, tmp_path)
    fejlet = load_udtraek(engine, tmp_path, {"takst": [{}]}, start=NAT_1 - timedelta(days=2))
    assert fejlet.status == "afvist"
    assert not needs_kontrol(engine)


def test_the_frozen_pages_hold_the_same_and_every_link_leads_to_a_file(scene, tmp_path):
    index = freeze(scene, tmp_path / "rapport", nu=NAT_2, regler=REGLER)
    sider = list(index.parent.rglob("*.html"))
    for side in sider:
        for link in read(side.read_text(encoding="utf-8")).links:
            if not link.startswith(("https://", "http://", "#")):
                assert (side.parent / link.split("#")[0]).resolve().is_file(), f"{side.name}: {link}"
    assert "Takster, dataudtræk fra 31. oktober 2026" in (index.parent / "tilbud/1001.html").read_text()


def test_a_strangers_text_in_a_row_is_only_text(engine, tmp_path):
    ondt = "<script>alert(1)</script>"
    load_udtraek(engine, tmp_path, {"takst": [{"ydelse": ondt, "maalgruppe": ondt}]}, start=NAT_1 - timedelta(days=1))
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    record(engine, 1, [Fund(**{**vars(FUND[0]), "raekke": ondt, "bevis": {ondt: ondt}})], nu=NAT_1, regler=REGLER)
    with asking(engine, REGLER) as klient:
        for sti in ("/tilbud/1001", "/regler/TAKST-003"):
            assert "<script" not in klient.get(sti).text
