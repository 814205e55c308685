"""The workbook as a zip file, opened with limits: nothing is unpacked to disk, no part read further than allowed."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from crawler.files.budgetskema.fejl import IngenLaesning
from domain.skema import Fejlart

_STYKKE = 1 << 16
_KODET = 0x1


@dataclass(frozen=True, kw_only=True)
class Graenser:
    """How large a workbook may be before it is not read: our own limits, far above any real form.

    `dele` parts, `del_byte` and `i_alt_byte` bytes unpacked, `pakning` times as large unpacked as packed (of parts
    above `smaa_byte`, since small ones pack well by nature).
    """

    dele: int = 2_000
    del_byte: int = 16_000_000
    i_alt_byte: int = 100_000_000
    pakning: int = 400
    smaa_byte: int = 2_000_000


STANDARD = Graenser()

# What zipfile and zlib raise for files that are broken on purpose or by accident.
ZIPFEJL = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
)


@dataclass(frozen=True)
class Pakke:
    """The parts of a workbook by their names (folded; a name is never used as a path)."""

    zipfil: zipfile.ZipFile
    dele: dict[str, zipfile.ZipInfo]
    graenser: Graenser

    def has(self, navn: str) -> bool:
        """Tell whether there is such a part."""
        return _key(navn) in self.dele

    def find_folder(self, mappe: str) -> bool:
        """Tell whether any part lies in a folder, or is called so."""
        return any(navn.startswith(_key(mappe)) for navn in self.dele)

    def read_pieces(self, navn: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        Raises:
            IngenLaesning: it is not there, broken, or longer than it may be.
        """
        info = self.dele.get(_key(navn))
        if info is None:
            raise IngenLaesning(Fejlart.BESKADIGET, grund="en del af den mangler")
        laest = 0
        try:
            with self.zipfil.open(info) as fil:
                while stykke := fil.read(_STYKKE):
                    laest += len(stykke)
                    if laest > self.graenser.del_byte:
                        raise IngenLaesning(Fejlart.FOR_STOR, grund="et ark pakker sig ud til mere, end det siger")
                    yield stykke
        except ZIPFEJL as fejl:
            raise IngenLaesning(Fejlart.BESKADIGET, grund="en del af den kan ikke pakkes ud") from fejl


@contextmanager
def open_pakke(indhold: bytes, graenser: Graenser = STANDARD) -> Iterator[Pakke]:
    """Open a workbook's bytes after its table of contents was found to be within the limits.

    Raises:
        IngenLaesning: it is broken, locked or too large.
    """
    try:
        zipfil = zipfile.ZipFile(BytesIO(indhold))
    except ZIPFEJL as fejl:
        raise IngenLaesning(Fejlart.BESKADIGET, grund="indholdsfortegnelsen kan ikke læses") from fejl
    with zipfil:
        infos = zipfil.infolist()
        _check(infos, graenser)
        dele = {_key(info.filename): info for info in infos}
        if len(dele) < len(infos):
            raise IngenLaesning(Fejlart.BESKADIGET, grund="to af dens dele har samme navn")
        yield Pakke(zipfil, dele, graenser)


def _check(infos: list[zipfile.ZipInfo], graenser: Graenser) -> None:
    if len(infos) > graenser.dele:
        raise IngenLaesning(Fejlart.FOR_STOR, grund=f"den har mere end {graenser.dele} dele")
    if sum(info.file_size for info in infos) > graenser.i_alt_byte:
        raise IngenLaesning(Fejlart.FOR_STOR, grund=f"den pakker sig ud til over {graenser.i_alt_byte // 1_000_000} MB")
    for info in infos:
        if info.flag_bits & _KODET:
            raise IngenLaesning(Fejlart.KODEORD)
        if info.file_size > graenser.smaa_byte and info.file_size > graenser.pakning * max(1, info.compress_size):
            raise IngenLaesning(Fejlart.FOR_STOR, grund="den er pakket unaturligt tæt")


def _key(navn: str) -> str:
    return posixpath.normpath(navn.replace("\\", "/").lstrip("/")).casefold()
