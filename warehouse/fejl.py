"""What can go wrong with the database, said so that a person knows what to do."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

_OPTAGET = "Databasen er optaget af et andet program. Vent, til det er færdigt, og kør kommandoen igen."
_SAETNINGER = (
    ("SQLITE_FULL", "Disken er fuld. Ryd plads, og kør kommandoen igen; det, der var i gang, er rullet tilbage."),
    ("SQLITE_BUSY", _OPTAGET),
    ("SQLITE_LOCKED", _OPTAGET),
    ("SQLITE_NOTADB", "Filen er ikke en database fra tilbudstjek. Ret TILBUDSTJEK_DATABASE_URL, eller flyt filen væk."),
    ("SQLITE_CORRUPT", "Databasefilen er beskadiget. Hent den seneste sikkerhedskopi frem."),
    ("SQLITE_CANTOPEN", "Databasefilen kan ikke åbnes. Se efter, at mappen findes, og at du må skrive i den."),
    ("SQLITE_READONLY", "Databasefilen kan kun læses. Giv programmet ret til at skrive i filen og i dens mappe."),
    ("SQLITE_IOERR", "Disken svarer med en fejl. Se efter, om den er fuld eller defekt, og kør kommandoen igen."),
)
# PostgreSQL's error codes (SQLSTATE), the longest that fits first.
_SQLSTATE = (
    ("55P03", _OPTAGET),
    ("40", _OPTAGET),
    (
        "53100",
        "Databaseserverens disk er fuld; det, der var i gang, er rullet tilbage. Sig det til den, der passer den.",
    ),
    ("53300", "Databaseserveren tager ikke imod flere forbindelser. Luk nogle, og kør kommandoen igen."),
    ("53", "Databaseserveren mangler plads eller hukommelse. Sig det til den, der passer den."),
    ("54", "Databaseserveren kan ikke rumme en værdi, der er for lang. Der er ikke gemt noget."),
    ("57", "Databaseserveren er ved at lukke eller starte, eller forbindelsen er afbrudt derfra. Prøv igen om lidt."),
    ("08", "Forbindelsen til databaseserveren faldt. Det, der var i gang, er rullet tilbage. Kør kommandoen igen."),
    ("28", "Databaseserveren kender ikke brugeren eller kodeordet. Ret TILBUDSTJEK_DATABASE_URL."),
    ("3D000", "Databasen findes ikke på serveren. Opret den, eller ret TILBUDSTJEK_DATABASE_URL."),
    ("25006", "Databasen kan kun læses lige nu. Brug den server, der må skrives til."),
    ("42501", "Brugeren har ikke rettigheder nok i databasen. Se »tilbudstjek database roller«."),
)


class WarehouseFejl(RuntimeError):
    """The database cannot be used; the message is Danish and says what to do."""


def explain(fejl: BaseException) -> str:
    """Give the Danish sentence for a driver's error. Never its SQL, whose parameters may be personal."""
    aarsag = fejl.orig if isinstance(fejl, DBAPIError) else fejl
    if hasattr(aarsag, "sqlstate"):
        return _explain_postgresql(fejl, str(getattr(aarsag, "sqlstate", None) or ""))
    kode = str(getattr(aarsag, "sqlite_errorname", ""))
    for begyndelse, tekst in _SAETNINGER:
        if kode.startswith(begyndelse):
            return tekst
    return f"Databasen svarer med en fejl ({kode or type(aarsag).__name__}). Der er ikke gemt noget."


def _explain_postgresql(fejl: BaseException, kode: str) -> str:
    for begyndelse, tekst in _SQLSTATE:
        if kode.startswith(begyndelse):
            return tekst
    if not kode and isinstance(fejl, OperationalError):
        return _explain_connecting(str(fejl.orig))
    if not kode and _is_bare(fejl):
        return _explain_connecting(str(fejl))
    return f"Databasen svarer med en fejl ({kode or type(fejl).__name__}). Der er ikke gemt noget."


def _explain_connecting(besked: str) -> str:
    """Tell why there is no connection, as far as the server's English words do (no code comes with them)."""
    if "authentication failed" in besked or "no password supplied" in besked:
        return dict(_SQLSTATE)["28"]
    if "FATAL" in besked and "database" in besked and "does not exist" in besked:
        return dict(_SQLSTATE)["3D000"]
    if "certificate" in besked or "SSL" in besked:
        return (
            "Databaseserverens certifikat kan ikke godkendes, så der er ikke sendt noget til den. Se efter, at værten "
            "i TILBUDSTJEK_DATABASE_URL hedder det, der står i certifikatet, og at sslrootcert er dets CA."
        )
    return (
        "Databaseserveren svarer ikke, eller forbindelsen faldt. Det, der var i gang, er rullet tilbage. "
        "Se efter, at den kører, og at TILBUDSTJEK_DATABASE_URL er rigtig."
    )


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn the driver's errors into WarehouseFejl.

    An IntegrityError or a ProgrammingError is a fault of ours, not of the machine, but the caller's answer is the same:
    nothing was kept, and the cause is chained for whoever reads the traceback. That of PostgreSQL's driver itself is
    not: the server's words quote the row, and no SQLAlchemy stood between to take them out.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fejl:
        raise WarehouseFejl(explain(fejl)) from fejl
    except _list_bare() as fejl:
        raise WarehouseFejl(explain(fejl)) from None


def _list_bare() -> tuple[type[BaseException], ...]:
    """Give the errors of PostgreSQL's driver, which is loaded only where somebody uses it."""
    psycopg = sys.modules.get("psycopg")
    return () if psycopg is None else (psycopg.Error,)


def _is_bare(fejl: BaseException) -> bool:
    return isinstance(fejl, _list_bare())
