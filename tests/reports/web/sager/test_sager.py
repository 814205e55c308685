"""The list of cases: what it leaves, counts and gives as files, for whom; and what the frozen pages say instead."""

import csv
import io
from urllib.parse import urlencode

import pytest

from domain.sag import Sagstilstand
from domain.sagsforloeb import find_naeste_dag
from reports.web.bruger import Rolle
from reports.web.freeze import freeze
from reports.web.links import make_sti
from tests.reports.scene import REGLER
from tests.reports.web.klient import asking, read
from tests.reports.web.sager.scene import DAG, FULGTE, NU, be
from warehouse.queries.sager import list_sager

ALLE = ("1001", "1002", "1004", "1005")


def numbers(klient, **felter):
    svar = klient.get("/sager?" + urlencode(felter | {"format": "csv"}))
    return [linje["Nummer"] for linje in csv.DictReader(io.StringIO(svar.text.split("\r\n", 1)[1]), delimiter=";")]


def test_tabs_and_counts_say_how_many_stand_where(klient):
    laest = read(klient.get("/sager").text)
    assert "Alle åbne (4) Til vurdering (1) Markering mulig (1)" in laest.tekst
    assert "Birkehuset 1 1001 Til vurdering 15. december 2026 en beslutning om påbud" in laest.tekst
    assert "Lukket 0" in laest.tekst
    assert ("aria-current", "page") in read(klient.get("/sager?tilstand=til_vurdering").text).attributter


@pytest.mark.parametrize("tilstand", [et.value for et in Sagstilstand])
def test_a_state_leaves_the_cases_that_stand_there(engine, klient, tilstand):
    with engine.connect() as conn:
        ventet = [x.tilbudsid for x in list_sager(conn, DAG, FULGTE, tilstand=Sagstilstand(tilstand))]
    assert sorted(numbers(klient, tilstand=tilstand)) == sorted(ventet)


def test_what_is_overdue_is_what_the_domain_says(engine, klient):
    with engine.connect() as conn:
        frister = {x.tilbudsid: find_naeste_dag(x.forloeb) for x in list_sager(conn, DAG, FULGTE)}
    assert numbers(klient, overskredet="ja") == [t for t, frist in frister.items() if frist and frist < DAG] == ["1005"]


@pytest.mark.parametrize(
    ("felter", "ventet"),
    [
        ({"tilbud": "1002"}, ["1002"]),
        ({"tilbud": "solg"}, ["1002"]),
        ({"tilbud": "100"}, []),
        ({"tilsyn": "nord"}, ["1005"]),
        ({"sagsbehandler": "KL"}, []),
        ({"sorter": "-nummer"}, ["1005", "1004", "1002", "1001"]),
        ({"sorter": "tilstand"}, ["1004", "1005", "1001", "1002"]),
        ({"sorter": "-antal"}, ["1002", "1001", "1004", "1005"]),
        ({"tilstand": "'; DROP TABLE sag"}, []),
    ],
)
def test_filters_and_sorting_leave_the_right_rows(klient, felter, ventet):
    assert numbers(klient, **felter) == ventet


def test_a_socialtilsyns_files_hold_its_own_cases_alone(som):
    with som(be(Rolle.SOCIALTILSYN, "nord1", "Nord")) as klient:
        assert numbers(klient) == ["1005"]
        assert numbers(klient, tilbud="1001") == []
        assert "Alle åbne (1)" in read(klient.get("/sager").text).tekst


def test_before_the_first_fetch_the_page_says_what_to_do(warehouse_url):
    from warehouse.engine import open_warehouse

    tom = open_warehouse(warehouse_url)
    with asking(tom) as klient:
        assert "Databasen er tom" in klient.get("/sager").text
    tom.dispose()


def test_the_frozen_pages_say_numbers_and_nothing_of_any_case(engine, tmp_path):
    mappe = tmp_path / "frosset"
    freeze(engine, mappe, nu=NU, regler=REGLER)
    tekst = read((mappe / make_sti("sager")).read_text(encoding="utf-8")).tekst
    assert "Den enkelte sag med notat og sagsbehandler er ikke med i kopien" in tekst
    assert "Til vurdering 1" in tekst
    assert sorted(fil.name for fil in (mappe / "sager").iterdir()) == ["index.html"]
    assert not (mappe / "mails").exists()
