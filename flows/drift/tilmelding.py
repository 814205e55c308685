"""The calendar told to a Prefect server: as deployments that this machine serves, or on a work pool of the server's."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.drift.kalender import NAVN, TIDSZONE, Opgave, list_aktive
from flows.settings import Indstillinger
from flows.udgave import read_udgave

# The next waits for the one before, and then sees whether there is anything left to do. To call it off instead would
# lose the newest of several that are late.
_EN_AD_GANGEN = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)


class PuljeFejl(RuntimeError):
    """The work pool cannot be used; the message is Danish and says what to do."""


def make_deployments(indstillinger: Indstillinger) -> list[RunnerDeployment]:
    """Give a deployment for each job that the settings want; none has a parameter."""
    return [_make_deployment(opgave, cron) for opgave, cron in list_aktive(indstillinger)]


def register(indstillinger: Indstillinger, pulje: str) -> list[str]:
    """Put every job on a work pool, and take away those that are no longer wanted; give the names.

    Raises:
        PuljeFejl: the server has no such work pool.
    """
    deployments = make_deployments(indstillinger)
    with get_client(sync_client=True) as klient:
        try:
            klient.read_work_pool(pulje)
        except ObjectNotFound as fejl:
            raise PuljeFejl(
                f"Prefect-serveren har ingen arbejdspulje, der hedder »{pulje}«. Lav den med »prefect work-pool create "
                f"{pulje} --type process«."
            ) from fejl
    for deployment in deployments:
        deployment.apply(work_pool_name=pulje)
    drop_gamle(deployments)
    return [f"{deployment.flow_name}/{deployment.name}" for deployment in deployments]


def drop_gamle(deployments: list[RunnerDeployment]) -> None:
    """Take away the deployments of jobs that the calendar or the settings no longer have."""
    oenskede = {deployment.flow_name for deployment in deployments}
    with get_client(sync_client=True) as klient:
        for deployment_id, flow_navn in list(_list_egne(klient)):
            if flow_navn not in oenskede:
                klient.delete_deployment(deployment_id)


def _list_egne(klient: SyncPrefectClient) -> Iterator[tuple[UUID, str]]:
    egne = DeploymentFilter(name=DeploymentFilterName(any_=[NAVN]))
    for deployment in klient.read_deployments(deployment_filter=egne):
        if "tilbudstjek" in deployment.tags:
            yield deployment.id, klient.read_flow(deployment.flow_id).name


def _make_deployment(opgave: Opgave, cron: str) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        _load_flow(opgave),
        NAVN,
        schedule=Cron(cron, timezone=TIDSZONE, slug="kalender"),
        concurrency_limit=_EN_AD_GANGEN,
        description=opgave.hvad,
        tags=["tilbudstjek"],
        version=read_udgave(),
        # By its module: wherever the worker stands, the program that is installed there is what runs.
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _load_flow(opgave: Opgave) -> Flow[[], Any]:
    modul, _, navn = opgave.flow.rpartition(".")
    flow: Flow[[], Any] = getattr(import_module(modul), navn)
    return flow
