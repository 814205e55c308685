"""`stikproeve ark` and `stikproeve indlaes` as an operator runs them, in a process of their own."""

import os
import subprocess
import sys

import pytest

from sampling.design import Design
from tests.arbejdsark import edit, put
from tests.stikproever import draw, freeze_kontrol, make_register
from warehouse.engine import open_warehouse


@pytest.fixture
def run(tmp_path, warehouse_url):
    """Runs the command over this test's warehouse, with a control drawn in it."""
    engine = open_warehouse(warehouse_url)
    freeze_kontrol(engine, tmp_path, afdelinger=make_register(24), design=Design(antal=6))
    draw(engine)
    engine.dispose()

    def run(*argumenter):
        var = {"TILBUDSTJEK_VAR": str(tmp_path / "var"), "TILBUDSTJEK_DATABASE_URL": warehouse_url}
        svar = subprocess.run(
            [sys.executable, "-m", "flows", "stikproeve", *map(str, argumenter)],
            capture_output=True,
            check=False,
            env={**os.environ, **var},
            timeout=60,
        )
        return svar.returncode, svar.stdout.decode(), svar.stderr.decode()

    return run


@pytest.mark.slow
@pytest.mark.begge_lagre
def test_workbooks_go_out_and_come_back(run, tmp_path):
    mappe = tmp_path / "ark"
    assert run("ark", "26-1", "--mappe", mappe)[2].startswith("tilbudstjek: Sagerne er ikke fordelt endnu.")
    assert not mappe.exists()
    kode, ud, fejl = run("ark", "26-1", "--mappe", mappe, "--sagsbehandlere", "2")
    assert (kode, fejl) == (0, "2 arbejdsark er skrevet.\n")
    filer = [mappe / f"stikproeve-26-1-sagsbehandler-{nr}.xlsx" for nr in (1, 2)]
    assert ud.splitlines() == [str(fil) for fil in filer]

    filer[0].write_bytes(edit(filer[0].read_bytes(), put(2, "udfald", "Forkert "), put(3, "udfald", "ved ikke")))
    kode, ud, fejl = run("indlaes", filer[0])
    assert (kode, ud) == (1, "")
    assert fejl.splitlines()[0] == f"tilbudstjek: {filer[0].name}: 1 fejl. Der er ikke gemt noget."
    assert fejl.splitlines()[1].startswith("Arket »Sager«, celle G3: Der står »ved ikke«.")

    filer[0].write_bytes(edit(filer[0].read_bytes(), put(3, "udfald", "rigtig")))
    assert run("indlaes", filer[0])[2] == (
        "Kontrol 26-1, sagsbehandler 1: 2 nye udfald, 0 ændrede, 0 som før, 4 mangler endnu.\n"
    )
    assert run("indlaes", filer[0])[2].endswith("Intet er ændret.\n")


def test_a_workbook_that_may_be_filled_in_is_never_written_over(run, tmp_path):
    mappe = tmp_path / "ark"
    mappe.mkdir()
    udfyldt = mappe / "stikproeve-26-1-KL.xlsx"
    udfyldt.write_bytes(b"en uges arbejde")
    kode, _, fejl = run("ark", "26-1", "--mappe", mappe, "--sagsbehandlere", "KL,MB")
    assert kode == 1
    assert "stikproeve-26-1-KL.xlsx, som måske er udfyldt" in fejl
    assert [(fil.name, fil.read_bytes()) for fil in mappe.iterdir()] == [(udfyldt.name, b"en uges arbejde")]


@pytest.mark.parametrize(("fil", "grund"), [("findes-ikke.xlsx", "den findes ikke"), (".", "det er en mappe")])
def test_a_file_that_cannot_be_read_gets_a_sentence(run, tmp_path, fil, grund):
    kode, _, fejl = run("indlaes", tmp_path / fil)
    assert kode == 1
    assert f"kan ikke bruges: {grund}." in fejl
    assert "Traceback" not in fejl
