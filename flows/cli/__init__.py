"""The command `tilbudstjek`. Heavy rooms are imported inside commands, so that `--help` answers at once."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from domain.systemfejl import explain_oserror
from flows.cli import (
    adressebog,
    adresser,
    apinoegler,
    budget,
    database,
    database_flyt,
    demo,
    drift,
    frister,
    hentning,
    indbakke,
    indsigt,
    lager,
    lister,
    mails,
    mails_afgoer,
    nat,
    opbevaring,
    orientering,
    overvaag,
    regler,
    revision,
    sager,
    sager_beslut,
    sager_paabud,
    skala,
    stikproeve,
    stikproeve_ark,
    stikproeve_resultat,
    stikproeve_trin,
    stikproeve_vis,
    visning,
)
from flows.cli.app import app
from flows.logning import log_uncaught, start_logning
from flows.settings import Indstillinger, IndstillingFejl, load_settings

__all__ = [
    "adressebog",
    "adresser",
    "apinoegler",
    "budget",
    "database",
    "database_flyt",
    "demo",
    "drift",
    "frister",
    "hentning",
    "indbakke",
    "indsigt",
    "lager",
    "lister",
    "mails",
    "mails_afgoer",
    "main",
    "nat",
    "opbevaring",
    "orientering",
    "overvaag",
    "regler",
    "revision",
    "sager",
    "sager_beslut",
    "sager_paabud",
    "skala",
    "stikproeve",
    "stikproeve_ark",
    "stikproeve_resultat",
    "stikproeve_trin",
    "stikproeve_vis",
    "visning",
]

_RAAD = {
    errno.ENOENT: "Se efter, om stien er skrevet rigtigt.",
    errno.ENOSPC: "Vælg en anden fil eller mappe, eller gør plads.",
}


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 refused or failed (with a sentence), 2 wrong use."""
    start_logning(_read_settings())
    sys.excepthook = log_uncaught
    try:
        with _files_for_owner_alone():
            app(prog_name="tilbudstjek")
    except (ValueError, RuntimeError, OSError) as fejl:
        saetning = _find_sentence(fejl)
        if saetning is None:
            raise
        sys.stderr.write(f"tilbudstjek: {saetning}\n")
        sys.exit(1)


@contextmanager
def _files_for_owner_alone() -> Iterator[None]:
    """Let every file made here or by a process begun here be its owner's alone: most of them hold what is personal."""
    foer = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(foer)


def _read_settings() -> Indstillinger | None:
    """Give the settings of the log; those that cannot be read are for the command to complain of."""
    try:
        return load_settings()
    except IndstillingFejl:
        return None


def _find_sentence(fejl: Exception) -> str | None:
    """Give what to tell people: errors named `…Fejl` and files out of reach; any other is a bug and keeps its trace."""
    if type(fejl).__name__.endswith("Fejl"):
        return str(fejl)
    if isinstance(fejl, OSError) and fejl.filename is not None:
        raad = _RAAD.get(fejl.errno or 0, "Vælg en anden fil eller mappe.")
        return f"{fejl.filename} kan ikke bruges: {explain_oserror(fejl)}. {raad}"
    return None
