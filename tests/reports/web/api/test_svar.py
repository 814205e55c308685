"""What the API answers: the register as JSON, page by page, nothing private, and every error in Danish."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from domain.regel import Alvor
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling
from tests.reports.scene import BY, FUND, REGLER, make_fund, make_regel, play_night, record
from tests.reports.web.klient import asking
from warehouse.engine import open_warehouse
from warehouse.sager import open_sager
from warehouse.transaktion import writing

PLEJE = make_regel("PLEJE-001", "plejefamilier", Alvor.KRITISK)
LISTER = ("/tilbud", "/afvigelser", "/koersler", "/sager")
ALLE = (
    *LISTER,
    "/register",
    "/tilbud/1001",
    "/regler",
    "/regler/IDENT-003",
    "/stikproever",
    "/kommuner",
    "/socialtilsyn",
)
SKJULT_STED = "vises ikke (krisecenter)"


@pytest.fixture(scope="module")
def kilde(lager, tmp_path_factory):
    """One night with cases that no test changes."""
    mappe = tmp_path_factory.mktemp("api")
    engine = open_warehouse(lager.tomt())
    fund = [*FUND, make_fund(BY, "1004", "4", vaerdi="Odense", forslag="Odense C", bevis={"postnummer": "5000"})]
    play_night(engine, mappe, fund=fund)
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def klient(kilde):
    with asking(kilde, ur=lambda: NAT_1) as klient:
        yield klient


def get(klient, sti):
    svar = klient.get(f"/api/v1{sti}")
    assert svar.status_code == 200, svar.text
    return svar.json()


@pytest.mark.begge_lagre
def test_the_state_of_the_register_is_one_answer(klient):
    svar = get(klient, "/register")
    assert svar["hentning"]["dag"] == "2026-11-01"
    assert svar["kontrol"]["aabnet"] == len(FUND) + 1
    assert svar["tal"]["tilbud"] == 5
    assert svar["tal"]["uden_alvorlige"] == 1
    assert svar["seneste_koersel"] == "godkendt"


@pytest.mark.parametrize(
    ("filter_", "ventet"),
    [
        ("", ["1001", "1002", "1004", "1005", "1006"]),
        ("?socialtilsyn=Nord", ["1005"]),
        ("?type=%C2%A7%20109", ["1004"]),
        ("?type=109", ["1004"]),
        ("?alvor=kritisk", ["1004"]),
        ("?soeg=solg%C3%A5rden", ["1002"]),
        ("?soeg=!!!", ["1001", "1002", "1004", "1005", "1006"]),
        ("?cvr=99000016", ["1001"]),
        ("?kommune=0461&cvr=99000016", ["1001"]),
        ("?kommune=0461&type=109", []),
        ("?soeg=findes+ikke", []),
        ("?soeg=%27%20OR%201%3D1%20--", []),
        ("?soeg=%25", ["1001", "1002", "1004", "1005", "1006"]),
    ],
)
def test_tilbud_are_filtered(klient, filter_, ventet):
    svar = get(klient, f"/tilbud{filter_}")
    assert [linje["tilbudsid"] for linje in svar["linjer"]] == ventet
    assert svar["i_alt"] == len(ventet)


@pytest.mark.parametrize(
    ("filter_", "antal"),
    [
        ("", 10),
        ("?regel=IDENT-003", 2),
        ("?alvor=kritisk", 1),
        ("?tilbudsid=1002", 3),
        ("?socialtilsyn=Nord", 1),
        ("?status=lukket", 0),
        ("?siden=2026-11-01", 10),
        ("?siden=2026-11-02", 0),
    ],
)
def test_afvigelser_are_filtered(klient, filter_, antal):
    assert get(klient, f"/afvigelser{filter_}")["i_alt"] == antal


def test_a_day_gives_what_was_closed_since_also(engine, tmp_path):
    play_night(engine, tmp_path)
    play_night(engine, tmp_path, nat=NAT_2, fund=FUND[1:])
    with asking(engine) as klient:
        roert = get(klient, "/afvigelser?status=alle&siden=2026-11-02")
        assert [(x["regel"], x["status"], x["lukket"]) for x in roert["linjer"]] == [
            ("IDENT-003", "lukket", "2026-11-02")
        ]


def test_pages_are_walked_by_their_links_and_give_every_line_once(klient):
    sti, sete = "/api/v1/afvigelser?antal=3&status=alle", []
    while sti:
        svar = klient.get(sti)
        sete += [linje["id"] for linje in svar.json()["linjer"]]
        sti = svar.links.get("next", {}).get("url")
    assert len(sete) == len(set(sete)) == 10
    assert "prev" in svar.links
    assert "status=alle" in svar.links["first"]["url"]


def test_lists_are_in_a_stable_order(klient):
    rang = {"kritisk": 0, "alvorlig": 1, "advarsel": 2}
    linjer = get(klient, "/afvigelser")["linjer"]
    assert all(rang[foer["alvor"]] <= rang[efter["alvor"]] for foer, efter in pairwise(linjer))
    assert linjer == get(klient, "/afvigelser")["linjer"]


def test_nothing_personal_and_no_krisecenters_place_is_in_any_answer(klient, kilde):
    with writing(kilde) as session:
        personer = [
            str(value)
            for navn in ("telefon", "email")
            for value in session.execute(text(f"SELECT {navn} FROM afdeling WHERE {navn} IS NOT NULL")).scalars()
        ]
    assert len(personer) > 8
    alt = "".join(json.dumps(get(klient, sti), ensure_ascii=False) for sti in (*ALLE, "/tilbud/1004", "/tilbud/1006"))
    for hemmeligt in (*personer, "Vej 1", "Test Testesen"):
        assert hemmeligt not in alt


def test_a_krisecenter_has_no_place_beside_its_findings(klient):
    svar = get(klient, "/tilbud/1004")
    (afdeling,) = svar["afdelinger"]
    assert afdeling["er_krisecenter"]
    for felt in ("adresse", "postnr", "by", "tilbuddets_adresse"):
        assert (afdeling["felter"][felt], afdeling["skjult"][felt]) == (None, SKJULT_STED)
    (by,) = [x for x in svar["afvigelser"] if x["felt"] == "by"]
    assert (by["vaerdi"], by["forslag"], by["bevis"]) == (None, None, {})
    assert by["skjult"] == {"by": SKJULT_STED, "postnummer": SKJULT_STED}


def test_a_tilbud_has_the_fields_of_the_portal_and_says_whether_people_are_named(klient):
    (afdeling,) = get(klient, "/tilbud/1001")["afdelinger"]
    assert afdeling["felter"]["adresse"] == "Prøvevænget 2"
    assert afdeling["felter"]["cvr"] == "99000016"
    assert afdeling["udfyldt"] == {
        "telefon": True, "email": True, "leder": True, "kontaktperson": True, "adresse": True
    }  # fmt: skip
    assert {"telefon", "email", "leder", "kontaktperson"}.isdisjoint(afdeling["felter"])


def test_a_firm_that_is_one_persons_is_not_named(klient):
    (afdeling,) = get(klient, "/tilbud/1006")["afdelinger"]
    assert (afdeling["felter"]["cvr"], afdeling["felter"]["virksomhed"]) == (None, None)
    assert afdeling["felter"]["virksomhedsform"] == "Enkeltmandsvirksomhed"


def test_a_tilbud_that_has_ended_is_shown_without_afdelinger(engine, tmp_path):
    for nat in (NAT_1, NAT_2, NAT_2.replace(day=3)):
        afdelinger = [make_afdeling(1), *([make_afdeling(2)] if nat == NAT_1 else [])]
        load_afdelinger(engine, tmp_path, afdelinger, start=nat, begrundelse="prøve")
    with asking(engine) as klient:
        svar = get(klient, "/tilbud/1002")
    assert (svar["navn"], svar["socialtilsyn"], svar["afdelinger"]) == (None, None, [])
    assert svar["sidst_set"] == "2026-11-01"


def test_a_finding_about_plejefamilier_is_a_socialtilsyns_and_no_tilbuds(engine, tmp_path):
    pleje = make_fund(PLEJE, "socialtilsyn:Nord", None, vaerdi="færre end 5")
    snapshot_id = play_night(engine, tmp_path)
    record(engine, snapshot_id, [*FUND, pleje], nu=NAT_1, regler=[*REGLER, PLEJE])
    with asking(engine, [*REGLER, PLEJE]) as klient:
        (fundet,) = get(klient, "/afvigelser?regel=PLEJE-001")["linjer"]
        assert (fundet["tilbudsid"], fundet["socialtilsyn"], fundet["vaerdi"]) == (None, "Nord", "færre end 5")
        assert fundet["skjult"] == {}
        assert klient.get("/api/v1/tilbud/socialtilsyn:Nord").status_code == 404


def test_rules_tell_their_law_and_their_course(klient):
    svar = get(klient, "/regler/IDENT-003")
    assert svar["aabne"] == 2
    assert [kilde["noegle"] for kilde in svar["lovkilder"]] == ["SEL-14-4-2", "CVR-MOD11"]
    assert svar["punkter"] == [{"dag": "2026-11-01", "antal": 2}]
    assert [regel["id"] for regel in get(klient, "/regler")["linjer"]] == sorted(regel.id for regel in REGLER)


def test_places_and_portfolios_are_counted_without_krisecentre(klient):
    odense = next(x for x in get(klient, "/kommuner")["linjer"] if x["navn"] == "Odense")
    assert (odense["kommunekode"], odense["tilbud"], odense["kritisk"]) == ("0461", 4, 0)
    assert len(get(klient, "/kommuner")["linjer"]) == 98
    portefoeljer = {x["kode"]: x["tilbud"] for x in get(klient, "/socialtilsyn")["linjer"]}
    assert portefoeljer["Nord"] == 1
    assert sum(portefoeljer.values()) == 5


def test_cases_are_given_without_a_krisecenters_name(klient):
    sager = {x["tilbudsid"]: x for x in get(klient, "/sager")["linjer"]}
    assert sager["1004"]["navn"] is None
    assert sager["1001"]["navn"] == "Birkehuset 1"
    assert sager["1001"]["tilstand"] == "ny"
    assert get(klient, "/sager?tilstand=lukket")["linjer"] == []


@pytest.mark.parametrize("sti", ALLE)
def test_an_answer_that_is_known_is_not_sent_again(klient, sti):
    foerst = klient.get(f"/api/v1{sti}")
    igen = klient.get(f"/api/v1{sti}", headers={"If-None-Match": f'"andet", {foerst.headers["etag"]}'})
    assert (igen.status_code, igen.content) == (304, b"")
    assert igen.headers["etag"] == foerst.headers["etag"]
    assert klient.get(f"/api/v1{sti}", headers={"If-None-Match": '"andet"'}).status_code == 200


def test_the_mark_of_an_answer_changes_with_its_content(engine, tmp_path):
    play_night(engine, tmp_path)
    with asking(engine) as klient:
        foer = {sti: klient.get(f"/api/v1{sti}").headers["etag"] for sti in ("/tilbud", "/afvigelser", "/register")}
        play_night(engine, tmp_path, nat=NAT_2, fund=FUND[:3])
        for sti, maerke in foer.items():
            assert klient.get(f"/api/v1{sti}", headers={"If-None-Match": maerke}).status_code == 200


@pytest.mark.parametrize("sti", [*ALLE, "/tilbud/findes-ikke", "/openapi.json"])
def test_head_gives_the_headers_of_get(klient, sti):
    get_, head = klient.get(f"/api/v1{sti}"), klient.head(f"/api/v1{sti}")
    assert head.status_code == get_.status_code
    assert head.content == b""
    for navn in ("content-type", "etag", "link", "last-modified"):
        assert head.headers.get(navn) == get_.headers.get(navn)


def test_long_answers_are_packed_on_the_way(klient):
    assert klient.get("/api/v1/regler").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("metode", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("sti", ["/tilbud", "/register", "/tilbud/1001"])
def test_nothing_can_be_written(klient, metode, sti):
    svar = klient.request(metode, f"/api/v1{sti}")
    assert (svar.status_code, svar.headers["allow"]) == (405, "GET, HEAD")
    assert svar.json()["detail"] == "API'et kan kun læses: brug GET eller HEAD."


@pytest.mark.parametrize(
    ("sti", "status", "siger"),
    [
        ("/findes-ikke", 404, "openapi.json"),
        ("/tilbud/9999", 404, "intet tilbud med det id"),
        ("/tilbud/" + "9" * 10_000, 422, "»tilbudsid« må højst være på 100 tegn"),
        ("/tilbud/%00", 422, "»tilbudsid« har ikke den form"),
        ("/tilbud/", 422, "»tilbudsid« må ikke være tom"),
        ("/tilbud/1001%20OR%201=1", 404, "intet tilbud"),
        ("/tilbud/%3Cscript%3E", 404, "intet tilbud"),
        ("/regler/%0A", 404, "ingen regel"),
        ("/tilbud?side=2", 404, "kun 1 sider med 100"),
        ("/tilbud?side=99999999999999999999", 422, "»side« skal være et helt tal"),
        ("/tilbud?side=0", 422, "»side« skal være mindst 1"),
        ("/tilbud?side=1_0", 422, "»side« skal være et helt tal"),
        ("/tilbud?antal=501", 422, "»antal« skal være højst 500"),
        ("/tilbud?kommun=0461", 422, "»kommun« er ikke en parameter her"),
        ("/tilbud?kommune=46", 422, "»kommune« har ikke den form"),
        ("/tilbud?soeg=" + "a" * 10_000, 422, "»soeg« må højst være på 100 tegn"),
        ("/tilbud?soeg=a%00b", 422, "»soeg« har ikke den form"),
        ("/tilbud?alvor=frygtelig", 422, "»alvor« skal være en af"),
        ("/tilbud?socialtilsyn=Vest", 422, "»socialtilsyn« skal være en af"),
        ("/afvigelser?siden=i%20g%C3%A5r", 422, "»siden« skal være en dag, skrevet som 2026-11-16"),
        ("/afvigelser?siden=2026-02-30", 422, "»siden« skal være en dag, skrevet som 2026-11-16"),
        ("/afvigelser?siden=1762000000", 422, "»siden« skal være en dag"),
        ("/regler/FINDES-999", 404, "ingen regel"),
        ("/budgetkalender/2026", 404, "ingen budgetter for 2026"),
        ("/budgetkalender/snart", 422, "»aar« skal være et helt tal"),
        ("/sager?tilstand=tabt", 422, "»tilstand« skal være en af"),
    ],
)
def test_bad_questions_are_answered_in_danish_as_problem_details(klient, sti, status, siger):
    svar = klient.get(f"/api/v1{sti}")
    problem = svar.json()
    assert (svar.status_code, problem["status"]) == (status, status)
    assert svar.headers["content-type"] == "application/problem+json"
    assert siger in problem["detail"]
    assert bool(problem["fejl"]) == (status == 422)


def test_what_was_sent_is_not_repeated(klient):
    assert "<script>" not in klient.get("/api/v1/tilbud?kommune=%3Cscript%3E").text


def test_before_the_first_fetch_every_list_is_empty(engine):
    with asking(engine) as klient:
        assert get(klient, "/register")["hentning"] is None
        for sti in LISTER:
            assert get(klient, sti)["linjer"] == []
        assert len(get(klient, "/kommuner")["linjer"]) == 98


@pytest.mark.kun_sqlite
def test_a_file_that_is_no_database_is_said_to_be_so(engine, warehouse_url):
    fil = Path(make_url(warehouse_url).database or "")
    with asking(engine) as klient:
        engine.dispose()
        for rest in fil.parent.glob(f"{fil.name}-*"):
            rest.unlink()
        fil.write_bytes(b"noget andet" * 1000)
        svar = klient.get("/api/v1/register")
    assert svar.status_code == 503
    assert svar.json()["detail"].startswith("Filen er ikke en database")
    assert svar.headers["retry-after"] == "30"


@pytest.mark.kun_postgresql
def test_a_server_that_lets_nobody_in_is_said_to_be_so_and_asked_again(engine, lager, warehouse_url):
    navn = make_url(warehouse_url).database
    with asking(engine) as klient:
        engine.dispose()
        lager.run(f"ALTER DATABASE {navn} WITH ALLOW_CONNECTIONS false")
        svar = klient.get("/api/v1/register")
        lager.run(f"ALTER DATABASE {navn} WITH ALLOW_CONNECTIONS true")
        igen = klient.get("/api/v1/register")
    assert svar.status_code == 503
    assert "atabase" in svar.json()["detail"]
    assert str(navn) not in svar.text
    assert svar.headers["retry-after"] == "30"
    assert igen.status_code == 200


@pytest.mark.kun_postgresql
def test_a_database_that_is_gone_is_said_to_be_so(engine, lager, warehouse_url):
    with asking(engine) as klient:
        klient.get("/api/v1/register").raise_for_status()
        lager.run(f"DROP DATABASE {make_url(warehouse_url).database} WITH (FORCE)")
        svar = klient.get("/api/v1/register")
    assert svar.status_code == 503
    assert svar.headers["retry-after"] == "30"
