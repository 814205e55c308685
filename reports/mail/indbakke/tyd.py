"""A message's bytes to what it is; whatever comes in, something comes out."""

from domain.brevsvar import Indgaaet, Svarart
from reports.mail.indbakke.dsn import is_dsn, list_originale, list_returer
from reports.mail.indbakke.fremmede import list_fremmede, list_naevnte
from reports.mail.indbakke.hoveder import is_autosvar, is_from_mailsystem, list_besvarede, read_message_id
from reports.mail.indbakke.krop import read_krop
from reports.mail.indbakke.parse import Besked, parse_besked
from reports.mail.indbakke.uenig import is_uenig, list_punkter


def read_indgaaet(raw: bytes) -> Indgaaet:
    """Read one message. It never raises, opens no attachment, and says nothing of what was sent before."""
    besked = parse_besked(raw)
    message_id = read_message_id(besked, raw)
    if is_dsn(besked):
        return _read_dsn(besked, message_id)
    if is_from_mailsystem(besked):
        return _read_fremmed(besked, message_id, raw)
    om = list_besvarede(besked)
    if is_autosvar(besked):
        return Indgaaet(message_id=message_id, art=Svarart.AUTOSVAR, om=om, fra_maskine=True)
    tekst = read_krop(besked)
    return Indgaaet(
        message_id=message_id,
        art=Svarart.SVAR if om else Svarart.ANDET,
        om=om,
        er_uenig=is_uenig(tekst),
        punkter=list_punkter(tekst),
        tekst=tekst,
    )


def _read_dsn(besked: Besked, message_id: str) -> Indgaaet:
    returer = list_returer(besked)
    # A report that it did arrive, or that says nothing of anybody, is a machine's answer like any other.
    art = Svarart.RETUR if returer else Svarart.AUTOSVAR
    om = list_originale(besked)
    return Indgaaet(message_id=message_id, art=art, om=om, returer=returer, fra_maskine=True)


def _read_fremmed(besked: Besked, message_id: str, raw: bytes) -> Indgaaet:
    returer = list_fremmede(raw)
    art = Svarart.RETUR if returer else Svarart.ANDET
    return Indgaaet(message_id=message_id, art=art, om=list_naevnte(besked), returer=returer, fra_maskine=True)
