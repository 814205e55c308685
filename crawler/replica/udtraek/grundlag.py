"""The extract without a fault: what is settled for the register as a whole, and the rows of one tilbud."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from crawler.replica.fejl import Gruppe
from crawler.replica.register import Register
from crawler.replica.side import Side
from crawler.replica.udtraek.budgetter import make_budgetter, make_noegletal
from crawler.replica.udtraek.budgettid import Budgettid, make_rettidig, plan_budgettider
from crawler.replica.udtraek.model import Rows, Tilbudsdata
from crawler.replica.udtraek.oekonomi import Afstande, Husholdning
from crawler.replica.udtraek.oplysning import make_oplysning
from crawler.replica.udtraek.pladser import make_belaegning, make_pladser
from crawler.replica.udtraek.priser import make_takster
from crawler.replica.udtraek.rettidighed import Portefoelje
from crawler.replica.udtraek.spredning import spread
from crawler.replica.udtraek.tilsyn import make_besoeg, make_sanktion, make_scorer, plan_ekstra_besoeg, plan_sanktioner
from crawler.replica.udtraek.vilkaar import Vilkaar, read_vilkaar
from crawler.replica.udtraek.ydelser import list_ydelser


@dataclass(frozen=True)
class Grundlag:
    """A night's register as the extract sees it in a year; everything follows from the seed."""

    register: Register
    seed: int
    aar: int

    @cached_property
    def vilkaar(self) -> Mapping[str, Vilkaar]:
        """The tilbud of the night by id, as their pages show them."""
        return self._read(self._viste[self.register.nat])

    @cached_property
    def _viste(self) -> Mapping[int, Mapping[str, Gruppe]]:
        """The pages of both nights. One that the portal lost is there as it was last: the ministry has not lost it."""
        egne, andre = _group(self.register.sider), _group(self.register.andre_sider)
        foerste, anden = (egne, andre) if self.register.nat == 1 else (andre, egne)
        return {1: foerste, 2: {**foerste, **anden}}

    def _read(self, vist: Mapping[str, Gruppe]) -> Mapping[str, Vilkaar]:
        rene = self._rene_vilkaar
        return {
            tilbudsid: read_vilkaar(vist[tilbudsid], rene[tilbudsid].sider) for tilbudsid in rene if tilbudsid in vist
        }

    @cached_property
    def _rene_vilkaar(self) -> Mapping[str, Vilkaar]:
        """Every tilbud of both nights without a fault: what is drawn among them is the same on both."""
        return {tilbudsid: read_vilkaar(sider, sider) for tilbudsid, sider in _group(self.register.stamdata).items()}

    @property
    def _rene(self) -> tuple[Vilkaar, ...]:
        return tuple(self._rene_vilkaar.values())

    @cached_property
    def _priser(self) -> Mapping[str, float]:
        ydelser = (ydelse for vilkaar in self._rene for ydelse in list_ydelser(self.seed, vilkaar))
        return spread(self.seed, "takst", ((ydelse.ydelsesid, ydelse.gruppe) for ydelse in ydelser))

    @cached_property
    def _poster(self) -> Mapping[str, Mapping[str, float]]:
        grupper = [(v.tilbudsid, (tuple(sorted(v.typer)), v.ejerform)) for v in self._rene]
        return {post: spread(self.seed, post, grupper) for post in ("ledelse", "ejendom")}

    @cached_property
    def _budgettider(self) -> Mapping[str, Budgettid]:
        naetter = [self._read(vist).values() for vist in self._viste.values()]
        portefoelje = Portefoelje(
            rene=[vilkaar for vilkaar in self._rene if vilkaar.har_aarsbudget],
            viste=[[v for v in nat if v.har_aarsbudget and v.har_kendt_ejerform] for nat in naetter],
            frie=frozenset(self._rene_vilkaar) - self.register.optagne,
        )
        return plan_budgettider(portefoelje, self.aar)

    @cached_property
    def _besoeg(self) -> Mapping[str, int]:
        return plan_ekstra_besoeg(self.seed, self._gamle)

    @cached_property
    def _sanktioner(self) -> frozenset[str]:
        return plan_sanktioner(self.seed, self._gamle)

    @cached_property
    def _gamle(self) -> tuple[Vilkaar, ...]:
        return tuple(vilkaar for vilkaar in self._rene if not self._is_new(vilkaar.tilbudsid))

    def _is_new(self, tilbudsid: str) -> bool:
        return tilbudsid == self.register.stamdata[-1].afdeling.tilbudsid

    def make_data(self, tilbudsid: str, dag: date) -> Tilbudsdata:
        """Give the faultless rows of a tilbud on a day."""
        vilkaar = self.vilkaar[tilbudsid]
        er_ny = self._is_new(tilbudsid)
        husholdning = self._make_husholdning(vilkaar)
        raekker: dict[str, Rows] = {
            "tilbud": (make_oplysning(vilkaar, self.aar, dag, er_ny=er_ny),),
            "takst": tuple(make_takster(tilbudsid, husholdning.ydelser, self._priser, self.aar)),
            "plads": tuple(make_pladser(vilkaar, dag)),
            "belaegning": tuple(make_belaegning(vilkaar, self.aar)),
        }
        if vilkaar.har_aarsbudget and not er_ny:
            raekker |= self._make_tilsynets(husholdning, dag)
        return Tilbudsdata(sider=vilkaar.sider, raekker=raekker, dag=dag)

    def _make_husholdning(self, vilkaar: Vilkaar) -> Husholdning:
        tilbudsid = vilkaar.tilbudsid
        return Husholdning(
            vilkaar=vilkaar,
            ydelser=list_ydelser(self.seed, vilkaar),
            priser=self._priser,
            afstande=Afstande(ledelse=self._poster["ledelse"][tilbudsid], ejendom=self._poster["ejendom"][tilbudsid]),
        )

    def _find_budgettider(self, tilbudsid: str) -> dict[int, Budgettid]:
        """Give the days of the budgets of the year, the one before and the one after, as the tilbud truly is."""
        rettidige = {aar: make_rettidig(self._rene_vilkaar[tilbudsid], aar) for aar in (self.aar - 1, self.aar + 1)}
        return {self.aar: self._budgettider[tilbudsid], **rettidige}

    def _make_tilsynets(self, husholdning: Husholdning, dag: date) -> dict[str, Rows]:
        """Give what only tilbud under a socialtilsyn have (STL § 4)."""
        vilkaar, seed = husholdning.vilkaar, self.seed
        ekstra = self._besoeg.get(vilkaar.tilbudsid, 0)
        har_sanktion = vilkaar.tilbudsid in self._sanktioner
        return {
            "budget": tuple(make_budgetter(husholdning, self._find_budgettider(vilkaar.tilbudsid), dag)),
            "noegletal": tuple(make_noegletal(husholdning, self.aar, dag)),
            "tilsynsbesoeg": tuple(make_besoeg(seed, vilkaar, self.aar, dag, ekstra)),
            "kvalitetsscore": tuple(make_scorer(vilkaar, dag)),
            "sanktion": (make_sanktion(vilkaar, self.aar, dag),) if har_sanktion else (),
        }


def _group(sider: Iterable[Side]) -> dict[str, Gruppe]:
    grupper: defaultdict[str, list[Side]] = defaultdict(list)
    for side in sider:
        grupper[side.afdeling.tilbudsid].append(side)
    return {tilbudsid: tuple(samlet) for tilbudsid, samlet in grupper.items()}
