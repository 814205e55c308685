"""`drift` at work: one process that serves the calendar until it is told to stop."""

import asyncio
from contextlib import suppress

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.runner import Runner
from prefect.states import Crashed

from flows.drift.indhentning import begin_udeblevet
from flows.drift.kalender import NAVN
from flows.drift.slut import leave
from flows.drift.tilmelding import drop_gamle, make_deployments
from flows.drift.udfald import report_fejl
from flows.settings import Indstillinger
from flows.ur import read_clock
from warehouse.fejl import WarehouseFejl

_DOED = "Maskinen eller drift standsede midt i kørslen."
_DOEDE = FlowRunFilter(
    state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING]))
)


def serve_kalender(indstillinger: Indstillinger, *, er_ene: bool) -> None:
    """Serve every job of the calendar until SIGTERM or SIGINT; runs at work are then let go of by the system.

    `er_ene`: nobody else serves anything on the server. What an earlier process left as running is then marked as dead;
    otherwise its place is free again when the server has not heard from it for some minutes. A night that should have
    been done meanwhile is begun, when it is not too late. Stopping pauses nothing: what comes due while the machine is
    off is late, and not forgotten.
    """
    deployments = make_deployments(indstillinger)
    drop_gamle(deployments)
    if er_ene:
        mark_doede(indstillinger)
    runner = _Kalender(name=NAVN, pause_on_shutdown=False)
    for deployment in deployments:
        runner.add_deployment(deployment)
    # Without a database the runs themselves will tell, and the look every quarter of an hour begins the night later.
    with suppress(WarehouseFejl):
        begin_udeblevet(indstillinger, nu=read_clock())
    with suppress(KeyboardInterrupt):
        asyncio.run(runner.start())


class _Kalender(Runner):
    """Prefect's runner, ended as any other program: its own way asks itself to stop and never hears the answer."""

    def handle_sigterm(self, *_args: object, **_kwargs: object) -> None:
        """Leave by way of all that is to be put away."""
        leave()


def mark_doede(indstillinger: Indstillinger) -> int:
    """Mark runs that no process works on any more as crashed, and tell of them; give how many."""
    egne = DeploymentFilter(name=DeploymentFilterName(any_=[NAVN]))
    with get_client(sync_client=True) as klient:
        doede = klient.read_flow_runs(flow_run_filter=_DOEDE, deployment_filter=egne)
        for run in doede:
            klient.set_flow_run_state(run.id, state=Crashed(message=_DOED), force=True)
        navne = {klient.read_flow(run.flow_id).name for run in doede}
    for navn in sorted(navne):
        report_fejl(indstillinger, navn, tekst=f"»{navn}« blev ikke færdig. {_DOED}", nu=read_clock())
    return len(doede)
