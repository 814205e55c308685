"""A run's progress as lines of its log, so that whoever looks at it in Prefect sees the steps and what they said."""

import io
from typing import IO, TYPE_CHECKING, cast

from prefect.context import FlowRunContext
from prefect.logging import get_run_logger
from rich.console import Console

from flows.fremdrift import Visning

if TYPE_CHECKING:
    import logging

_BREDDE = 400


def make_visning() -> Visning:
    """Give what shows a flow run's progress: its own log; standard error when there is no run."""
    if FlowRunContext.get() is None:
        return Visning()
    return Visning(Console(file=cast("IO[str]", _Linjer(get_run_logger())), width=_BREDDE, highlight=False))


class _Linjer(io.TextIOBase):
    """A stream whose lines go to a log."""

    def __init__(self, log: "logging.Logger | logging.LoggerAdapter[logging.Logger]") -> None:
        self._log = log
        self._rest = ""

    def write(self, tekst: str) -> int:
        *linjer, self._rest = (self._rest + tekst).split("\n")
        for linje in linjer:
            if linje.strip():
                self._log.info("%s", linje.rstrip())
        return len(tekst)
