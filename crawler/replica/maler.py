"""From outline to pages: gives each tilbud its names, numbers, places and people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from crawler.replica.ejere import Ejer
from crawler.replica.navne import make_afdelingsnavn, make_person, make_slug, make_tilbudsnavn
from crawler.replica.numre import draw_ids, make_telefon
from crawler.replica.side import Side
from crawler.replica.skitser import Skitse
from crawler.replica.steder import choose_sted
from crawler.replica.tilbudstyper import (
    KOMMUNALT_DAGTILBUD,
    KRISECENTER,
    UDEN_SENGE,
    choose_lister,
    draw_pladser,
    name_type,
)
from domain.afdeling import Afdeling
from domain.reference import Kommune

_KRISECENTERORD = ("Krisecentret ", "Krisecenter ", "", "Kvindehuset ")
_ANDEL_HJEMMESIDE = 0.85
_ANDEL_DRIFTSAFTALE = 0.15


@dataclass(frozen=True)
class Kladde:
    """An outline with its owner and the kommune it lies in."""

    skitse: Skitse
    kommune: Kommune
    ejer: Ejer


class Maler:
    """Paints the pages of one tilbud after the other; holds the numbers that may be given only once."""

    def __init__(self, terning: Random, store_ejere: set[str]) -> None:
        """Start empty; `store_ejere` are the CVR numbers of owners that show a head office."""
        self._terning = terning
        self._store_ejere = store_ejere
        self._tilbudsid = draw_ids(terning, 10_000)
        self._afdelingsid = draw_ids(terning, 40_000)
        self._p_nummer = draw_ids(terning, 1_999_000_000)

    def make_tilbud(self, kladde: Kladde) -> tuple[Side, ...]:
        """Give the pages of a tilbud."""
        er_hemmelig = KRISECENTER in kladde.skitse.profil.paragraffer
        navn = (
            make_tilbudsnavn(self._terning, foran=_KRISECENTERORD) if er_hemmelig else make_tilbudsnavn(self._terning)
        )
        tilbudsid = next(self._tilbudsid)
        antal = kladde.skitse.antal_afdelinger
        sider = [
            self._make_side(kladde, tilbudsid, navn if antal == 1 else make_afdelingsnavn(navn, nummer), nummer)
            for nummer in range(antal)
        ]
        i_alt = self._count_pladser(sider)
        driftsaftale = self._draw_driftsaftale(kladde)
        return tuple(
            replace(side.change(pladser_i_alt=i_alt, driftsaftale_med=driftsaftale), er_hemmelig=er_hemmelig)
            for side in sider
        )

    def _make_side(self, kladde: Kladde, tilbudsid: str, navn: str, nummer: int) -> Side:
        terning, ejer = self._terning, kladde.ejer
        sted = choose_sted(terning, kladde.kommune)
        side = Side(
            afdeling=self._describe(kladde, tilbudsid, navn, nummer),
            ejerlinjer=ejer.linjer if ejer.cvr in self._store_ejere else sted.linjer,
            ejer=ejer.cvr,
            ejerform=ejer.ejerform,
            omraade=kladde.skitse.socialtilsyn,
            er_specialist=kladde.skitse.er_specialist,
        )
        beliggende = side.change(tilbuddets_adresse=", ".join(side.ejerlinjer)).move(*sted.linjer)
        return beliggende.name_leder(make_person(terning)).name_kontaktperson(make_person(terning))

    def _describe(self, kladde: Kladde, tilbudsid: str, navn: str, nummer: int) -> Afdeling:
        terning, slug = self._terning, make_slug(navn)
        paragraffer = kladde.skitse.profil.of_afdeling(nummer)
        return Afdeling(
            tilbudsid=tilbudsid,
            afdelingsid=next(self._afdelingsid),
            navn=navn,
            cvr=kladde.ejer.cvr,
            p_nummer=next(self._p_nummer),
            telefon=make_telefon(terning),
            email=f"{terning.choice(('kontakt', 'post', 'info'))}@{slug}.example.org",
            hjemmeside=f"https://www.{slug}.example.org" if terning.random() < _ANDEL_HJEMMESIDE else None,
            virksomhed=kladde.ejer.navn,
            virksomhedsform=kladde.ejer.form,
            tilsynsmyndighed=_name_tilsyn(kladde),
            tilbudstyper=tuple(name_type(terning, paragraf) for paragraf in paragraffer),
            pladser={paragraf: draw_pladser(terning, paragraf) for paragraf in paragraffer},
            lister=choose_lister(paragraffer),
        )

    def _count_pladser(self, sider: Sequence[Side]) -> int:
        """Count the places of the whole tilbud; where places are not beds the portal's total is another number."""
        i_alt = sum(antal or 0 for side in sider for antal in side.afdeling.pladser.values())
        if any(UDEN_SENGE & side.typer for side in sider):
            i_alt += self._terning.randint(1, 9)
        return i_alt

    def _draw_driftsaftale(self, kladde: Kladde) -> str | None:
        if kladde.ejer.ejerform != "privat" or self._terning.random() > _ANDEL_DRIFTSAFTALE:
            return None
        return kladde.kommune.navn + self._terning.choice(("", " Kommune"))


def _name_tilsyn(kladde: Kladde) -> str:
    if kladde.skitse.profil is KOMMUNALT_DAGTILBUD:
        return f"{kladde.kommune.navn} Kommune"
    return f"Socialtilsyn {kladde.skitse.socialtilsyn}"
