"""The pages of a portfolio, a rule, a tilbud, a run and the data: what they tell, and whom they tell it."""

import csv
import io

import pytest
from starlette.routing import compile_path

from domain.opbevaring import load_opbevaring
from reports.web.bruger import Rolle
from reports.web.links import ServerLinks
from reports.web.menu import MENU
from reports.web.side import Fil
from reports.web.sidekort import RUTER
from reports.web.sidernes_svar import SIDESVAR
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling
from tests.reports.scene import BY, CVR, TELEFON, make_fund, play_night
from tests.reports.web.sider.lister import NORD, SYD, Spoerger

ONDT = "<script>alert(1)</script>"


@pytest.fixture
def to_naetter(engine, tmp_path):
    """Two nights: a name, an address and a telephone changed, one finding mended, one opened, a krisecenter moved."""
    krise = {"navn": "Krisecentret Viben", "tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}}
    foer = [make_afdeling(1), make_afdeling(2, postnr="2100", by="København Ø", **krise), make_afdeling(3)]
    efter = [
        make_afdeling(1, navn=ONDT, telefon="98765432"),
        make_afdeling(2, postnr="9000", by="Aalborg", **krise),
        make_afdeling(3),
    ]
    fund = [make_fund(CVR, "1001", "1", vaerdi="99000016"), make_fund(CVR, "1002", "2")]
    play_night(engine, tmp_path, afdelinger=foer, fund=fund)
    play_night(engine, tmp_path, nat=NAT_2, afdelinger=efter, fund=[fund[1], make_fund(TELEFON, "1001", "1")])
    with engine.connect() as conn:
        yield Spoerger(conn)


def test_a_portfolio_shows_its_course_what_is_oldest_and_what_was_mended(to_naetter):
    tekst = to_naetter.page("/socialtilsyn/syd").tekst
    assert "Andel af tilbuddene uden kritiske og alvorlige afvigelser" in tekst
    assert "1 afvigelse er lukket siden 3. oktober 2026" in tekst
    assert "IDENT-003 Feltet cvr er galt ▲ Alvorlig 1" in tekst
    assert "Krisecentret Viben Feltet cvr er galt IDENT-003" in tekst
    assert "Socialtilsyn Nord" in tekst


def test_a_socialtilsyns_user_sees_its_own_portfolio_and_no_other(lister_engine):
    with lister_engine.connect() as conn:
        syd, nord = Spoerger(conn, SYD), Spoerger(conn, NORD)
        egen = syd.page("/socialtilsyn/syd")
        assert "Ved siden af de andre" not in egen.tekst
        assert not [x for x in egen.links if x.startswith("/socialtilsyn/") and x != "/socialtilsyn/syd"]
        assert syd.ask("/socialtilsyn/nord") is None
        assert syd.ask("/socialtilsyn/andre") is None
        assert nord.ask("/tilbud/1001") is None
        assert "Ågården" in syd.page("/tilbud/1001").tekst
        assert "Mails (" not in syd.page("/tilbud/1001").tekst


def test_a_rule_shows_a_socialtilsyns_user_its_own_findings_and_nothing_counted_over_all(lister_engine):
    with lister_engine.connect() as conn:
        syd, nord = Spoerger(conn, SYD), Spoerger(conn, NORD)
        assert nord.tilbud("/regler/IDENT-003") == ["1005"]
        assert {"1001", "1006"} == set(syd.tilbud("/regler/IDENT-003"))
        assert "Over tid" not in nord.page("/regler/IDENT-003").tekst
        assert "pr. socialtilsyn" not in nord.page("/regler/IDENT-003").tekst
        raekker = {raekke[0]: raekke for raekke in nord.rows("/regler")}
        assert raekker["IDENT-003"][5] == "1"
        assert raekker["ADRESSE-001"][5] == "0"


def test_every_link_of_a_socialtilsyns_user_leads_to_a_page_it_may_see(lister_engine):
    with lister_engine.connect() as conn:
        nord = Spoerger(conn, NORD)
        for sti in ("/socialtilsyn/nord", "/regler", "/regler/IDENT-003", "/tilbud/1005", "/om-data", "/afvigelser"):
            for link in set(nord.page(sti).links) - _list_menulinks():
                if link.startswith("/"):
                    assert Rolle.SOCIALTILSYN in _find_rute(link).roller, (sti, link)


def _list_menulinks():
    # Pages asked for without a server wear the local reader's menu.
    return {ServerLinks().til(punkt.emne) for punkt in MENU}


def _find_rute(link):
    return next(rute for rute in RUTER if compile_path(rute.sti)[0].match(link))


def test_a_rules_findings_are_filtered_sorted_and_downloaded_without_what_is_hidden(spoerger):
    assert spoerger.tilbud("/regler/IDENT-003?tilsyn=nord") == ["1005"]
    assert spoerger.tilbud("/regler/IDENT-003?sorter=-tilbud") == ["1001", "1005", "1006"]
    fil = spoerger.ask("/regler/IDENT-003?format=csv")
    assert isinstance(fil, Fil)
    assert fil.navn == "tilbudstjek-regel-ident-003-2026-11-01.csv"
    tekst = fil.indhold.decode("utf-8-sig")
    assert "99000016" in tekst
    assert "99000032" not in tekst, "en personligt ejet virksomheds nummer"
    assert "Hemmelig" not in spoerger.ask("/regler/ADRESSE-001?format=csv").indhold.decode("utf-8-sig")
    assert "Intet passer" in spoerger.page("/regler/IDENT-003?navn=findesikke").tekst


def test_the_catalogue_is_filtered_by_area_and_words_and_sorted_by_what_is_open(spoerger):
    alle = spoerger.rows("/regler?sorter=-aabne")
    assert [int(raekke[5]) for raekke in alle] == sorted((int(raekke[5]) for raekke in alle), reverse=True)
    assert [raekke[0] for raekke in spoerger.rows("/regler?omraade=adresse")] == ["ADRESSE-001", "ADRESSE-004"]
    assert [raekke[0] for raekke in spoerger.rows("/regler?titel=cvr")] == ["IDENT-003"]
    assert spoerger.rows("/regler?aktiv=nej") == []
    assert "har ikke den mulighed" in spoerger.page("/regler?omraade=' OR 1=1 --").tekst


def test_a_tilbuds_history_tells_of_the_portal_and_of_findings_and_hides_what_must_be(to_naetter):
    side = to_naetter.page("/tilbud/1001")
    assert "Tilbuddets navn er ændret fra »Birkehuset 1« til »<script>alert(1)</script>«" in side.tekst
    assert "script" not in side.tags
    assert "Telefon er ændret; det, der står, vises ikke" in side.tekst
    assert "98765432" not in side.tekst
    assert "2. november 2026 Afvigelse Lukket: Feltet cvr er galt, afdeling 1 IDENT-003" in side.tekst
    assert "2. november 2026 Afvigelse Åbnet: Feltet telefon er galt" in side.tekst
    assert "Afvigelserne over tid" in side.tekst
    assert "/tilbudstyper/107" in side.links


def test_a_krisecenter_that_moved_tells_neither_where_from_nor_where_to(to_naetter):
    side = to_naetter.page("/tilbud/1002")
    assert "Postnummer er ændret; det, der står, vises ikke (krisecenter)" in side.tekst
    assert "2100" not in side.tekst
    assert "København" not in side.tekst
    assert not [link for link in side.links if link.startswith("/kommuner/")]


def test_a_run_tells_what_it_wrote_down_and_what_came_of_it(to_naetter):
    runs = [link for link in to_naetter.page("/koersler").links if link.startswith("/koersler/")]
    tekst = to_naetter.page(runs[0]).tekst
    assert "Begyndt. Kilde: Portalen." in tekst
    assert "Afdelinger lagt ind: 0 nye, 2 ændrede, 1 uændrede, 0 ikke set, 0 ophørt." in tekst
    assert "1 åbnet, 0 genåbnet, 1 lukket." in tekst
    assert "0 mails skrevet" in tekst


def test_runs_are_filtered_by_outcome_source_and_danish_day(engine, tmp_path):
    play_night(engine, tmp_path, afdelinger=[make_afdeling(1)], fund=[make_fund(BY, "1001", "1")])
    load_afdelinger(engine, tmp_path, [], start=NAT_2, oplyst={"voksne": 500})
    with engine.connect() as conn:
        spoerger = Spoerger(conn)
        udfald = lambda adresse: [raekke[1] for raekke in spoerger.rows(adresse)]  # noqa: E731 - named once, used thrice
        assert udfald("/koersler") == ["Afvist", "Godkendt"]
        assert udfald("/koersler?status=afvist") == ["Afvist"]
        assert udfald(f"/koersler?til={NAT_1:%Y-%m-%d}") == ["Godkendt"]
        assert udfald("/koersler?kilde=dataudtraek") == []


def test_every_kind_that_is_kept_is_told_of_with_its_time(spoerger):
    tekst = spoerger.page("/om-data").tekst
    for emne in load_opbevaring().values():
        assert emne.navn in tekst
    assert tekst.count("slettes ikke af programmet") == sum(x.periode is None for x in load_opbevaring().values())


def test_the_register_has_as_many_tilbud_on_every_page_also_when_the_newest_fetch_lacks_one(engine, tmp_path):
    to = [make_afdeling(nr) for nr in range(1, 41)]
    play_night(engine, tmp_path, afdelinger=to)
    play_night(engine, tmp_path, nat=NAT_2, afdelinger=to[:39])
    with engine.connect() as conn:
        spoerger = Spoerger(conn)
        assert "40 tilbud." in spoerger.page("/tilbud").tekst
        assert "(40 tilbud, 40 afdelinger)" in spoerger.page("/om-data").tekst


def test_every_page_that_is_explained_is_for_those_it_is_explained_to():
    for svar in SIDESVAR:
        sti = "/" if svar.emne == "overblik" else f"/{svar.emne}"
        rute = next(rute for rute in RUTER if rute.sti == sti)
        assert svar.roller <= rute.roller, svar.emne


def test_the_statement_of_accessibility_tells_status_gaps_date_and_who_supervises(spoerger):
    tekst = spoerger.page("/tilgaengelighed").tekst
    for ord_ in (
        "overholder delvist",
        "Kendte mangler",
        "23. november 2026",
        "Digitaliseringsstyrelsen",
        "egenkontrol",
    ):
        assert ord_ in tekst
    assert "endnu ikke af mennesker" in tekst


def test_the_files_are_read_as_csv_by_others(spoerger):
    fil = spoerger.ask("/koersler?format=csv")
    assert isinstance(fil, Fil)
    assert len(list(csv.reader(io.StringIO(fil.indhold.decode("utf-8-sig")), delimiter=";"))) == 3
