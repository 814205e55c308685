"""The files of a delivery: which entity each holds, whether they lie in a folder, in zip files, or both."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warehouse.adresser.fejl import AdresseFejl

# In the order they are read: what is looked up comes before what looks it up.
ENTITETER = (
    "Postnummer",
    "SupplerendeBynavn",
    "NavngivenVej",
    "NavngivenVejKommunedel",
    "Husnummer",
    "Adresse",
)
_EFTER_NAVN = {entitet.casefold(): entitet for entitet in ENTITETER}
_ENDELSER = (".json", ".ndjson", ".jsonl", ".geojson")


@dataclass(frozen=True)
class Kildefil:
    """One file of one entity: a file on disk, or a member of a zip file."""

    entitet: str
    sti: Path
    indgang: str | None
    stoerrelse: int

    @property
    def navn(self) -> str:
        """The name to show to people."""
        return f"{self.sti.name}/{self.indgang}" if self.indgang else self.sti.name

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the file's bytes as a stream."""
        if self.indgang is None:
            with self.sti.open("rb") as fil:
                yield fil
            return
        with zipfile.ZipFile(self.sti) as arkiv, arkiv.open(self.indgang) as fil:
            yield fil  # type: ignore[misc]  # zip members read as binary files do


def find_files(kilde: Path) -> list[Kildefil]:
    """Give the delivery's files in reading order.

    Raises:
        AdresseFejl: the folder or file is not there, a zip file is broken, or nothing of DAR is in it.
    """
    if not kilde.exists():
        raise AdresseFejl(f"»{kilde}« findes ikke. Angiv mappen eller zip-filen med DAR.")
    stier = sorted(sti for sti in kilde.iterdir() if sti.is_file()) if kilde.is_dir() else [kilde]
    filer = [fil for sti in stier for fil in _in_file(sti)]
    if not any(fil.entitet in {"Adresse", "Husnummer"} for fil in filer):
        raise AdresseFejl(
            f"Der er ingen adresser i »{kilde}«. Mappen skal indeholde DAR's filer: mindst Adresse eller Husnummer "
            "(.json, .ndjson eller .zip)."
        )
    return sorted(filer, key=lambda fil: (ENTITETER.index(fil.entitet), fil.navn))


def _in_file(sti: Path) -> Iterator[Kildefil]:
    if sti.suffix.casefold() == ".zip":
        yield from _in_zip(sti)
    elif (entitet := _entity(sti.name)) and sti.suffix.casefold() in _ENDELSER:
        yield Kildefil(entitet, sti, None, sti.stat().st_size)


def _in_zip(sti: Path) -> Iterator[Kildefil]:
    try:
        with zipfile.ZipFile(sti) as arkiv:
            for info in arkiv.infolist():
                entitet = _entity(Path(info.filename).name) or _entity(sti.name)
                if (
                    entitet
                    and info.filename.casefold().endswith(_ENDELSER)
                    and "metadata" not in info.filename.casefold()
                ):
                    yield Kildefil(entitet, sti, info.filename, info.file_size)
    except zipfile.BadZipFile as fejl:
        raise AdresseFejl(f"Zip-filen {sti.name} er beskadiget eller ikke hentet færdig. Hent den igen.") from fejl


def _entity(navn: str) -> str | None:
    """Find the entity among the name's words: `DAR_V1_Adresse_TotalDownload.json` is Adresse, `Adressepunkt` is not."""
    for ord_ in re.split(r"[^A-Za-z]+", navn):
        if entitet := _EFTER_NAVN.get(ord_.casefold()):
            return entitet
    return None
