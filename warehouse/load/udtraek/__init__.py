"""The rows of a dataudtræk written down by validity, entity by entity."""

from warehouse.load.udtraek.gem import store_udtraek

__all__ = ["store_udtraek"]
