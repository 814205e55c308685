"""What kinds of tilbud there are: which paragraphs go together, how often, and how many places they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

BOERN = frozenset({"§ 43", "§ 66"})
# Places here are expected citizens a year divided by ten, not beds: totals do not add up.
UDEN_SENGE = frozenset({"§ 101", "§ 101 a", "§ 141"})
DAGTILBUD = frozenset({"§ 103", "§ 104"})
KRISECENTER = "§ 109"
BOTILBUDSLIGNENDE = "§ 4"


@dataclass(frozen=True)
class Profil:
    """A kind of tilbud. `afdelinger` gives the paragraphs of its first, second … afdeling, then starts over."""

    vaegt: float
    afdelinger: tuple[tuple[str, ...], ...]

    @property
    def paragraffer(self) -> frozenset[str]:
        """Every paragraph of the tilbud, when it has enough afdelinger to show them."""
        return frozenset(p for afdeling in self.afdelinger for p in afdeling)

    def of_afdeling(self, nummer: int) -> tuple[str, ...]:
        """Give the paragraphs of the afdeling with a number (from 0)."""
        return self.afdelinger[nummer % len(self.afdelinger)]


PROFILER = (
    Profil(34, (("§ 43",),)),
    Profil(16, (("§ 108",),)),
    Profil(15, (("§ 107",),)),
    Profil(8, (("§ 107", "§ 108"), ("§ 107",), ("§ 108",))),
    Profil(5, (("§ 108", "§ 104"), ("§ 108",), ("§ 104",))),
    Profil(4, (("§ 107", "§ 104"), ("§ 107",))),
    Profil(2, (("§ 107", "§ 103", "§ 104"), ("§ 103",))),
    Profil(4, (("§ 110",),)),
    Profil(4, (("§ 109",),)),
    Profil(2, (("§ 109",), ("§ 107",))),
    Profil(3, (("§ 101",),)),
    Profil(1, (("§ 101", "§ 141"),)),
    Profil(1.5, (("§ 141",),)),
    Profil(1, (("§ 43", "§ 107"), ("§ 43",), ("§ 107",))),
    Profil(4, ((BOTILBUDSLIGNENDE,),)),
)
# Supervised by the kommune itself, not by the socialtilsyn: the only ones that name a kommune without a fault.
KOMMUNALT_DAGTILBUD = Profil(1, (("§ 103", "§ 104"), ("§ 104",)))
ALLE_PROFILER = (*PROFILER, KOMMUNALT_DAGTILBUD)

_BETEGNELSER: Mapping[str, tuple[str, ...]] = {
    BOTILBUDSLIGNENDE: ("Botilbudslignende tilbud, § 4 stk. 1 nr. 3 i lov om socialtilsyn",),
    "§ 43": (
        "Børne- og ungehjem, § 43 stk. 1 nr. 7 i barnets lov",
        "Børne- og ungeopholdssted (§ 43)",
        "Almindelig døgninstitution for børn og unge, barnets lov § 43",
    ),
    "§ 101": ("Stofmisbrugsbehandling, § 101",),
    "§ 103": ("Beskyttet beskæftigelse, § 103",),
    "§ 104": ("Aktivitets- og samværstilbud, § 104",),
    "§ 107": ("Midlertidigt botilbud, § 107", "Midlertidigt botilbud til voksne (§ 107)"),
    "§ 108": ("Længerevarende botilbud, § 108", "Almindeligt længerevarende botilbud (§ 108)"),
    "§ 109": ("Krisecenter, § 109",),
    "§ 110": ("Herberg og forsorgshjem, § 110",),
    "§ 141": ("Alkoholbehandling efter sundhedslovens § 141",),
}
_PLADSER: Mapping[str, tuple[int, int]] = {
    "§ 4": (3, 24), "§ 43": (3, 14), "§ 101": (10, 80), "§ 103": (5, 30), "§ 104": (5, 40), "§ 107": (2, 20),
    "§ 108": (4, 30), "§ 109": (5, 24), "§ 110": (8, 40), "§ 141": (5, 60),
}  # fmt: skip


def name_type(terning: Random, paragraf: str) -> str:
    """Give a heading as a page may write it for a paragraph."""
    return terning.choice(_BETEGNELSER[paragraf])


def draw_pladser(terning: Random, paragraf: str) -> int:
    """Draw a number of places that is usual for a paragraph."""
    return terning.randint(*_PLADSER[paragraf])


def choose_lister(paragraffer: tuple[str, ...]) -> tuple[str, ...]:
    """Say on which of the portal's lists an afdeling with these paragraphs stands."""
    voksne = ("voksne",) if set(paragraffer) - BOERN else ()
    return (*voksne, "boern") if set(paragraffer) & BOERN else voksne
