"""The evidence: what the rules had flagged of the faults people confirmed, and what people confirmed of the flags."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.reference.evidens import Evidensregel
from domain.stikproeve import FEJLUDFALD, Udfald
from sampling.afgoerelse import Afgoerelse, decide, refuse_without_rules
from sampling.fejl import StikproeveFejl
from sampling.genfinding import Flagdele, Registerdel
from sampling.interval import Interval
from sampling.maaling import Maaling, measure


@dataclass(frozen=True, kw_only=True)
class Rammedel:
    """A stratum of the frozen frame for one item: its units that could be drawn, and how many the rules had flagged.

    Rounds are put together by giving each round's strata names of their own, such as "27-1: Nord / privat".
    """

    stratum: str
    antal: int
    flagget: int


@dataclass(frozen=True, kw_only=True)
class Sag:
    """One assessed unit for one item: what people said, whether the rules had flagged it, and the minutes it took."""

    enhed_id: str
    stratum: str
    udfald: Udfald
    er_flagget: bool
    minutter: int | None = None


@dataclass(frozen=True, kw_only=True)
class Evidens:
    """What is known of one item.

    `genfinding` (recall) is the share the rules had flagged of all faults people would confirm in the register;
    `praecision` the share of all flags that people would confirm; None where nothing tells. `bekraeftede` faults were
    confirmed in the sample, `kun_af_mennesker` of them not flagged. `anmodninger` are requests for documentation, one
    for each assessed case.
    """

    punkt: str
    genfinding: Interval | None
    praecision: Interval | None
    vurderede: int
    uafgjorte: int
    ramme: int
    ramme_flagget: int
    bekraeftede: int
    flaggede_vurderede: int
    kun_af_mennesker: int
    anmodninger: int
    minutter: int
    minutter_kendt_for: int
    afgoerelse: Afgoerelse

    @property
    def anmodninger_pr_fejl(self) -> float | None:
        """Requests for documentation for each fault people confirmed."""
        return self.anmodninger / self.bekraeftede if self.bekraeftede else None

    @property
    def minutter_pr_fejl(self) -> float | None:
        """Minutes for each confirmed fault, by the mean of the cases whose minutes are known."""
        if not self.bekraeftede or not self.minutter_kendt_for:
            return None
        return self.minutter / self.minutter_kendt_for * self.anmodninger / self.bekraeftede


def evaluate_punkt(
    punkt: str, sager: Iterable[Sag], ramme: Iterable[Rammedel], *, regel: Evidensregel, har_regler: bool
) -> Evidens:
    """Weigh the evidence on one item.

    Flagged and unflagged units are measured apart, each weighted by strata, and counted up to the number of them in the
    frame, which is known since the rules see every unit. Undecided cases tell nothing and are left out.

    Args:
        punkt: The item, as named in `domain.felter`.
        sager: The assessed units.
        ramme: Every stratum of the frame.
        regel: The decision rule that held when the control was announced.
        har_regler: Whether any active rule speaks of the item at all.

    Raises:
        StikproeveFejl: A case is given twice, lies outside the frame, or the frame says nothing was flagged there.
    """
    alle, dele = list(sager), list(ramme)
    _check(alle, dele)
    afgjorte = [sag for sag in alle if sag.udfald is not Udfald.UAFGJORT]
    flag = _split(afgjorte, dele)
    fejl = [sag for sag in afgjorte if sag.udfald in FEJLUDFALD]
    oversete = sum(not sag.er_flagget for sag in fejl)
    minutter = [sag.minutter for sag in alle if sag.minutter is not None]
    kendelse = decide(flag, fejl=len(fejl), oversete=oversete, regel=regel) if har_regler else None
    return Evidens(
        punkt=punkt,
        genfinding=flag.recall(regel.konfidens),
        praecision=flag.precision(regel.konfidens),
        vurderede=len(afgjorte),
        uafgjorte=len(alle) - len(afgjorte),
        ramme=sum(del_.antal for del_ in dele),
        ramme_flagget=flag.med.antal,
        bekraeftede=len(fejl),
        flaggede_vurderede=sum(sag.er_flagget for sag in afgjorte),
        kun_af_mennesker=oversete,
        anmodninger=len(alle),
        minutter=sum(minutter),
        minutter_kendt_for=len(minutter),
        afgoerelse=kendelse or refuse_without_rules(regel),
    )


def _split(afgjorte: Sequence[Sag], dele: Sequence[Rammedel]) -> Flagdele:
    stoerrelser = {del_.stratum: del_.antal for del_ in dele}
    flagget = sum(del_.flagget for del_ in dele)
    return Flagdele(
        med=Registerdel(antal=flagget, maal=measure([_count(sag, sag.er_flagget) for sag in afgjorte], stoerrelser)),
        uden=Registerdel(
            antal=sum(stoerrelser.values()) - flagget,
            maal=measure([_count(sag, not sag.er_flagget) for sag in afgjorte], stoerrelser),
        ),
    )


def _count(sag: Sag, hoerer_til: bool) -> Maaling:  # noqa: FBT001
    fejl = sag.udfald in FEJLUDFALD
    return Maaling(stratum=sag.stratum, taeller=float(hoerer_til and fejl), naevner=float(hoerer_til))


def _check(alle: Sequence[Sag], dele: Sequence[Rammedel]) -> None:
    if len({(sag.stratum, sag.enhed_id) for sag in alle}) < len(alle):
        raise StikproeveFejl("En enhed er vurderet to gange for samme punkt. Brug kun den nyeste vurdering af hver.")
    flaggede = Counter(sag.stratum for sag in alle if sag.er_flagget)
    uflaggede = Counter(sag.stratum for sag in alle if not sag.er_flagget)
    ramme: Mapping[str, Rammedel] = {del_.stratum: del_ for del_ in dele}
    for navn in sorted(flaggede.keys() | uflaggede.keys()):
        if navn not in ramme:
            raise StikproeveFejl(f"Der er vurderinger i {navn!r}, som rammen ikke har. Er det en anden kontrols?")
        if flaggede[navn] > ramme[navn].flagget or uflaggede[navn] > ramme[navn].antal - ramme[navn].flagget:
            raise StikproeveFejl(f"I {navn!r} er der vurderet flere med eller uden fund, end rammen har af dem.")
