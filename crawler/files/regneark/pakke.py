"""A workbook's parts, unpacked once within limits and packed anew: what is read is what was measured.

Sizes in a zip file are what it says of itself. Nothing but these parts reaches the reader: no macros, no pictures, no
links to other files.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from crawler.files.fejl import UdtraekFejl
from crawler.files.graenser import (
    FLESTE_DELE,
    FORHOLD_GAELDER_FRA,
    MB,
    STOERSTE_FORHOLD,
    STOERSTE_UDPAKKET,
)

_LAESES = (
    "[content_types].xml",
    "_rels/",
    "xl/workbook",
    "xl/_rels/",
    "xl/worksheets/",
    "xl/styles",
    "xl/sharedstrings",
)
_BOMBE = "pakker så meget ud, at den ligner en fælde (zip-bombe), eller er alt for stor"


@dataclass(frozen=True)
class Pakke:
    """The parts of a workbook by name, and what else was in the file."""

    dele: dict[str, bytes]
    har_makroer: bool
    har_links: bool

    def pack(self) -> io.BytesIO:
        """Give the parts as a zip file of their own, uncompressed."""
        ud = io.BytesIO()
        with zipfile.ZipFile(ud, "w", zipfile.ZIP_STORED) as pakke:
            for navn, indhold in self.dele.items():
                pakke.writestr(navn, indhold)
        ud.seek(0)
        return ud


def unpack(indhold: bytes, navn: str) -> Pakke:
    """Unpack what is needed of a workbook.

    Raises:
        UdtraekFejl: cut, damaged, locked, or larger than the limits allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
            dele = pakke.infolist()
            _check(dele, navn)
            return Pakke(
                {del_.filename: pakke.read(del_) for del_ in dele if _is_read(del_.filename)},
                har_makroer=any(del_.filename.lower().endswith("vbaproject.bin") for del_ in dele),
                har_links=any("externallink" in del_.filename.lower() for del_ in dele),
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as fejl:
        raise UdtraekFejl(
            f"{navn} er skåret over, låst eller ødelagt, så den ikke kan pakkes ud. Hent den igen."
        ) from fejl


def _is_read(navn: str) -> bool:
    lille = navn.lower()
    return lille.startswith(_LAESES) and lille.endswith((".xml", ".rels"))


def _check(dele: list[zipfile.ZipInfo], navn: str) -> None:
    if len(dele) > FLESTE_DELE:
        raise UdtraekFejl(f"{navn} rummer {len(dele)} dele; et regneark har højst {FLESTE_DELE}. Bed om en ny fil.")
    if len({del_.filename.lower() for del_ in dele}) < len(dele):
        raise UdtraekFejl(f"{navn} rummer to dele med samme navn og kan ikke læses sikkert. Gem den igen i Excel.")
    laeses = [del_ for del_ in dele if _is_read(del_.filename)]
    if sum(del_.file_size for del_ in laeses) > STOERSTE_UDPAKKET or any(map(_is_suspicious, laeses)):
        raise UdtraekFejl(
            f"{navn} {_BOMBE}. Der pakkes højst {STOERSTE_UDPAKKET // MB} MB ud. Slet tomme rækker, eller del den."
        )


def _is_suspicious(del_: zipfile.ZipInfo) -> bool:
    return del_.file_size > FORHOLD_GAELDER_FRA and del_.file_size > STOERSTE_FORHOLD * max(del_.compress_size, 1)
