"""A year of nights in one process: `.venv/bin/python -m bench.soak --naetter 365 --antal 150 --csv FIL --svg FIL`.

Time is passed in; the portal is a replica that changes a little every night, over real HTTP. Mails become files, a
dataudtræk comes every second month, digests every week. Of each night: processor seconds (children with it), wall
clock, memory, open files, threads, the database's size, the folder's. A flat year's last month costs as its first.
"""

import argparse
import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from flows.settings import prepare_environment

if TYPE_CHECKING:
    from flows.settings import Indstillinger

ROD = Path(__file__).resolve().parent.parent
SEED = 2026
UDTRAEK_HVER, UDTRAEK_FOERST = 60, 3
MAANED = 30


@dataclass(frozen=True, kw_only=True)
class Maaling:
    """One night: `cpu_s` of this process and its children, `crawl_s` the children's part; sizes in MB."""

    nat: int
    cpu_s: float
    crawl_s: float
    oprydning_s: float
    ur_s: float
    rss_mb: float
    filer: int
    traade: int
    db_mb: float
    var_mb: float
    rapport_s: float
    kontrol_s: float
    mail_s: float


def main() -> int:
    """Run the nights and tell whether the year was flat; 1 when it was not."""
    valg = _read_valg()
    mappe = valg.videre or Path(tempfile.mkdtemp(prefix="soak-", dir=valg.mappe))
    prepare_environment(mappe)
    maalinger = []
    with open_portal(valg.antal) as portal, valg.csv.open("w", newline="", encoding="utf-8", buffering=1) as ud:
        skriver = csv.DictWriter(ud, [felt.name for felt in fields(Maaling)])
        skriver.writeheader()
        for maaling in run_year(mappe / "var", portal, antal=valg.antal, naetter=range(valg.fra, valg.naetter)):
            maalinger.append(maaling)
            skriver.writerow(asdict(maaling))
            if maaling.nat == valg.naetter - MAANED - 1:
                # For bench/soak_ender.py, which runs the last month again beside the first.
                shutil.copytree(mappe / "var", mappe / "sidste")
    if valg.svg:
        valg.svg.write_text(draw_svg(maalinger), encoding="utf-8")
    # The first nights load a register that is new and write the first mails; the first full month comes after them.
    _print_vaekst(maalinger[5:])
    return 0 if print_dom(maalinger[5 : 5 + MAANED], maalinger[-MAANED:]) else 1


def run_year(var: Path, portal: str, *, antal: int, naetter: range) -> Iterator[Maaling]:
    """Run the nights, and give what each took."""
    from domain.tid import DANSK_TID
    from flows.settings import Indstillinger

    indstillinger = Indstillinger(_env_file=None, var=var, portal_url=portal, delay_s=0, database_url="")
    # All of the year is past: what is written now is dated back to its night, never forward.
    foerste = datetime(2025, 1, 6, 2, 30, tzinfo=DANSK_TID)
    for nummer in naetter:
        nu = foerste + timedelta(days=nummer)
        _turn(portal, nummer)
        if nummer % UDTRAEK_HVER == UDTRAEK_FOERST:
            _deliver(indstillinger, antal, nu)
        yield _measure(indstillinger, nummer, nu)
        if nummer == 1:
            _know_people(indstillinger, nu)


def _measure(indstillinger: "Indstillinger", nummer: int, nu: datetime) -> Maaling:
    from flows.fremdrift import Visning
    from flows.nat import run_night

    visning = Visning()
    egen, boern, began = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN), time.monotonic()
    nat = run_night(indstillinger, nu=nu, visning=visning)
    if nat.indlaesning.status != "godkendt":
        raise RuntimeError(nat.indlaesning.aarsag)
    ur_s, efter = time.monotonic() - began, _cpu(resource.RUSAGE_SELF)
    _date_files(indstillinger.var, nu)
    oprydning_s = _keep(indstillinger, nu)
    tider = visning.tider
    return Maaling(
        nat=nummer,
        cpu_s=round(efter - egen + _cpu(resource.RUSAGE_CHILDREN) - boern, 3),
        crawl_s=round(_cpu(resource.RUSAGE_CHILDREN) - boern, 3),
        oprydning_s=round(oprydning_s, 3),
        ur_s=round(ur_s, 3),
        rss_mb=round(_rss_mb(), 1),
        filer=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        traade=threading.active_count(),
        db_mb=round(sum(fil.stat().st_size for fil in indstillinger.var.glob("tilbudstjek.db*")) / 1e6, 3),
        var_mb=round(sum(fil.stat().st_size for fil in indstillinger.var.rglob("*") if fil.is_file()) / 1e6, 3),
        rapport_s=round(tider.get("Skriver rapportsiderne", 0), 3),
        kontrol_s=round(tider.get("Kontrollerer registret mod reglerne", 0), 3),
        mail_s=round(tider.get("Skriver mails", 0) + tider.get("Afleverer mails", 0), 3),
    )


def _date_files(var: Path, nu: datetime) -> None:
    """Let the night's files be of the night: how old a file is counts from when it was written."""
    for fil in (fil for mappe in ("dumps", "udbakke") for fil in (var / mappe).glob("*.*")):
        if fil.stat().st_mtime > nu.timestamp():
            os.utime(fil, (nu.timestamp(), nu.timestamp()))


