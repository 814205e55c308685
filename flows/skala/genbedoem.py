"""`genbedoem`: what would today's rules have found? Past nights one by one, or on Dask. Records nothing."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from flows.settings import Indstillinger
from flows.skala.dask import Daskvalg, judge_on_dask
from flows.skala.dom import Dom, Opsaetning, judge_nat
from flows.skala.fejl import GenbedoemFejl
from flows.skala.sammenhold import compare, write_linjer
from warehouse.fortid.kilde import copy_kilde
from warehouse.fortid.naetter import Nat, list_naetter

FUND = "fund"
LINJER = "naetter.csv"


@dataclass(frozen=True, kw_only=True)
class Genbedoemmelse:
    """How many nights were judged again, how many findings they gave together, and what failed: (day, rule, why)."""

    naetter: int
    fund: int
    fejl: tuple[tuple[date, str, str], ...]


def judge_again(
    engine: Engine,
    indstillinger: Indstillinger,
    mappe: Path,
    *,
    periode: tuple[date, date],
    dask: Daskvalg | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Genbedoemmelse:
    """Judge every accepted fetch of a period (both days included) by the rules as they are now.

    The folder gets `fund/` (a Parquet file a night) and `naetter.csv`; findings, cases and mails of the warehouse are
    neither read for it nor changed. Without `dask` the nights are judged one after another, without Prefect.

    Raises:
        GenbedoemFejl: the period holds no night, or the folder holds something already.
        WarehouseFejl: the warehouse cannot be read.
        SkalaFejl: Dask is not there.
    """
    naetter = list_naetter(engine, *periode)
    if not naetter:
        raise GenbedoemFejl("Der er ingen godkendt hentning i de dage. »tilbudstjek koersler« viser, hvilke der er.")
    _claim(mappe)
    # Beside the results, not in the system's own folder: other machines of a cluster must reach it too.
    kilde = Path(tempfile.mkdtemp(prefix=".kilde-", dir=mappe)).resolve()
    try:
        copy_kilde(engine, kilde)
        opsaetning = Opsaetning(
            kilde=kilde,
            fund=(mappe / FUND).resolve(),
            adresseregister=indstillinger.adresseregister.resolve(),
            regler_til=indstillinger.regler_til,
            regler_fra=indstillinger.regler_fra,
        )
        domme = (
            judge_on_dask(opsaetning, naetter, dask)
            if dask is not None
            else _judge_here(opsaetning, naetter, on_progress)
        )
    finally:
        shutil.rmtree(kilde, ignore_errors=True)
    write_linjer(mappe / LINJER, compare(engine, mappe / FUND, domme))
    return _sum_up(domme)


def _claim(mappe: Path) -> None:
    if mappe.exists() and (not mappe.is_dir() or any(mappe.iterdir())):
        raise GenbedoemFejl(f"{mappe} har noget i sig. Vælg en mappe, der ikke findes endnu.")
    mappe.mkdir(parents=True, exist_ok=True, mode=0o700)
    mappe.chmod(0o700)
    (mappe / FUND).mkdir()


def _judge_here(
    opsaetning: Opsaetning, naetter: Sequence[Nat], on_progress: Callable[[int, int], None] | None
) -> list[Dom]:
    domme = []
    for nummer, nat in enumerate(naetter, start=1):
        domme.append(judge_nat(opsaetning, nat))
        if on_progress is not None:
            on_progress(nummer, len(naetter))
    return domme


def _sum_up(domme: Sequence[Dom]) -> Genbedoemmelse:
    return Genbedoemmelse(
        naetter=len(domme),
        fund=sum(antal for dom in domme for _, antal in dom.antal),
        fejl=tuple((dom.nat.dag, regel, aarsag) for dom in domme for regel, aarsag in dom.fejl),
    )
