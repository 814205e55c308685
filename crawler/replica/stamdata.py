"""The register without a fault: every tilbud with its owner, places, people and pages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from crawler.replica.ejere import Ejer, Ejerkartotek
from crawler.replica.navne import make_afdelingsnavn, make_person, make_slug, make_tilbudsnavn
from crawler.replica.numre import draw_cvr_numre, draw_ids, make_telefon
from crawler.replica.side import Side
from crawler.replica.skitser import TILKOMMEN, Skitse, make_skitser
from crawler.replica.steder import Sted, choose_kommune, choose_sted, kommuner_of, kommuner_outside
from crawler.replica.terning import make_terning
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
_FIRMASTOERRELSER = {1: 78, 2: 11, 3: 6, 5: 3, 8: 2}
_MINDSTE_KONCERN, _STOERSTE_KONCERN = 3, 12


@dataclass(frozen=True)
class _Kladde:
    skitse: Skitse
    kommune: Kommune
    ejer: Ejer


def make_stamdata(seed: int, antal: int) -> list[tuple[Side, ...]]:
    """Give the pages of each tilbud, `antal` of them and last the one that appears on the second night."""
    skitser = [*make_skitser(make_terning(seed, "skitser"), antal), TILKOMMEN]
    kladder = _find_ejere(make_terning(seed, "ejere"), skitser)
    # An owner with more than one afdeling shows its head office as "Tilbuddets adresse".
    afdelinger = Counter[str]()
    for kladde in kladder:
        afdelinger[kladde.ejer.cvr] += kladde.skitse.antal_afdelinger
    maler = _Maler(make_terning(seed, "sider"), {cvr for cvr, antal_ in afdelinger.items() if antal_ > 1})
    return [maler.make_tilbud(kladde) for kladde in kladder]


def _find_ejere(terning: Random, skitser: list[Skitse]) -> list[_Kladde]:
    kartotek = Ejerkartotek(terning, draw_cvr_numre(terning))
    firmaer: dict[tuple[str, bool], Iterator[Ejer]] = {}
    kladder = []
    for skitse in skitser:
        kommuner = (kommuner_outside if skitse.er_specialist else kommuner_of)(skitse.socialtilsyn)
        kommune = choose_kommune(terning, kommuner)
        if skitse.ejerform == "kommunal":
            ejer = kartotek.find_kommune(kommune)
        elif skitse.ejerform == "regional":
            ejer = kartotek.find_region(kommune)
        else:
            art = (skitse.socialtilsyn, skitse.er_koncern)
            ejer = next(firmaer.setdefault(art, _draw_firmaer(terning, kartotek, skitse)))
        kladder.append(_Kladde(skitse, kommune, ejer))
    return kladder


def _draw_firmaer(terning: Random, kartotek: Ejerkartotek, skitse: Skitse) -> Iterator[Ejer]:
    """Give the private owner of one tilbud after the other; each firm as often as it has tilbud."""
    while True:
        if skitse.er_koncern:
            antal = terning.randint(_MINDSTE_KONCERN, _STOERSTE_KONCERN)
            ejer = kartotek.make_koncern(skitse.socialtilsyn)
        else:
            antal = terning.choices(list(_FIRMASTOERRELSER), list(_FIRMASTOERRELSER.values()))[0]
            ejer = kartotek.make_firma(skitse.socialtilsyn)
        yield from (ejer for _ in range(antal))


class _Maler:
    """Paints the pages of one tilbud after the other; holds the numbers that may be given only once."""

    def __init__(self, terning: Random, store_ejere: set[str]) -> None:
        self._terning = terning
        self._store_ejere = store_ejere
        self._tilbudsid = draw_ids(terning, 10_000)
        self._afdelingsid = draw_ids(terning, 40_000)
        self._p_nummer = draw_ids(terning, 1_999_000_000)

    def make_tilbud(self, kladde: _Kladde) -> tuple[Side, ...]:
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

    def _make_side(self, kladde: _Kladde, tilbudsid: str, navn: str, nummer: int) -> Side:
        terning, ejer, skitse = self._terning, kladde.ejer, kladde.skitse
        sted = choose_sted(terning, kladde.kommune)
        ejerlinjer = ejer.linjer if ejer.cvr in self._store_ejere else sted.linjer
        paragraffer = skitse.profil.of_afdeling(nummer)
        slug = make_slug(navn)
        afdeling = Afdeling(
            tilbudsid=tilbudsid,
            afdelingsid=next(self._afdelingsid),
            navn=navn,
            tilbuddets_adresse=", ".join(ejerlinjer),
            cvr=ejer.cvr,
            p_nummer=next(self._p_nummer),
            telefon=make_telefon(terning),
            email=f"{terning.choice(('kontakt', 'post', 'info'))}@{slug}.example.org",
            hjemmeside=f"https://www.{slug}.example.org" if terning.random() < 0.85 else None,  # noqa: PLR2004
            virksomhed=ejer.navn,
            virksomhedsform=ejer.form,
            tilsynsmyndighed=_name_tilsyn(skitse, sted),
            tilbudstyper=tuple(name_type(terning, paragraf) for paragraf in paragraffer),
            pladser={paragraf: draw_pladser(terning, paragraf) for paragraf in paragraffer},
            lister=choose_lister(paragraffer),
        )
        side = Side(
            afdeling=afdeling,
            adresselinjer=(),
            ejerlinjer=ejerlinjer,
            leder=None,
            kontaktperson=None,
            ejer=ejer.cvr,
            ejerform=ejer.ejerform,
            omraade=skitse.socialtilsyn,
            er_specialist=skitse.er_specialist,
            er_hemmelig=False,
        )
        return side.move(*sted.linjer).name_leder(make_person(terning)).name_kontaktperson(make_person(terning))

    def _count_pladser(self, sider: list[Side]) -> int:
        """Count the places of the whole tilbud; where places are not beds the portal's total is another number."""
        i_alt = sum(antal or 0 for side in sider for antal in side.afdeling.pladser.values())
        if any(UDEN_SENGE & side.typer for side in sider):
            i_alt += self._terning.randint(1, 9)
        return i_alt

    def _draw_driftsaftale(self, kladde: _Kladde) -> str | None:
        if kladde.ejer.ejerform != "privat" or self._terning.random() > 0.15:  # noqa: PLR2004
            return None
        return kladde.kommune.navn + self._terning.choice(("", " Kommune"))


def _name_tilsyn(skitse: Skitse, sted: Sted) -> str:
    if skitse.profil is KOMMUNALT_DAGTILBUD:
        return f"{sted.kommune.navn} Kommune"
    return f"Socialtilsyn {skitse.socialtilsyn}"
