"""All the gate's tests in the order a person reads them."""

from datetime import datetime

from domain.dump import Dump
from warehouse.gate.antal import judge_counts
from warehouse.gate.felter import judge_fields
from warehouse.gate.graenser import Graenser
from warehouse.gate.helhed import judge_whole
from warehouse.gate.layout import judge_layout
from warehouse.gate.modsigelser import judge_contradictions
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige, measure
from warehouse.gate.tid import judge_clock, judge_newer


def judge(dump: Dump, forrige: Forrige | None, graenser: Graenser, *, nu: datetime | None = None) -> tuple[Proeve, ...]:
    """Hold a fetch against what it claims of itself and against the last accepted one.

    `forrige` is None on the first fetch. `nu`, when given, lets the gate refuse a dump from the future.
    """
    start = datetime.fromisoformat(dump.hoved.start)
    profil = measure(dump)
    return (
        *judge_clock(start, nu, graenser),
        *judge_newer(start, forrige),
        *judge_whole(dump, graenser),
        *judge_contradictions(dump, graenser),
        *judge_counts(profil, forrige, graenser),
        *judge_fields(profil, forrige, graenser),
        *judge_layout(profil, forrige, graenser),
    )
