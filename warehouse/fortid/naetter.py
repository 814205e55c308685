"""The nights that can be judged again: each accepted fetch, and what the control saw that night."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, text

from warehouse.transaktion import reading

# A night that was never judged saw what had been delivered by its day.
_NAETTER = """
SELECT s.id, s.dag, k.id AS kontrol_id, k.udtraek_id,
    (SELECT MAX(u.id) FROM udtraek AS u WHERE u.dag <= s.dag) AS leveret_id
FROM snapshot AS s
LEFT JOIN kontrol AS k ON k.snapshot_id = s.id
WHERE s.dag >= :fra AND s.dag <= :til
ORDER BY s.id
"""


@dataclass(frozen=True, kw_only=True)
class Nat:
    """One accepted fetch; `udtraek_id` is the newest delivery its control saw, 0 when there was none."""

    snapshot_id: int
    dag: date
    udtraek_id: int


def list_naetter(engine: Engine, fra: date, til: date) -> tuple[Nat, ...]:
    """Give the accepted fetches from one day to another, both included. Raises WarehouseFejl as `reading` does."""
    with reading(engine) as session:
        rows = session.execute(text(_NAETTER), {"fra": fra.isoformat(), "til": til.isoformat()}).all()
    return tuple(
        Nat(
            snapshot_id=row.id,
            dag=date.fromisoformat(str(row.dag)),
            udtraek_id=(row.leveret_id if row.kontrol_id is None else row.udtraek_id) or 0,
        )
        for row in rows
    )
