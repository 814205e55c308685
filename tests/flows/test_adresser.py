"""`vask`, `reference dar` and `rettelser` as an operator runs them, in a process of their own."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from tests.builders import load_afdelinger, make_afdeling
from tests.dar import NU, parse_adr, write_ndjson
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.adresser.indlaes import load_dar

FELTER = ["input", "kategori", "adresse_id", "husnummer_id", "betegnelse", "afvigelser"]


@pytest.fixture
def run(tmp_path):
    """Runs the command in this test's folder."""

    def run(*argumenter, indhold=b""):
        miljoe = {**os.environ, "TILBUDSTJEK_VAR": str(tmp_path / "var"), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "flows", *argumenter],
            input=indhold,
            capture_output=True,
            check=False,
            env=miljoe,
            timeout=60,
        )

    return run


def test_one_json_object_a_line_whatever_the_line(run, tmp_path):
    mappe = write_ndjson(tmp_path / "dar")
    linjer = [
        "Ringduegade 12, 2. th, 5000 Odense C",
        "",
        "Ringdugade 12 2 th 5000 Odense C",
        "x" * 10_000,
        "\u202e;=1+1",
    ]
    ud = run("vask", "--dar", str(mappe), "--json", indhold="\n".join(linjer).encode() + b"\nRingdueg\xe6de 12\r\n")
    svar = [json.loads(linje) for linje in ud.stdout.decode().splitlines()]
    assert (ud.returncode, ud.stderr) == (0, b"")
    assert [list(x) for x in svar] == [FELTER] * 6
    assert [x["kategori"] for x in svar] == ["A", "C", "B", "C", "C", "C"]
    assert [x["input"] for x in svar] == [*linjer, "Ringduegæde 12"]


def test_a_loaded_register_is_used_and_loading_tells_what_it_took(run, tmp_path):
    mappe = write_ndjson(tmp_path / "dar")
    indlaest = run("reference", "dar", str(mappe))
    assert indlaest.returncode == 0
    assert "sprunget over: ukendt status »42«: 1" in indlaest.stderr.decode()
    ud = run("vask", "--json", "--kandidater", "2", indhold=b"Ringduegade 15, 5000 Odense C\n")
    assert len(json.loads(ud.stdout)["kandidater"]) == 2
    tabel = run("vask", indhold=b"Ringduegade 15, 5000 Odense C\n").stdout.decode()
    assert "Mente I Ringduegade 14, 5000 Odense C?" in tabel


def test_without_a_register_or_with_a_bad_one_it_says_what_to_do(run, tmp_path):
    uden = run("vask", "--json", indhold=b"Vej 1\n")
    forkert = run("reference", "dar", str(tmp_path / "findes-ikke"))
    assert (uden.returncode, forkert.returncode) == (1, 1)
    assert "reference dar" in uden.stderr.decode()
    assert "findes ikke" in forkert.stderr.decode()


def test_corrections_are_written_as_csv_without_formulas(run, tmp_path, engine, warehouse_url, monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_DATABASE_URL", warehouse_url)
    register = tmp_path / "var" / "adresser" / "register.db"
    adr = parse_adr("Prøvevænget 2, 5000 Odense C")
    load_dar(write_ndjson(tmp_path / "dar", [adr]), register, nu=NU)
    load_afdelinger(engine, tmp_path, [make_afdeling(1, adresse="=Prøvevængt 2")])
    refresh_adressevask(engine, register)
    ud = run("rettelser")
    (row,) = csv.DictReader(io.StringIO(ud.stdout.decode()), delimiter=";")
    assert row["gammel"] == "'=Prøvevængt 2, 5000 Odense C"
    assert (row["ny"], row["adresse_id"]) == (adr.betegnelse, adr.id)
