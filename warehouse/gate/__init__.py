"""The gate: is a fetch fit to judge others by? Pure; every answer is a Proeve with a sentence for people."""

from warehouse.gate.dom import judge
from warehouse.gate.graenser import STANDARD, Graenser
from warehouse.gate.helhed import is_complete
from warehouse.gate.leverance import (
    ForrigeUdtraek,
    Genkendt,
    Registerbillede,
    Udtraeksprofil,
    is_udtraek,
    measure_udtraek,
)
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige, Profil, measure
from warehouse.gate.udtraek import judge_udtraek

__all__ = [
    "STANDARD",
    "Forrige",
    "ForrigeUdtraek",
    "Genkendt",
    "Graenser",
    "Proeve",
    "Profil",
    "Registerbillede",
    "Udtraeksprofil",
    "is_complete",
    "is_udtraek",
    "judge",
    "judge_udtraek",
    "measure",
    "measure_udtraek",
]
