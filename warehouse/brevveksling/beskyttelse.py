"""Krisecentre (SEL § 109): what came back about a tilbud that has become one may tell where it lies."""

from sqlalchemy import select, update
from sqlmodel import Session

from domain.afdeling import UDELADT
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailSvar, MailTilbud

_SVAR = table_of(MailSvar)
_MAIL_TILBUD = table_of(MailTilbud)


def scrub_svar(session: Session, tilbudsids: list[str]) -> None:
    """Take the words out of every answer to a mail that told of these tilbud; that they answered stays."""
    egne = select(_MAIL_TILBUD.c.noegle).where(_MAIL_TILBUD.c.tilbudsid.in_(tilbudsids))
    session.execute(update(_SVAR).where(_SVAR.c.noegle.in_(egne), _SVAR.c.tekst != "").values(tekst=UDELADT))
