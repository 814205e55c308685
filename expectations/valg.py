"""Which rules run: those that are on in the code, but for what an installation has switched on or off."""

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.regel import Regel
from expectations.registry import load_regler

_SKILLER = re.compile(r"[,;\s]+")


class RegelvalgFejl(ValueError):
    """Rules cannot be switched as asked; the message is Danish and says what to do."""


def choose_regler(til: str, fra: str, regler: Iterable[Regel] | None = None) -> tuple[Regel, ...]:
    """Give every rule (the catalogue's unless others are given), `aktiv` as the installation wants it.

    `til` and `fra` are ids with commas between: rules to switch on that are off in the code, and the other way round.

    Raises:
        RegelvalgFejl: an id that no rule has, or one that is asked for both ways.
    """
    alle = tuple(load_regler() if regler is None else regler)
    slaaet_til, slaaet_fra = _read(til, alle, "TILBUDSTJEK_REGLER_TIL"), _read(fra, alle, "TILBUDSTJEK_REGLER_FRA")
    if begge := sorted(slaaet_til & slaaet_fra):
        raise RegelvalgFejl(
            f"{', '.join(begge)} står både i TILBUDSTJEK_REGLER_TIL og TILBUDSTJEK_REGLER_FRA. Slet det ene sted."
        )
    return tuple(
        replace(regel, aktiv=(regel.aktiv or regel.id in slaaet_til) and regel.id not in slaaet_fra) for regel in alle
    )


def is_switched(regel: Regel) -> bool:
    """Tell whether an installation has switched a rule on or off against the catalogue."""
    return any(egen.id == regel.id and egen.aktiv != regel.aktiv for egen in load_regler())


def _read(tekst: str, regler: Iterable[Regel], indstilling: str) -> frozenset[str]:
    valgte = frozenset(del_.upper() for del_ in _SKILLER.split(tekst.strip()) if del_)
    if ukendte := sorted(valgte - {regel.id for regel in regler}):
        raise RegelvalgFejl(
            f"Der er ingen regel, der hedder {', '.join(ukendte)}. Ret {indstilling}; »tilbudstjek regler« viser dem."
        )
    return valgte
