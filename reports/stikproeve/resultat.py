"""The result of one control as numbers: per item, in all and by group, with what followed and what was found before."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.felter import FELTER
from domain.stikproeve import FEJLUDFALD, Enhed, Population, Udfald
from domain.stikproevesvar import Sanktion
from sampling.estimat import Andel, Stratum, Vurdering, estimate_andel, estimate_punkt
from sampling.forskel import Forskel, subtract
from sampling.interval import Interval
from sampling.traek import count_strata
from warehouse.queries.stikproeve_resultat import Grundlag
from warehouse.stikproever.kontrol import Kontrol
from warehouse.stikproever.versioner import Version

STRATUM = "stratum"
TEGN = {"socialtilsyn": "Socialtilsyn", "type": "Tilbudstype", "ejerform": "Ejerform", STRATUM: "Stratum"}


@dataclass(frozen=True, kw_only=True)
class Gruppe:
    """A part of the register, such as one socialtilsyn, with the share of faults in it."""

    tegn: str
    navn: str
    andel: Andel


@dataclass(frozen=True, kw_only=True)
class Opfoelgning:
    """What followed the faults. `i_tide` were corrected within the deadline, `for_sent` after it."""

    i_tide: int
    for_sent: int
    ikke_rettet: int
    paabud: int
    markering: int


@dataclass(frozen=True, kw_only=True)
class Runde:
    """An earlier control of the same item, and how much has changed since (None when either cannot be estimated)."""

    nummer: str
    ramme_dag: date | None
    andel: Andel
    forskel: Forskel | None


@dataclass(frozen=True, kw_only=True)
class Punktresultat:
    """The result of one item. `udfald` counts each outcome; `mangler` are drawn units without one."""

    punkt: str
    etiket: str
    i_alt: Andel
    grupper: tuple[Gruppe, ...]
    forbehold: tuple[str, ...]
    udfald: Mapping[Udfald, int]
    mangler: int
    opfoelgning: Opfoelgning
    tidligere: tuple[Runde, ...]


@dataclass(frozen=True, kw_only=True)
class Resultat:
    """The result of one control. `efter_lukning` are versions of outcomes given after it was settled."""

    kontrol: Kontrol
    er_opgjort: bool
    rettefrist: date | None
    udelukkede: Mapping[str, int]
    strata: Mapping[str, tuple[int, int]]
    mangler: int
    efter_lukning: int
    punkter: tuple[Punktresultat, ...]

    @property
    def er_familier(self) -> bool:
        """Tell whether small numbers must be hidden."""
        return self.kontrol.population is Population.PLEJEFAMILIER


def make_resultat(grundlag: Grundlag, tidligere: Sequence[Grundlag] = ()) -> Resultat:
    """Work out the result of a control. `tidligere` are earlier controls of the same population.

    Raises:
        StikproeveFejl: The stored outcomes do not fit the frame.
    """
    enheder = [en.enhed for en in grundlag.enheder]
    udtrukne = Counter(en.enhed.stratum for en in grundlag.enheder if en.er_udtrukket)
    return Resultat(
        kontrol=grundlag.kontrol,
        er_opgjort=grundlag.er_opgjort,
        rettefrist=grundlag.rettefrist,
        udelukkede=dict(Counter(enhed.udelukket for enhed in enheder if enhed.udelukket is not None)),
        strata={navn: (antal, udtrukne[navn]) for navn, antal in count_strata(enheder).items()},
        mangler=grundlag.mangler,
        efter_lukning=sum(version.efter_lukning for alle in grundlag.versioner.values() for version in alle),
        punkter=tuple(_make_punkt(grundlag, punkt, tidligere) for punkt in grundlag.kontrol.punkter),
    )


def read_vurderinger(grundlag: Grundlag, punkt: str) -> tuple[Vurdering, ...]:
    """Give the outcome that counts of each unit for an item."""
    strata = {en.enhed.enhed_id: en.enhed.stratum for en in grundlag.enheder}
    return tuple(
        Vurdering(enhed_id=enhed_id, stratum=strata[enhed_id], udfald=version.svar.udfald)
        for enhed_id, version in _read_gaeldende(grundlag, punkt).items()
    )


def name_punkt(punkt: str) -> str:
    """Give an item as the portal names it."""
    return FELTER[punkt].etiket if punkt in FELTER else punkt


def _make_punkt(grundlag: Grundlag, punkt: str, tidligere: Sequence[Grundlag]) -> Punktresultat:
    vurderinger = read_vurderinger(grundlag, punkt)
    estimat = estimate_punkt(vurderinger, _read_strata(grundlag.kan_traekkes))
    gaeldende = _read_gaeldende(grundlag, punkt).values()
    strata = (Gruppe(tegn=STRATUM, navn=navn, andel=andel) for navn, andel in estimat.strata.items())
    return Punktresultat(
        punkt=punkt,
        etiket=name_punkt(punkt),
        i_alt=estimat.i_alt,
        grupper=(*_make_grupper(grundlag, vurderinger), *(strata if len(estimat.strata) > 1 else ())),
        forbehold=estimat.forbehold,
        udfald=dict(Counter(vurdering.udfald for vurdering in vurderinger)),
        mangler=sum(en.er_udtrukket for en in grundlag.enheder) - len(vurderinger),
        opfoelgning=_follow_up(gaeldende, grundlag.rettefrist),
        tidligere=tuple(
            _make_runde(runde, punkt, estimat.i_alt) for runde in tidligere if punkt in runde.kontrol.punkter
        ),
    )


def _make_grupper(grundlag: Grundlag, vurderinger: Sequence[Vurdering]) -> Iterable[Gruppe]:
    """Give the groups by each characteristic, measured in strata split further by it.

    A stratum may hold units of several groups where small ones were put together. Within it every unit was as likely to
    be drawn, so that each part of it is a stratum of its own.
    """
    tegn_af = {en.enhed.enhed_id: en.enhed for en in grundlag.enheder}
    for tegn in ("socialtilsyn", "type", "ejerform"):
        dele: dict[str, list[Stratum]] = defaultdict(list)
        for (vaerdi, stratum), antal in _count_dele(grundlag.kan_traekkes, tegn).items():
            dele[vaerdi].append(Stratum(navn=stratum, antal=antal))
        for vaerdi in sorted(dele) if len(dele) > 1 else ():
            mine = [v for v in vurderinger if getattr(tegn_af[v.enhed_id], tegn) == vaerdi]
            yield Gruppe(tegn=tegn, navn=vaerdi, andel=estimate_andel(mine, dele[vaerdi]))


def _count_dele(enheder: Iterable[Enhed], tegn: str) -> Mapping[tuple[str, str], int]:
    return Counter((str(getattr(enhed, tegn)), enhed.stratum) for enhed in enheder)


def _follow_up(gaeldende: Iterable[Version], frist: date | None) -> Opfoelgning:
    fejl = [version.svar for version in gaeldende if version.svar.udfald in FEJLUDFALD]
    rettet = [svar.rettet_dag for svar in fejl if svar.rettet_dag is not None]
    i_tide = sum(frist is None or dag <= frist for dag in rettet)
    return Opfoelgning(
        i_tide=i_tide,
        for_sent=len(rettet) - i_tide,
        ikke_rettet=len(fejl) - len(rettet),
        paabud=sum(svar.sanktion is Sanktion.PAABUD for svar in fejl),
        markering=sum(svar.sanktion is Sanktion.MARKERING for svar in fejl),
    )


def _make_runde(runde: Grundlag, punkt: str, nu: Andel) -> Runde:
    foer = estimate_andel(read_vurderinger(runde, punkt), _read_strata(runde.kan_traekkes))
    naa, da = _read_interval(nu), _read_interval(foer)
    return Runde(
        nummer=runde.kontrol.nummer,
        ramme_dag=runde.kontrol.ramme_dag,
        andel=foer,
        forskel=subtract(naa, da) if naa and da else None,
    )


def _read_interval(andel: Andel) -> Interval | None:
    if andel.andel is None or andel.nedre is None or andel.oevre is None:
        return None
    return Interval(andel=andel.andel, nedre=andel.nedre, oevre=andel.oevre)


def _read_strata(enheder: Iterable[Enhed]) -> list[Stratum]:
    return [Stratum(navn=navn, antal=antal) for navn, antal in count_strata(enheder).items()]


def _read_gaeldende(grundlag: Grundlag, punkt: str) -> dict[str, Version]:
    return {enhed_id: alle[-1] for (enhed_id, et), alle in grundlag.versioner.items() if et == punkt}
