"""Past nights on Dask by Prefect's task runner: several at a time, each batch of nights one task."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_API_URL, temporary_settings

from expectations.spark.fejl import MANGLER, SkalaFejl
from flows.skala.dom import Dom, Opsaetning, judge_naetter
from warehouse.fortid.naetter import Nat

if TYPE_CHECKING:
    from prefect_dask import DaskTaskRunner

# A task costs Prefect and Dask some tenths of a second, a night one or two: so several nights a task, but enough tasks
# that none waits long for the last.
NAETTER_PR_OPGAVE = 8


@dataclass(frozen=True, kw_only=True)
class Daskvalg:
    """A cluster that runs already (`tls://maskine:8786`), or how many processes of this machine to use."""

    adresse: str | None = None
    processer: int = 0


@task(name="bedoem-naetter", cache_policy=NO_CACHE, persist_result=False)
def bedoem_naetter(opsaetning: Opsaetning, naetter: Sequence[Nat]) -> tuple[Dom, ...]:
    """Judge some nights one after another, in whichever process Dask chose."""
    return judge_naetter(opsaetning, naetter)


@flow(name="genbedoem", validate_parameters=False, persist_result=False)
def genbedoem_flow(opsaetning: Opsaetning, portioner: Sequence[Sequence[Nat]]) -> list[Dom]:
    """Judge batches of nights, as many at once as the task runner has processes."""
    ventende = [bedoem_naetter.submit(opsaetning, portion) for portion in portioner]
    return [dom for venter in ventende for dom in venter.result()]


def judge_on_dask(opsaetning: Opsaetning, naetter: Sequence[Nat], valg: Daskvalg) -> list[Dom]:
    """Judge nights on Dask and give them in their order; the folders must be the same place for every process.

    Raises:
        SkalaFejl: Dask is not there, or the cluster does not answer or is another machine's and not encrypted.
        WarehouseFejl: a night cannot be judged; so with AdresseFejl and OSError.
    """
    _check_krypteret(valg.adresse)
    koerer = genbedoem_flow.with_options(task_runner=_make_runner(valg))
    try:
        with _reach_server():
            return koerer(opsaetning, list(split(naetter, NAETTER_PR_OPGAVE)))
    except TimeoutError as fejl:
        raise SkalaFejl(f"Dask svarer ikke på {valg.adresse}. Se efter, at klyngen kører, og prøv igen.") from fejl


def split(naetter: Sequence[Nat], stoerrelse: int) -> Iterable[Sequence[Nat]]:
    """Give nights in batches of a size, the last maybe smaller."""
    return (naetter[fra : fra + stoerrelse] for fra in range(0, len(naetter), stoerrelse))


def _check_krypteret(adresse: str | None) -> None:
    """Refuse a cluster elsewhere that anybody on the way could read, or send work to."""
    dele = urlsplit(adresse or "tls://")
    if dele.scheme not in {"tls", "wss"} and dele.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise SkalaFejl(
            f"Klyngen {adresse} er en anden maskine uden kryptering. Sæt Dask op med TLS, og skriv tls://vært:port."
        )


@contextmanager
def _reach_server() -> Iterator[None]:
    """Start a server for the run when none is set: without an address every process of Dask would start its own."""
    if PREFECT_API_URL.value():
        yield
        return
    with SubprocessASGIServer() as server, temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def _make_runner(valg: Daskvalg) -> "DaskTaskRunner[Any]":
    try:
        from prefect_dask import DaskTaskRunner  # noqa: PLC0415
    except ImportError as fejl:
        raise SkalaFejl(MANGLER.format(navn="Dask")) from fejl
    # Importing Dask sets its own level, which tells of every connection.
    logging.getLogger("distributed").setLevel(logging.WARNING)
    if valg.adresse is not None:
        return DaskTaskRunner(address=valg.adresse)
    # A scheduler runs what it is sent: only this run holds the keys to it, and it is heard on this machine alone.
    klynge = {
        "n_workers": valg.processer,
        "threads_per_worker": 1,
        "host": "127.0.0.1",
        "dashboard_address": None,
        "worker_dashboard_address": None,
        "security": True,
    }
    return DaskTaskRunner(cluster_kwargs=klynge)
