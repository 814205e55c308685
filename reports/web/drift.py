"""What the operation lends to the pages: the lock and the guards of the mails, its surroundings, the metrics' key."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from domain.opbevaring import Opbevaring, load_opbevaring
from reports.mail.vagt import STANDARD, Mailvagt
from reports.overvaagning.omgivelser import Omgivelser

# Held while mails change hands. Entering it raises OptagetFejl when another run holds it: refused, never waited for.
Laas = Callable[[], AbstractContextManager[None]]


class OptagetFejl(RuntimeError):
    """Another run holds the lock; the message is Danish and says what to do."""


def refuse() -> AbstractContextManager[None]:
    """Stand in for a lock that nobody lent: without one mails are not changed. Raises OptagetFejl."""
    raise OptagetFejl("Mails kan ikke ændres fra denne server: den er startet uden den lås, som kørslerne bruger.")


@dataclass(frozen=True, kw_only=True)
class Drift:
    """What forms need of the operation, and pages about it.

    `omgivelser` looks at the surroundings as they are now. `metrik_noegle` is what another machine shows to read the
    metrics; empty: nobody but this machine may. `opbevaring` is how long things are kept here.
    """

    laas: Laas = refuse
    mailvagt: Mailvagt = STANDARD
    omgivelser: Callable[[], Omgivelser] = Omgivelser
    metrik_noegle: str = field(default="", repr=False)
    opbevaring: Mapping[str, Opbevaring] = field(default_factory=load_opbevaring)
