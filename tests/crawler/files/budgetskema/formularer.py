"""Real workbooks for the tests: a faultless form, changed the way people (and worse) change one."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from crawler.files.budgetskema import laes_skema
from crawler.replica.skema import Skemaplan, fill_plan, write_skema
from domain.eksempel_skema import fejlfrit_skema
from domain.skema import Skema

BUDGET = "BUDGET PRIVATE TILBUD"
EKSTRA = "+5 YDELSER PRIVAT"
KONCERNNOTE = "KONCERNNOTE"
NOEGLETAL = "ØKONOMISKE NØGLETAL"
OFFENTLIG = "BUDGET OFFENTLIGE TILBUD"
ARKDEL = "xl/worksheets/sheet1.xml"

Aendring = Callable[[bytes], bytes]


def make_plan(**aendringer) -> Skemaplan:
    """The faultless form, filled in."""
    return fill_plan(fejlfrit_skema(**aendringer))


def read_plan(plan: Skemaplan, mappe: Path, **valg) -> Skema:
    """Write a plan as a real file and read it."""
    return laes_skema(write_skema(plan, mappe / "1001_2026.xlsx"), **{"tilbudsid": "1001", **valg})


def read_bytes(indhold: bytes, mappe: Path, *, navn: str = "1001_2026.xlsx") -> Skema:
    """Write bytes as a file and read them as a form."""
    fil = mappe / navn
    fil.write_bytes(indhold)
    return laes_skema(fil, tilbudsid="1001")


def change_parts(fil: Path, aendringer: Mapping[str, Aendring | bytes | None], *, pakket: bool = True) -> Path:
    """Write the parts of a workbook anew: changed, added, or left out."""
    with zipfile.ZipFile(fil) as zipfil:
        dele = {navn: zipfil.read(navn) for navn in zipfil.namelist()}
    for navn, ny in aendringer.items():
        if ny is None:
            del dele[navn]
        else:
            dele[navn] = ny if isinstance(ny, bytes) else ny(dele[navn])
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED if pakket else zipfile.ZIP_STORED) as zipfil:
        for navn, indhold in dele.items():
            zipfil.writestr(navn, indhold)
    return fil


def replace_once(gammel: bytes, ny: bytes) -> Aendring:
    """A change of one place in a part; fails when it is not there."""

    def change(indhold: bytes) -> bytes:
        assert gammel in indhold, gammel
        return indhold.replace(gammel, ny, 1)

    return change


def list_fejl(skema: Skema) -> list[tuple[str, str, str]]:
    """The faults without their sentences."""
    return [(str(fejl.art), fejl.ark, fejl.celle) for fejl in skema.fejl]
