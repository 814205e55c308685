"""What a tilbud is, as far as its rows depend on it: owner, authority, places, duties."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from crawler.replica.fejl import Gruppe
from crawler.replica.side import Side
from crawler.replica.skitser import KONCERNTILSYN
from crawler.replica.terning import draw_lod
from domain.reference import load_paragraffer, load_virksomhedsformer
from domain.tekst import fold
from domain.tilsyn import read_tilsyn

_ANDEL_BESTEMMENDE = 40


@dataclass(frozen=True, kw_only=True)
class Plads:
    """The places that an afdeling's page shows for a paragraph."""

    afdelingsid: str
    paragraf: str
    antal: int


@dataclass(frozen=True, kw_only=True)
class Vilkaar:
    """A tilbud as its pages show it.

    `ejerform` and `tilsyn` (the code of a socialtilsyn) are what its pages agree on, as the warehouse reads them. Where
    they do not, `ejerform` is the true one, `har_kendt_ejerform` False and `tilsyn` None. `omraade` is the socialtilsyn
    that has it in its portfolio. `har_aarsbudget` holds for the kinds that the socialtilsyn supervise (STL § 4).
    """

    tilbudsid: str
    sider: Gruppe
    navne: tuple[str, ...]
    ejerform: str
    har_kendt_ejerform: bool
    omraade: str
    tilsyn: str | None
    er_koncern: bool
    bestemmende: bool
    har_aarsbudget: bool
    typer: frozenset[str]
    pladser: tuple[Plads, ...]

    @property
    def budgetgruppe(self) -> str:
        """Which of the budget's time limits is its own: `privat` or `offentlig` (BEK ST § 11 stk. 3)."""
        return "privat" if self.ejerform == "privat" and not self.bestemmende else "offentlig"


def read_vilkaar(sider: Gruppe, fejlfrie: Gruppe) -> Vilkaar:
    """Give the terms of a tilbud from its pages as shown and as they would be without a fault."""
    foerste = fejlfrie[0]
    rene = {side.noegle: side for side in fejlfrie}
    ejerform = _find_ejerform(sider)
    driftsaftale = foerste.ejerform == "privat" and foerste.afdeling.driftsaftale_med is not None
    return Vilkaar(
        tilbudsid=foerste.afdeling.tilbudsid,
        sider=sider,
        navne=tuple(side.afdeling.navn or str(rene[side.noegle].afdeling.navn) for side in sider),
        ejerform=ejerform or foerste.ejerform,
        har_kendt_ejerform=ejerform is not None,
        omraade=foerste.omraade,
        tilsyn=_find_tilsyn(sider),
        er_koncern=foerste.er_specialist and foerste.omraade in KONCERNTILSYN,
        bestemmende=driftsaftale and draw_lod("bestemmende", foerste.afdeling.tilbudsid) % 100 < _ANDEL_BESTEMMENDE,
        har_aarsbudget=any(_is_under_socialtilsyn(p) for side in fejlfrie for p in side.typer),
        typer=frozenset(p for side in sider for p in side.typer) or frozenset(p for s in fejlfrie for p in s.typer),
        pladser=tuple(plads for side in sider for plads in _read_pladser(side, rene[side.noegle])),
    )


def _read_pladser(side: Side, ren: Side) -> Iterator[Plads]:
    """Give the places a page shows; those it should show when it shows none."""
    vist = side.afdeling.pladser or ren.afdeling.pladser
    for paragraf, antal in vist.items():
        yield Plads(afdelingsid=side.afdeling.afdelingsid, paragraf=paragraf, antal=antal or 0)


def _find_ejerform(sider: Iterable[Side]) -> str | None:
    former = {_read_ejerform(side.afdeling.virksomhedsform or "") for side in sider}
    return former.pop() if len(former) == 1 else None


def _find_tilsyn(sider: Iterable[Side]) -> str | None:
    koder = {_read_tilsyn(side.afdeling.tilsynsmyndighed or "").kode for side in sider}
    return koder.pop() if len(koder) == 1 else None


_read_tilsyn = cache(read_tilsyn)


@cache
def _read_ejerform(tekst: str) -> str | None:
    return next((form.ejerform for form in load_virksomhedsformer() if fold(form.tekst) == fold(tekst)), None)


@cache
def _is_under_socialtilsyn(paragraf: str) -> bool:
    return any(p.paragraf == paragraf and p.tilsyn == "socialtilsyn" for p in load_paragraffer())
