"""The rows of a dataudtræk made fit for their tables: each value of its column's kind, each key filled; pure."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from domain.dump import DumpFejl
from domain.entiteter import ENTITETER, Art, Entitetstype, Kolonne, Raekke
from domain.entiteter.model import Vaerdi
from warehouse.load.rens_tekst import clean_integer, clean_text, is_storable

_ANTAL = "Dumpens sidste linje har et andet antal rækker, end der er i dumpen. Indlæs dataudtrækket igen."


class _ForkertSlags(ValueError):
    """A value that is not of its column's kind."""


def clean_raekker(raekker: Iterable[Raekke], entiteter: object) -> tuple[Raekke, ...]:
    """Give the rows with storable values: amounts as float, days in one spelling, texts without unstorable signs.

    Rows of an entity that this program does not know are left as they are: the gate refuses them. `entiteter` is what
    the dump's tail says of them; its own sum leaves the tail out, so it is held against the rows here.

    Raises:
        DumpFejl: a value of another kind than its column, a key without value, a column that is not the entity's, or
            another number of rows than the tail says.
    """
    rene = tuple(_clean(raekke, nummer) for nummer, raekke in enumerate(raekker, start=1))
    _check_counts(rene, entiteter)
    return rene


def _check_counts(raekker: Iterable[Raekke], entiteter: object) -> None:
    talte = Counter(raekke.entitet for raekke in raekker)
    if not isinstance(entiteter, Mapping) or {navn: talte[navn] for navn in entiteter} != entiteter:
        raise DumpFejl(_ANTAL)
    if talte.keys() - entiteter.keys():
        raise DumpFejl(_ANTAL)


def _clean(raekke: Raekke, nummer: int) -> Raekke:
    entitet = ENTITETER.get(raekke.entitet)
    if entitet is None:
        return raekke
    if ukendte := sorted(raekke.felter.keys() - set(entitet.noegle) - set(entitet.indhold)):
        raise DumpFejl(
            f"Række {nummer} i dumpen ({entitet.navn}) har felter, som dette program ikke kender: "
            f"{', '.join(map(clean_text, ukendte))}. Opdatér programmet."
        )
    felter = {kolonne.navn: _clean_field(raekke, entitet, kolonne, nummer) for kolonne in entitet.kolonner}
    raa = {clean_text(overskrift): clean_text(str(celle)) for overskrift, celle in raekke.raa.items()}
    return Raekke(entitet=raekke.entitet, felter=felter, raa=raa)


def _clean_field(raekke: Raekke, entitet: Entitetstype, kolonne: Kolonne, nummer: int) -> Vaerdi:
    value = raekke.felter.get(kolonne.navn)
    try:
        ren = None if value is None else _RENS[kolonne.art](value)
    except _ForkertSlags as fejl:
        raise DumpFejl(
            f"Række {nummer} i dumpen ({entitet.navn}) har en værdi af en forkert slags i {kolonne.navn}."
        ) from fejl
    if kolonne.er_noegle and (ren is None or (isinstance(value, str) and not _is_key(value))):
        raise DumpFejl(f"Række {nummer} i dumpen ({entitet.navn}) mangler nøglen {kolonne.navn}.")
    return ren


def _is_key(value: str) -> bool:
    return is_storable(value) and value.strip() != ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _ForkertSlags
    return clean_text(value)


def _integer(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _ForkertSlags
    return clean_integer(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _ForkertSlags
    try:
        tal = float(value)
    except OverflowError as fejl:
        raise _ForkertSlags from fejl
    if not math.isfinite(tal):
        raise _ForkertSlags
    # Minus nought is nought, or one amount would have two contents.
    return tal + 0.0


def _day(value: object) -> str:
    if not isinstance(value, str):
        raise _ForkertSlags
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as fejl:
        raise _ForkertSlags from fejl


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _ForkertSlags
    return value


_RENS: Mapping[Art, Callable[[object], Vaerdi]] = {
    Art.TEKST: _text,
    Art.HELTAL: _integer,
    Art.TAL: _number,
    Art.DATO: _day,
    Art.JANEJ: _flag,
}
