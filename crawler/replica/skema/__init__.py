"""Made-up budgetskemaer: workbooks laid out like the official form, from the posts of a Skema."""

from crawler.replica.skema.plan import Formel, Skemaplan
from crawler.replica.skema.skriv import write_skema
from crawler.replica.skema.udfyld import fill_plan

__all__ = ["Formel", "Skemaplan", "fill_plan", "write_skema"]
