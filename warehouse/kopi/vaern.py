"""What keeps a file that only looks like a backup from filling memory or disk while it is read."""

import gzip
import tarfile

from warehouse.kopi.fejl import KopiFejl

# Backups pack to a fifth or so; a file that was made to fill a disk, to a thousandth.
_GANGE = 200
_ALTID = 16 << 20
# A path of Linux has 4096 bytes at most; what stands of a file beside it is short.
_STOERSTE_HOVED = 64 << 10
_FLEST = 1_000_000


class Maalt:
    """What an archive unpacks to, read no further than any backup of ours goes."""

    def __init__(self, pakket: gzip.GzipFile, *, pakket_fylder: int) -> None:
        """Take the unpacking, and how many bytes the archive has."""
        self._pakket = pakket
        self._tilbage = _ALTID + _GANGE * pakket_fylder

    def read(self, antal: int = -1) -> bytes:
        """Give the next bytes, none at the end. Raises KopiFejl when there is more than there may be."""
        bid = self._pakket.read(antal)
        self._tilbage -= len(bid)
        if self._tilbage < 0:
            raise KopiFejl(
                "Filen fylder langt mere pakket ud, end en sikkerhedskopi gør, så den er ikke læst til ende. Brug en "
                "kopi, som »tilbudstjek database kopi« har lavet."
            )
        return bid


class Medlem(tarfile.TarInfo):
    """A member of an archive, of the few kinds that ours have: files, and headers with their names."""

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        """Refuse what the library would read into memory, or write out as zeros, before it does."""
        er_fil = self.type in {tarfile.REGTYPE, tarfile.AREGTYPE}
        er_navn = self.type == tarfile.XHDTYPE and self.size <= _STOERSTE_HOVED
        if not (er_fil or er_navn):
            raise tarfile.ReadError("a member of no kind that a backup has")
        fundet: tarfile.TarInfo = super()._proc_member(tarfile_)  # type: ignore[misc]
        if fundet.issparse():
            raise tarfile.ReadError("a file with holes")
        return fundet


class Navne:
    """The paths of an archive: each once, none of them below another, and no more than a backup has."""

    def __init__(self) -> None:
        """Begin with none."""
        self._filer: set[str] = set()
        self._mapper: set[str] = set()

    def take(self, navn: str) -> bool:
        """Take in a plain path; tell whether it can lie beside those before it."""
        dele = navn.split("/")
        mapper = {"/".join(dele[:antal]) for antal in range(1, len(dele))}
        er_ny = navn not in self._filer and navn not in self._mapper
        passer = er_ny and self._filer.isdisjoint(mapper) and len(self._filer) < _FLEST
        self._filer.add(navn)
        self._mapper |= mapper
        return passer
