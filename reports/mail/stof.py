"""What the letter and its workbook both rest on: every fault numbered and in words, and which the letter shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.mail.indhold import Brevgrundlag, Trin
from reports.mail.oplysninger import list_oplysninger, write_overskrift
from reports.mail.orden import Nummereret, choose_viste, number_fejl
from reports.mail.punkt import Punkt, make_punkt, write_afdeling, write_tilbud
from reports.mail.vaegt import PUNKTER, weigh

STOERST = 20
# What the markup around a point and around each of its lines takes, in bytes: measured on the template, rounded up.
_RAMME = 1_150
_LINJE = 60


@dataclass(frozen=True, kw_only=True)
class Gruppe:
    """The faults of one tilbud, and the words of every fault by its number."""

    fejl: Sequence[Nummereret]
    punkter: Mapping[int, Punkt]
    viste: frozenset[int]

    @property
    def vaerst(self) -> Punkt:
        """Give its worst point."""
        return self.punkter[min(self.fejl, key=lambda en: (en.rang, en.nummer)).nummer]

    @property
    def skjulte(self) -> int:
        """Give how many of its points only the workbook has."""
        return sum(en.nummer not in self.viste for en in self.fejl)


@dataclass(frozen=True, kw_only=True)
class Stof:
    """All that a mail tells of, worst tilbud first; empty for a mail of thanks."""

    fejl: tuple[Nummereret, ...]
    punkter: Mapping[int, Punkt]
    viste: frozenset[int]

    @property
    def grupper(self) -> tuple[Gruppe, ...]:
        """Give the faults tilbud by tilbud."""
        dele = groupby(self.fejl, key=lambda en: en.plads)
        return tuple(Gruppe(fejl=tuple(en_del), punkter=self.punkter, viste=self.viste) for _, en_del in dele)

    @property
    def har_regneark(self) -> bool:
        """Whether a workbook goes with the letter: it is about several tilbud, or has not room for everything."""
        return len(self.viste) < len(self.fejl) or len({en.plads for en in self.fejl}) > 1


def make_stof(grundlag: Brevgrundlag) -> Stof:
    """Number the faults, put them into words and choose those of the letter: at most twenty, the worst."""
    fejl = () if grundlag.trin is Trin.TAK else number_fejl(grundlag.dele)
    siger_ny = follows_another(grundlag)
    punkter = {en.nummer: make_punkt(en, grundlag.dag, siger_ny=siger_ny) for en in fejl}
    vaegte = {en.nummer: _weigh(en, punkter[en.nummer]) for en in fejl}
    return Stof(fejl=fejl, punkter=punkter, viste=choose_viste(fejl, hoejst=STOERST, vaegte=vaegte, plads=PUNKTER))


def follows_another(grundlag: Brevgrundlag) -> bool:
    """Tell whether the reader has had a mail before this one, as far as can be seen from what it tells."""
    if grundlag.trin is not Trin.VARSEL:
        return True
    return any(del_.rettet or del_.er_rykker or any(not en.er_ny for en in del_.fejl) for del_ in grundlag.dele)


def _weigh(en: Nummereret, punkt: Punkt) -> int:
    """Give what a point takes of room, with headings of its own for its tilbud and its afdeling."""
    overskrifter = (write_tilbud(en.del_), write_afdeling(en.del_, en.fejl.afdelingsid), write_overskrift(punkt))
    linjer = list(list_oplysninger(punkt))
    return _RAMME + weigh(*overskrifter) + sum(_LINJE + weigh(*linje) for linje in linjer)
