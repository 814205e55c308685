"""The states of a case and the moves between them: people decide, the program proposes and keeps the dates."""

from datetime import date, timedelta
from enum import StrEnum

# SEL § 14 stk. 6: a markering is possible when a påbud is not followed within four weeks.
PAABUD_FRIST = timedelta(weeks=4)


class Sagstilstand(StrEnum):
    """Where the follow-up of one tilbud stands, in the order it goes."""

    NY = "ny"
    VARSLET = "varslet"
    RYKKET = "rykket"
    TIL_VURDERING = "til_vurdering"
    PAABUD_AFGJORT = "paabud_afgjort"
    MARKERING_MULIG = "markering_mulig"
    MARKERET = "markeret"
    LUKKET = "lukket"


_NAESTE = {
    Sagstilstand.NY: Sagstilstand.VARSLET,
    Sagstilstand.VARSLET: Sagstilstand.RYKKET,
    Sagstilstand.RYKKET: Sagstilstand.TIL_VURDERING,
    Sagstilstand.TIL_VURDERING: Sagstilstand.PAABUD_AFGJORT,
    Sagstilstand.PAABUD_AFGJORT: Sagstilstand.MARKERING_MULIG,
    Sagstilstand.MARKERING_MULIG: Sagstilstand.MARKERET,
    Sagstilstand.LUKKET: Sagstilstand.NY,
}
_EFTER_FRISTEN = frozenset({Sagstilstand.MARKERING_MULIG, Sagstilstand.MARKERET})


def can_move(fra: Sagstilstand, til: Sagstilstand, *, dag: date, paabud_leveret: date | None = None) -> bool:
    """Tell whether a case may go from one state to another on a day.

    One step at a time, and from anywhere to `lukket`; a closed case that breaks out again begins anew. Towards a
    markering only when the påbud was delivered (Digital Post, not a mail) and its four weeks have run out: the last day
    of the time limit still belongs to the tilbud (SEL § 14 stk. 5-6).
    """
    if til is Sagstilstand.LUKKET:
        return fra is not Sagstilstand.LUKKET
    if _NAESTE.get(fra) is not til:
        return False
    return til not in _EFTER_FRISTEN or (paabud_leveret is not None and dag > paabud_leveret + PAABUD_FRIST)
