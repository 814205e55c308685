"""The package for Digital Post: recipient, title and content in one zip, for a person to send. It is not MeMo."""

import hashlib
import json
from datetime import datetime

from reports.paabud.brev import Paabudsbrev
from reports.paabud.grundlag import Paabudsgrundlag
from reports.paabud.pdf import write_pdf
from reports.paabud.tekst import write_tekst
from reports.zippakke import write_zip

_KUN_EJEREN = 0o600
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
    beskrivelse = json.dumps(manifest, ensure_ascii=False, indent=2).encode()
    return write_zip({**indhold, "manifest.json": beskrivelse}, rettigheder=_KUN_EJEREN)
