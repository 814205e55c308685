"""The pages as files: all of them or none, and every link holds from a disk."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import openpyxl  # type: ignore[import-untyped]
import pytest
from sqlalchemy import insert

from reports.fejl import RapportFejl
from reports.web.freeze import freeze
from tests.builders import NAT_1, NAT_2, make_afdeling, make_afdelinger
from tests.reports.scene import BY, REGLER, make_fund, play_night
from tests.reports.web.klient import read
from warehouse.revision import read_hoved
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel
from warehouse.transaktion import writing

NU = NAT_1 + timedelta(hours=2)


def frys(engine, mappe, **rest):
    return freeze(engine, mappe, nu=NU, regler=REGLER, **rest)


def pages(mappe):
    return {fil.relative_to(mappe).as_posix(): read(fil.read_text("utf-8")) for fil in mappe.rglob("*.html")}


def test_every_link_and_style_is_a_file_beside_the_page(engine, tmp_path):
    play_night(engine, tmp_path)
    forside = frys(engine, tmp_path / "rapport")
    assert forside == tmp_path / "rapport" / "index.html"
    sider = pages(forside.parent)
    assert {"index.html", "tilbud/1004.html", "regler/IDENT-003.html", "socialtilsyn/oest.html"} <= sider.keys()
    for sti, laest in sider.items():
        for link in (*laest.links, *laest.henter):
            if link.startswith(("https://portal.example/", "#")):
                continue
            dele = urlsplit(link)
            assert (dele.scheme, dele.netloc, dele.query) == ("", "", ""), (sti, link)
            assert (forside.parent / sti).parent.joinpath(unquote(dele.path)).is_file(), (sti, link)


def test_a_frozen_page_says_when_it_was_written(engine, tmp_path):
    play_night(engine, tmp_path)
    assert "Siden er skrevet 1. november 2026 kl. 04.00" in frys(engine, tmp_path / "rapport").read_text("utf-8")


def test_the_newest_link_of_the_audit_log_is_kept_with_the_report(engine, tmp_path):
    play_night(engine, tmp_path)
    hoved = read_hoved(engine)
    assert hoved is not None
    frys(engine, tmp_path / "rapport")
    linje = f"{hoved.nr} {hoved.tidspunkt.isoformat()} {hoved.hash}\n"
    assert (tmp_path / "rapport" / "revision.txt").read_text("utf-8") == linje


def test_a_new_report_takes_the_place_of_the_old_and_leaves_nothing(engine, tmp_path):
    play_night(engine, tmp_path)
    ud = tmp_path / "ud"
    frys(engine, ud / "rapport")
    (ud / "rapport" / "gammel.html").write_text("fra en tidligere nat")
    frys(engine, ud / "rapport")
    assert [fil.name for fil in ud.iterdir()] == ["rapport"]
    assert not (ud / "rapport" / "gammel.html").exists()


def test_a_run_that_dies_half_way_leaves_the_old_report(engine, tmp_path):
    play_night(engine, tmp_path)
    ud = tmp_path / "ud"
    frys(engine, ud / "rapport")
    foer = (ud / "rapport" / "index.html").read_bytes()

    def stop(nummer, i_alt):
        if nummer == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        frys(engine, ud / "rapport", on_progress=stop)
    assert (ud / "rapport" / "index.html").read_bytes() == foer
    assert [fil.name for fil in ud.iterdir()] == ["rapport"]


def test_what_a_killed_run_left_is_tidied_and_a_moved_report_put_back(engine, tmp_path):
    play_night(engine, tmp_path)
    ud = tmp_path / "ud"
    frys(engine, ud / "rapport")
    (ud / "rapport").rename(ud / ".rapport.gammel")
    (ud / ".rapport.ny-abc").mkdir()
    with pytest.raises(RapportFejl, match="er en fil"):
        frys(engine, ud / ".rapport.gammel" / "index.html")
    frys(engine, ud / "rapport")
    assert [fil.name for fil in ud.iterdir()] == ["rapport"]


def test_a_folder_used_for_something_else_is_never_replaced(engine, tmp_path):
    mappe = tmp_path / "dokumenter"
    mappe.mkdir()
    (mappe / "brev.txt").write_text("vigtigt")
    with pytest.raises(RapportFejl, match="tom mappe"):
        frys(engine, mappe)
    assert (mappe / "brev.txt").read_text() == "vigtigt"


def test_an_empty_warehouse_freezes_to_pages_that_say_what_to_do(engine, tmp_path):
    sider = pages(frys(engine, tmp_path / "rapport").parent)
    assert "tilbudstjek hent" in sider["index.html"].tekst
    assert {"socialtilsyn/index.html", "tilbud/index.html", "koersler/index.html", "om-data.html"} <= sider.keys()


@pytest.mark.slow
@pytest.mark.begge_lagre
def test_a_long_table_stops_at_five_hundred_and_says_so(engine, tmp_path):
    mange = make_afdelinger(510)
    fund = [make_fund(BY, x.tilbudsid, x.afdelingsid, vaerdi="Odense") for x in mange]
    play_night(engine, tmp_path, afdelinger=mange, fund=fund)
    sider = pages(frys(engine, tmp_path / "rapport").parent)
    assert "Her vises 500 af 510" in sider["regler/ADRESSE-004.html"].tekst
    assert "Næste side" not in sider["regler/ADRESSE-004.html"].tekst
    assert "Her vises 500 af 510" in sider["afvigelser/index.html"].tekst
    regneark = openpyxl.load_workbook(tmp_path / "rapport" / "tabeller" / "afvigelser.xlsx", read_only=True)
    assert sum(1 for _ in regneark["Rækker"].rows) == 511
    regneark.close()
    assert len([link for link in sider["tilbud/index.html"].links if link[0].isdigit() or "tilbud/1" in link]) == 510


def test_a_year_of_runs_is_a_month_of_pages_and_a_whole_workbook(engine, tmp_path):
    play_night(engine, tmp_path)
    gammel = {"kilde": "portal", "adresse": "", "status": "fejlet", "statistik": "{}"}
    rows = [gammel | {"id": f"gammel-{nr}", "start": NAT_1 - timedelta(days=nr)} for nr in range(1, 40)]
    with writing(engine) as session:
        session.execute(insert(table_of(Koersel)), rows)
    sider = pages(frys(engine, tmp_path / "rapport").parent)
    assert "Her vises 31 af 40" in sider["koersler/index.html"].tekst
    assert len([sti for sti in sider if sti.startswith("koersler/") and not sti.endswith("index.html")]) == 31
    regneark = openpyxl.load_workbook(tmp_path / "rapport" / "tabeller" / "koersler.xlsx", read_only=True)
    assert sum(1 for _ in regneark["Rækker"].rows) == 41
    regneark.close()


def test_an_id_that_is_a_path_stays_inside_the_folder(engine, tmp_path):
    play_night(engine, tmp_path, afdelinger=[make_afdeling(1, tilbudsid="../../ude")], fund=[])
    frys(engine, tmp_path / "ud" / "rapport")
    assert [fil.name for fil in (tmp_path / "ud").iterdir()] == ["rapport"]
    assert not list(tmp_path.glob("ude*"))
    assert any(Path(sti).name.startswith("x-") for sti in pages(tmp_path / "ud" / "rapport"))


def test_progress_ends_at_the_number_of_pages(engine, tmp_path):
    play_night(engine, tmp_path, nat=NAT_2)
    meldt = []
    frys(engine, tmp_path / "rapport", on_progress=lambda nummer, i_alt: meldt.append((nummer, i_alt)))
    antal = len(pages(tmp_path / "rapport"))
    assert [nummer for nummer, _ in meldt] == list(range(1, antal + 1))
    assert all(nummer <= i_alt for nummer, i_alt in meldt)
