"""What was recorded then: which findings were open when each night's control had ended, and what each rule counted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, text

from domain.afvigelse import Haendelse
from warehouse.transaktion import reading

_HAENDELSER = """
SELECT h.snapshot_id, h.haendelse, a.noegle, a.regel
FROM afvigelse_haendelse AS h
JOIN afvigelse AS a ON a.id = h.afvigelse_id
WHERE h.snapshot_id <= :til
ORDER BY h.snapshot_id, h.id
"""
_TALT = """
SELECT k.snapshot_id, r.regel, r.antal
FROM regelkoersel AS r
JOIN kontrol AS k ON k.id = r.kontrol_id
WHERE r.fejl IS NULL
"""


@dataclass(frozen=True, kw_only=True)
class Dengang:
    """One night as recorded: the open findings' keys by rule, and what each rule that ran had counted."""

    snapshot_id: int
    aabne: Mapping[str, frozenset[str]]
    talt: Mapping[str, int]


def replay(engine: Engine, snapshots: tuple[int, ...]) -> Iterator[Dengang]:
    """Give what was recorded after each of some snapshots, oldest first. Raises WarehouseFejl as `reading` does."""
    with reading(engine) as session:
        haendelser = session.execute(text(_HAENDELSER), {"til": max(snapshots, default=0)}).all()
        talt: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for row in session.execute(text(_TALT)):
            talt[row.snapshot_id][row.regel] = row.antal
    aabne: defaultdict[str, set[str]] = defaultdict(set)
    naeste = 0
    for snapshot_id in sorted(snapshots):
        while naeste < len(haendelser) and haendelser[naeste].snapshot_id <= snapshot_id:
            row = haendelser[naeste]
            if row.haendelse == Haendelse.LUKKET:
                aabne[row.regel].discard(row.noegle)
            else:
                aabne[row.regel].add(row.noegle)
            naeste += 1
        yield Dengang(
            snapshot_id=snapshot_id,
            aabne={regel: frozenset(noegler) for regel, noegler in aabne.items() if noegler},
            talt=talt[snapshot_id],
        )
