"""Lines in the file notes of the tilbud that a mail told of: that something came back, never what it said."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from domain.brevsvar import explain_kode
from domain.sag import Haendelsesart, Sagstilstand
from domain.sagsbeslutning import SYSTEM
from warehouse.brevveksling.find import EJER, Brevmail
from warehouse.sager.laes import read_forloeb
from warehouse.sager.skriv import make_note, write_notes


def note_uenig(conn: Connection, mail: Brevmail, punkter: Sequence[int], *, nu: datetime) -> None:
    """Note that an answer disputes the mail. It decides nothing: a caseworker does, by `sag uenig`."""
    om = f" (punkt {', '.join(map(str, punkter))})" if punkter else ""
    flere = " Mailen handlede om flere tilbud." if len(mail.tilbudsids) > 1 else ""
    _note(conn, mail, f"Der er svaret »uenig« på en mail{om}. Svaret venter på en sagsbehandler.{flere}", nu)


def note_retur(conn: Connection, mail: Brevmail, kode: str | None, *, nu: datetime) -> None:
    """Note that the mail came back for good, so that nobody counts the tilbud as told by it."""
    _note(conn, mail, f"En mail til tilbuddet er kommet endeligt tilbage ({kode}). {explain_kode(kode)}", nu)


def _note(conn: Connection, mail: Brevmail, grund: str, nu: datetime) -> None:
    """Write the line in every open case. A digest to an authority is about its whole portfolio: no case's affair."""
    if mail.art != EJER:
        return
    aabne = {t: et.tilstand for t, et in read_forloeb(conn, mail.tilbudsids).items()}
    noter = [
        make_note(t, tilstand, nu=nu, af=SYSTEM, art=Haendelsesart.NOTE, grund=grund)
        for t, tilstand in sorted(aabne.items())
        if tilstand is not Sagstilstand.LUKKET
    ]
    write_notes(conn, noter)
