"""What a control found: the share of faults of one item, in all and by stratum, weighted to the register."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from domain.stikproeve import FEJLUDFALD, Udfald
from sampling.design import flag_of
from sampling.fejl import StikproeveFejl
from sampling.interval import Interval, combine, compute_interval
from sampling.maaling import Maaling, measure

KONFIDENS = 0.95


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """A stratum of the frozen frame: `antal` units that could be drawn, the excluded ones not counted."""

    navn: str
    antal: int


@dataclass(frozen=True, kw_only=True)
class Vurdering:
    """The outcome of one item of one drawn unit that has one."""

    enhed_id: str
    stratum: str
    udfald: Udfald


@dataclass(frozen=True, kw_only=True)
class Andel:
    """A share of faults (0-1) with its interval, of the register's units in the strata it speaks for.

    `antal` were decided, `fejl` of them faulty, `uafgjort` could not be decided. The share leaves the undecided out, as
    if they were like the others of their stratum; `hvis_uafgjorte_rigtige` and `hvis_uafgjorte_fejl` are the share had
    they all been right, or all wrong. `ikke_daekket` units lie in strata without a decided outcome. All shares are None
    when nothing was decided.
    """

    population: int
    ikke_daekket: int
    antal: int
    fejl: int
    uafgjort: int
    andel: float | None = None
    nedre: float | None = None
    oevre: float | None = None
    standardfejl: float | None = None
    hvis_uafgjorte_rigtige: float | None = None
    hvis_uafgjorte_fejl: float | None = None


@dataclass(frozen=True, kw_only=True)
class Estimat:
    """The result of one item: in all, by stratum, and what a reader must know of it, in Danish sentences."""

    i_alt: Andel
    strata: Mapping[str, Andel]
    forbehold: tuple[str, ...]


def estimate_punkt(
    vurderinger: Iterable[Vurdering], strata: Iterable[Stratum], *, konfidens: float = KONFIDENS
) -> Estimat:
    """Estimate the share of faults of one item, in all and in each stratum.

    Raises:
        StikproeveFejl: A unit is assessed twice, lies in no stratum, or a stratum has more assessed units than units.
    """
    alle, ramme = list(vurderinger), {stratum.navn: stratum for stratum in strata}
    _check(alle, ramme)
    return Estimat(
        i_alt=estimate_andel(alle, ramme.values(), konfidens=konfidens),
        strata={navn: estimate_andel(alle, [ramme[navn]], konfidens=konfidens) for navn in sorted(ramme)},
        forbehold=_warn(alle, ramme),
    )


def estimate_andel(
    vurderinger: Iterable[Vurdering], strata: Iterable[Stratum], *, konfidens: float = KONFIDENS
) -> Andel:
    """Estimate the share of faults in some strata, such as those of one socialtilsyn; other assessments are left out.

    Where strata are drawn by what the rules flagged, flagged and unflagged ones are measured apart and then put
    together, so that a flagless part where nothing was found still counts with what might have been missed.
    """
    stoerrelser = {stratum.navn: stratum.antal for stratum in strata}
    mine = [vurdering for vurdering in vurderinger if vurdering.stratum in stoerrelser]
    afgjorte = [vurdering for vurdering in mine if vurdering.udfald is not Udfald.UAFGJORT]
    daekkede = {vurdering.stratum for vurdering in afgjorte}
    population = sum(stoerrelser[navn] for navn in daekkede)
    tal = Andel(
        population=population,
        ikke_daekket=sum(stoerrelser.values()) - population,
        antal=len(afgjorte),
        fejl=sum(_is_fejl(vurdering) for vurdering in afgjorte),
        uafgjort=len(mine) - len(afgjorte),
    )
    return _fill(tal, mine, afgjorte, stoerrelser, konfidens) if afgjorte else tal


def _fill(
    tal: Andel,
    mine: Sequence[Vurdering],
    afgjorte: Sequence[Vurdering],
    stoerrelser: Mapping[str, int],
    konfidens: float,
) -> Andel:
    dele: list[tuple[float, Interval]] = []
    varians = 0.0
    for maalinger in _group(afgjorte).values():
        maal = measure(maalinger, stoerrelser)
        if maal:
            vaegt = sum(stoerrelser[navn] for navn in {m.stratum for m in maalinger}) / tal.population
            dele.append((vaegt, compute_interval(maal, konfidens)))
            varians += vaegt**2 * maal.varians
    samlet = combine(dele)
    return Andel(
        population=tal.population,
        ikke_daekket=tal.ikke_daekket,
        antal=tal.antal,
        fejl=tal.fejl,
        uafgjort=tal.uafgjort,
        andel=samlet.andel,
        nedre=samlet.nedre,
        oevre=samlet.oevre,
        standardfejl=sqrt(varians),
        hvis_uafgjorte_rigtige=_share(mine, stoerrelser, FEJLUDFALD),
        hvis_uafgjorte_fejl=_share(mine, stoerrelser, FEJLUDFALD | {Udfald.UAFGJORT}),
    )


def _group(afgjorte: Sequence[Vurdering]) -> Mapping[str | None, list[Maaling]]:
    grupper: dict[str | None, list[Maaling]] = defaultdict(list)
    for vurdering in afgjorte:
        maaling = Maaling(stratum=vurdering.stratum, taeller=float(_is_fejl(vurdering)))
        grupper[flag_of(vurdering.stratum)].append(maaling)
    return grupper


def _share(mine: Sequence[Vurdering], stoerrelser: Mapping[str, int], fejl: frozenset[Udfald]) -> float:
    antal = Counter(vurdering.stratum for vurdering in mine)
    vaegtet = sum(stoerrelser[v.stratum] / antal[v.stratum] for v in mine if v.udfald in fejl)
    return vaegtet / sum(stoerrelser[navn] for navn in antal)


def _is_fejl(vurdering: Vurdering) -> bool:
    return vurdering.udfald in FEJLUDFALD


def _check(alle: Sequence[Vurdering], ramme: Mapping[str, Stratum]) -> None:
    if len({vurdering.enhed_id for vurdering in alle}) < len(alle):
        raise StikproeveFejl("En enhed er vurderet to gange for samme punkt. Brug kun den nyeste vurdering af hver.")
    for navn, antal in Counter(vurdering.stratum for vurdering in alle).items():
        if navn not in ramme:
            raise StikproeveFejl(f"Der er vurderinger i {navn!r}, som rammen ikke har. Er det en anden kontrols?")
        if antal > ramme[navn].antal:
            raise StikproeveFejl(f"Der er {antal} vurderinger i {navn!r}, som kun har {ramme[navn].antal} enheder.")


def _warn(alle: Sequence[Vurdering], ramme: Mapping[str, Stratum]) -> tuple[str, ...]:
    antal = Counter(vurdering.stratum for vurdering in alle if vurdering.udfald is not Udfald.UAFGJORT)
    uden = [stratum for stratum in ramme.values() if stratum.antal and not antal[stratum.navn]]
    alene = sum(tal == 1 < ramme[navn].antal for navn, tal in antal.items())
    uafgjort = sum(vurdering.udfald is Udfald.UAFGJORT for vurdering in alle)
    saetninger = (
        uden
        and f"{_count_strata(len(uden))} med i alt {sum(stratum.antal for stratum in uden)} enheder har ingen "
        "afgjorte sager. Resultatet siger intet om dem.",
        alene and f"{_count_strata(alene)} har kun én afgjort sag. Spredningen kan ikke måles der og er regnet samlet.",
        uafgjort
        and f"{uafgjort} sager kunne ikke afgøres. De er regnet, som om de lignede de andre i deres stratum; "
        "andelen er også vist, som den ville være, hvis de alle var rigtige, og hvis de alle var fejl.",
    )
    return tuple(saetning for saetning in saetninger if saetning)


def _count_strata(antal: int) -> str:
    return "Ét stratum" if antal == 1 else f"{antal} strata"
