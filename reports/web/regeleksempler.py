"""The examples of a rule in a line each: what was changed in a faultless register, and what then is found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.felter import FELTER
from domain.kolonneord import write_entitet, write_kolonne
from domain.regel import Eksempel

_NOEGLER = frozenset({"tilbudsid", "afdelingsid", "kilde_url"})
_TOM = "(tom)"


@dataclass(frozen=True)
class Viseksempel:
    """An example's name, and its changes as label and value."""

    navn: str
    aendringer: tuple[tuple[str, str], ...]


def show_eksempler(eksempler: Iterable[Eksempel]) -> tuple[Viseksempel, ...]:
    """Give examples as they are shown."""
    return tuple(Viseksempel(eksempel.navn, tuple(_changes(eksempel))) for eksempel in eksempler)


def _changes(eksempel: Eksempel) -> Iterator[tuple[str, str]]:
    for afdeling in eksempel.afdelinger:
        yield from _fields(afdeling, "")
    for entitet, rows in eksempel.udtraek.items():
        for row in rows:
            yield from _fields(row, f"{write_entitet(entitet).capitalize()}, ")
    for skema in eksempel.skemaer:
        arter = ", ".join(str(fejl.art).replace("_", " ") for fejl in skema.fejl) or "uden fejl"
        yield f"Budgetskema for {skema.budgetaar}", arter


def _fields(row: Mapping[str, Any], foran: str) -> Iterator[tuple[str, str]]:
    for navn, value in row.items():
        if navn not in _NOEGLER:
            etiket = FELTER[navn].etiket if navn in FELTER else write_kolonne(navn)
            yield f"{foran}{etiket.lower() if foran else etiket}", _write(value)


def _write(value: Any) -> str:  # noqa: ANN401 - an example's value is of any kind
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Mapping):
        return "; ".join(f"{navn}: {'–' if tal is None else tal}" for navn, tal in value.items()) or _TOM
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or _TOM
    return _TOM if value is None or value == "" else str(value)
