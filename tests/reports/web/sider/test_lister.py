"""The lists of tilbud and of findings: filters, order, files, and whose they are."""

import io
from urllib.parse import quote, urlencode

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from reports.web.adgang.indgang import Lokal
from reports.web.side import Fil
from tests.builders import NAT_1
from tests.reports.web.klient import Laeser, asking, read
from tests.reports.web.sider.lister import FUND, NORD, SYD, Spoerger

LISTER = ("/tilbud", "/afvigelser", "/soeg", "/kommuner", "/kommuner/0461", "/tilbudstyper", "/tilbudstyper/107")
FELTER = ("navn", "tilsyn", "kommune", "type", "alvor", "regel", "fejl", "omraade", "fra", "til", "q", "sorter", "side")
ONDT = (
    *(
        "'; DROP TABLE afdeling; --",
        '<script>alert("x")</script>',
        "\x00",
        "Æ" * 10_000,
        "%",
        "_",
        "/",
        "\\",
        "²",
        "-1",
    ),
    *("\ud7ff", "\U0001f600", "=1+1", "0001-01-01", "9999-12-31", "\u0663", "' OR 1=1 --", "{{ 7*7 }}", "\r\nX: y"),
)


@pytest.mark.parametrize(
    ("filter_", "ventet"),
    [
        ("", ["1004", "1008", "1002", "1001", "1005", "1006", "1007", "1009"]),
        ("alvor=kritisk", ["1004", "1008"]),
        ("regel=IDENT-003", ["1001", "1005", "1006"]),
        ("fejl=ja&sorter=nummer", ["1001", "1002", "1004", "1005", "1006", "1008"]),
        ("tilsyn=nord&sorter=nummer", ["1005", "1008"]),
        ("type=109", ["1004"]),
        ("navn=aerte", ["1002"]),
        ("navn=%C3%86RTEBO+syd", ["1002"]),
        ("navn=elan", ["1006"]),
        ("navn=100+bo", ["1009"]),
        ("navn=rtebo", []),
        ("kommune=0860&sorter=nummer", ["1002", "1005"]),
        ("kommune=0461&navn=kris", []),
        ("sorter=navn", ["1008", "1009", "1006", "1004", "1007", "1002", "1005", "1001"]),
    ],
)
def test_the_tilbud_are_those_of_the_filters_in_the_order_chosen(spoerger, filter_, ventet):
    assert spoerger.tilbud(f"/tilbud?{filter_}") == ventet
    assert [raekke[1] for raekke in spoerger.rows(f"/tilbud?{filter_}")] == ventet


@pytest.mark.parametrize(
    ("filter_", "antal"),
    [
        ("", 10),
        ("alvor=kritisk", 2),
        ("omraade=ident", 3),
        ("regel=PLADS-003", 2),
        ("tilsyn=nord", 3),
        ("navn=krise", 2),
        ("fra=2026-11-01", 10),
        ("fra=2026-11-02", 0),
        ("til=2026-10-31", 0),
        ("regel=IDENT-003&tilsyn=syd", 2),
    ],
)
def test_the_findings_are_those_of_the_filters(spoerger, filter_, antal):
    assert len(spoerger.rows(f"/afvigelser?{filter_}")) == antal
    laest = spoerger.page(f"/afvigelser?{filter_}")
    assert f"{antal} åbne afvigelser" in laest.tekst
    assert laest.tags.count("tr") == (antal + 1 if antal else 0)


def test_the_workbook_says_what_the_page_says(spoerger):
    fil = spoerger.ask("/afvigelser?sorter=tilbud&format=xlsx")
    bog = openpyxl.load_workbook(io.BytesIO(fil.indhold))
    raekker = [[celle.value for celle in raekke] for raekke in bog["Rækker"].rows]
    assert len(raekker) == len(FUND) + 1
    assert fil.navn == "tilbudstjek-afvigelser-2026-11-01.xlsx"
    skrevet = spoerger.rows("/afvigelser?sorter=tilbud")
    assert [[str(x or "").split(" ")[0] for x in raekke[:5]] for raekke in raekker[1:]] == [
        [x.removeprefix("'").split(" ")[0] for x in raekke[:5]] for raekke in skrevet
    ]


