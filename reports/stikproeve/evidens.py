"""The evidence as numbers: per item, rounds put together, whether the rules can take over, by the rule that held."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.reference.evidens import Evidensregel, find_evidensregel
from domain.regel import Regel
from domain.stikproeve import Population
from reports.stikproeve.resultat import name_punkt
from sampling.evidens import Evidens, Rammedel, Sag, evaluate_punkt
from sampling.traek import count_strata
from warehouse.queries.stikproeve_resultat import Grundlag
from warehouse.stikproever.versioner import FORMULAR, Version

Noegle = tuple[Population, str]


@dataclass(frozen=True, kw_only=True)
class Punktevidens:
    """The evidence on one item of one population, over the controls in `runder`.

    `farvede` outcomes were changed after the rules' finds could be seen; the one given before that is what counts here.
    """

    population: Population
    etiket: str
    runder: tuple[str, ...]
    regler: int
    farvede: int
    evidens: Evidens


@dataclass(frozen=True, kw_only=True)
class Evidensrapport:
    """The evidence on every item that was controlled, and on those that were not (`uproevede`, with rules or without).

    `regel` is the decision rule that held when the newest round was announced (`annonceret`). `udeladte` are settled
    rounds that were announced under another rule, or under none, and therefore prove nothing by this one;
    `ukontrollerede` those whose snapshot the rules had not judged when the frame was frozen.
    """

    regel: Evidensregel | None
    annonceret: date | None
    punkter: tuple[Punktevidens, ...]
    uproevede: tuple[tuple[str, int], ...]
    udeladte: tuple[str, ...]
    ukontrollerede: tuple[str, ...]


def make_evidens(runder: Sequence[Grundlag], regler: Iterable[Regel]) -> Evidensrapport:
    """Weigh what all settled controls say of the rules.

    Raises:
        StikproeveFejl: The stored outcomes do not fit a frame.
    """
    antal_regler = Counter(regel.felt for regel in regler if regel.aktiv)
    ukontrollerede = tuple(runde.kontrol.nummer for runde in runder if not _is_judged(runde))
    doemte = [(runde, _find_regel(runde)) for runde in runder if _is_judged(runde)]
    gaeldende = [(runde, regel) for runde, regel in doemte if regel is not None]
    if not gaeldende:
        return _make_tom([runde for runde, _ in doemte], antal_regler, ukontrollerede)
    nyeste, regel = max(gaeldende, key=lambda par: (par[0].annonceret or date.min, par[0].kontrol.orden))
    med = [runde for runde, en in gaeldende if en == regel]
    noegler = sorted({(runde.kontrol.population, punkt) for runde in med for punkt in runde.kontrol.punkter})
    return Evidensrapport(
        regel=regel,
        annonceret=nyeste.annonceret,
        punkter=tuple(_weigh(noegle, med, regel, antal_regler) for noegle in noegler),
        uproevede=_list_uproevede(antal_regler, {punkt for _, punkt in noegler}),
        udeladte=tuple(runde.kontrol.nummer for runde, en in doemte if en != regel),
        ukontrollerede=ukontrollerede,
    )


def _make_tom(
    runder: Sequence[Grundlag], antal_regler: Counter[str], ukontrollerede: tuple[str, ...]
) -> Evidensrapport:
    return Evidensrapport(
        regel=None,
        annonceret=None,
        punkter=(),
        uproevede=_list_uproevede(antal_regler, ()),
        udeladte=tuple(runde.kontrol.nummer for runde in runder),
        ukontrollerede=ukontrollerede,
    )


def _is_judged(runde: Grundlag) -> bool:
    """Tell whether a round can say anything of the rules; of plejefamilier they say nothing in any case."""
    return runde.er_kontrolleret or runde.kontrol.population is Population.PLEJEFAMILIER


def _find_regel(runde: Grundlag) -> Evidensregel | None:
    return None if runde.annonceret is None else find_evidensregel(runde.annonceret)


def _weigh(noegle: Noegle, runder: Sequence[Grundlag], regel: Evidensregel, antal_regler: Counter[str]) -> Punktevidens:
    population, punkt = noegle
    mine = [runde for runde in runder if runde.kontrol.population is population and punkt in runde.kontrol.punkter]
    # The rules see tilbud only: of plejefamilier nothing is public that a rule could look at.
    regler = antal_regler[punkt] if population is Population.TILBUD else 0
    evidens = evaluate_punkt(
        punkt,
        [sag for runde in mine for sag in read_sager(runde, punkt)],
        [del_ for runde in mine for del_ in read_rammedele(runde, punkt)],
        regel=regel,
        har_regler=regler > 0,
    )
    return Punktevidens(
        population=population,
        etiket=name_punkt(punkt),
        runder=tuple(runde.kontrol.nummer for runde in mine),
        regler=regler,
        farvede=sum(_count_farvede(runde, punkt) for runde in mine),
        evidens=evidens,
    )


def read_sager(runde: Grundlag, punkt: str) -> tuple[Sag, ...]:
    """Give the assessed units of a round for an item, their strata named by the round.

    The outcome is the one that the rules' finds cannot have coloured; the minutes are those of the newest answer.
    """
    strata = {en.enhed.enhed_id: _name(runde, en.enhed.stratum) for en in runde.enheder}
    return tuple(
        Sag(
            enhed_id=enhed_id,
            stratum=strata[enhed_id],
            udfald=find_ufarvet(versioner).svar.udfald,
            er_flagget=(enhed_id, punkt) in runde.fund,
            minutter=versioner[-1].svar.minutter,
        )
        for (enhed_id, et), versioner in runde.versioner.items()
        if et == punkt
    )


def _count_farvede(runde: Grundlag, punkt: str) -> int:
    return sum(
        find_ufarvet(versioner).svar.udfald is not versioner[-1].svar.udfald
        for (_, et), versioner in runde.versioner.items()
        if et == punkt
    )


def find_ufarvet(versioner: Sequence[Version]) -> Version:
    """Give the newest answer of those given before the rules' finds could be seen.

    The form shows them once an answer is stored, whichever way it came; the audit package tells them of every case.
    """
    ufarvet = versioner[0]
    for version in versioner[1:]:
        if FORMULAR in (ufarvet.kilde, version.kilde) or version.efter_lukning:
            break
        ufarvet = version
    return ufarvet


def read_rammedele(runde: Grundlag, punkt: str) -> tuple[Rammedel, ...]:
    """Give the strata of a round's frame with how many of each the rules had flagged for an item."""
    kan = [replace(enhed, stratum=_name(runde, enhed.stratum)) for enhed in runde.kan_traekkes]
    flagget = count_strata(enhed for enhed in kan if (enhed.enhed_id, punkt) in runde.fund)
    return tuple(
        Rammedel(stratum=navn, antal=antal, flagget=flagget.get(navn, 0)) for navn, antal in count_strata(kan).items()
    )


def _name(runde: Grundlag, stratum: str) -> str:
    return f"{runde.kontrol.nummer}: {stratum}"


def _list_uproevede(antal_regler: Counter[str], proevede: Collection[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name_punkt(punkt), antal) for punkt, antal in sorted(antal_regler.items()) if punkt not in proevede)
