"""What a control found, and the evidence of all of them, as pages; the same reports are given as PDF and workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from starlette.requests import Request

from reports.stikproeve.dokument import Dokument, Liste, Tabel, Varsel, write_celle
from reports.stikproeve.filer import FORMATER, load_evidensrapport, load_rapport, write_fil
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from reports.web.stikproevebilleder import draw_tabel
from warehouse.stikproever.kontrol import find_kontrol, list_alle

EVIDENS = "evidens"
RESULTAT = "stikproeve-resultat"
_SKABELON = "stikproeve_rapport.html"


@dataclass(frozen=True, kw_only=True)
class Rapportfil:
    """A report as a file: where it lies (`emne`, `noegle`), and what is in it."""

    emne: str
    noegle: str
    indhold: bytes


def show_resultat(conn: Connection, nummer: str) -> Side | None:
    """Show the result of a control. None: no such control, or it is not drawn yet."""
    rapport = find_rapport(conn, nummer)
    return None if rapport is None else _show(rapport, emne=RESULTAT, noegle=nummer)


def show_evidens(conn: Connection, katalog: Katalog) -> Side:
    """Show whether the rules can take over, item by item."""
    return _show(load_evidensrapport(conn, katalog.regler.values()), emne="stikproever", noegle=EVIDENS)


def find_rapport(conn: Connection, nummer: str) -> Dokument | None:
    """Work out the report of a control; None when there is none (yet)."""
    kontrol = find_kontrol(conn, nummer)
    return None if kontrol is None or kontrol.udtrukket_antal is None else load_rapport(conn, kontrol)


def list_udtrukne(conn: Connection) -> tuple[str, ...]:
    """Give the number of every control that has a result."""
    return tuple(kontrol.nummer for kontrol in list_alle(conn) if kontrol.udtrukket_antal is not None)


def list_filer(conn: Connection, katalog: Katalog, nu: datetime) -> Iterator[Rapportfil]:
    """Give every report as each of its files."""
    yield from _write(load_evidensrapport(conn, katalog.regler.values()), EVIDENS, EVIDENS, nu)
    for nummer in list_udtrukne(conn):
        rapport = find_rapport(conn, nummer)
        if rapport is not None:
            yield from _write(rapport, RESULTAT, nummer, nu)


def _write(rapport: Dokument, emne: str, noegle: str, nu: datetime) -> Iterator[Rapportfil]:
    for endelse in FORMATER:
        yield Rapportfil(emne=f"{emne}-{endelse}", noegle=noegle, indhold=write_fil(rapport, endelse, nu=nu))


def _show(rapport: Dokument, *, emne: str, noegle: str) -> Side:
    indhold = {
        "rapport": rapport,
        "er_evidens": noegle == EVIDENS,
        "filer": [(endelse, f"{EVIDENS if noegle == EVIDENS else emne}-{endelse}") for endelse in FORMATER],
        "er_tabel": lambda blok: isinstance(blok, Tabel),
        "er_liste": lambda blok: isinstance(blok, Liste),
        "er_varsel": lambda blok: isinstance(blok, Varsel),
        "skriv": write_celle,
        "tegn": draw_tabel,
    }
    return Side(emne=emne, noegle=noegle, skabelon=_SKABELON, titel=rapport.titel, indhold=indhold)


def _resultat(conn: Connection, _katalog: Katalog, request: Request) -> Side | None:
    return show_resultat(conn, request.path_params["nummer"])


def _evidens(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_evidens(conn, katalog)


RUTER = (Rute(f"/stikproever/{EVIDENS}", _evidens), Rute("/stikproever/{nummer}/resultat", _resultat))
