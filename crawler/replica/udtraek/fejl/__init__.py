"""Faults to plant in a dataudtræk, one module for each area of rules: what a module plants stands in its `FEJL`.

A module is found by being here; nothing else needs to name it.
"""

import pkgutil
from importlib import import_module

from crawler.replica.udtraek.model import Plejefejl, Udtraeksfejl


def _collect() -> tuple[Udtraeksfejl | Plejefejl, ...]:
    navne = sorted(modul.name for modul in pkgutil.iter_modules(__path__))
    return tuple(fejl for navn in navne for fejl in import_module(f"{__name__}.{navn}").FEJL)


_ALLE = _collect()
UDTRAEKSFEJL = tuple(fejl for fejl in _ALLE if isinstance(fejl, Udtraeksfejl))
PLEJEFEJL = tuple(fejl for fejl in _ALLE if isinstance(fejl, Plejefejl))

__all__ = ["PLEJEFEJL", "UDTRAEKSFEJL"]
