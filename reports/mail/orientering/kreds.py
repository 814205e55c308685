"""Whom each tilbud belongs to: the socialtilsyn of its portfolio, or the kommune that supervises it itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.reference import load_kommuner, load_paragraffer, load_socialtilsyn
from domain.regel import Modtager
from domain.tilsyn import find_kommune
from reports.mail.orientering.model import Myndighed
from warehouse.queries.orientering import Tilsynsled
from warehouse.queries.rapport_views import ANDRE

_KOMMUNE = Modtager.KOMMUNE.value
# Every other kommune calls itself by its name and "Kommune".
_EGNE_NAVNE = {"0101": "Københavns Kommune", "0400": "Bornholms Regionskommune"}


@dataclass(frozen=True, kw_only=True)
class Kreds:
    """A recipient, its own tilbud, and the afdelinger (tilbudsid and afdelingsid) that name it as their authority."""

    myndighed: Myndighed
    egne: frozenset[str]
    naevnt: frozenset[tuple[str, str]] = frozenset()


def list_kredse(led: Sequence[Tilsynsled], paragraffer: Mapping[str, frozenset[str]], dag: date) -> tuple[Kreds, ...]:
    """Give the five socialtilsyn, also one without tilbud, and every kommune that an afdeling names.

    A tilbud of no socialtilsyn's portfolio is a kommune's own when every afdeling that names an authority names that
    kommune, and no paragraph of it is one that a socialtilsyn supervises (STL § 4): pure SEL §§ 103 and 104. No tilbud
    is in two portfolios.
    """
    ejere = find_ejere(led, paragraffer, dag)
    navne = {kommune.kommunekode: f"{kommune.navn} Kommune" for kommune in load_kommuner()} | _EGNE_NAVNE
    naevnt: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for et in led:
        if kommune := _kommune(et):
            naevnt[kommune].add((et.tilbudsid, et.afdelingsid))
    tilsyn = (
        Myndighed(art=Modtager.SOCIALTILSYN.value, kode=tilsyn.kode, navn=tilsyn.navn) for tilsyn in load_socialtilsyn()
    )
    kommuner = (Myndighed(art=_KOMMUNE, kode=kode, navn=navne[kode]) for kode in sorted(naevnt))
    return tuple(
        Kreds(
            myndighed=myndighed,
            egne=frozenset(t for t, ejer in ejere.items() if ejer == myndighed.noegle),
            naevnt=frozenset(naevnt[myndighed.kode]) if myndighed.art == _KOMMUNE else frozenset(),
        )
        for myndighed in (*tilsyn, *kommuner)
    )


def find_ejere(
    led: Iterable[Tilsynsled], paragraffer: Mapping[str, frozenset[str]], dag: date
) -> dict[str, tuple[str, str]]:
    """Give the one authority (art and code) each tilbud is told to; one under a region, or of several, has none."""
    grupper: defaultdict[str, list[Tilsynsled]] = defaultdict(list)
    for et in led:
        grupper[et.tilbudsid].append(et)
    socialtilsynets = {
        x.paragraf for x in load_paragraffer() if x.tilsyn == Modtager.SOCIALTILSYN.value and x.gyldig.fra <= dag
    }
    ejere = {}
    for tilbudsid, gruppe in grupper.items():
        if gruppe[0].portefoelje != ANDRE:
            ejere[tilbudsid] = (Modtager.SOCIALTILSYN.value, gruppe[0].portefoelje)
        elif paragraffer.get(tilbudsid, frozenset()).isdisjoint(socialtilsynets) and (kode := _find_eneste(gruppe)):
            ejere[tilbudsid] = (_KOMMUNE, kode)
    return ejere


def _find_eneste(gruppe: Iterable[Tilsynsled]) -> str | None:
    koder = {_kommune(et) for et in gruppe if et.tilsyn_art is not None}
    return koder.pop() if len(koder) == 1 else None


def _kommune(et: Tilsynsled) -> str | None:
    return find_kommune(et.tilsynsmyndighed or "") if et.tilsyn_art == _KOMMUNE else None
