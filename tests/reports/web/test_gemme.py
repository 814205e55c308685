"""Pages that are kept: never the old one after a write, never another reader's, never more than allowed."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from reports.web.adgang.indgang import Lokal
from reports.web.bruger import LOKAL, Bruger, Rolle
from reports.web.gemme import Gemme, Hylde
from reports.web.iagttaget import watch
from tests.builders import NAT_1
from tests.reports.scene import play_night
from tests.reports.web.klient import asking
from warehouse.adgangslog import SET, Spor, write_spor
from warehouse.engine import open_warehouse
from warehouse.stempel import Stempel

NAVNE = text("UPDATE tilbudslinje SET navn = :navn")


@pytest.fixture(scope="module")
def levende(lager, tmp_path_factory):
    """A register that tests write in, and a client of its pages."""
    mappe = tmp_path_factory.mktemp("gemme")
    engine = open_warehouse(lager.tomt())
    play_night(engine, mappe)
    with asking(engine) as klient:
        yield engine, klient
    engine.dispose()


def rename(engine, navn):
    with engine.begin() as forbindelse:
        forbindelse.execute(NAVNE, {"navn": navn})


def count_statements(engine):
    """A list that every query from now on is put in, but for the stamp's own."""
    laest = []

    def note(*led):
        if led[2].lstrip().startswith("SELECT") and "stempeltal" not in led[2]:
            laest.append(led[2])

    event.listen(engine, "before_cursor_execute", note)
    return laest


def test_the_same_page_again_asks_the_database_for_nothing(levende):
    engine, klient = levende
    foerste = klient.get("/tilbud").text
    laest = count_statements(engine)
    assert klient.get("/tilbud").text == foerste
    assert laest == []
    assert klient.get("/tilbud?retning=op").status_code in {200, 404}
    assert laest != []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["skriv", "/tilbud", "/", "/tilbud/1001", "/soeg?q=navn"]), min_size=2, max_size=10))
def test_after_any_write_the_next_page_is_never_the_old_one(levende, trin):
    engine, klient = levende
    for nummer, et in enumerate(trin):
        if et == "skriv":
            rename(engine, f"Navn {nummer} af {len(trin)}")
        else:
            klient.get(et).raise_for_status()
        with engine.connect() as forbindelse:
            navn = forbindelse.scalar(text("SELECT MAX(navn) FROM tilbudslinje"))
        assert navn in klient.get("/tilbud").text


_BARN = """if True:
    import sys
    from sqlalchemy import text
    from warehouse.engine import opened_warehouse
    from warehouse.transaktion import writing
    with opened_warehouse(sys.argv[1]) as engine, writing(engine) as session:
        session.execute(text("UPDATE tilbudslinje SET navn = 'Fra en anden proces'"))
"""


@pytest.mark.begge_lagre
def test_what_another_process_wrote_is_on_the_next_page_and_until_then_the_page_is_kept(
    engine, warehouse_url, tmp_path
):
    play_night(engine, tmp_path)
    with asking(engine) as klient:
        foer = klient.get("/tilbud").text
        if engine.dialect.name == "postgresql":
            # A look that another server of these pages wrote down; with SQLite there is one server, and its own stamp.
            with Stempel(engine).writing_unseen() as forbindelse:
                write_spor(forbindelse, Spor(tidspunkt=NAT_1, bruger="kl", rolle="leser", handling=SET, emne="tilbud"))
        laest = count_statements(engine)
        assert klient.get("/tilbud").text == foer
        assert laest == []
        subprocess.run([sys.executable, "-c", _BARN, warehouse_url], check=True)
        assert "Fra en anden proces" in klient.get("/tilbud").text


def test_a_page_of_yesterday_is_not_shown_today(engine, tmp_path):
    play_night(engine, tmp_path)
    nu = [NAT_1]
    with asking(engine, ur=lambda: nu[0]) as klient:
        klient.get("/budgetkalender").raise_for_status()
        laest = count_statements(engine)
        nu[0] += timedelta(days=1)
        klient.get("/budgetkalender").raise_for_status()
        assert laest != []


def test_a_page_with_a_form_is_drawn_for_each_reader_and_holds_their_own_token(engine, tmp_path):
    play_night(engine, tmp_path)
    bruger = Bruger(brugernavn="KL", navn="K. <b>L</b>", rolle=Rolle.SAGSBEHANDLER)
    indgang = Lokal(bruger=bruger, hemmelighed=b"h" * 32)
    with asking(engine, ur=lambda: datetime.now(UTC), indgang=indgang) as klient:
        for _ in range(2):
            html = klient.get("/tilbud").text
            assert "K. &lt;b&gt;L&lt;/b&gt;" in html
            assert klient.cookies
        svar = klient.get("/")
    assert svar.headers["cache-control"] == "private, no-store"
    assert "etag" not in svar.headers


