"""The values filters may have."""

from enum import StrEnum

from warehouse.queries.rapport_views import ANDRE


class Tilsynskode(StrEnum):
    """A portfolio: one of the five socialtilsyn (STL § 2), or those without one."""

    NORD = "Nord"
    MIDT = "Midt"
    SYD = "Syd"
    OEST = "Øst"
    HOVEDSTADEN = "Hovedstaden"
    ANDRE = ANDRE


class Statusvalg(StrEnum):
    """Which findings by status."""

    AABEN = "aaben"
    ACCEPTERET = "accepteret"
    LUKKET = "lukket"
    ALLE = "alle"
