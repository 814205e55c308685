"""What Prefect calls when a run fails, crashes or is called off: a person is told.

Prefect calls these for a run that died as well: then from the process that had started it, with the same environment.
"""

import re
from typing import TYPE_CHECKING, Any

from flows.drift.udfald import report_fejl
from flows.settings import load_settings
from flows.ur import read_clock

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.schemas.objects import FlowRun, State

# Our own errors are sentences for people, without personal values; any other's words may be anything.
_EGEN = re.compile(r"\b\w+Fejl: (?P<tekst>.+)", re.DOTALL)


def tell_failed(flow: "Flow[..., Any]", flow_run: "FlowRun", state: "State[Any]") -> None:  # noqa: ARG001 - Prefect names them
    """Tell of a run that failed or ran out of time."""
    _tell(flow.name, _explain(state))


def tell_crashed(flow: "Flow[..., Any]", flow_run: "FlowRun", state: "State[Any]") -> None:  # noqa: ARG001 - Prefect names them
    """Tell of a run whose process died."""
    _tell(flow.name, "Kørslen døde midt i arbejdet (dræbt, slukket eller løbet tør for hukommelse).")


def tell_cancelled(flow: "Flow[..., Any]", flow_run: "FlowRun", state: "State[Any]") -> None:  # noqa: ARG001 - Prefect names them
    """Tell of a run that somebody called off."""
    _tell(flow.name, "Kørslen blev afbrudt af et menneske eller af planlæggeren.")


def _tell(navn: str, hvorfor: str) -> None:
    report_fejl(load_settings(), navn, tekst=f"»{navn}« blev ikke færdig. {hvorfor}", nu=read_clock())


def _explain(state: "State[Any]") -> str:
    if state.name == "TimedOut":
        return "Den tog længere tid, end den må, og blev standset."
    fundet = _EGEN.search(state.message or "")
    if fundet is not None:
        return fundet["tekst"].strip()
    return "Programmet stødte på en fejl, det ikke kender; loggen af kørslen siger hvilken."