def test_what_is_not_found_is_looked_for_again(levende):
    engine, klient = levende
    assert klient.get("/tilbud/9").status_code == 404
    laest = count_statements(engine)
    assert klient.get("/tilbud/9").status_code == 404
    assert laest != []


def test_a_reader_who_has_the_page_is_told_so_until_something_is_written(levende):
    engine, klient = levende
    foerste = klient.get("/tilbud")
    igen = {"If-None-Match": foerste.headers["etag"]}
    svar = klient.get("/tilbud", headers=igen)
    assert (svar.status_code, svar.content) == (304, b"")
    assert "content-security-policy" in svar.headers
    rename(engine, "Et andet navn")
    assert klient.get("/tilbud", headers=igen).status_code == 200


def test_a_browser_that_has_the_style_sheet_is_not_sent_it_again(levende):
    _, klient = levende
    foerste = klient.get("/stil.css")
    assert klient.get("/stil.css", headers={"If-None-Match": foerste.headers["etag"]}).status_code == 304
    assert klient.get("/stil.css", headers={"If-None-Match": 'W/"en anden"'}).content == foerste.content


def read_fast():
    """The stamp of a database that is never written in."""
    return "1"


def make_hylde(sti="/", stempel="1", **andet):
    faelles = {"query": b"", "rolle": Rolle.LAESER, "tilsyn": None, "er_lokal": True, "har_maerke": False, "dag": None}
    return Hylde(stempel=stempel, sti=sti, **faelles | andet)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60), st.sampled_from("ab")), max_size=60))
def test_never_more_bytes_are_kept_than_allowed_and_never_anything_else_than_was_kept(sider):
    gemme, lagt = Gemme(read_fast, loft=100), {}
    for nummer, laengde, stempel in sider:
        hylde = make_hylde(f"/{nummer}", stempel)
        side = f"{nummer}{stempel}".encode().ljust(laengde, b".")
        gemme.keep(hylde, side)
        lagt[hylde] = side
        gemte = {en: gemme.find(en) for en in lagt}
        assert sum(len(side) for side in gemte.values() if side is not None) <= 100
        assert all(side in {None, lagt[en]} for en, side in gemte.items())


def test_the_page_asked_for_longest_ago_goes_first():
    gemme = Gemme(read_fast, loft=10)
    for sti in ("/a", "/b"):
        gemme.keep(make_hylde(sti), b"12345")
    assert gemme.find(make_hylde("/a"))
    gemme.keep(make_hylde("/c"), b"12345")
    assert gemme.find(make_hylde("/b")) is None
    assert gemme.find(make_hylde("/a"))


@pytest.mark.parametrize(
    "andet",
    [
        {"rolle": Rolle.SAGSBEHANDLER},
        {"rolle": Rolle.SOCIALTILSYN, "tilsyn": "Nord"},
        {"query": b"side=2"},
        {"dag": date(2026, 11, 2)},
        {"har_maerke": True},
        {"er_lokal": False},
        {"stempel": "2"},
    ],
)
def test_a_page_is_kept_for_its_own_role_portfolio_address_and_day_alone(andet):
    gemme = Gemme(read_fast)
    gemme.keep(make_hylde(), b"side")
    assert gemme.find(make_hylde(**andet)) is None
    assert gemme.find(make_hylde()) == b"side"


def test_nothing_is_kept_without_a_stamp_or_without_room():
    for gemme, hylde in (
        (Gemme(read_fast), make_hylde(stempel=None)),
        (Gemme(read_fast, loft=0), make_hylde()),
    ):
        gemme.keep(hylde, b"side")
        assert gemme.find(hylde) is None
    assert Gemme(read_fast, loft=0).read_stempel() is None


@pytest.mark.parametrize("spoerg", [lambda b: b.navn, lambda b: b.brugernavn, lambda b: b == LOKAL, hash, repr])
def test_a_page_that_asks_who_reads_is_noticed(spoerg):
    bruger = watch(Bruger(brugernavn="KL", navn="K. L.", rolle=Rolle.LAESER))
    assert bruger.rolle is Rolle.LAESER
    assert bruger.tilsyn is None
    assert not bruger.er_set
    spoerg(bruger)
    assert bruger.er_set


def test_somebody_who_is_watched_is_still_themselves():
    bruger = Bruger(brugernavn="KL", navn="K. L.", rolle=Rolle.LAESER)
    assert watch(bruger) == bruger
    assert bruger == watch(bruger)
    assert hash(watch(bruger)) == hash(bruger)
    assert watch(bruger) != Bruger(brugernavn="AB", navn="K. L.", rolle=Rolle.LAESER)
