"""One page of the replica: the afdeling it shows, and what a page holds beyond the record."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from domain.adresse import split_adresse
from domain.afdeling import Afdeling, has_secret_address, redact
from domain.paragraf import find_paragraffer
from domain.reference import load_bynavne
from domain.tekst import squeeze

# The same few headings stand on every page.
_find_paragraffer = cache(find_paragraffer)
_TEKSTFELTER = (
    "navn", "cvr", "p_nummer", "telefon", "email", "hjemmeside", "virksomhed", "virksomhedsform", "driftsaftale_med",
    "tilsynsmyndighed",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Side:
    """A detail page.

    `afdeling` is what the page says, the street of a krisecenter too; `laest` is what a faultless reader may keep.
    `er_hemmelig` holds for every page of a tilbud with a krisecenter. `ejer` is the CVR number of the true owner and
    `omraade` the socialtilsyn whose portfolio the tilbud is in, whatever a planted fault makes the page say.
    """

    afdeling: Afdeling
    ejerlinjer: tuple[str, ...]
    ejer: str
    ejerform: str
    omraade: str
    er_specialist: bool
    er_hemmelig: bool = False
    adresselinjer: tuple[str, ...] = ()
    leder: str | None = None
    kontaktperson: str | None = None

    @property
    def noegle(self) -> tuple[str, str]:
        """What the portal knows the page by."""
        return self.afdeling.noegle

    @property
    def laest(self) -> Afdeling:
        """The record a faultless reader makes of the page, before people are hashed and the address is known."""
        tekster: dict[str, Any] = {felt: squeeze(getattr(self.afdeling, felt)) for felt in _TEKSTFELTER}
        ren = replace(self.afdeling, **tekster)
        return redact(ren, load_bynavne()) if has_secret_address(ren) else ren

    @property
    def typer(self) -> frozenset[str]:
        """The paragraphs of its tilbudstyper."""
        return frozenset(p for tekst in self.afdeling.tilbudstyper for p in _find_paragraffer(tekst))

    def change(self, **felter: Any) -> "Side":  # noqa: ANN401 - the fields of Afdeling, of any type
        """Give the page with some fields of its afdeling changed."""
        return replace(self, afdeling=replace(self.afdeling, **felter))

    def move(self, *linjer: str) -> "Side":
        """Give the page with other address lines, and the record that follows from them."""
        delt = split_adresse(linjer)
        moved = self.change(adresse=delt.adresse, har_adresse=delt.adresse is not None, postnr=delt.postnr, by=delt.by)
        return replace(moved, adresselinjer=linjer)

    def name_leder(self, navn: str | None) -> "Side":
        """Give the page with another leder, or none."""
        return replace(self.change(har_leder=navn is not None), leder=navn)

    def name_kontaktperson(self, navn: str | None) -> "Side":
        """Give the page with another kontaktperson, or none."""
        return replace(self.change(har_kontaktperson=navn is not None), kontaktperson=navn)
