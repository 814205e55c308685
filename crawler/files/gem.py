"""The dump of a dataudtræk put on the disk, whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

from crawler.afslutning import describe_oserror, sync_folder, write_durably
from crawler.files.fejl import UdtraekFejl
from domain.dump import Dump, encode_dump


def write_udtraek(dump: Dump, mappe: Path) -> Path:
    """Write a dump in a folder and give its path. The same file about the same day gets the same name.

    Raises:
        UdtraekFejl: no room, or no right to write; nothing is left behind.
    """
    start = datetime.fromisoformat(dump.hoved.start).astimezone(UTC)
    fil = mappe / f"dump-{start:%Y%m%dT%H%M%SZ}-{dump.hoved.koersel[:8]}.jsonl"
    midlertidig = fil.with_suffix(".tmp")
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        write_durably(midlertidig, encode_dump(dump.hoved, dump.poster, dump.slut, dump.raekker))
        midlertidig.replace(fil)
        sync_folder(mappe)
    except OSError as fejl:
        midlertidig.unlink(missing_ok=True)
        raise UdtraekFejl(describe_oserror(fejl, mappe)) from fejl
    return fil
