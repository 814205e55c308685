"""Findings with a life: what a run of the rules found, laid beside what was found before."""

from warehouse.findings.kontrol import Kontroltal, record_kontrol

__all__ = ["Kontroltal", "record_kontrol"]
