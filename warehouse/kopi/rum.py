"""Room on the disk for a backup that is to be unpacked."""

import shutil
from pathlib import Path

from warehouse.kopi.fejl import KopiFejl


def require_plads(mappe: Path, *, fylder: int) -> None:
    """Refuse to fill the disk of a folder with so many bytes.

    Raises:
        KopiFejl: there is no room for them.
        OSError: the folder cannot be asked.
    """
    ledig = shutil.disk_usage(mappe).free
    if fylder > ledig:
        raise KopiFejl(
            f"Kopien fylder {_megabyte(fylder)} MB pakket ud, og der er {_megabyte(ledig)} MB ledig i {mappe}. "
            "Intet er ændret. Gør plads, og prøv igen."
        )


def _megabyte(antal: int) -> str:
    return f"{-(-antal // 1_000_000):,}".replace(",", ".")
