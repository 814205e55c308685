"""The names of DAR's fields in the deliveries there are: camelCase from Datafordeleren, small letters in DAR 1.0."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from warehouse.adresser.fejl import AdresseFejl

Row = Mapping[str, Any]

_BITEMPORAL = ("registreringtil", "virkningfra", "virkningtil", "status")
# Per entity: what must be there, and what may be.
KRAEVEDE = {
    "Postnummer": ("id", *_BITEMPORAL, "postnr", "navn"),
    "SupplerendeBynavn": ("id", *_BITEMPORAL, "navn"),
    "NavngivenVej": ("id", *_BITEMPORAL, "vejnavn"),
    "NavngivenVejKommunedel": ("id", *_BITEMPORAL, "kommune", "navngivenvej"),
    "Husnummer": ("id", *_BITEMPORAL, "husnummertekst"),
    "Adresse": ("id", *_BITEMPORAL, "adressebetegnelse", "etagebetegnelse", "doerbetegnelse", "husnummer"),
}
VALGFRI = {
    "NavngivenVej": ("vejadresseringsnavn",),
    "Husnummer": ("adgangsadressebetegnelse", "navngivenvej", "postnummer", "supplerendebynavn", "kommuneinddeling"),
}
_ANDRE_NAVNE = {
    "idlokalid": "id",
    "navngivenvejid": "navngivenvej",
    "husnummerid": "husnummer",
    "postnummerid": "postnummer",
    "supplerendebynavnid": "supplerendebynavn",
    "darkommuneid": "kommuneinddeling",
    "adresseringsnavn": "vejadresseringsnavn",
}
_DANSK = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "_": None})


def plain_name(navn: str) -> str:
    """Give the one name a field has here, whatever the delivery calls it."""
    rent = navn.casefold().translate(_DANSK)
    return _ANDRE_NAVNE.get(rent, rent)


def make_reader(entitet: str, foerste: Row, navn: str) -> Callable[[Row], tuple[Any, ...]]:
    """Give a function that takes a row's fields in the order of KRAEVEDE and VALGFRI; built from the first row's names.

    Fields that the delivery does not have come as None. The function raises KeyError for a row with other names.

    Raises:
        AdresseFejl: the file lacks a field, so it is of another entity or of a version not known.
    """
    findes = {plain_name(felt): felt for felt in foerste}
    mangler = [felt for felt in KRAEVEDE[entitet] if felt not in findes]
    if mangler:
        raise AdresseFejl(_explain(entitet, frozenset(findes), mangler, navn))
    valgfri = [felt for felt in VALGFRI.get(entitet, ()) if felt in findes]
    hent = itemgetter(*(findes[felt] for felt in (*KRAEVEDE[entitet], *valgfri)))
    if len(valgfri) == len(VALGFRI.get(entitet, ())):
        return hent
    return _Udfyld(entitet, hent, tuple(valgfri))


class _Udfyld:
    """Puts None where an optional field is not delivered."""

    def __init__(self, entitet: str, hent: Callable[[Row], tuple[Any, ...]], leveret: tuple[str, ...]) -> None:
        self._hent = hent
        self._faste = len(KRAEVEDE[entitet])
        self._pladser = [leveret.index(felt) if felt in leveret else None for felt in VALGFRI[entitet]]

    def __call__(self, row: Row) -> tuple[Any, ...]:
        dele = self._hent(row)
        faste, valgfri = dele[: self._faste], dele[self._faste :]
        return (*faste, *(None if plads is None else valgfri[plads] for plads in self._pladser))


def _explain(entitet: str, findes: frozenset[str], mangler: list[str], navn: str) -> str:
    for anden, felter in KRAEVEDE.items():
        if anden != entitet and findes.issuperset(felter) and anden != "SupplerendeBynavn":
            return f"{navn} hedder {entitet}, men indeholder {anden}. Omdøb filen, eller hent den rigtige."
    return (
        f"{navn} mangler feltet {mangler[0]}. Programmet kender DAR i version 1 med felter som id_lokalId, status og "
        "virkningFra; hent filen igen i den version."
    )
