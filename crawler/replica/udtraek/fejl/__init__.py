"""Faults to plant in a dataudtræk, one module for each area of rules."""

from crawler.replica.udtraek.model import Plejefejl, Udtraeksfejl

UDTRAEKSFEJL: tuple[Udtraeksfejl, ...] = ()
PLEJEFEJL: tuple[Plejefejl, ...] = ()

__all__ = ["PLEJEFEJL", "UDTRAEKSFEJL"]
