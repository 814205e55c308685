"""The verdict on an item, by the decision rule written down before the evidence was gathered."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from domain.reference.evidens import Evidensregel
from sampling.genfinding import Flagdele
from sampling.interval import Interval

_HALVERINGER = 40


class Kendelse(StrEnum):
    """The verdict on an item."""

    KAN_OVERLADES = "kan overlades"
    IKKE_ENDNU = "ikke endnu"
    ALDRIG = "aldrig"


@dataclass(frozen=True, kw_only=True)
class Afgoerelse:
    """A verdict with its reason in Danish. `mangler` is the further cases needed, None when no number changes it."""

    kendelse: Kendelse
    begrundelse: str
    mangler: int | None
    konfidens: float


def decide(flag: Flagdele, *, fejl: int, oversete: int, regel: Evidensregel) -> Afgoerelse:
    """Judge one item by the rule.

    Args:
        flag: The register in two parts, flagged and not, with what people confirmed of each.
        fejl: Faults people confirmed in the sample.
        oversete: Those of them the rules had not flagged.
        regel: The decision rule.
    """
    genfinding, praecision = flag.recall(regel.konfidens), flag.precision(regel.konfidens)
    if genfinding is None or fejl < regel.mindst_fejl:
        return _not_yet(
            f"Der er bekræftet {fejl} fejl, og reglen kræver mindst {regel.mindst_fejl}, før den afgør noget.",
            max(_need_fejl(flag, fejl, regel), _need_dele(flag)),
            regel,
        )
    if genfinding.oevre < regel.genfinding_aldrig and oversete < regel.mindst_oversete:
        return _not_yet(
            f"Reglerne havde fundet {_say(genfinding)} af de bekræftede fejl, men kun {oversete} fejl er fundet uden "
            f"reglerne, og reglen kræver mindst {regel.mindst_oversete}, før den siger »aldrig«.",
            _need_oversete(flag, oversete, regel),
            regel,
        )
    if genfinding.oevre < regel.genfinding_aldrig:
        return Afgoerelse(
            kendelse=Kendelse.ALDRIG,
            begrundelse=f"Reglerne havde fundet {_say(genfinding)} af de bekræftede fejl. "
            f"Det er med sikkerhed under {_pct(regel.genfinding_aldrig)}.",
            mangler=None,
            konfidens=regel.konfidens,
        )
    if praecision and _passes(genfinding, praecision, regel):
        return Afgoerelse(
            kendelse=Kendelse.KAN_OVERLADES,
            begrundelse=f"Reglerne havde fundet {_say(genfinding)} af de bekræftede fejl, og {_say(praecision)} af "
            "deres fund blev bekræftet. Begge dele er med sikkerhed over reglens grænser, "
            f"{_pct(regel.genfinding_mindst)} og {_pct(regel.praecision_mindst)}.",
            mangler=0,
            konfidens=regel.konfidens,
        )
    return _explain_wait(flag, genfinding, praecision, regel)


def refuse_without_rules(regel: Evidensregel) -> Afgoerelse:
    """Judge an item that no rule speaks of."""
    return Afgoerelse(
        kendelse=Kendelse.ALDRIG,
        begrundelse="Ingen regel ser på punktet, så kun mennesker kan finde fejl i det.",
        mangler=None,
        konfidens=regel.konfidens,
    )


def _explain_wait(flag: Flagdele, genfinding: Interval, praecision: Interval | None, regel: Evidensregel) -> Afgoerelse:
    fundet = f"Reglerne havde fundet {_say(genfinding)} af de bekræftede fejl"
    bekraeftet = f"{_say(praecision)} af deres fund blev bekræftet" if praecision else "ingen af deres fund er vurderet"
    mangler = _need_sikkerhed(flag, regel)
    raad = (
        "Tallene er gode nok, men for usikre endnu."
        if mangler is not None
        else "Flere sager ændrer det ikke, som tallene er: reglerne skal først gøres bedre."
    )
    return _not_yet(f"{fundet}, og {bekraeftet}. {raad}", mangler, regel)


def _not_yet(begrundelse: str, mangler: int | None, regel: Evidensregel) -> Afgoerelse:
    return Afgoerelse(kendelse=Kendelse.IKKE_ENDNU, begrundelse=begrundelse, mangler=mangler, konfidens=regel.konfidens)


def _passes(genfinding: Interval, praecision: Interval, regel: Evidensregel) -> bool:
    return genfinding.nedre >= regel.genfinding_mindst and praecision.nedre >= regel.praecision_mindst


def _need_fejl(flag: Flagdele, fejl: int, regel: Evidensregel) -> int:
    """Count the cases that give the faults still wanted, at the rate so far (one more fault in two more cases)."""
    vurderede = flag.med.vurderede + flag.uden.vurderede
    oensket = ceil(max(0, regel.mindst_fejl - fejl) * (vurderede + 2) / (fejl + 1)) if vurderede else regel.mindst_fejl
    return min(oensket, flag.med.antal + flag.uden.antal - vurderede)


def _need_oversete(flag: Flagdele, oversete: int, regel: Evidensregel) -> int:
    """Count the cases, shared as so far, that give the unflagged faults still wanted, at the rate so far."""
    vurderede = flag.uden.vurderede
    oensket = (regel.mindst_oversete - oversete) * (vurderede + 2) / (oversete + 1)
    return max(1, flag.count_more(1 + oensket / vurderede))


def _need_dele(flag: Flagdele) -> int:
    """Count one case for each part that has units, but none assessed: nothing can be said without."""
    return sum(del_.antal > 0 and del_.maal is None for del_ in (flag.med, flag.uden))


def _need_sikkerhed(flag: Flagdele, regel: Evidensregel) -> int | None:
    """Count the further cases, shared as so far, after which the same shares would pass; None when they never would."""
    hoejst = max((del_.antal / del_.vurderede for del_ in (flag.med, flag.uden) if del_.vurderede), default=1.0)
    if not _would_pass(flag, regel, hoejst):
        return None
    lav, hoej = 1.0, hoejst
    for _ in range(_HALVERINGER):
        midt = (lav + hoej) / 2
        lav, hoej = (lav, midt) if _would_pass(flag, regel, midt) else (midt, hoej)
    return max(1, flag.count_more(hoej))


def _would_pass(flag: Flagdele, regel: Evidensregel, gange: float) -> bool:
    genfinding, praecision = flag.recall(regel.konfidens, gange=gange), flag.precision(regel.konfidens, gange=gange)
    return genfinding is not None and praecision is not None and _passes(genfinding, praecision, regel)


def _say(interval: Interval) -> str:
    return f"{_pct(interval.andel)} ({_pct(interval.nedre)}-{_pct(interval.oevre)})"


def _pct(andel: float) -> str:
    return f"{100 * andel:.1f} %".replace(".", ",").replace(",0 %", " %")
