"""Who owns tilbud: kommuner, regions, and private firms, some of them with many."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from crawler.replica.navne import make_firmanavn
from crawler.replica.steder import choose_kommune, choose_sted, kommuner_of, list_kommuner
from domain.reference import Kommune

_PRIVATE_FORMER = {
    "Selvejende institution": 40,
    "Privat": 15,
    "Fond": 12,
    "Anpartsselskab": 12,
    "ApS": 8,
    "Forening": 6,
    "Aktieselskab": 4,
    "A/S": 3,
}
_KONCERNFORMER = ("Fond", "Aktieselskab", "Anpartsselskab", "Selvejende institution")
# The parent of a Hovedstaden koncern lies in Hovedstaden or Sjælland; the others' parents go to Midt.
_HOVEDSTADENS_KONCERNER = ("Hovedstaden", "Øst")


@dataclass(frozen=True, kw_only=True)
class Ejer:
    """A legal unit: one CVR number with one name and one form, and the address of its head office."""

    cvr: str
    navn: str
    form: str
    ejerform: str
    linjer: tuple[str, str]


class Ejerkartotek:
    """Hands out owners; a kommune and a region are the same owner every time they are asked for."""

    def __init__(self, terning: Random, cvr_numre: Iterator[str]) -> None:
        """Start empty."""
        self._terning = terning
        self._cvr_numre = cvr_numre
        self._offentlige: dict[str, Ejer] = {}

    def find_kommune(self, kommune: Kommune) -> Ejer:
        """Give the kommune itself as owner."""
        return self._find_offentlig(f"{kommune.navn} Kommune", "Primærkommune", "kommunal", kommune)

    def find_region(self, kommune: Kommune) -> Ejer:
        """Give the region of a kommune as owner."""
        return self._find_offentlig(kommune.region, "Region", "regional", kommune)

    def _find_offentlig(self, navn: str, form: str, ejerform: str, kommune: Kommune) -> Ejer:
        if navn not in self._offentlige:
            sted = choose_sted(self._terning, kommune)
            self._offentlige[navn] = Ejer(
                cvr=next(self._cvr_numre), navn=navn, form=form, ejerform=ejerform, linjer=sted.linjer
            )
        return self._offentlige[navn]

    def make_firma(self, socialtilsyn: str) -> Ejer:
        """Make a private firm with its head office in a socialtilsyn's kommuner."""
        form = self._terning.choices(list(_PRIVATE_FORMER), list(_PRIVATE_FORMER.values()))[0]
        return self._make_privat(form, kommuner_of(socialtilsyn))

    def make_koncern(self, socialtilsyn: str) -> Ejer:
        """Make the parent of a koncern that a socialtilsyn handles wherever its tilbud lie."""
        fra_hovedstaden = [k for k in list_kommuner() if k.socialtilsyn in _HOVEDSTADENS_KONCERNER]
        fra_resten = [k for k in list_kommuner() if k.socialtilsyn not in _HOVEDSTADENS_KONCERNER]
        kommuner = fra_hovedstaden if socialtilsyn == "Hovedstaden" else fra_resten
        return self._make_privat(self._terning.choice(_KONCERNFORMER), tuple(kommuner))

    def _make_privat(self, form: str, kommuner: tuple[Kommune, ...]) -> Ejer:
        sted = choose_sted(self._terning, choose_kommune(self._terning, kommuner))
        navn = make_firmanavn(self._terning, form)
        return Ejer(cvr=next(self._cvr_numre), navn=navn, form=form, ejerform="privat", linjer=sted.linjer)
