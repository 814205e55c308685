"""Whether the rules have judged what there is: the newest snapshot, the newest delivery, and every budgetskema."""

from sqlalchemy import ColumnElement, func, or_, select

from warehouse.tables import table_of
from warehouse.tables.afvigelse import Kontrol
from warehouse.tables.budgetskema import Budgetskema
from warehouse.tables.udtraek import Udtraek

_BUDGETSKEMA = table_of(Budgetskema)
_KONTROL = table_of(Kontrol)
_UDTRAEK = table_of(Udtraek)


def has_seen_everything() -> ColumnElement[bool]:
    """Say of a control that nothing to judge came after it: no delivery of a dataudtræk, no budgetskema."""
    nyeste_udtraek = select(func.coalesce(func.max(_UDTRAEK.c.id), 0)).scalar_subquery()
    nyeste_skema = select(func.max(_BUDGETSKEMA.c.laest)).scalar_subquery()
    return (func.coalesce(_KONTROL.c.udtraek_id, 0) == nyeste_udtraek) & or_(
        nyeste_skema.is_(None), _KONTROL.c.tidspunkt >= nyeste_skema
    )
