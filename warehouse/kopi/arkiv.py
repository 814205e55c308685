"""The one file of a backup: written under another name, read back, and only then given its own."""

import gzip
import hashlib
import io
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, cast

from domain.systemfejl import explain_oserror
from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.manifest import NAVN, Kopifil, Manifest, decode_manifest
from warehouse.kopi.sqlitefil import fsync
from warehouse.kopi.vaern import Maalt, Medlem, Navne

_KOMPRIMERING = 4
_BID = 1 << 20
_STOERSTE_MANIFEST = 64 << 20
_SKADET = (
    "Kopien er beskadiget eller ikke hel, så intet er gjort med den. Brug en anden kopi; "
    "»tilbudstjek database kontroller-kopi FIL« prøver en."
)

# Headers of headers without end are recursion without end.
_ULAESELIG = (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile, ValueError, OverflowError, RecursionError)

Modtag = Callable[[str], IO[bytes] | None]


@dataclass(frozen=True, kw_only=True)
class Kilde:
    """A file to put in a backup, and its path there; `er_rolig` when nobody can be writing to it."""

    fil: Path
    navn: str
    er_rolig: bool = False


def write_arkiv(
    maal: Path, manifest: Manifest, kilder: Iterable[Kilde], on_file: Callable[[int], None] = lambda _: None
) -> Manifest:
    """Write a backup, read it back, and let it be there under its name; give the manifest with its files.

    A source that is gone when its turn comes is left out: it was deleted meanwhile, by someone who meant it.

    Raises:
        KopiFejl: the disk is full or ill, or the name is taken; nothing is left under the name.
    """
    midlertidig = maal.with_name(f".{maal.name}.ufaerdig")
    try:
        midlertidig.unlink(missing_ok=True)
        handle = os.open(midlertidig, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as ud:
            helt = _write(ud, manifest, kilder, on_file, mappe=maal.parent)
            ud.flush()
            os.fsync(ud.fileno())
        if read_arkiv(midlertidig) != helt:
            raise KopiFejl("Kopien kunne ikke læses, som den blev skrevet. Disken kan være defekt.")
        # A link, since a rename would take the place of one that is there.
        os.link(midlertidig, maal)
        fsync(maal.parent)
    except FileExistsError as fejl:
        raise KopiFejl(f"{maal} findes allerede. Vælg et andet navn.") from fejl
    except OSError as fejl:
        raise KopiFejl(
            f"Kopien kan ikke skrives i {maal.parent}: {explain_oserror(fejl)}. Der er ikke lavet en."
        ) from fejl
    finally:
        midlertidig.unlink(missing_ok=True)
    return helt


def read_arkiv(fil: Path, modtag: Modtag = lambda _: None) -> Manifest:
    """Read a backup to its end and hold every file against the manifest, which comes last; give the manifest.

    `modtag` is given each file's path in the backup and may give an open file to write it to, which is closed.

    Raises:
        KopiFejl: damaged, not whole, or not a backup. What `modtag` took is then worth nothing.
        OSError: a file could not be read or written.
    """
    try:
        with gzip.open(fil) as pakket:
            maalt = Maalt(pakket, pakket_fylder=fil.stat().st_size)
            with tarfile.open(fileobj=cast("IO[bytes]", maalt), mode="r|", tarinfo=Medlem) as tar:
                *filer, sidste = _read_all(tar, modtag)
            # tar stops at its own end; the sum of all of it stands at the end of the file.
            while maalt.read(_BID):
                pass
    except _ULAESELIG as fejl:
        raise KopiFejl(_SKADET) from fejl
    if not isinstance(sidste, bytes):
        raise KopiFejl(_SKADET)
    manifest = decode_manifest(sidste)
    if tuple(filer) != manifest.filer:
        raise KopiFejl(_SKADET)
    return manifest


def _write(
    ud: IO[bytes], manifest: Manifest, kilder: Iterable[Kilde], on_file: Callable[[int], None], *, mappe: Path
) -> Manifest:
    filer = []
    with (
        gzip.GzipFile(filename="", fileobj=ud, mode="wb", compresslevel=_KOMPRIMERING) as pakket,
        tarfile.open(fileobj=pakket, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for nummer, kilde in enumerate(kilder, start=1):
            with _hold_still(kilde, mappe) as indhold:
                if indhold is not None:
                    filer.append(_add(tar, kilde.navn, indhold, manifest))
            on_file(nummer)
        helt = replace(manifest, filer=tuple(filer))
        _add(tar, NAVN, io.BytesIO(helt.encode()), manifest)
    return helt


@contextmanager
def _hold_still(kilde: Kilde, mappe: Path) -> Iterator[IO[bytes] | None]:
    """Yield a file's content as it is now, though somebody may be writing to it; None when it is gone."""
    try:
        indhold = kilde.fil.open("rb")
    except FileNotFoundError:
        yield None
        return
    with indhold:
        if kilde.er_rolig:
            yield indhold
            return
        with tempfile.TemporaryFile(dir=mappe) as roligt:
            shutil.copyfileobj(indhold, roligt, _BID)
            yield roligt


def _add(tar: tarfile.TarFile, navn: str, indhold: IO[bytes], manifest: Manifest) -> Kopifil:
    info = tarfile.TarInfo(navn)
    info.size = indhold.seek(0, os.SEEK_END)
    info.mode = 0o600
    info.mtime = int(manifest.taget.timestamp())
    indhold.seek(0)
    sha256 = hashlib.sha256()
    while bid := indhold.read(_BID):
        sha256.update(bid)
    indhold.seek(0)
    tar.addfile(info, indhold)
    return Kopifil(navn=navn, stoerrelse=info.size, sha256=sha256.hexdigest())


def _read_all(tar: tarfile.TarFile, modtag: Modtag) -> Iterator[Kopifil | bytes]:
    navne = Navne()
    # Not `for medlem in tar`, which keeps them all.
    while (medlem := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]
        if not medlem.isreg() or not _is_plain(medlem.name) or not navne.take(medlem.name):
            raise KopiFejl(_SKADET)
        indhold = tar.extractfile(medlem)
        if indhold is None:
            raise KopiFejl(_SKADET)
        if medlem.name == NAVN:
            yield indhold.read(_STOERSTE_MANIFEST)
        else:
            yield _read_one(medlem.name, indhold, modtag)


def _read_one(navn: str, indhold: IO[bytes], modtag: Modtag) -> Kopifil:
    sha256, stoerrelse, ud = hashlib.sha256(), 0, modtag(navn)
    try:
        while bid := indhold.read(_BID):
            sha256.update(bid)
            stoerrelse += len(bid)
            if ud is not None:
                ud.write(bid)
        if ud is not None:
            ud.flush()
            os.fsync(ud.fileno())
    finally:
        if ud is not None:
            ud.close()
    return Kopifil(navn=navn, stoerrelse=stoerrelse, sha256=sha256.hexdigest())


def _is_plain(navn: str) -> bool:
    """Tell whether a path stays inside the folder that it is put in."""
    sti = PurePosixPath(navn)
    return not sti.is_absolute() and ".." not in sti.parts and "\0" not in navn and bool(sti.parts)
