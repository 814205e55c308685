"""Zips of the same bytes every time."""

import io
import zipfile
from collections.abc import Mapping

# Zip knows no time zone and no time before this; a moment of writing would make two packages of the same unlike.
_TID = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def write_zip(filer: Mapping[str, bytes], *, rettigheder: int) -> bytes:
    """Give files by name as a zip, sorted by name; `rettigheder` are Unix permissions (0o644)."""
    ud = io.BytesIO()
    # Stored as they are: how much a text is pressed together differs between builds of zlib.
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_STORED) as pakke:
        for navn, indhold in sorted(filer.items()):
            medlem = zipfile.ZipInfo(navn, _TID)
            medlem.create_system, medlem.external_attr = _UNIX, rettigheder << 16
            pakke.writestr(medlem, indhold)
    return ud.getvalue()
