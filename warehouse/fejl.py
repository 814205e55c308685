"""What can go wrong with the database, said so that a person knows what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

_SAETNINGER = (
    ("SQLITE_FULL", "Disken er fuld. Ryd plads, og kør kommandoen igen; det, der var i gang, er rullet tilbage."),
    ("SQLITE_BUSY", "Databasen er optaget af et andet program. Vent, til det er færdigt, og kør kommandoen igen."),
    ("SQLITE_LOCKED", "Databasen er optaget af et andet program. Vent, til det er færdigt, og kør kommandoen igen."),
    ("SQLITE_NOTADB", "Filen er ikke en database fra tilbudstjek. Ret TILBUDSTJEK_DATABASE_URL, eller flyt filen væk."),
    ("SQLITE_CORRUPT", "Databasefilen er beskadiget. Hent den seneste sikkerhedskopi frem."),
    ("SQLITE_CANTOPEN", "Databasefilen kan ikke åbnes. Se efter, at mappen findes, og at du må skrive i den."),
    ("SQLITE_READONLY", "Databasefilen kan kun læses. Giv programmet ret til at skrive i filen og i dens mappe."),
    ("SQLITE_IOERR", "Disken svarer med en fejl. Se efter, om den er fuld eller defekt, og kør kommandoen igen."),
)


class WarehouseFejl(RuntimeError):
    """The database cannot be used; the message is Danish and says what to do."""


def explain(fejl: DBAPIError | sqlite3.Error) -> str:
    """Give the Danish sentence for a driver's error. Never its SQL, whose parameters may be personal."""
    aarsag = fejl.orig if isinstance(fejl, DBAPIError) else fejl
    kode = str(getattr(aarsag, "sqlite_errorname", ""))
    for begyndelse, tekst in _SAETNINGER:
        if kode.startswith(begyndelse):
            return tekst
    return f"Databasen svarer med en fejl ({kode or type(aarsag).__name__}). Der er ikke gemt noget."


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn the driver's errors into WarehouseFejl.

    An IntegrityError or a ProgrammingError is a fault of ours, not of the machine, but the caller's answer is the same:
    nothing was kept, and the cause is chained for whoever reads the traceback.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fejl:
        raise WarehouseFejl(explain(fejl)) from fejl
