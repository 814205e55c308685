"""Mails and answers lose their words and addresses when the cases they speak of are over; that they went stays."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, case, cast, exists, literal, or_

from domain.mailstatus import Mailstatus
from domain.sag import Sagstilstand
from warehouse.opbevaring.emne import Emne, begin_of
from warehouse.tables import table_of
from warehouse.tables.brevveksling import Adressebog, DoedAdresse, MailSvar, MailTilbud
from warehouse.tables.opfoelgning import Mail, Sag

MAIL = table_of(Mail)
SVAR = table_of(MailSvar)
_MAIL_TILBUD = table_of(MailTilbud)
_SAG = table_of(Sag)
_BOG = table_of(Adressebog)
_DOED = table_of(DoedAdresse)

SLETTET = "[slettet]"
EJER = "ejer"
# Nobody has more to do with these: one whose fate is unknown, or that is on its way, is not among them.
_FAERDIGE = (Mailstatus.SENDT.value, Mailstatus.AFVIST.value, Mailstatus.RETUR.value)


def _no_case_open(noegle: ColumnElement[Any], graense: date) -> ColumnElement[bool]:
    """Say that each tilbud a mail tells of has no case, or one that was closed before a day."""
    lukket = and_(_SAG.c.tilstand == Sagstilstand.LUKKET.value, _SAG.c.aendret < begin_of(graense))
    return ~exists().where(_MAIL_TILBUD.c.noegle == noegle, _SAG.c.tilbudsid == _MAIL_TILBUD.c.tilbudsid, ~lukket)


def _done_mails(graense: date) -> list[ColumnElement[bool]]:
    m = MAIL.c
    # A mail to an authority tells of hundreds of tilbud: some case is always open, and no person's is the address.
    return [
        or_(m.indhold != "", m.modtager != ""),
        m.status.in_(_FAERDIGE),
        m.oprettet < begin_of(graense),
        or_(m.sendt.is_(None), m.sendt < begin_of(graense)),
        or_(m.art != EJER, _no_case_open(m.noegle, graense)),
    ]


def _done_svar(graense: date) -> list[ColumnElement[bool]]:
    s = SVAR.c
    return [
        s.tekst != "",
        s.behandlet.is_not(None),
        s.modtaget < begin_of(graense),
        s.behandlet < begin_of(graense),
        _no_case_open(s.noegle, graense),
    ]


# The owner was told by their address; each row gets another word, or unlike owners would become one.
TOM_MAIL: dict[str, Any] = {
    "indhold": "",
    "emne": SLETTET,
    "modtager": "",
    "fejl": None,
    "adressat": case(
        (MAIL.c.art == EJER, literal("slettet:") + cast(cast(MAIL.c.id, Integer), String)), else_=MAIL.c.adressat
    ),
}

EMNER = (
    Emne(hvad="mail", tabel=MAIL, for_gamle=_done_mails, noegle=("noegle",), toem=TOM_MAIL),
    Emne(
        hvad="mail_svar", tabel=SVAR, for_gamle=_done_svar, noegle=("message_id",), toem={"tekst": "", "punkter": None}
    ),
    Emne(hvad="adressebog", tabel=_BOG, for_gamle=lambda graense: [_BOG.c.ophoert < begin_of(graense)]),
    Emne(hvad="doed_adresse", tabel=_DOED, for_gamle=lambda graense: [_DOED.c.ophoert < begin_of(graense)]),
)
