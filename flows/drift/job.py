"""A job of the calendar as Prefect's flow: its name, how long it may take, and who is told when it ends badly."""

from collections.abc import Callable
from typing import TypeVar

from prefect import Flow, flow

from flows.drift.haendelser import tell_cancelled, tell_crashed, tell_failed
from flows.drift.kalender import Opgave

T = TypeVar("T")


def as_job(opgave: Opgave) -> Callable[[Callable[[], T]], Flow[[], T]]:
    """Make a function the flow of a job. It takes nothing: a parameter would reach Prefect's server."""
    return flow(
        name=opgave.navn,
        timeout_seconds=opgave.loft.total_seconds(),
        on_failure=[tell_failed],
        on_crashed=[tell_crashed],
        on_cancellation=[tell_cancelled],
    )
