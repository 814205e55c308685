"""A message that came back, kept once: what it says is held against the mail it names, and against that alone."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from domain.afdeling import UDELADT
from domain.brevsvar import Indgaaet, Retur, Svarart, blames_adresse, explain_kode
from domain.sagsbeslutning import SYSTEM
from warehouse.brevveksling.doede import mark_dead
from warehouse.brevveksling.find import Brevmail, find_mail
from warehouse.brevveksling.notater import note_uenig
from warehouse.brevveksling.tilbage import take_back
from warehouse.queries.brevsvar import SVAR


@dataclass(frozen=True, kw_only=True)
class Modtaget:
    """What became of a message. It waits for a person unless `afgjort` says why it need not.

    `doed` is whether it marked an address dead. Of `andet` no words are kept: nobody knows whose house they tell of.
    """

    art: Svarart
    tekst: str = ""
    afgjort: str | None = None
    doed: bool = False


def is_known(conn: Connection, message_id: str) -> bool:
    """Tell whether a message was read before."""
    return conn.execute(select(SVAR.c.id).where(SVAR.c.message_id == message_id)).first() is not None


def receive(conn: Connection, indgaaet: Indgaaet, *, nu: datetime) -> Modtaget:
    """Keep a message that is not known, with all that follows from it; in the caller's transaction.

    An address becomes dead only by a report of final failure that names both the Message-ID of a mail that was handed
    over and, as recipient, the address that very mail was written to. Nothing is ever answered.
    """
    mail = find_mail(conn, indgaaet.om)
    modtaget = _judge(conn, indgaaet, mail, nu)
    handler_om = None if modtaget.art is Svarart.ANDET else mail
    conn.execute(insert(SVAR), [_make_row(indgaaet, handler_om, modtaget, nu)])
    return modtaget


def _judge(conn: Connection, indgaaet: Indgaaet, mail: Brevmail | None, nu: datetime) -> Modtaget:
    if mail is None:
        return _judge_loose(indgaaet)
    if indgaaet.art is Svarart.RETUR:
        return _judge_retur(conn, indgaaet, mail, nu)
    if indgaaet.art is Svarart.AUTOSVAR:
        return Modtaget(art=Svarart.AUTOSVAR, afgjort="Et automatisk svar venter ikke på nogen.")
    if indgaaet.fra_maskine:
        return Modtaget(art=Svarart.ANDET)
    tekst = UDELADT if mail.er_beskyttet else indgaaet.tekst
    if not indgaaet.er_uenig:
        return Modtaget(art=Svarart.SVAR, tekst=tekst)
    note_uenig(conn, mail, indgaaet.punkter, nu=nu)
    return Modtaget(art=Svarart.UENIG, tekst=tekst)


def _judge_loose(indgaaet: Indgaaet) -> Modtaget:
    if indgaaet.art is Svarart.AUTOSVAR:
        return Modtaget(art=Svarart.AUTOSVAR, afgjort="Et automatisk svar venter ikke på nogen.")
    if indgaaet.fra_maskine:
        return Modtaget(art=Svarart.ANDET, afgjort="Den handler ikke om en af vores mails.")
    return Modtaget(art=Svarart.ANDET)


def _judge_retur(conn: Connection, indgaaet: Indgaaet, mail: Brevmail, nu: datetime) -> Modtaget:
    egne = [retur for retur in indgaaet.returer if mail.names_modtager(retur.emails)]
    if not egne:
        # Sent on by the recipient, or made up: either way it says nothing of the address that was written to.
        return Modtaget(art=Svarart.ANDET)
    endelig = next((retur for retur in egne if retur.er_endelig), None)
    return _keep_midlertidig(egne[0]) if endelig is None else _keep_endelig(conn, endelig, mail, nu)


def _keep_midlertidig(retur: Retur) -> Modtaget:
    kode = f" ({retur.kode})" if retur.kode else ""
    tekst = f"Mailen er forsinket eller kunne ikke afleveres denne gang{kode}."
    return Modtaget(art=Svarart.RETUR, tekst=tekst, afgjort="En midlertidig fejl siger intet om adressen.")


def _keep_endelig(conn: Connection, retur: Retur, mail: Brevmail, nu: datetime) -> Modtaget:
    take_back(conn, mail, retur.kode, nu=nu)
    modtaget = Modtaget(art=Svarart.RETUR, tekst=f"{explain_kode(retur.kode)} (Kode {retur.kode}.)")
    if not blames_adresse(retur.kode):
        return modtaget
    doed = mark_dead(conn, mail.modtager, retur.kode, afleveret=mail.afleveret, nu=nu)
    afgjort = "Adressen er død." if doed else "Et menneske har siden sagt, at adressen virker."
    return replace(modtaget, afgjort=afgjort, doed=doed)


def _make_row(indgaaet: Indgaaet, mail: Brevmail | None, modtaget: Modtaget, nu: datetime) -> dict[str, Any]:
    return {
        "message_id": indgaaet.message_id,
        "modtaget": nu,
        "art": modtaget.art.value,
        "noegle": mail.noegle if mail else None,
        "punkter": ", ".join(map(str, indgaaet.punkter)) if modtaget.art is Svarart.UENIG else None,
        "tekst": modtaget.tekst,
        "behandlet": None if modtaget.afgjort is None else nu,
        "af": None if modtaget.afgjort is None else SYSTEM,
        "grund": modtaget.afgjort,
    }
