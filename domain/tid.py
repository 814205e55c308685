"""Danish time: what a day is, and how a moment is written for people."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

DANSK_TID = ZoneInfo("Europe/Copenhagen")


def write_minute(tidspunkt: datetime) -> str:
    """Give an aware moment as "23-11-2026 kl. 02.30", in Danish time."""
    return f"{tidspunkt.astimezone(DANSK_TID):%d-%m-%Y kl. %H.%M}"


def find_dag(tidspunkt: datetime) -> date:
    """Give the Danish calendar day of an aware moment."""
    return tidspunkt.astimezone(DANSK_TID).date()
