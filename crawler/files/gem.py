"""The dump of a dataudtræk put on the disk, whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from crawler.afslutning import describe_oserror, sync_folder, write_durably
from crawler.files.fejl import UdtraekFejl
from domain.dump import Dump, encode_dump
from domain.systemfejl import explain_oserror

_HOVED = 65_536


def write_udtraek(dump: Dump, mappe: Path) -> Path:
    """Write a dump in a folder and give its path.

    The same file read anew about the same day gives the dump that is there already: else it would count as two
    deliveries, and what it does not have would be missed twice.

    Raises:
        UdtraekFejl: no room, or no right to write; nothing is left behind.
    """
    midlertidig = mappe / f"{_name_of(dump)}.tmp"
    fil = midlertidig.with_suffix(".jsonl")
    try:
        if (tidligere := _find_same(dump, mappe)) is not None:
            return tidligere
        mappe.mkdir(parents=True, exist_ok=True)
        write_durably(midlertidig, _lines(dump))
        midlertidig.replace(fil)
        sync_folder(mappe)
    except OSError as fejl:
        midlertidig.unlink(missing_ok=True)
        raise UdtraekFejl(describe_oserror(fejl, mappe)) from fejl
    return fil


def encode_udtraek(dump: Dump, mappe: Path) -> bytes:
    """Give the bytes that `write_udtraek` would leave, and write nothing."""
    tidligere = _find_same(dump, mappe)
    return b"".join(_lines(dump)) if tidligere is None else tidligere.read_bytes()


def is_dump(fil: Path) -> bool:
    """Tell whether a file is a dump, by its first line. Raises UdtraekFejl when it cannot be read."""
    try:
        return "format" in _read_head(fil)
    except OSError as fejl:
        raise UdtraekFejl(f"Filen {fil.name} kan ikke læses: {explain_oserror(fejl)}. Se efter stien.") from fejl


def _name_of(dump: Dump) -> str:
    start = datetime.fromisoformat(dump.hoved.start).astimezone(UTC)
    return f"dump-{start:%Y%m%dT%H%M%SZ}-{dump.hoved.koersel[:8]}"


def _lines(dump: Dump) -> Iterator[bytes]:
    return encode_dump(dump.hoved, dump.poster, dump.slut, dump.raekker)


def _find_same(dump: Dump, mappe: Path) -> Path | None:
    """Give the dump that is there of the same run and says the same, but for the hour it was read."""
    for fil in sorted(mappe.glob(f"dump-*-{dump.hoved.koersel[:8]}.jsonl")):
        hoved = _read_head(fil)
        if hoved.get("koersel") == dump.hoved.koersel and _is_same(fil, _redate(dump, hoved["start"])):
            return fil
    return None


def _is_same(fil: Path, dump: Dump) -> bool:
    with fil.open("rb") as linjer:
        return all(linjer.readline() == linje for linje in _lines(dump))


def _redate(dump: Dump, start: str) -> Dump:
    return Dump(
        replace(dump.hoved, start=start),
        tuple(replace(post, hentet=start) for post in dump.poster),
        replace(dump.slut, slut=start),
        dump.raekker,
    )


def _read_head(fil: Path) -> dict[str, str]:
    """Give a dump's first line; empty when the file is none."""
    with fil.open("rb") as linjer:
        foerste = linjer.readline(_HOVED)
    try:
        row = json.loads(foerste)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) and row.get("type") == "hoved" else {}
