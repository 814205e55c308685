"""The gate: is a fetch fit to judge others by? Pure; every answer is a Proeve with a sentence for people."""

from warehouse.gate.dom import judge
from warehouse.gate.graenser import STANDARD, Graenser
from warehouse.gate.helhed import is_complete
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige, Profil, measure
from warehouse.gate.udtraek import ForrigeUdtraek, judge_udtraek

__all__ = [
    "STANDARD",
    "Forrige",
    "ForrigeUdtraek",
    "Graenser",
    "Proeve",
    "Profil",
    "is_complete",
    "judge",
    "judge_udtraek",
    "measure",
]
