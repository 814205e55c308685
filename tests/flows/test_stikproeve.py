"""The stikprøvekontrol on the command line, and its flow under a real Prefect server that is killed on the way."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from flows.settings import Indstillinger
from flows.stikproeve import run_kvartal
from tests.builders import load_afdelinger
from tests.kommando import make_kommando
from tests.stikproever import KILDE, NU, TAL, announce_kontrol, draw, freeze_kontrol, make_register
from tests.warehouse.rows import everything, values

TABELLER = ("stikproeve", "stikproeve_frist", "stikproeve_haendelse", "stikproeve_enhed", "stikproeve_regelfund")


@pytest.fixture
def tilbudstjek(tmp_path, warehouse_url, monkeypatch, capsys):
    return make_kommando(monkeypatch, capsys, tmp_path / "var", warehouse_url)


def test_a_year_is_planned_shown_corrected_and_announced_on_the_command_line(tilbudstjek):
    assert "27-1, 27-2, 27-3, 27-4" in tilbudstjek("stikproeve", "plan", "2027").stderr
    igen = tilbudstjek("stikproeve", "plan", "2027")
    assert (igen.returncode, "intet er ændret" in igen.stderr) == (0, True)
    rettet = tilbudstjek("stikproeve", "plan", "2027", "--ret", "27-2", "--punkter", "takst, husleje")
    assert rettet.returncode == 0, rettet.stderr
    assert tilbudstjek("stikproeve", "annoncer", "27-2", "--kilde", KILDE).returncode == 0
    kontrol = json.loads(tilbudstjek("stikproeve", "vis", "27-2", "--json").stdout)
    assert (kontrol["punkter"], kontrol["tilstand"]) == (["takst", "husleje"], "annonceret")
    assert [notat["tekst"][:24] for notat in kontrol["notater"]] == [
        "Kontrollen er lagt i pla",
        "Planen er rettet. Punkte",
        "Kilden til det offentlig",
    ]
    alle = [json.loads(linje)["nummer"] for linje in tilbudstjek("stikproeve", "vis", "--json").stdout.splitlines()]
    assert alle == ["27-1", "27-2", "27-3", "27-4"]


def test_what_cannot_be_done_ends_with_status_one_and_a_sentence(tilbudstjek):
    for args, saetning in (
        (("ramme", "27-1"), "Der er ingen kontrol 27-1"),
        (("traek", "x", "--tal", "1"), "Skriv fx 27-1"),
        (("kontroller-traek", "findes-ikke.csv"), "findes-ikke.csv findes ikke"),
        (("plan", "2020"), "ingen emner for 2020"),
    ):
        svar = tilbudstjek("stikproeve", *args)
        assert (svar.returncode, saetning in svar.stderr) == (1, True), svar.stderr
        assert "Traceback" not in svar.stderr
    assert tilbudstjek("stikproeve", "plan", "2027", "--emne", "x").returncode == 2


def test_a_frame_a_draw_and_a_redraw_on_the_command_line(engine, tmp_path, tilbudstjek):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    ramme = tilbudstjek("stikproeve", "ramme", "26-1")
    assert ramme.stdout.strip() == values(engine, "SELECT ramme_sha256 FROM stikproeve")[0]
    assert tilbudstjek("stikproeve", "traek", "26-1", "--tal", TAL).returncode == 0
    assert "allerede trukket" in tilbudstjek("stikproeve", "traek", "26-1", "--tal", TAL).stderr
    assert tilbudstjek("stikproeve", "traek", "26-1", "--tal", "9").returncode == 1
    fil = write_liste(engine, tmp_path)
    assert "Trækket er det samme" in tilbudstjek("stikproeve", "kontroller-traek", str(fil)).stderr
    fil.write_text(fil.read_text("utf-8").replace(";ja\n", ";nej\n", 1), "utf-8")
    falsk = tilbudstjek("stikproeve", "kontroller-traek", str(fil))
    assert (falsk.returncode, "IKKE det samme" in falsk.stderr) == (1, True)


def write_liste(engine, mappe):
    from sampling.traekning import load_traekliste
    from warehouse.stikproever.kontrol import require_kontrol
    from warehouse.transaktion import reading

    with reading(engine) as session:
        forbindelse = session.connection()
        tekst = load_traekliste(forbindelse, require_kontrol(forbindelse, "26-1"))
    fil = mappe / "traek.csv"
    fil.write_text(tekst, encoding="utf-8")
    return fil


def test_the_quarter_does_what_needs_no_people_once_and_warns_of_the_rest(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    announce_kontrol(engine)
    indstillinger = Indstillinger(var=tmp_path / "var", database_url=str(engine.url))
    foerste = run_kvartal(indstillinger, nu=NU)
    assert foerste.frosset == ("26-1",)
    assert ["Det offentlige tal er kendt" in tekst for tekst in foerste.varsler] == [False, True, False]
    tilstand = everything(engine, TABELLER)
    anden = run_kvartal(indstillinger, nu=NU)
    assert (anden.frosset, anden.paamindelser) == ((), ())
    assert everything(engine, TABELLER) == tilstand


def test_a_quarter_without_controls_says_and_does_nothing(engine, tmp_path):
    indstillinger = Indstillinger(var=tmp_path / "var", database_url=str(engine.url))
    kvartal = run_kvartal(indstillinger, nu=datetime(2027, 12, 20, tzinfo=UTC))
    assert (kvartal.planlagt, kvartal.varsler) == ((), ())
    assert values(engine, "SELECT COUNT(*) FROM stikproeve") == [0]


# In a process of its own: Prefect's settings are read when it is imported. Dies before the n-th writing statement.
_SCRIPT = """
import asyncio, os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness
from flows.stikproeve import kvartals_stikproeve

