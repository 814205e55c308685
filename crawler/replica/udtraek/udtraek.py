"""The dataudtræk of a night: every row, the budgetskemaer, and what the rules must find there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.replica.fejl import Plantet
from crawler.replica.register import Register
from crawler.replica.udtraek.fejl import PLEJEFEJL, UDTRAEKSFEJL
from crawler.replica.udtraek.forsinket import find_forsinkede
from crawler.replica.udtraek.grundlag import Grundlag
from crawler.replica.udtraek.model import Plejefejl, Row, Rows, Tilbudsdata, Udtraeksfejl
from crawler.replica.udtraek.plan import Udfald, plan_fejl, plant_first, plant_second
from crawler.replica.udtraek.pleje import plant_pleje
from crawler.replica.udtraek.plejefamilier import make_plejefamilier
from domain.entiteter import ENTITETER
from domain.skema import Skema

_SIDSTE_NAT = 2


@dataclass(frozen=True, kw_only=True)
class Udtraek:
    """What the ministry would have on a day.

    `raekker` are the rows by entity; every entity is there. `facit` is every finding the rules that are switched on
    must give on it and the pages together, beside the register's own answer key; `facit_alle` those of the rules that
    are switched off too. `rettede` were found the night before and are not any more, `nye` the other way round.
    """

    dag: date
    raekker: Mapping[str, Rows]
    skemaer: tuple[Skema, ...]
    facit_alle: frozenset[Plantet]
    slukkede: frozenset[str]
    rettede: frozenset[Plantet] = frozenset()
    nye: frozenset[Plantet] = frozenset()

    @property
    def facit(self) -> frozenset[Plantet]:
        """The findings of the rules that are switched on."""
        return frozenset(fund for fund in self.facit_alle if fund.regel not in self.slukkede)


def make_udtraek(
    register: Register,
    dag: date,
    seed: int,
    *,
    fejl: Iterable[Udtraeksfejl] = UDTRAEKSFEJL,
    plejefejl: Iterable[Plejefejl] = PLEJEFEJL,
) -> Udtraek:
    """Make the dataudtræk that goes with a night of the register. The same arguments always give the same rows.

    `dag` is the night's; the other night is taken to be the day after or before. `fejl` and `plejefejl` are what is
    planted: all there is, unless given.
    """
    arter, plejearter = tuple(fejl), tuple(plejefejl)
    # Both nights speak of one year, also when they are on either side of New Year.
    foerste_dag = dag - timedelta(days=register.nat - 1)
    grundlag = Grundlag(register, seed, (foerste_dag + timedelta(days=_SIDSTE_NAT - 1)).year)
    savnede = {tilbudsid for tilbudsid, _ in register.savnet}
    data = list(_make_alle(grundlag, arter, foerste_dag, dag))
    pleje = plant_pleje(tuple(make_plejefamilier(seed, _count_tilbud(register), dag)), plejearter, seed)
    return Udtraek(
        dag=dag,
        raekker={**_collect(x.data for x in data), "plejefamilie": pleje.familier},
        skemaer=tuple(skema for x in data for skema in x.data.skemaer),
        facit_alle=pleje.fund.union(
            find_forsinkede((x.data for x in data if x.data.tilbudsid not in savnede), grundlag.vilkaar),
            *(x.fund for x in data),
        ),
        slukkede=frozenset(x.regel for x in arter if not x.aktiv) | {x.regel for x in plejearter if not x.aktiv},
        rettede=frozenset[Plantet]().union(*(x.rettede for x in data)),
        nye=frozenset[Plantet]().union(*(x.nye for x in data)),
    )


def _count_tilbud(register: Register) -> int:
    """Count the tilbud of the first night."""
    return len({side.noegle[0] for side in register.stamdata}) - 1


def _make_alle(grundlag: Grundlag, arter: tuple[Udtraeksfejl, ...], foerste_dag: date, dag: date) -> Iterator[Udfald]:
    """Give every tilbud of the night with what is planted there."""
    register, seed = grundlag.register, grundlag.seed
    frie = {x: grundlag.make_data(x, foerste_dag) for x in grundlag.vilkaar if x not in register.optagne}
    plan = {x.tilbudsid: x for x in plan_fejl(arter, frie, seed, _count_tilbud(register))}
    for tilbudsid in grundlag.vilkaar:
        foer, plantning = frie.get(tilbudsid), plan.get(tilbudsid)
        data = foer if foer is not None and dag == foerste_dag else grundlag.make_data(tilbudsid, dag)
        if plantning is None or foer is None:
            yield Udfald(data=data)
        elif dag == foerste_dag:
            yield plant_first(plantning, data, seed)
        else:
            yield plant_second(plantning, data, foer, seed)


def _collect(data: Iterable[Tilbudsdata]) -> dict[str, Rows]:
    raekker: defaultdict[str, list[Row]] = defaultdict(list)
    for x in data:
        for entitet, rows in x.raekker.items():
            raekker[entitet] += rows
    return {entitet: tuple(raekker[entitet]) for entitet in ENTITETER}
