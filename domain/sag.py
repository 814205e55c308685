"""The states of a case and the moves between them: people decide, the program proposes and keeps the dates."""

from datetime import date
from enum import StrEnum

from domain.reference.sagstrin import Trin, find_sidste_dag


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


class Haendelsesart(StrEnum):
    """What a line of a case's file note tells of. Only `SKRIDT` can move the case."""

    SKRIDT = "skridt"
    LEVERET = "leveret"
    BERO = "bero"
    ACCEPT = "accept"
    OMFORDELT = "omfordelt"
    NOTE = "note"


# As people read them.
NAVNE = {
    Sagstilstand.NY: "ny",
    Sagstilstand.VARSLET: "varslet",
    Sagstilstand.RYKKET: "rykket",
    Sagstilstand.TIL_VURDERING: "til vurdering",
    Sagstilstand.PAABUD_AFGJORT: "påbud afgjort",
    Sagstilstand.MARKERING_MULIG: "markering mulig",
    Sagstilstand.MARKERET: "markeret",
    Sagstilstand.LUKKET: "lukket",
}
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
    """Tell whether a case may go from one state to another on a day; the steps' own conditions: domain.sagsforloeb.

    One step at a time, and from anywhere to `lukket`; a closed case that breaks out again begins anew. Towards a
    markering only when the påbud was delivered (Digital Post, not a mail) and its four weeks have run out: the last day
    of the time limit still belongs to the tilbud (SEL § 14 stk. 5-6).
    """
    if til is Sagstilstand.LUKKET:
        return fra is not Sagstilstand.LUKKET
    if _NAESTE.get(fra) is not til:
        return False
    return til not in _EFTER_FRISTEN or (
        paabud_leveret is not None and dag > find_sidste_dag(Trin.PAABUD, paabud_leveret)
    )
