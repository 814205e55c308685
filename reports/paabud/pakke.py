"""The package for Digital Post: recipient, title and content in one zip, for a person to send. It is not MeMo."""

import hashlib
import io
import json
import zipfile
from datetime import datetime

from reports.paabud.brev import Paabudsbrev
from reports.paabud.grundlag import Paabudsgrundlag
from reports.paabud.pdf import write_pdf
from reports.paabud.tekst import write_tekst

# Zip knows no time zone and no time before this; a moment of writing would make two packages of the same unlike.
_TID = (1980, 1, 1, 0, 0, 0)
_KUN_EJEREN = 0o600 << 16
_UNIX = 3
FORMAT = (
    "Almindelig pakke til manuel afsendelse i Digital Post. Den er ikke i MeMo-format: den sendes af et menneske "
    "gennem myndighedens egen løsning, og leveringsdagen noteres bagefter med »tilbudstjek sag leveret«."
)


def write_pakke(grundlag: Paabudsgrundlag, brev: Paabudsbrev, *, nu: datetime) -> bytes:
    """Give the package as a zip, the same bytes for the same letter and moment."""
    indhold = {"paabud.pdf": write_pdf(brev, nu=nu), "paabud.txt": write_tekst(brev).encode()}
    manifest = {
        "format": FORMAT,
        "status": "afgjort" if grundlag.er_afgjort else "udkast",
        "modtager": {"cvr": grundlag.cvr},
        "titel": brev.titel,
        "tilbudsid": grundlag.tilbudsid,
        "indhold": "paabud.pdf",
        "filer": {navn: {"sha256": hashlib.sha256(x).hexdigest(), "bytes": len(x)} for navn, x in indhold.items()},
    }
    return _zip({**indhold, "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2).encode()})


def _zip(filer: dict[str, bytes]) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_STORED) as pakke:
        for navn, indhold in sorted(filer.items()):
            medlem = zipfile.ZipInfo(navn, _TID)
            medlem.create_system, medlem.external_attr = _UNIX, _KUN_EJEREN
            pakke.writestr(medlem, indhold)
    return ud.getvalue()
