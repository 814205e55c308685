"""Errors that nobody foresaw lose their words before Prefect keeps them: they may quote what a row says."""

from contextlib import ContextDecorator
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

# What Python and its libraries raise over a value, and say which. Errors of the machine say what it is short of.
_SNAKKESALIGE = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, AssertionError)


class UventetFejl(RuntimeError):
    """A fault of the program's own; the message says what kind and where, and no value."""


class Stilhed(ContextDecorator):
    """Turns an unforeseen error into one that says only its kind and its place; our own (`…Fejl`) pass as they are."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, art: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None) -> None:
        """Raises: UventetFejl: something went wrong over a value."""
        if art is None or not isinstance(fejl, _SNAKKESALIGE) or art.__name__.endswith("Fejl"):
            return
        sted = extract_tb(spor)[-1]
        raise UventetFejl(
            f"Programmet stødte på en fejl, det ikke kender ({art.__name__} i {Path(sted.filename).name}, linje "
            f"{sted.lineno}). Sig det til udviklerne."
        ).with_traceback(spor) from None
