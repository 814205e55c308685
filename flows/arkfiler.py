"""Putting workbooks in a folder: all of them or none, and never over a file that is there, which may be filled in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class ArkfilFejl(ValueError):
    """A workbook would overwrite a file; the message is Danish and says what to do."""


@contextmanager
def write_filer(mappe: Path, filer: Mapping[str, bytes]) -> Iterator[None]:
    """Write files in a folder around what must be done with them: if that fails, none is left.

    Raises:
        ArkfilFejl: A file of that name is there already.
    """
    mappe.mkdir(parents=True, exist_ok=True)
    findes = sorted(navn for navn in filer if (mappe / navn).exists())
    if findes:
        raise ArkfilFejl(
            f"I {mappe} ligger allerede {', '.join(findes)}, som måske er udfyldt. "
            "Vælg en anden mappe, eller flyt filen."
        )
    skrevne: list[Path] = []
    try:
        for navn, indhold in filer.items():
            # Made new or not at all: two commands at once must not write over one another.
            with (mappe / navn).open("xb") as ud:
                skrevne.append(mappe / navn)
                ud.write(indhold)
        yield
    except BaseException:
        for fil in skrevne:
            fil.unlink(missing_ok=True)
        raise
