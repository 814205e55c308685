"""What the operation lends to the pages: the lock that mails are changed under, and the guards of the mails."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from reports.mail.vagt import STANDARD, Mailvagt

# Held while mails change hands. Entering it raises OptagetFejl when another run holds it: refused, never waited for.
Laas = Callable[[], AbstractContextManager[None]]


class OptagetFejl(RuntimeError):
    """Another run holds the lock; the message is Danish and says what to do."""


def refuse() -> AbstractContextManager[None]:
    """Stand in for a lock that nobody lent: without one mails are not changed. Raises OptagetFejl."""
    raise OptagetFejl("Mails kan ikke ændres fra denne server: den er startet uden den lås, som kørslerne bruger.")


@dataclass(frozen=True, kw_only=True)
class Drift:
    """What forms need of the operation; a page that only reads needs none of it."""

    laas: Laas = refuse
    mailvagt: Mailvagt = STANDARD
