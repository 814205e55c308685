"""What one weekly mail is to say, before it is put into words."""

from dataclasses import dataclass
from datetime import date

from domain.regel import Regel
from domain.sag import Sagstilstand
from warehouse.queries.adressebog import Hindring
from warehouse.queries.sager import Sagslinje


@dataclass(frozen=True, kw_only=True)
class Myndighed:
    """Whom a weekly mail is to: `art` is a Modtager (`socialtilsyn`, `kommune`), `kode` which one."""

    art: str
    kode: str
    navn: str

    @property
    def noegle(self) -> tuple[str, str]:
        """What it is known by in the address book and the outbox."""
        return self.art, self.kode


@dataclass(frozen=True, kw_only=True)
class Emne:
    """A tilbud as a weekly mail may call it: `navn` is None for a § 109 tilbud.

    `er_personlig`: its firm is one person's, so that the firm's number and name are that person's.
    """

    tilbudsid: str
    navn: str | None
    er_beskyttet: bool
    er_personlig: bool


@dataclass(frozen=True, kw_only=True)
class Fundlinje:
    """One finding to tell of. `aabnet` is the day it last opened, `dage` how long ago that is.

    `er_ny`: it came since the last weekly mail. `er_gammel`: it has stood longer than the setting says.
    """

    emne: Emne
    afdelingsid: str | None
    regel: Regel
    vaerdi: str | None
    forslag: str | None
    raekke: str | None
    aabnet: date
    dage: int
    er_ny: bool
    er_gammel: bool


@dataclass(frozen=True, kw_only=True)
class Rettelinje:
    """A finding that is mended since the last weekly mail."""

    emne: Emne
    regel: Regel


@dataclass(frozen=True, kw_only=True)
class Sagsomtale:
    """A case of a tilbud of the portfolio."""

    emne: Emne
    linje: Sagslinje


@dataclass(frozen=True, kw_only=True)
class Uopnaaet:
    """A tilbud nobody can write to, and why."""

    emne: Emne
    grund: Hindring


@dataclass(frozen=True, kw_only=True)
class Orientering:
    """All that one weekly mail rests on.

    `dag` is the day the register was judged, `skrevet` the day of writing, `siden` the day of the snapshot the last
    weekly mail told up to (None: this is the first). `er_uden_hentning`: no fetch was accepted for a week, so nothing
    of the rest is told. `fund` are about the recipient's own tilbud, `naevnt` about others whose rule tells a kommune.
    `ventende` counts findings seen too seldom to be told of, `stoppede` are the rules a person must look at first.
    """

    myndighed: Myndighed
    uge: str
    skrevet: date
    dag: date
    siden: date | None
    er_uden_hentning: bool
    gammel_dage: int
    tilbud: int
    fund: tuple[Fundlinje, ...] = ()
    naevnt: tuple[Fundlinje, ...] = ()
    rettet: tuple[Rettelinje, ...] = ()
    accepterede: int = 0
    ventende: int = 0
    stoppede: tuple[str, ...] = ()
    sager: tuple[Sagsomtale, ...] = ()
    uopnaaelige: tuple[Uopnaaet, ...] = ()
    pleje: tuple[tuple[Regel, str], ...] = ()

    @property
    def er_tom(self) -> bool:
        """Whether there is nothing that a kommune need be written to about.

        A new case alone is nothing: what it rests on stands in `fund`, or cannot be told of yet.
        """
        begyndte = any(sag.linje.forloeb.tilstand is not Sagstilstand.NY for sag in self.sager)
        return not (self.fund or self.naevnt or self.rettet or begyndte)

    def list_tilbud(self) -> tuple[str, ...]:
        """Give every tilbud that the mail or its workbook speaks of, each once."""
        emner = [et.emne for et in (*self.fund, *self.naevnt)]
        emner += [et.emne for et in self.rettet]
        emner += [*(sag.emne for sag in self.sager), *(et.emne for et in self.uopnaaelige)]
        return tuple(dict.fromkeys(emne.tilbudsid for emne in emner))
