"""Which choices a case leaves now, asked of the very rules that decide; and why the others do not fit."""

from dataclasses import dataclass
from datetime import date

from domain.sag import Sagstilstand
from domain.sagsbeslutning import Beslutning
from domain.sagsforloeb import SagFejl
from reports.web.sager.handlinger import HANDLINGER, Sagshandling, Sagslage
from reports.web.sager.ordlyd import drop_kommandoer

_LUKKET = "Sagen er lukket. Den åbner selv, hvis der findes fejl igen."


@dataclass(frozen=True)
class Mulighed:
    """A choice; `hindring` says why it is not open now (None: it is)."""

    handling: Sagshandling
    hindring: str | None


def list_muligheder(lage: Sagslage, dag: date) -> tuple[Mulighed, ...]:
    """Give every choice with what stands in its way on a day."""
    return tuple(Mulighed(handling, find_hindring(handling, lage, dag)) for handling in HANDLINGER)


def find_hindring(handling: Sagshandling, lage: Sagslage, dag: date) -> str | None:
    """Give why a choice is not open on a day, or None when it is."""
    if lage.forloeb.tilstand is Sagstilstand.LUKKET:
        return _LUKKET
    try:
        handling.proev(lage, Beslutning(af="prøve", dag=dag, grund="prøve"))
    except SagFejl as fejl:
        return drop_kommandoer(str(fejl))
    return None
