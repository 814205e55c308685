"""How often one rule is right: of what it had flagged, the share that people confirmed in the settled controls."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from domain.reference.evidens import load_evidensregler
from domain.regel import Regel
from domain.stikproeve import FEJLUDFALD, Udfald
from reports.stikproeve.evidens import find_ufarvet
from sampling.evidens import Rammedel, Sag, evaluate_punkt
from sampling.interval import Interval
from warehouse.queries.regelproeve import Regelproeve, list_regelproever


@dataclass(frozen=True, kw_only=True)
class Regelpraecision:
    """The rounds that say something, the flags people judged there, how many they confirmed, and the share's interval.

    `interval` is None when nobody has judged a flag yet.
    """

    runder: tuple[str, ...]
    vurderede: int
    bekraeftede: int
    interval: Interval | None


def load_regelpraecision(conn: Connection, regel: Regel) -> Regelpraecision | None:
    """Weigh a rule by what people said of its flags; None when no settled control could draw any.

    Raises:
        StikproeveFejl: the stored outcomes do not fit a frame.
    """
    proever = list_regelproever(conn, regel)
    if not proever:
        return None
    sager = tuple(sag for proeve in proever for sag in _list_sager(proeve))
    fund = [sag for sag in sager if sag.er_flagget and sag.udfald is not Udfald.UAFGJORT]
    ramme = tuple(del_ for proeve in proever for del_ in _list_dele(proeve))
    return Regelpraecision(
        runder=tuple(proeve.nummer for proeve in proever),
        vurderede=len(fund),
        bekraeftede=sum(sag.udfald in FEJLUDFALD for sag in fund),
        interval=_estimate(sager, ramme) if fund else None,
    )


# The answers of a settled control rarely change, and the estimate takes far longer than reading them.
@lru_cache(maxsize=256)
def _estimate(sager: Sequence[Sag], ramme: Sequence[Rammedel]) -> Interval | None:
    regel = load_evidensregler()[-1]
    return evaluate_punkt("", sager, ramme, regel=regel, har_regler=True).praecision


def _list_sager(proeve: Regelproeve) -> Iterator[Sag]:
    for enhed_id, versioner in proeve.versioner.items():
        if enhed_id in proeve.strata:
            yield Sag(
                enhed_id=enhed_id,
                stratum=f"{proeve.nummer}: {proeve.strata[enhed_id]}",
                udfald=find_ufarvet(versioner).svar.udfald,
                er_flagget=enhed_id in proeve.fundne,
            )


def _list_dele(proeve: Regelproeve) -> Iterator[Rammedel]:
    fundne = Counter(stratum for enhed_id, stratum in proeve.strata.items() if enhed_id in proeve.fundne)
    for stratum, antal in Counter(proeve.strata.values()).items():
        yield Rammedel(stratum=f"{proeve.nummer}: {stratum}", antal=antal, flagget=fundne[stratum])
