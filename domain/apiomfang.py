"""What a key of another system may: its scopes, and whose portfolio it is held to; pure."""

from dataclasses import dataclass
from enum import StrEnum

from domain.reference import load_socialtilsyn
from domain.tekst import fold

TILSYN_FORAN = "tilsyn:"


class Omfang(StrEnum):
    """A scope: what may be read."""

    REGISTER = "register:laes"
    SAGER = "sager:laes"


class OmfangFejl(ValueError):
    """Scopes that cannot be given; the message is Danish and says what to write."""


@dataclass(frozen=True, kw_only=True)
class Noegleomfang:
    """The scopes of a key; `tilsyn` is the code of the only portfolio it may see (None: all of them)."""

    omfang: frozenset[Omfang]
    tilsyn: str | None = None

    def __str__(self) -> str:
        """Write the scopes as they are kept: `register:laes tilsyn:Nord`."""
        tilsyn = [] if self.tilsyn is None else [f"{TILSYN_FORAN}{self.tilsyn}"]
        return " ".join([*sorted(self.omfang), *tilsyn])


def read_omfang(tekst: str) -> Noegleomfang:
    """Read scopes with blanks between: `register:laes sager:laes`, and `tilsyn:Nord` for one portfolio only.

    Raises:
        OmfangFejl: none, an unknown one, or more than one portfolio.
    """
    ord_ = tekst.split()
    tilsyn = {_read_tilsyn(del_.removeprefix(TILSYN_FORAN)) for del_ in ord_ if del_.startswith(TILSYN_FORAN)}
    omfang = frozenset(_read_omfang(del_) for del_ in ord_ if not del_.startswith(TILSYN_FORAN))
    if not omfang:
        raise OmfangFejl(f"Nøglen skal have mindst ét omfang: {_list_omfang()}.")
    if len(tilsyn) > 1:
        raise OmfangFejl("En nøgle kan kun holdes til ét socialtilsyn. Lav en nøgle til hvert.")
    return Noegleomfang(omfang=omfang, tilsyn=next(iter(tilsyn), None))


def _read_omfang(ord_: str) -> Omfang:
    try:
        return Omfang(ord_)
    except ValueError as fejl:
        raise OmfangFejl(f"»{ord_}« er ikke et omfang. Vælg mellem {_list_omfang()}.") from fejl


def _read_tilsyn(ord_: str) -> str:
    koder = {fold(tilsyn.kode): tilsyn.kode for tilsyn in load_socialtilsyn()}
    if fold(ord_) not in koder:
        raise OmfangFejl(
            f"»{ord_}« er ikke et socialtilsyn. Skriv {TILSYN_FORAN} og en af {', '.join(koder.values())}."
        )
    return koder[fold(ord_)]


def _list_omfang() -> str:
    return f"{' og '.join(omfang.value for omfang in Omfang)} (og {TILSYN_FORAN}Nord for kun ét socialtilsyns tilbud)"