def test_what_must_not_be_shown_is_in_neither_page_nor_file(spoerger):
    for adresse in ("/afvigelser", "/tilbud", "/soeg?q=krisecentret", "/tilbudstyper/109", "/soeg?q=elan"):
        svar = spoerger.page(adresse).tekst
        fil = spoerger.ask(f"{adresse}{'&' if '?' in adresse else '?'}format=csv").indhold.decode()
        for ord_ in ("Hemmelig", "Prøvevænget", "Navnesen", "99000032", "3240"):
            assert ord_ not in svar, (adresse, ord_)
            assert ord_ not in fil, (adresse, ord_)


def test_a_socialtilsyn_sees_its_own_portfolio_only(spoerger):
    syd, nord = Spoerger(spoerger.conn, SYD), Spoerger(spoerger.conn, NORD)
    assert set(nord.tilbud("/tilbud")) == {"1005", "1008"}
    assert set(syd.tilbud("/tilbud")) == {"1001", "1002", "1004", "1006", "1007", "1009"}
    assert {raekke[1] for raekke in nord.rows("/afvigelser")} == {"1005", "1008", ""}
    assert {raekke[1] for raekke in syd.rows("/afvigelser")} == {"1001", "1002", "1004", "1006"}
    assert nord.tilbud("/afvigelser?tilsyn=syd") == nord.tilbud("/afvigelser")
    assert nord.tilbud("/soeg?q=1001") == nord.tilbud("/soeg?q=%C3%A5g%C3%A5rden") == []
    assert syd.tilbud("/soeg?q=1001") == ["1001"]
    assert not [link for link in syd.page("/soeg?q=ident").links if link.startswith("/regler/")]


def test_a_socialtilsyn_is_let_in_to_the_lists_and_no_further(lister_engine):
    with asking(lister_engine, ur=lambda: NAT_1, indgang=Lokal(bruger=NORD)) as klient:
        for sti in ("/tilbud", "/afvigelser", "/soeg?q=bo"):
            svar = klient.get(sti)
            assert svar.status_code == 200
            assert "Ågården" not in svar.text
        for sti in ("/kommuner", "/kommuner/0461", "/tilbudstyper", "/tilbudstyper/107"):
            assert klient.get(sti).status_code == 403


def ask(spoerger, adresse):
    """The answer, or None where the page says that it is not found."""
    try:
        return spoerger.ask(adresse)
    except HTTPException as fejl:
        if fejl.status_code != 404:
            raise
        return None


def test_whatever_stands_in_a_field_is_looked_for_or_refused_as_text(spoerger):
    for ondt in ONDT:
        tekst = quote(ondt, safe="", errors="surrogatepass")
        for sti in ("/tilbud?navn=", "/afvigelser?navn=", "/afvigelser?fra=", "/soeg?q=", "/tilbudstyper/107?navn="):
            svar = ask(spoerger, f"{sti}{tekst}")
            assert isinstance(svar, Laeser)
            assert "script" not in svar.tags
        alle = "&".join(f"{felt}={tekst}" for felt in FELTER if felt != "side")
        assert isinstance(ask(spoerger, f"/afvigelser?{alle}"), Laeser)
    assert spoerger.tilbud("/tilbud?sorter=nummer")[0] == "1001"


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sti=st.sampled_from(LISTER),
    par=st.lists(st.tuples(st.sampled_from([*FELTER, "format"]), st.text(max_size=20))),
)
def test_any_address_gives_a_page_a_file_or_nothing_found(spoerger, sti, par):
    svar = ask(spoerger, f"{sti}?{urlencode(par, errors='replace')}")
    assert svar is None or isinstance(svar, Laeser | Fil)


def test_over_http_too_odd_addresses_are_pages(lister_engine):
    with asking(lister_engine) as klient:
        for sti in LISTER:
            assert klient.get(f"{sti}?navn=%00&q=%ff%fe&alvor=%27&sorter=x").status_code == 200
        assert klient.get("/tilbud?side=0").status_code == 404
        forbi = klient.get("/tilbud?side=7")
        assert forbi.status_code == 200
        assert "Gå til den sidste side" in read(forbi.text).tekst
        fil = klient.get("/tilbud?format=csv&navn=aerte")
        assert fil.headers["content-disposition"] == 'attachment; filename="tilbudstjek-tilbud-2026-11-01.csv"'
        assert fil.headers["content-type"] == "text/csv; charset=utf-8"
