"""The command `tilbudstjek`. Heavy rooms are imported inside commands, so that `--help` answers at once."""

import logging
import os
import sys

from flows.cli import adresser, demo, hentning, lister, mails, regler, visning
from flows.cli.app import app

__all__ = ["adresser", "demo", "hentning", "lister", "mails", "main", "regler", "visning"]


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 refused or failed (with a sentence), 2 wrong use."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        app(prog_name="tilbudstjek")
    except KNOWN_TROUBLE as fejl:
        if not _is_known(fejl):
            raise
        sys.stderr.write(f"tilbudstjek: {fejl}\n")
        sys.exit(1)
    except BrokenPipeError:
        # The reader (head, less) has gone; what was asked for has been given.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


KNOWN_TROUBLE = (ValueError, RuntimeError, OSError)


def _is_known(fejl: BaseException) -> bool:
    """Errors named `…Fejl` carry a sentence for people; any other is a bug and keeps its traceback."""
    return type(fejl).__name__.endswith("Fejl")
