"""The file itself: its bytes and hash, and what kind of file it is by its first bytes, never by its name."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from crawler.files.budgetskema.fejl import IngenLaesning
from domain.skema import Fejlart

MAX_FIL = 20_000_000
_STYKKE = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_SENEST = 1024
_NAVN = re.compile(r"(?P<tilbudsid>[A-Za-z0-9]{1,20})_(?P<aar>20\d\d)\.xls[xm]", re.ASCII)
_STYRETEGN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LAENGSTE_NAVN = 120


@dataclass(frozen=True, kw_only=True)
class Fil:
    """A file as it lies: a name fit to print, the SHA-256 of all of it, and its bytes, cut off beyond the limit."""

    navn: str
    sha256: str
    indhold: bytes


def read_fil(sti: Path) -> Fil:
    """Read a file; one that is too large is hashed to its end but not kept.

    Raises:
        OSError: it cannot be read.
    """
    sum_, indhold = hashlib.sha256(), bytearray()
    with sti.open("rb") as fil:
        while stykke := fil.read(_STYKKE):
            sum_.update(stykke)
            if len(indhold) <= MAX_FIL:
                indhold += stykke
    return Fil(navn=clean_filnavn(sti), sha256=sum_.hexdigest(), indhold=bytes(indhold))


def clean_filnavn(sti: Path) -> str:
    """Give a file's name without what a terminal would obey, and no longer than fits a line."""
    return _STYRETEGN.sub("?", sti.name)[:_LAENGSTE_NAVN]


def parse_filnavn(navn: str) -> tuple[str, int] | None:
    """Give tilbudsid and year of a file called `<tilbudsid>_<år>.xlsx`; None for any other name."""
    fundet = _NAVN.fullmatch(navn)
    return (fundet["tilbudsid"], int(fundet["aar"])) if fundet else None


def require_zip(indhold: bytes) -> None:
    """Let only what may be a workbook pass.

    Raises:
        IngenLaesning: a PDF, the old format, a locked file, or no workbook at all.
    """
    if not indhold:
        raise IngenLaesning(Fejlart.IKKE_REGNEARK, grund="den er tom")
    if len(indhold) > MAX_FIL:
        raise IngenLaesning(Fejlart.FOR_STOR, grund=f"den fylder mere end {MAX_FIL // 1_000_000} MB")
    if indhold.startswith(_OLE):
        raise IngenLaesning(
            Fejlart.KODEORD if _has_stream(indhold, "EncryptedPackage") else _ole_art(indhold), **_OLE_GRUND
        )
    if b"%PDF-" in indhold[:_PDF_SENEST]:
        raise IngenLaesning(Fejlart.PDF)
    if not indhold.startswith(_ZIP):
        raise IngenLaesning(Fejlart.IKKE_REGNEARK, grund="indholdet er noget andet, end navnet siger")


_OLE_GRUND = {"grund": "det er en fil i et gammelt Office-format"}


def _ole_art(indhold: bytes) -> Fejlart:
    er_excel = _has_stream(indhold, "Workbook") or _has_stream(indhold, "Book")
    return Fejlart.XLS if er_excel else Fejlart.IKKE_REGNEARK


def _has_stream(indhold: bytes, navn: str) -> bool:
    """Tell whether an OLE file has a stream: its directory holds the names in UTF-16, ended by a zero."""
    return navn.encode("utf-16-le") + b"\0\0" in indhold
