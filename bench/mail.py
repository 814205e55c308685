"""Mails composed into the outbox and handed to a real mail server: how many a minute, and how much memory.

One command, `.venv/bin/python -m bench.mail`. The server (aiosmtpd with TLS and a password) runs in this process, each
size in a child of its own, whose peak memory is the largest it ever had. Handing over 2,000 and 500 with the same peak
says that memory does not grow with the number of mails.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine

from bench.gx_register import NAT, build_register
from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from domain.regel import Entitet, Modtager
from expectations.registry import load_regler
from reports.mail.outbox import fill_outbox
from reports.mail.smtp import deliver_smtp
from reports.mail.smtpserver import read_smtp_url
from reports.mail.takt import Ur
from reports.mail.vagt import Mailvagt
from tests.postkontor import Certifikater, Postkontor
from warehouse.engine import open_warehouse
from warehouse.findings import record_kontrol
from warehouse.queries import list_tilbud

_ROD = Path(__file__).resolve().parent.parent
_FEJL_PR_TILBUD = 6
_FRA = "Tilbudstjek <tilbudstjek@example.org>"


def main() -> None:
    """Measure each size and print; or, as a child, do one step of one size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, nargs="+", default=[500, 2_000], help="mails")
    parser.add_argument("--trin", choices=["byg", "skriv", "aflever"], help=argparse.SUPPRESS)
    parser.add_argument("--fil", help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    valg = parser.parse_args()
    if valg.trin:
        _TRIN[valg.trin](open_warehouse(f"sqlite:///{valg.fil}"), valg)
        return
    for antal in valg.antal:
        with tempfile.TemporaryDirectory() as mappe:
            _measure(Path(mappe), antal)


def _measure(mappe: Path, antal: int) -> None:
    certifikater = Certifikater(mappe)
    fil = str(mappe / "bench.db")
    _child("byg", fil, "", antal, certifikater)
    with Postkontor(certifikater, tavs_s=60) as kontor:
        url = f"smtps://post:p%40ss%3Aord%2F1@127.0.0.1:{kontor.port}"
        skrevet = _child("skriv", fil, url, antal, certifikater)
        afleveret = _child("aflever", fil, url, antal, certifikater)
        modtaget = len(kontor.antal())
        byte = sum(len(bytes(besked)) for _, besked in kontor.modtaget[:20]) // 20
    sekunder = float(skrevet[0]) + float(afleveret[0])
    print(
        f"{antal} mails of {byte} bytes: written {skrevet[0]} s ({skrevet[1]} MB), handed over {afleveret[0]} s "
        f"({afleveret[1]} MB); {modtaget} accepted by the server, {modtaget / sekunder * 60:.0f} a minute in all"
    )


def _child(trin: str, fil: str, url: str, antal: int, certifikater: Certifikater) -> list[str]:
    kald = [sys.executable, "-m", "bench.mail", "--trin", trin, "--fil", fil, "--url", url, "--antal", str(antal)]
    miljoe = {**os.environ, "SSL_CERT_FILE": str(certifikater.fil)}  # noqa: TID251
    return subprocess.run(kald, cwd=_ROD, env=miljoe, check=True, capture_output=True, text=True).stdout.split()


def _build(engine: Engine, valg: argparse.Namespace) -> None:
    """Make a register with so many tilbud, each with the same number of faults."""
    antal = valg.antal[0]
    build_register(engine, antal * 3)
    regler = [
        regel
        for regel in load_regler()
        if Modtager.TILBUD in regel.modtagere and regel.entitet is Entitet.AFDELING and regel.aktiv
    ][:_FEJL_PR_TILBUD]
    emner = {row["tilbudsid"]: row["afdelingsid"] for row in list_tilbud(engine) if row["email"]}
    valgte = list(emner.items())[:antal]
    resultater = tuple(
        Regelresultat(
            regel=regel.id,
            alvor=regel.alvor.value,
            fund=tuple(
                Fund(regel=regel.id, tilbudsid=t, afdelingsid=a, felt=regel.felt, vaerdi="12345678") for t, a in valgte
            ),
        )
        for regel in regler
    )
    record_kontrol(engine, Kontrolresultat(snapshot_id=1, regler=resultater), nu=NAT)


def _write(engine: Engine, _valg: argparse.Namespace) -> None:
    start = time.perf_counter()
    vagt = Mailvagt(snapshots=1, regel_andel_pct=100)
    fill_outbox(engine, nu=NAT, frigivet=True, afsender=_FRA, svar_til="svar@example.org", vagt=vagt)
    _report(start)


def _deliver(engine: Engine, valg: argparse.Namespace) -> None:
    start = time.perf_counter()
    ur = Ur(nu=lambda: NAT, sekunder=time.monotonic, sov=time.sleep)
    deliver_smtp(engine, read_smtp_url(valg.url), ur=ur, pr_minut=60_000)
    _report(start)


def _report(start: float) -> None:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.perf_counter() - start:.1f} {peak_mb:.0f}")


_TRIN = {"byg": _build, "skriv": _write, "aflever": _deliver}

if __name__ == "__main__":
    main()
