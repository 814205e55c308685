"""The sums an audit package brings: which of its files are not as they were when it was written."""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from sampling.fejl import StikproeveFejl

SUMMER = "SHA256SUMS"
# No file of a package is larger than its frame; a larger one is not read to its end.
_STOERST = 50_000_000
_BID = 1 << 20


def find_aendrede(fil: Path) -> tuple[str, ...]:
    """Give the files of a package that were changed, added or taken away, by its own sums; without sums, these.

    Raises:
        StikproeveFejl: The package is broken.
    """
    try:
        with zipfile.ZipFile(fil) as pakke:
            filer = [medlem for medlem in pakke.infolist() if not medlem.is_dir()]
            fundne = {Path(medlem.filename).name: _sum(pakke, medlem) for medlem in filer}
            return _compare(fundne, _read_summer(pakke)) if SUMMER in fundne else (SUMMER,)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as fejl:
        raise StikproeveFejl(f"Filen {fil.name} kan ikke læses. Hent den igen fra kontrollens side.") from fejl


def _compare(fundne: Mapping[str, str], summer: Mapping[str, str]) -> tuple[str, ...]:
    navne = (fundne.keys() | summer.keys()) - {SUMMER}
    return tuple(sorted(navn for navn in navne if fundne.get(navn) != summer.get(navn)))


def _read_summer(pakke: zipfile.ZipFile) -> dict[str, str]:
    navn = next(navn for navn in pakke.namelist() if Path(navn).name == SUMMER)
    with pakke.open(navn) as medlem:
        linjer = medlem.read(_BID).decode("utf-8", "replace").splitlines()
    return {navn: sum_ for sum_, _, navn in (linje.partition("  ") for linje in linjer)}


def _sum(pakke: zipfile.ZipFile, medlem: zipfile.ZipInfo) -> str:
    if medlem.file_size > _STOERST:
        return ""
    sum_ = hashlib.sha256()
    with pakke.open(medlem) as indhold:
        while bid := indhold.read(_BID):
            sum_.update(bid)
    return sum_.hexdigest()