drab, tal = int(sys.argv[1]), 0

@event.listens_for(Engine, "before_cursor_execute")
def count(conn, cursor, sql, *rest):
    global tal
    tal += sql.startswith("INSERT INTO stikproeve_haendelse")
    if drab and tal == drab:
        os.kill(os.getpid(), signal.SIGKILL)

async def tell():
    async with get_client() as client:
        runs = await client.read_flow_runs()
        tasks = await client.read_task_runs()
        return runs, sorted(run.name.rsplit("-", 1)[0] for run in tasks)

with prefect_test_harness(server_startup_timeout=120):
    for varsel in kvartals_stikproeve():
        print("varsel", varsel)
    runs, navne = asyncio.run(tell())
    print("parametre", *(run.parameters for run in runs))
    print("trin", *navne)
"""


@pytest.mark.slow
def test_a_flow_killed_under_a_server_goes_on_where_the_controls_stand(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register())
    for nummer in ("26-1", "26-2", "26-3"):
        announce_kontrol(engine, nummer)
    foer = everything(engine, TABELLER)
    env = {
        **os.environ,
        "TILBUDSTJEK_VAR": str(tmp_path / "var"),
        "TILBUDSTJEK_DATABASE_URL": str(engine.url),
        "TILBUDSTJEK_HASH_NOEGLE": "meget-hemmelig",
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }

    def run(drab):
        ud = tmp_path / f"ud{drab}.txt"
        with ud.open("wb") as fil:
            barn = subprocess.Popen(
                [sys.executable, "-c", _SCRIPT, str(drab)], env=env, stdout=fil, stderr=fil, start_new_session=True
            )
            status = barn.wait(timeout=200)
            # A killed run cannot stop its own server.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(barn.pid, signal.SIGKILL)
        return status, ud.read_text("utf-8")

    assert run(2)[0] == -9
    assert values(engine, "SELECT nummer FROM stikproeve WHERE ramme_sha256 IS NOT NULL") == ["26-1"]
    status, hel = run(0)
    assert status == 0, hel[-2000:]
    assert "trin frys-rammer lad-frister-gaa laeg-plan opgoer-kontroller paamind" in hel
    assert "parametre {}" in hel
    assert "varsel Kontrol 26-1" in hel
    assert values(engine, "SELECT COUNT(*) FROM stikproeve_enhed") == [3 * 120]
    notater = values(engine, "SELECT stikproeve_id || tekst FROM stikproeve_haendelse")
    assert len(notater) == len(set(notater)) > len(foer["stikproeve_haendelse"])
    stored = b"".join(file.read_bytes() for file in (tmp_path / "prefect").rglob("*") if file.is_file())
    assert b"meget-hemmelig" not in stored + hel.encode()


def test_a_draw_is_not_lost_when_the_flow_runs_again(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    draw(engine)
    foer = values(engine, "SELECT enhed_id FROM stikproeve_enhed WHERE er_udtrukket")
    run_kvartal(Indstillinger(var=tmp_path / "var", database_url=str(engine.url)), nu=NU)
    assert values(engine, "SELECT enhed_id FROM stikproeve_enhed WHERE er_udtrukket") == foer
    assert foer