def _keep(indstillinger: "Indstillinger", nu: datetime) -> float:
    """Do what follows a night: delete what is to be kept no longer. Gives the processor seconds."""
    from flows.opbevaring import run_opbevaring

    began = _cpu(resource.RUSAGE_SELF)
    run_opbevaring(indstillinger, nu=nu + timedelta(hours=2))
    return _cpu(resource.RUSAGE_SELF) - began


def _deliver(indstillinger: "Indstillinger", antal: int, nu: datetime) -> None:
    from crawler.replica.register import make_register
    from flows.demoudtraek import take_udtraek
    from flows.fremdrift import Visning

    register = make_register(SEED, nat=1, antal_tilbud=antal)
    # In January few have this year's budget yet; somebody must say that it is so.
    take_udtraek(
        register,
        indstillinger.var / "dataudtraek",
        indstillinger,
        nu=nu,
        visning=Visning(),
        begrundelse="Årets første udtræk",
    )


def _know_people(indstillinger: "Indstillinger", nu: datetime) -> None:
    """Do what people do at first: release the mails, and say where the digests go."""
    from domain.regel import Modtager
    from reports.mail.outbox import release
    from warehouse.brevveksling.adressebog import Valg, find_indehaver, set_adresse
    from warehouse.engine import open_warehouse

    engine = open_warehouse(indstillinger.database)
    release(engine, nu=nu)
    for nummer, kode in enumerate(("Nord", "Midt", "Syd", "Øst", "Hovedstaden")):
        indehaver = find_indehaver(engine, Modtager.SOCIALTILSYN, kode)
        set_adresse(engine, indehaver, f"post{nummer}@example.org", Valg(af="AB", grund="bench"), nu=nu)
    engine.dispose()


def print_dom(foerste: list[Maaling], sidste: list[Maaling]) -> bool:
    """Print the first and the last month beside each other; True when a night's cost is within a tenth of the first."""
    print("| | første måned | sidste måned | forhold |\n|---|---|---|---|")
    for navn in (felt.name for felt in fields(Maaling) if felt.name != "nat"):
        a, b = (fmean(getattr(x, navn) for x in maaned) for maaned in (foerste, sidste))
        print(f"| {navn} | {a:.2f} | {b:.2f} | {b / a if a else 1:.2f} |")
    a, b = (fmean(x.cpu_s for x in maaned) for maaned in (foerste, sidste))
    return b <= a * 1.1


def _print_vaekst(maalinger: list[Maaling]) -> None:
    vokset = (maalinger[-1].db_mb - maalinger[0].db_mb) * 1000 / max(1, len(maalinger) - 1)
    print(f"Databasen voksede {vokset:.1f} kB pr. nat.")


def draw_svg(maalinger: list[Maaling]) -> str:
    """Draw processor seconds, memory and the database's size by night, one above the other."""
    felter = {"cpu_s": "Processorsekunder pr. nat", "rss_mb": "Hukommelse, MB", "db_mb": "Databasen, MB"}
    dele = []
    for raekke, (felt, titel) in enumerate(felter.items()):
        tal = [getattr(x, felt) for x in maalinger]
        hoejst, top = max(tal) or 1, 30 + raekke * 170
        punkter = " ".join(
            f"{60 + 700 * nr / max(1, len(tal) - 1):.1f},{top + 120 - 110 * v / hoejst:.1f}" for nr, v in enumerate(tal)
        )
        dele.append(
            f'<text x="60" y="{top}">{titel} (højst {hoejst:.1f})</text>'
            f'<path d="M60 {top + 10}V{top + 120}H760" fill="none" stroke="#888"/>'
            f'<polyline points="{punkter}" fill="none" stroke="#0a5" stroke-width="1.5"/>'
        )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="540" font-family="sans-serif" font-size="14">'
        f"<title>Et år af nætter</title>{''.join(dele)}</svg>\n"
    )


@contextmanager
def open_portal(antal: int) -> Iterator[str]:
    """Serve a replica that turns from night to night, in a process of its own; gives its address."""
    kommando = (sys.executable, "-m", "bench.soak_portal", str(SEED), str(antal))
    with subprocess.Popen(kommando, cwd=ROD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as proces:
        if proces.stdout is None:
            raise RuntimeError("no pipe")
        linje = proces.stdout.readline().decode()
        yield "http://" + linje.strip().rsplit("http://", 1)[1]


def _turn(portal: str, nummer: int) -> None:
    with urllib.request.urlopen(f"{portal}/bench/nat/{nummer}", timeout=60) as svar:  # noqa: S310 - loopback
        svar.read()


def _cpu(hvem: int) -> float:
    brugt = resource.getrusage(hvem)
    return brugt.ru_utime + brugt.ru_stime


def _rss_mb() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def _read_valg() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--naetter", type=int, default=365)
    parser.add_argument("--antal", type=int, default=150, help="tilbud")
    parser.add_argument("--csv", type=Path, required=True)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--mappe", type=Path, help="where the year's folder is made; it is kept")
    parser.add_argument("--videre", type=Path, help="go on in the folder of an earlier year, from the night in --fra")
    parser.add_argument("--fra", type=int, default=0, help="the first night, with --videre")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
