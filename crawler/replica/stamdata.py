"""The register without a fault: every tilbud with its owner, places, people and pages."""

from collections import Counter
from collections.abc import Iterator
from random import Random

from crawler.replica.ejere import Ejer, Ejerkartotek
from crawler.replica.maler import Kladde, Maler
from crawler.replica.numre import draw_cvr_numre
from crawler.replica.side import Side
from crawler.replica.skitser import TILKOMMEN, Skitse, make_skitser
from crawler.replica.steder import choose_kommune, kommuner_of, kommuner_outside
from crawler.replica.terning import make_terning

_FIRMASTOERRELSER = {1: 78, 2: 11, 3: 6, 5: 3, 8: 2}
_MINDSTE_KONCERN, _STOERSTE_KONCERN = 3, 12


def make_stamdata(seed: int, antal: int) -> list[tuple[Side, ...]]:
    """Give the pages of each tilbud, `antal` of them and last the one that appears on the second night."""
    skitser = [*make_skitser(make_terning(seed, "skitser"), antal), TILKOMMEN]
    kladder = _find_ejere(make_terning(seed, "ejere"), skitser)
    # An owner with more than one afdeling shows its head office as "Tilbuddets adresse".
    afdelinger = Counter[str]()
    for kladde in kladder:
        afdelinger[kladde.ejer.cvr] += kladde.skitse.antal_afdelinger
    maler = Maler(make_terning(seed, "sider"), {cvr for cvr, antal_ in afdelinger.items() if antal_ > 1})
    return [maler.make_tilbud(kladde) for kladde in kladder]


def _find_ejere(terning: Random, skitser: list[Skitse]) -> list[Kladde]:
    kartotek = Ejerkartotek(terning, draw_cvr_numre(terning))
    firmaer: dict[tuple[str, bool], Iterator[Ejer]] = {}
    kladder = []
    for skitse in skitser:
        kommuner = (kommuner_outside if skitse.er_specialist else kommuner_of)(skitse.socialtilsyn)
        kommune = choose_kommune(terning, kommuner)
        if skitse.ejerform == "privat":
            art = (skitse.socialtilsyn, skitse.er_koncern)
            firma = firmaer.setdefault(art, _draw_firmaer(terning, kartotek, skitse))
            # A firm of its own for the newcomer: its coming must not change what is found at others.
            ejer = kartotek.make_firma(skitse.socialtilsyn) if skitse is TILKOMMEN else next(firma)
        else:
            ejer = (kartotek.find_kommune if skitse.ejerform == "kommunal" else kartotek.find_region)(kommune)
        kladder.append(Kladde(skitse, kommune, ejer))
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
