"""A made-up afdeling without a fault: what the examples of every rule are changes to."""

from collections.abc import Mapping
from typing import Any

from domain.afdeling import Afdeling

_FEJLFRI: dict[str, Any] = {
    "tilbudsid": "1001",
    "afdelingsid": "1",
    "navn": "Birkehuset",
    "adresse": "Prøvevænget 12",
    "har_adresse": True,
    "postnr": "5000",
    "by": "Odense C",
    "tilbuddets_adresse": "Prøvevænget 12, 5000 Odense C",
    "cvr": "99000015",
    "p_nummer": "1999000001",
    "telefon": "32 40 10 20",
    "email": "kontakt@birkehuset.example.org",
    "hjemmeside": "https://birkehuset.example.org",
    "har_leder": True,
    "har_kontaktperson": True,
    "virksomhed": "Fonden Birkehuset",
    "virksomhedsform": "Selvejende institution",
    "tilsynsmyndighed": "Socialtilsyn Syd",
    "tilbudstyper": ("Midlertidigt botilbud, § 107",),
    "pladser": {"§ 107": 8},
    "pladser_i_alt": 8,
    "lister": ("voksne",),
    "kilde_url": "https://portal.example/tilbudDetaljeside/index?tilbudsid=1001&afdelingsid=1",
}


def fejlfri(aendringer: Mapping[str, Any] | None = None) -> Afdeling:
    """Give the faultless afdeling with some of its fields changed. Raises TypeError for a field that does not exist."""
    return Afdeling(**{**_FEJLFRI, **(aendringer or {})})
