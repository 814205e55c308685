"""What a file is, by its content; its name is never asked."""

import io
import json
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from crawler.files.fejl import UdtraekFejl
from crawler.files.graenser import MB, STOERSTE_FIL
from domain.dump import FORMAT
from domain.systemfejl import explain_oserror

_GEM_SOM = "Åbn den i Excel, og gem den som .xlsx eller »CSV UTF-8«."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KRYPTERET = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.IGNORECASE | re.DOTALL
)
_HOVED = 4096


class Filtype(StrEnum):
    """The kinds of file that are read."""

    DUMP = "dump"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


def read_file(fil: Path) -> bytes:
    """Give a file's bytes.

    Raises:
        UdtraekFejl: not there, not readable, empty, or larger than any extract.
    """
    try:
        stoerrelse = fil.stat().st_size
        if stoerrelse > STOERSTE_FIL:
            raise UdtraekFejl(
                f"Filen {fil.name} fylder {stoerrelse // MB} MB; der læses højst {STOERSTE_FIL // MB} MB. "
                "Del udtrækket, fx en fil pr. entitet."
            )
        indhold = fil.read_bytes()
    except OSError as fejl:
        raise UdtraekFejl(
            f"Filen {fil.name} kan ikke læses: {explain_oserror(fejl)}. Se efter, om stien er rigtig."
        ) from fejl
    if not indhold.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UdtraekFejl(f"Filen {fil.name} er tom. Hent udtrækket igen.")
    return indhold


def find_filtype(indhold: bytes, navn: str) -> Filtype:
    """Tell what a file is.

    Raises:
        UdtraekFejl: something that holds no rows to read (PDF, HTML, an old or locked workbook …); the message says
            how to get a file that does.
    """
    if indhold.startswith(b"PK"):
        return _find_zip(indhold, navn)
    _refuse_others(indhold, navn)
    tekst = indhold.lstrip(b"\xef\xbb\xbf \t\r\n")
    if tekst.startswith(b"{"):
        return Filtype.DUMP if _is_dump(tekst) else Filtype.JSONL
    if tekst.startswith(b"["):
        raise UdtraekFejl(f"{navn} er én lang JSON-liste. Skriv ét JSON-objekt pr. linje (JSON Lines).")
    return Filtype.CSV


def _find_zip(indhold: bytes, navn: str) -> Filtype:
    try:
        with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
            navne = frozenset(pakke.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fejl:
        raise UdtraekFejl(f"{navn} er skåret over eller ødelagt, så den ikke kan pakkes ud. Hent den igen.") from fejl
    if "xl/workbook.xml" in navne:
        return Filtype.XLSX
    if "xl/workbook.bin" in navne:
        raise UdtraekFejl(f"{navn} er en binær Excel-fil (.xlsb). Gem den som .xlsx i Excel.")
    if "mimetype" in navne:
        raise UdtraekFejl(f"{navn} er gemt i LibreOffices eget format. Gem den som .xlsx.")
    raise UdtraekFejl(f"{navn} er en pakket fil (zip) uden et regneark. Pak den ud, og giv filen med udtrækket.")


def _refuse_others(indhold: bytes, navn: str) -> None:
    hoved = indhold[:_HOVED]
    if hoved.startswith(_OLE):
        if _KRYPTERET in indhold:
            raise UdtraekFejl(f"{navn} er låst med en adgangskode. Åbn den i Excel, fjern adgangskoden, og gem igen.")
        raise UdtraekFejl(f"{navn} er i Excels gamle format (.xls). {_GEM_SOM}")
    if b"%PDF-" in hoved[:1024]:
        raise UdtraekFejl(f"{navn} er en PDF. Tal kan ikke læses sikkert af den; bed om udtrækket som .xlsx eller CSV.")
    if hoved.startswith(b"{\\rtf"):
        raise UdtraekFejl(f"{navn} er et tekstdokument (RTF). Bed om udtrækket som .xlsx eller CSV.")
    tekst = hoved.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(tekst):
        raise UdtraekFejl(f"{navn} er en hjemmeside (HTML), selv om den kan hedde .xls. {_GEM_SOM}")
    if tekst.startswith((b"<?xml", b"<Workbook")):
        art = "en hjemmeside (HTML)" if b"<html" in tekst.lower() else "et XML-dokument"
        raise UdtraekFejl(f"{navn} er {art}, selv om den kan hedde .xls. {_GEM_SOM}")


def _is_dump(tekst: bytes) -> bool:
    try:
        row = json.loads(tekst.partition(b"\n")[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and row.get("format") == FORMAT
