"""Which version of the program this is, as it is written into the record of a draw."""

from importlib.metadata import PackageNotFoundError, version


def read_udgave() -> str:
    """Give the installed version; `ukendt` when the program runs from files that were never installed."""
    try:
        return version("tilbudstjek")
    except PackageNotFoundError:
        return "ukendt"
