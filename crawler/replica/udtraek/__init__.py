"""The made-up dataudtræk that goes with the portal's replica: its rows, its planted faults and its files."""

from crawler.replica.udtraek.udtraek import Udtraek, make_udtraek

__all__ = ["Udtraek", "make_udtraek"]
