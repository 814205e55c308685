"""One case: its page, its forms, the address its tilbud is written to, and the draft of its påbud."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine
from starlette.requests import Request

from domain.tid import find_dag
from expectations.registry import load_regler
from reports.fejl import RapportFejl
from reports.filnavn import make_filnavn
from reports.paabud.brev import Paabudsbrev, make_paabudsbrev
from reports.paabud.grundlag import Paabudsgrundlag, load_grundlag
from reports.paabud.pakke import write_pakke
from reports.paabud.pdf import write_pdf
from reports.paabud.word import write_docx
from reports.web.bruger import ALLE, SAGSBEHANDLERE
from reports.web.handling import Formularpost, Handling, Videre, Vis
from reports.web.ruter import Rute
from reports.web.sager.beslut import make_katalog, take_in
from reports.web.sager.felter import Indtastet, clean, explain_tekst
from reports.web.sager.kontakt import find_kontakt
from reports.web.sager.ordlyd import drop_kommandoer
from reports.web.sager.side import Forsoeg, Fremvisning, show_sag
from reports.web.side import Fil, Katalog, Side
from warehouse.adgangslog import SET, write_spor
from warehouse.transaktion import reading, writing

Skriver = Callable[[Paabudsgrundlag, Paabudsbrev, datetime], bytes]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMATER: dict[str, tuple[str, str, Skriver]] = {
    "pdf": ("pdf", "application/pdf", lambda _grundlag, brev, nu: write_pdf(brev, nu=nu)),
    "docx": ("docx", _DOCX, lambda _grundlag, brev, nu: write_docx(brev, nu=nu)),
    "pakke": ("zip", "application/zip", lambda grundlag, brev, nu: write_pakke(grundlag, brev, nu=nu)),
}


def _sag(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    valgt = request.query_params
    hvordan = Fremvisning(aaben=valgt.get("vis", ""), er_gemt="gemt" in valgt)
    return show_sag(conn, katalog, request.path_params["tilbudsid"], hvordan)


def _kontakt(engine: Engine, post: Formularpost) -> Vis | None:
    """Show the address, once the look is written down."""
    tilbudsid = post.sti["tilbudsid"]
    with writing(engine) as session:
        conn = session.connection()
        kontakt = find_kontakt(conn, tilbudsid)
        side = show_sag(conn, make_katalog(conn, post), tilbudsid, Fremvisning(kontakt=kontakt))
        if side is None:
            return None
        write_spor(conn, post.make_spor("kontakt", tilbudsid, handling=SET))
    return Vis(side, 200)


def _udkast(engine: Engine, post: Formularpost) -> Fil | Vis | None:
    """Give the draft of the påbud with the reasons that were typed; nothing is decided, sent or kept."""
    tilbudsid, format_ = post.sti["tilbudsid"], post.felter.get("format", "")
    begrundelse = clean(post.felter.get("begrundelse", ""))
    if format_ not in _FORMATER:
        return None
    hindring = explain_tekst(begrundelse) if begrundelse else None
    if hindring is None:
        try:
            return _write_udkast(engine, post, begrundelse, format_)
        except RapportFejl as fejl:
            hindring = drop_kommandoer(str(fejl))
    forsoeg = Forsoeg(
        handling="udkast",
        indtastet=Indtastet({"begrundelse": post.felter.get("begrundelse", "")}),
        fejl={"begrundelse": hindring},
    )
    with reading(engine) as session:
        conn = session.connection()
        side = show_sag(conn, make_katalog(conn, post), tilbudsid, Fremvisning(forsoeg=forsoeg))
    return None if side is None else Vis(side)


def _write_udkast(engine: Engine, post: Formularpost, begrundelse: str, format_: str) -> Fil:
    tilbudsid = post.sti["tilbudsid"]
    with reading(engine) as session:
        grundlag = load_grundlag(session.connection(), tilbudsid, dag=find_dag(post.nu), regler=load_regler())
    brev = make_paabudsbrev(grundlag, begrundelse=begrundelse)
    endelse, medietype, skriv = _FORMATER[format_]
    navn = f"paabud-{make_filnavn(tilbudsid)}.{endelse}"
    return Fil(navn=navn, medietype=medietype, indhold=skriv(grundlag, brev, post.nu))


def _beslut(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    return take_in(engine, post)


RUTER = (Rute("/sager/{tilbudsid:path}", _sag, ALLE, kun_maerke=True),)
HANDLINGER = (
    Handling("/sager/{tilbudsid:path}/kontakt", _kontakt, SAGSBEHANDLERE),
    Handling("/sager/{tilbudsid:path}/udkast", _udkast, SAGSBEHANDLERE),
    Handling("/sager/{tilbudsid:path}", _beslut, SAGSBEHANDLERE),
)
