"""Lists that may lie beside a delivery: the full street names behind shortened adresseringsnavne."""

import csv
from collections.abc import Iterator
from pathlib import Path

from domain.reference import load_postnumre
from warehouse.adresser.mellem import Mellem

_VEJNAVNE = "vejnavne.csv"
_FELTER = frozenset({"kommunekode", "vejnavn", "adresseringsnavn"})


def add_street_names(kilde: Path, mellem: Mellem) -> int:
    """Note the other name of every street in `vejnavne.csv`, in or beside the delivery; give how many there were.

    A name counts in postcodes that lie in the row's kommune, or whose kommuner are not known.
    """
    steder: dict[str, list[tuple[int, int]]] = {}
    for vejnavn, postnr, sted in mellem.steder():
        steder.setdefault(vejnavn, []).append((postnr, sted))
    antal = 0
    for kommunekode, navne in _read(kilde):
        for navn, andet in (navne, navne[::-1]):
            for postnr, sted in steder.get(navn, []):
                if _lies_in(postnr, kommunekode):
                    mellem.add_name(sted, andet)
                    antal += 1
    mellem.save()
    return antal


def _read(kilde: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    mappe = kilde if kilde.is_dir() else kilde.parent
    for fil in (mappe / _VEJNAVNE, mappe.resolve().parent / _VEJNAVNE):
        if not fil.is_file():
            continue
        with fil.open(encoding="utf-8-sig", newline="") as indhold:
            laeser = csv.DictReader(indhold)
            if not _FELTER.issubset(laeser.fieldnames or ()):
                continue
            for row in laeser:
                if row["vejnavn"] and row["adresseringsnavn"] and row["vejnavn"] != row["adresseringsnavn"]:
                    yield row["kommunekode"], (row["vejnavn"], row["adresseringsnavn"])


def _lies_in(postnr: int, kommunekode: str) -> bool:
    kendt = load_postnumre().get(f"{postnr:04d}")
    return kendt is None or not kendt.kommunekoder or kommunekode in kendt.kommunekoder
