"""Recognisable secrets in every secret setting, every command run, and then looked for in all that came of it."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from flows.cli.app import app
from tests.postkontor import BRUGER, Certifikater, Postkontor

pytestmark = pytest.mark.slow

ROD = Path(__file__).resolve().parents[2]
MAERKE = "qhemmelig"
HEMMELIGE = {
    "HASH_NOEGLE": "qhemmelig-hash-noegle-qhemmelig-hash-noegle",
    "WEB_HEMMELIGHED": "qhemmelig-web-hemmelighed-qhemmelig-web",
    "OIDC_HEMMELIGHED": "qhemmelig-oidc",
    "METRICS_NOEGLE": "qhemmelig-metrics-noegle-qhemmelig-metrics",
    "SMTP_URL": "smtps://qhemmelig-bruger:qhemmelig-kode@127.0.0.1:1",
}
# The commands that serve until they are stopped, and the one that plays a made-up register of its own.
_STANDER = {"web", "drift", "demo"}
_KALD = {
    "nat": ["--portal", "http://127.0.0.1:1"],
    "hent": ["--portal", "http://127.0.0.1:1"],
    "mail send": ["--rigtigt"],
    "mail orientering": ["--rigtigt"],
    "overvaag": ["--alarmer"],
    "opbevaring koer": [],
    "database kopi": ["kopier"],
    "database gendan": ["findes-ikke.tar.gz"],
    "database kontroller-kopi": ["findes-ikke.tar.gz"],
    "indlaes": ["findes-ikke.csv"],
    "sag vis": ["1001"],
    "indsigt": ["1001", "--til", "indsigt"],
    "stikproeve plan": ["2027"],
    "reference dar": ["findes-ikke"],
    "parquet": ["parquet"],
    "datadocs": ["--help"],
}


def list_kommandoer() -> list[str]:
    """Every command with its group, as it is typed."""
    alene = [en.name or (en.callback.__name__ if en.callback else "") for en in app.registered_commands]
    i_grupper = [
        f"{gruppe.name} {en.name}".strip()
        for gruppe in app.registered_groups
        for en in (gruppe.typer_instance.registered_commands if gruppe.typer_instance else [])
    ]
    return sorted({navn for navn in (*alene, *i_grupper) if navn and not navn.startswith("None")})


_ALLE = """
import sys, shlex
from flows.cli import main
for linje in sys.stdin.read().splitlines():
    print("KALD", linje, flush=True)
    sys.argv = ["tilbudstjek", *shlex.split(linje)]
    try:
        main()
    except SystemExit:
        pass
    except BaseException:
        sys.excepthook(*sys.exc_info())
"""


def make_miljoe(mappe: Path, **mere: str) -> dict[str, str]:
    rene = {navn: value for navn, value in os.environ.items() if not navn.startswith(("PREFECT_", "TILBUDSTJEK_"))}
    sat = {"VAR": str(mappe / "var"), "LOG_NIVEAU": "DEBUG", "DELAY_S": "0", "ALARM_TIL": "vagt@drift.example.org"}
    indstillinger = {f"TILBUDSTJEK_{navn}": value for navn, value in {**sat, **HEMMELIGE, **mere}.items()}
    return {**rene, **indstillinger, "PYTHONPATH": str(ROD), "PREFECT_LOGGING_LEVEL": "DEBUG"}


def run_all(mappe: Path, linjer: list[str], **mere: str) -> str:
    """Run commands one after another in one process and give all that it wrote."""
    svar = subprocess.run(
        [sys.executable, "-c", _ALLE],
        cwd=mappe,
        env=make_miljoe(mappe, **mere),
        input="\n".join(linjer),
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert svar.stdout.count("KALD") == len(linjer), svar.stderr[-2000:]
    return svar.stdout + svar.stderr


def find_leaks(tekst: str, mappe: Path) -> list[str]:
    """Where a secret stands: in what was written to the terminal, or in any file."""
    linjer = [linje for linje in tekst.splitlines() if MAERKE in linje]
    return linjer + [str(fil) for fil in mappe.rglob("*") if fil.is_file() and MAERKE.encode() in fil.read_bytes()]


def _every_call() -> list[str]:
    kald = [" ".join([navn, *_KALD.get(navn, [])]) for navn in list_kommandoer() if navn not in _STANDER]
    return [*kald, "drift --vis", "drift --vis --json", "--help", *(f"{navn} --help" for navn in list_kommandoer())]


def test_no_command_shows_or_keeps_a_secret(tmp_path):
    kald = _every_call()
    assert len(kald) > 100
    tekst = run_all(tmp_path, kald)
    assert "Skemaet er" in tekst, "the commands were at work"
    assert (tmp_path / "var" / "tilbudstjek.db").exists()
    assert find_leaks(tekst, tmp_path) == []


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://qhemmelig-bruger:qhemmelig-kode@127.0.0.1:1/x",
        "postgresql://qhemmelig-bruger:qhemmelig-kode@db.example.org/x",
        "postgresql://qhemmelig-bruger:@qhemmelig-kode:qhemmelig-kode/1@127.0.0.1/x",
        "oracle://qhemmelig-bruger:qhemmelig-kode@127.0.0.1/x",
    ],
    ids=["nobody there", "not encrypted", "signs in the password", "another kind"],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(tmp_path, url):
    kald = ["koersler", "kontroller", "nat --portal http://127.0.0.1:1", "database opgrader", "mail vis", "overvaag"]
    tekst = run_all(tmp_path, kald, DATABASE_URL=url)
    assert "tilbudstjek: " in tekst
    assert "Traceback" not in tekst
    assert [x for x in find_leaks(tekst, tmp_path) if "qhemmelig-kode" in x or not x.startswith("tilbudstjek:")] == []


def test_a_mail_server_that_refuses_the_password_is_told_of_without_it(tmp_path):
    certifikater = Certifikater(tmp_path)
    with Postkontor(certifikater) as kontor:
        tekst = run_all(
            tmp_path,
            ["overvaag --alarmer", "mail send --rigtigt"],
            SMTP_URL=f"smtps://{BRUGER}:qhemmelig-forkert@127.0.0.1:{kontor.port}",
        )
    assert find_leaks(tekst, tmp_path) == []


def test_the_pages_and_the_addresses_for_machines_show_no_secret(tmp_path):
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        port = sok.getsockname()[1]
    log = tmp_path / "web.log"
    with log.open("wb") as ud:
        web = subprocess.Popen(
            [sys.executable, "-m", "flows", "web", "--port", str(port), "--som", "administrator", "--bruger", "AB"],
            env=make_miljoe(tmp_path),
            stdout=ud,
            stderr=ud,
            cwd=ROD,
        )
    try:
        svar = [_ask(port, sti) for sti in ("/klar", "/sund", "/metrics", "/drift", "/", "/adgang", "/findes-ikke")]
    finally:
        web.terminate()
        web.wait(timeout=30)
    assert svar[0].text.startswith("klar")
    assert "tilbudstjek_" in svar[2].text
    alt = "\n".join(f"{en.headers} {en.text}" for en in svar) + log.read_text()
    assert find_leaks(alt, tmp_path) == []


def _ask(port: int, sti: str) -> httpx.Response:
    for _ in range(300):
        try:
            return httpx.get(f"http://127.0.0.1:{port}{sti}", timeout=20)
        except httpx.ConnectError:
            time.sleep(0.2)
    raise AssertionError("the pages did not come up")
