"""Mails composed into the outbox and handed to a real mail server: how many a minute, and how much memory.

One command, `.venv/bin/python -m bench.mail`. The server (aiosmtpd with TLS and a password) runs in this process, each
step in a child of its own, whose peak memory is the largest it ever had; `CPU` is the child's own seconds, which other
work on the machine disturbs less. The same messages are then given to the same server by a bare loop over smtplib,
which keeps no account of anything: the ratio is what never sending twice costs. `--kun-skriv` only writes them.
"""

import argparse
import os
import resource
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

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
    parser.add_argument("--kun-skriv", action="store_true", help="hand nothing over")
    parser.add_argument("--trin", choices=["byg", "skriv", "aflever", "bar"], help=argparse.SUPPRESS)
    parser.add_argument("--fil", help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    valg = parser.parse_args()
    if valg.trin:
        _TRIN[valg.trin](open_warehouse(f"sqlite:///{valg.fil}"), valg)
        return
    for antal in valg.antal:
        with tempfile.TemporaryDirectory() as mappe:
            _measure(Path(mappe), antal, _measure_writing if valg.kun_skriv else _measure_all)


def _measure(mappe: Path, antal: int, maal: Callable[[Path, int, Certifikater], None]) -> None:
    certifikater = Certifikater(mappe)
    _child("byg", mappe, "", antal, certifikater)
    maal(mappe, antal, certifikater)


def _measure_writing(mappe: Path, antal: int, certifikater: Certifikater) -> None:
    skrevet = _child("skriv", mappe, "", antal, certifikater)
    print(f"{antal} mails written in {skrevet.sekunder:.1f} s (CPU {skrevet.cpu:.1f} s, peak {skrevet.mb:.0f} MB)")


def _measure_all(mappe: Path, antal: int, certifikater: Certifikater) -> None:
    with Postkontor(certifikater, tavs_s=60) as kontor:
        url = f"smtps://post:p%40ss%3Aord%2F1@127.0.0.1:{kontor.port}"
        skrevet = _child("skriv", mappe, url, antal, certifikater)
        afleveret = _child("aflever", mappe, url, antal, certifikater)
        modtaget = len(kontor.antal())
        byte = sum(len(bytes(besked)) for _, besked in kontor.modtaget[:20]) // 20
        kontor.modtaget.clear()
        bar = _child("bar", mappe, url, antal, certifikater)
    i_alt = skrevet.sekunder + afleveret.sekunder
    print(
        f"{antal} mails of {byte} bytes: written in {skrevet.sekunder:.1f} s (CPU {skrevet.cpu:.1f} s, peak "
        f"{skrevet.mb:.0f} MB), handed over in {afleveret.sekunder:.1f} s (CPU {afleveret.cpu:.1f} s, peak "
        f"{afleveret.mb:.0f} MB); {modtaget} accepted once each, {modtaget / i_alt * 60:.0f} a minute in all. Bare "
        f"smtplib {bar.sekunder:.1f} s (CPU {bar.cpu:.1f} s): handing over takes "
        f"{afleveret.sekunder / bar.sekunder:.1f} times as long, {afleveret.cpu / bar.cpu:.1f} times the CPU"
    )


@dataclass(frozen=True, kw_only=True)
class Maaling:
    """What a child took: seconds on the wall, of CPU, and its largest memory."""

    sekunder: float
    cpu: float
    mb: float


def _child(trin: str, mappe: Path, url: str, antal: int, certifikater: Certifikater) -> Maaling:
    fil = str(mappe / "bench.db")
    kald = [sys.executable, "-m", "bench.mail", "--trin", trin, "--fil", fil, "--url", url, "--antal", str(antal)]
    miljoe = {**os.environ, "SSL_CERT_FILE": str(certifikater.fil)}  # noqa: TID251
    tal = subprocess.run(kald, cwd=_ROD, env=miljoe, check=True, capture_output=True, text=True).stdout.split()
    sekunder, cpu, mb = map(float, tal or ("0", "0", "0"))
    return Maaling(sekunder=sekunder, cpu=cpu, mb=mb)


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
    start = _begin()
    vagt = Mailvagt(snapshots=1, regel_andel_pct=100)
    fill_outbox(engine, nu=NAT, frigivet=True, afsender=_FRA, svar_til="svar@example.org", vagt=vagt)
    _report(start)


def _deliver(engine: Engine, valg: argparse.Namespace) -> None:
    start = _begin()
    ur = Ur(nu=lambda: NAT, sekunder=time.monotonic, sov=time.sleep)
    deliver_smtp(engine, read_smtp_url(valg.url), ur=ur, pr_minut=60_000)
    _report(start)


def _send_bare(engine: Engine, valg: argparse.Namespace) -> None:
    """Send what was sent by a loop that remembers nothing."""
    server = read_smtp_url(valg.url)
    with engine.connect() as conn:
        mails = conn.execute(text("SELECT modtager, indhold FROM mail WHERE status = 'sendt'")).all()
    start = _begin()
    with smtplib.SMTP_SSL(server.vaert, server.port, context=ssl.create_default_context()) as smtp:
        if smtp.sock is not None:
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.login(server.bruger or "", server.kode or "")
        for modtager, indhold in mails:
            smtp.sendmail("tilbudstjek@example.org", modtager, indhold.encode())
    _report(start)


def _begin() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _report(start: tuple[float, float]) -> None:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.perf_counter() - start[0]:.2f} {time.process_time() - start[1]:.2f} {peak_mb:.0f}")


_TRIN = {"byg": _build, "skriv": _write, "aflever": _deliver, "bar": _send_bare}

if __name__ == "__main__":
    main()
