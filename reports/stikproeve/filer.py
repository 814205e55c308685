"""The reports worked out from the warehouse, and each of their files."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from domain.regel import Regel
from reports.stikproeve.dokument import Dokument
from reports.stikproeve.evidens import make_evidens
from reports.stikproeve.evidensrapport import write_evidensrapport
from reports.stikproeve.pakke import write_pakke
from reports.stikproeve.pdf import write_pdf
from reports.stikproeve.rapport import write_rapport
from reports.stikproeve.regneark import write_xlsx
from reports.stikproeve.resultat import Resultat, make_resultat
from sampling.traekning import load_traekliste
from warehouse.queries.stikproeve_resultat import Grundlag, list_opgjorte, list_tidligere, load_grundlag
from warehouse.stikproever.kontrol import Kontrol

FORMATER = ("pdf", "xlsx")
MEDIETYPER = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def load_rapport(forbindelse: Connection, kontrol: Kontrol) -> Dokument:
    """Work out the report of a control.

    Raises:
        KontrolFejl: It is not drawn yet.
        StikproeveFejl: The stored outcomes do not fit the frame.
    """
    return write_rapport(_load(forbindelse, kontrol)[1])


def load_evidensrapport(forbindelse: Connection, regler: Iterable[Regel]) -> Dokument:
    """Work out the report of the evidence over all settled controls.

    Raises:
        StikproeveFejl: The stored outcomes do not fit a frame.
    """
    return write_evidensrapport(make_evidens(list_opgjorte(forbindelse), regler))


def load_pakke(forbindelse: Connection, kontrol: Kontrol, *, udgave: str) -> bytes:
    """Put the audit package of a control together; `udgave` is the version of the program that does it.

    Raises:
        KontrolFejl: It is not drawn yet.
        StikproeveFejl: The stored outcomes do not fit the frame.
    """
    grundlag, resultat = _load(forbindelse, kontrol)
    return write_pakke(grundlag, resultat, traekliste=load_traekliste(forbindelse, kontrol) or "", udgave=udgave)


def write_fil(dokument: Dokument, endelse: str, *, nu: datetime) -> bytes:
    """Give a report as a file; `endelse` is one of FORMATER."""
    return _SKRIVERE[endelse](dokument, nu)


def _load(forbindelse: Connection, kontrol: Kontrol) -> tuple[Grundlag, Resultat]:
    grundlag = load_grundlag(forbindelse, kontrol)
    return grundlag, make_resultat(grundlag, list_tidligere(forbindelse, kontrol))


_SKRIVERE: dict[str, Callable[[Dokument, datetime], bytes]] = {
    "pdf": lambda dokument, nu: write_pdf(dokument, nu=nu),
    "xlsx": lambda dokument, nu: write_xlsx(dokument, nu=nu),
}
