"""The register in outline: each tilbud's socialtilsyn, owner form, kind and size, so that every total is exact."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from crawler.replica.grundlag import count_ejerformer, count_specialister, count_stoerrelser, count_tilbud, fordel
from crawler.replica.tilbudstyper import ALLE_PROFILER, KOMMUNALT_DAGTILBUD, PROFILER, Profil

# Koncerner go to Hovedstaden and Midt; secure institutions to Øst and boarding schools to Syd, all of them children's.
KONCERNTILSYN = frozenset({"Hovedstaden", "Midt"})
_ET_BOERNEHJEM = PROFILER[0]
_ET_BOTILBUD = PROFILER[2]

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Skitse:
    """One tilbud in outline."""

    socialtilsyn: str
    er_specialist: bool
    ejerform: str
    profil: Profil
    antal_afdelinger: int

    @property
    def er_koncern(self) -> bool:
        """Tell whether it belongs to a koncern that its socialtilsyn handles outside its own kommuner."""
        return self.er_specialist and self.socialtilsyn in KONCERNTILSYN


# The tilbud that appears on the second night, beyond the totals of the first.
TILKOMMEN = Skitse(socialtilsyn="Syd", er_specialist=False, ejerform="privat", profil=_ET_BOTILBUD, antal_afdelinger=1)


def make_skitser(terning: Random, antal: int) -> list[Skitse]:
    """Give the outlines of a register; every total is shared out exactly, only who gets what is drawn."""
    stoerrelser = _deal(terning, count_stoerrelser(antal))
    skitser = [
        Skitse(
            socialtilsyn=socialtilsyn,
            er_specialist=er_specialist,
            ejerform="",
            profil=_ET_BOTILBUD,
            antal_afdelinger=stoerrelse,
        )
        for (socialtilsyn, er_specialist), stoerrelse in zip(_deal(terning, _posts(antal)), stoerrelser, strict=True)
    ]
    return _give_profiler(terning, _give_ejerformer(terning, skitser))


def _posts(antal: int) -> dict[tuple[str, bool], int]:
    specialister = count_specialister(antal)
    posts: dict[tuple[str, bool], int] = {}
    for socialtilsyn, i_alt in count_tilbud(antal).items():
        heraf = min(specialister.get(socialtilsyn, 0), i_alt)
        posts[socialtilsyn, True] = heraf
        posts[socialtilsyn, False] = i_alt - heraf
    return posts


def _give_ejerformer(terning: Random, skitser: list[Skitse]) -> list[Skitse]:
    antal = count_ejerformer(len(skitser))
    koncerner = sum(skitse.er_koncern for skitse in skitser)
    resten = iter(_deal(terning, {**antal, "privat": antal["privat"] - koncerner}))
    return [replace(s, ejerform="privat" if s.er_koncern else next(resten)) for s in skitser]


def _give_profiler(terning: Random, skitser: list[Skitse]) -> list[Skitse]:
    """Deal the kinds: the few posts that take only one kind first, then the rest as drawn."""
    antal = fordel(len(skitser), {profil: profil.vaegt for profil in ALLE_PROFILER})
    dagtilbud = [n for n, s in enumerate(skitser) if s.ejerform == "kommunal" and not s.er_specialist]
    faste = {n: _ET_BOERNEHJEM for n, s in enumerate(skitser) if s.er_specialist and not s.er_koncern}
    faste |= dict.fromkeys(dagtilbud[: antal[KOMMUNALT_DAGTILBUD]], KOMMUNALT_DAGTILBUD)
    for profil in faste.values():
        antal[profil] = max(0, antal[profil] - 1)
    resten = iter(_deal(terning, {profil: n for profil, n in antal.items() if profil is not KOMMUNALT_DAGTILBUD}))
    return [
        replace(skitse, profil=faste[n] if n in faste else next(resten, _ET_BOTILBUD))
        for n, skitse in enumerate(skitser)
    ]


def _deal(terning: Random, antal: Mapping[T, int]) -> list[T]:
    kort = [navn for navn, n in antal.items() for _ in range(n)]
    terning.shuffle(kort)
    return kort
