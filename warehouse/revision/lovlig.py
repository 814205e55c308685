"""Which deletions the program itself ever does: a link that excuses another was written to hide something; pure."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from domain.opbevaring import load_opbevaring

# Retention counts in Danish days, the chain in moments.
_SPILLERUM = timedelta(days=2)
_KUN_OMSKREVET = "sag_haendelse"
_RYDDES = "adgangslog"


def find_fejl(tabel: object, navne: Collection[str], foregaaende: object) -> str | None:
    """Say what is wrong with a link that tells that rows of a table were deleted; None: the program may have done it.

    `navne` are the tables that its list names, `foregaaende` the thing that the link before speaks of.
    """
    if set(navne) != {tabel}:
        return "siger en anden tabel end listen over, hvad der blev slettet"
    if tabel == _KUN_OMSKREVET:
        # A line of a case is only ever written anew without some words.
        er_omskrevet = isinstance(foregaaende, str) and foregaaende.startswith(f"{_KUN_OMSKREVET}:")
        return None if er_omskrevet else "fortæller, at en linje i en sag blev fjernet, uden at en ny kom i stedet"
    return None if tabel == _RYDDES else f"fortæller om en sletning i {tabel}, hvor programmet aldrig sletter"


def is_too_early(tabel: str, skrevet: str, slettet: str) -> bool:
    """Tell whether a row was deleted before any setting of its time limit allows; times as the chain writes them."""
    mindst = load_opbevaring()[tabel].mindst if tabel == _RYDDES else None
    fra, til = _read_dag(skrevet), _read_dag(slettet)
    return mindst is not None and fra is not None and til is not None and fra - _SPILLERUM >= mindst.before(til)


def _read_dag(tid: str) -> date | None:
    try:
        return datetime.fromisoformat(tid).astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
