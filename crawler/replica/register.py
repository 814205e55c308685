"""The made-up register of a night with its answer key."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from crawler.replica.dar.naboer import add_naboer
from crawler.replica.dar.registeradresse import Registeradresse, read_linjer
from crawler.replica.fejl import Gruppe, Plantet
from crawler.replica.grundlag import LANDSTAL
from crawler.replica.naeste_nat import choose_savnet, plan_uskyldige
from crawler.replica.plan import BEGGE, NY, RETTET, Plads, Planlaegger, plan_faelder, plan_fejl, plan_nye
from crawler.replica.side import Side
from crawler.replica.stamdata import make_stamdata
from crawler.replica.terning import make_terning
from domain.afdeling import Afdeling

Noegle = tuple[str, str]
NAETTER = (1, 2)


@dataclass(frozen=True, kw_only=True)
class Aendringer:
    """What the second night has that the first had not; all empty on the first.

    `rettede` and `nye` are findings, the others keys (tilbudsid, afdelingsid). `uskyldige` are pages that changed
    without a fault of `facit` coming or going.
    """

    rettede: frozenset[Plantet] = frozenset()
    nye: frozenset[Plantet] = frozenset()
    forsvundne: frozenset[Noegle] = frozenset()
    tilkomne: frozenset[Noegle] = frozenset()
    uskyldige: frozenset[Noegle] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Register:
    """One night of the register. `sider` are the pages the portal shows, by id.

    `facit` is every finding the active rules must give on those pages, and no other. `savnet` are keys the portal
    showed the night before: they are not seen, and what was found there stays open.

    `facit_dar` is `facit` where the address register `adresser` is loaded: more is found then. `stamdata` are the
    pages of both nights as they would be without a fault, and `planlagte` the addresses that the faults need.
    `andre_sider` are the pages of the other night, before or after. `optagne` are the tilbud that a fault, a trap or a
    change touches on either night, or that come or go.
    """

    seed: int
    nat: int
    sider: tuple[Side, ...]
    facit: frozenset[Plantet]
    facit_dar: frozenset[Plantet]
    stamdata: tuple[Side, ...] = ()
    planlagte: tuple[Registeradresse, ...] = ()
    andre_sider: tuple[Side, ...] = ()
    optagne: frozenset[str] = frozenset()
    aendringer: Aendringer = field(default_factory=Aendringer)

    @property
    def savnet(self) -> frozenset[Noegle]:
        """The keys that vanished since the night before."""
        return self.aendringer.forsvundne

    @cached_property
    def adresser(self) -> tuple[Registeradresse, ...]:
        """The address register, the same on both nights: where the open pages lie, and what stands around them."""
        aabne = [side for side in self.stamdata if not side.er_hemmelig]
        egne = [read_linjer(linjer, s.omraade) for s in aabne for linjer in (s.adresselinjer, s.ejerlinjer)]
        hemmelige = (read_linjer(s.adresselinjer, s.omraade) for s in self.stamdata if s.er_hemmelig)
        return add_naboer((*egne, *self.planlagte), frozenset(adresse.hustekst for adresse in hemmelige))

    @cached_property
    def afdelinger(self) -> tuple[Afdeling, ...]:
        """What a faultless reader makes of the pages (§ 109 without street), before people are hashed."""
        return tuple(side.laest for side in self.sider)


def make_register(seed: int, *, nat: int = 1, antal_tilbud: int = LANDSTAL) -> Register:
    """Make the register of a night. The same arguments always give the same register.

    Raises:
        ValueError: `nat` is neither 1 nor 2, or `antal_tilbud` is below 1.
    """
    if nat not in NAETTER:
        raise ValueError(f"Der er kun nat 1 og 2, ikke nat {nat}.")
    if antal_tilbud < 1:
        raise ValueError("Registret skal have mindst ét tilbud.")
    *tilbud, tilkommen = make_stamdata(seed, antal_tilbud)
    pladser = _plan(seed, tilbud)
    savnet = choose_savnet(pladser, tilbud)
    synlige = [gruppe for gruppe in (*tilbud, tilkommen) if gruppe[0].noegle not in savnet]
    naetter = {
        1: _make_night(seed, 1, tilbud, pladser, Aendringer()),
        2: _make_night(seed, 2, synlige, pladser, _list_aendringer(pladser, savnet, tilkommen)),
    }
    return replace(
        naetter.pop(nat),
        andre_sider=next(iter(naetter.values())).sider,
        stamdata=tuple(side for gruppe in (*tilbud, tilkommen) for side in gruppe),
        planlagte=tuple(adresse for plads in pladser for adresse in plads.plantning.adresser),
        optagne=frozenset(
            side.noegle[0] for sider in (tilkommen, *(plads.sider for plads in pladser)) for side in sider
        ),
    )


def _plan(seed: int, tilbud: list[Gruppe]) -> list[Plads]:
    planlaegger = Planlaegger(tilbud, make_terning(seed, "fejl"), len(tilbud))
    planer = (plan_fejl, plan_nye, plan_uskyldige, plan_faelder)
    return [plads for plan in planer for plads in plan(planlaegger)]


def _make_night(
    seed: int, nat: int, tilbud: Iterable[Gruppe], pladser: Iterable[Plads], aendringer: Aendringer
) -> Register:
    aktive = [plads for plads in pladser if nat in plads.naetter]
    aendrede = {side.noegle: side for plads in aktive for side in plads.sider}
    sider = tuple(aendrede.get(side.noegle, side) for gruppe in tilbud for side in gruppe)
    savnede = {tilbudsid for tilbudsid, _ in aendringer.forsvundne}
    facit = frozenset(fund for plads in aktive for fund in plads.fund if fund.tilbudsid not in savnede)
    fund_dar = frozenset(fund for plads in aktive for fund in plads.plantning.fund_dar)
    return Register(seed=seed, nat=nat, sider=sider, facit=facit, facit_dar=facit | fund_dar, aendringer=aendringer)


def _list_aendringer(pladser: list[Plads], savnet: frozenset[Noegle], tilkommen: Gruppe) -> Aendringer:
    skiftende = [plads for plads in pladser if plads.naetter != BEGGE]
    nye = [plads for plads in skiftende if plads.naetter == NY]
    return Aendringer(
        rettede=frozenset(fund for plads in pladser if plads.naetter == RETTET for fund in plads.fund),
        nye=frozenset(fund for plads in nye for fund in plads.fund),
        forsvundne=savnet,
        tilkomne=frozenset(side.noegle for side in tilkommen),
        uskyldige=frozenset(side.noegle for plads in skiftende if not plads.fund for side in plads.sider),
    )
