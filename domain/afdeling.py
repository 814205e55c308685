"""One afdeling of a tilbud as a source shows it: the record every crawler ends in and every rule starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.adresse import redact_postnr
from domain.paragraf import is_protected
from domain.tekst import fold

# What stands where a value was withheld because it could tell where a krisecenter lies: filled, but nobody may see it.
UDELADT = "[udeladt]"


@dataclass(frozen=True, kw_only=True)
class Afdeling:
    """What one detail page says, read but not judged; None where the page says nothing.

    `adresse` is the street line, `tilbuddets_adresse` the parent's whole address on one line. `pladser` maps a
    paragraph (`§ 107`) to its number of places. People are kept as "filled" and a keyed hash, never by name.
    """

    tilbudsid: str
    afdelingsid: str
    navn: str | None = None
    adresse: str | None = None
    har_adresse: bool = False
    postnr: str | None = None
    by: str | None = None
    tilbuddets_adresse: str | None = None
    cvr: str | None = None
    p_nummer: str | None = None
    telefon: str | None = None
    email: str | None = None
    hjemmeside: str | None = None
    har_leder: bool = False
    leder_hash: str | None = None
    har_kontaktperson: bool = False
    kontaktperson_hash: str | None = None
    virksomhed: str | None = None
    virksomhedsform: str | None = None
    driftsaftale_med: str | None = None
    tilsynsmyndighed: str | None = None
    tilbudstyper: tuple[str, ...] = ()
    pladser: Mapping[str, int | None] = field(default_factory=dict)
    pladser_i_alt: int | None = None
    er_beskyttet: bool = False
    lister: tuple[str, ...] = ()
    kilde_url: str = ""

    @property
    def noegle(self) -> tuple[str, str]:
        """What the portal knows the afdeling by."""
        return self.tilbudsid, self.afdelingsid


def has_secret_address(afdeling: Afdeling) -> bool:
    """Tell whether anything on the page says krisecenter (§ 109), in type, places or name."""
    return afdeling.er_beskyttet or is_protected(
        *afdeling.tilbudstyper, *afdeling.pladser, afdeling.navn, afdeling.virksomhed
    )


def redact(afdeling: Afdeling, byer: frozenset[str]) -> Afdeling:
    """Give the record of a krisecenter without anything that tells where it lies beyond its town.

    `byer` holds the folded official town names; a town written in any other way may hide a street and is dropped,
    and so is a postcode that names a single street, and the parent's address, which may be the same house.
    """
    er_by = afdeling.by is not None and fold(afdeling.by) in byer
    return replace(
        afdeling,
        adresse=None,
        tilbuddets_adresse=None,
        postnr=redact_postnr(afdeling.postnr),
        by=afdeling.by if er_by else None,
        er_beskyttet=True,
    )
