"""Which rows of the bitemporal register count: what holds today, and what held once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from warehouse.adresser.skema import GAELDENDE, TIDLIGERE

_GAELDER = "3"
_NEDLAGT = "4"
_STATUS = {
    "3": _GAELDER,
    "gældende": _GAELDER,
    "4": _NEDLAGT,
    "nedlagt": _NEDLAGT,
}
_FORBIGAAS = {
    "1": "under forberedelse",
    "2": "foreløbig",
    "foreløbig": "foreløbig",
    "5": "henlagt",
    "henlagt": "henlagt",
    "6": "slettet",
    "slettet": "slettet",
}
_SEKUND = 19


class Tilstand(NamedTuple):
    """`gaelder` is GAELDENDE, TIDLIGERE, or None with the reason; `er_varig` is False when a coming day changes it."""

    gaelder: int | None
    grund: str
    er_varig: bool


_NU = Tilstand(GAELDENDE, "", er_varig=True)
_NU_INDTIL = Tilstand(GAELDENDE, "", er_varig=False)
_FOER = Tilstand(TIDLIGERE, "", er_varig=True)
_RETTET = Tilstand(None, "rettet siden i registret", er_varig=True)
_SENERE = Tilstand(None, "gælder først senere", er_varig=False)


def judge_row(vaerdier: Sequence[Any], nu: str) -> Tilstand:
    """Judge one version of one row on a moment (`nu`, ISO 8601 in UTC).

    `vaerdier` are registreringTil, virkningFra, virkningTil and status.

    A version whose registration is closed was corrected and never counts. Status 3 is gældende, 4 nedlagt; the version
    with status 3 of a later abolished or renamed address says what it was called.
    """
    registrering_til, fra, til, status = vaerdier
    if registrering_til and registrering_til[:_SEKUND] <= nu[:_SEKUND]:
        return _RETTET
    kendt = _STATUS.get(str(status).strip().casefold())
    if kendt is None:
        tekst = str(status).strip().casefold()
        return Tilstand(None, _FORBIGAAS.get(tekst, f"ukendt status »{tekst[:20]}«"), er_varig=True)
    if fra and fra[:_SEKUND] > nu[:_SEKUND]:
        return _SENERE
    if kendt == _NEDLAGT:
        return _FOER
    if not til:
        return _NU
    return _FOER if til[:_SEKUND] <= nu[:_SEKUND] else _NU_INDTIL
