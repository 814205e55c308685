"""The outbox as a shelf: mails put under their keys, whoever wrote them, and withdrawn while nobody has got them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.mailstatus import USENDTE, Mailstatus
from warehouse.queries.mailvagt import forget_indhold, store_indhold
from warehouse.queries.rapport_views import MAIL, MAIL_TILBUD

_BUNKE = 100
_FASTE_FELTER = ("noegle", "art", "adressat", "periode", "trin")
_NYE_FELTER = ("modtager", "snapshot_id", "emne", "indhold", "oprettet", "message_id")


@dataclass(frozen=True, kw_only=True)
class Brevrow:
    """One finished mail to put in the outbox.

    `art` is `ejer`, `socialtilsyn` or `kommune`, `adressat` which one (an owner's address in small letters, or the
    authority's code). `tilbud` maps each tilbud that it tells of to the step it takes there (`varsel`, `rykker`, `tak`,
    `uge`); it must name every tilbud whose words are in the text, so that one that becomes protected can be taken out.
    `fund` are the findings it tells of, as (afvigelse id, the snapshot that last opened it).
    """

    noegle: str
    art: str
    adressat: str
    modtager: str
    periode: str
    trin: str
    snapshot_id: int
    emne: str
    indhold: str
    oprettet: datetime
    message_id: str
    tilbud: Mapping[str, str] = field(default_factory=dict)
    fund: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lagt:
    """How many mails were put for the first time, written anew, and left because they have been handed over."""

    nye: int = 0
    omskrevet: int = 0
    roert_ikke: int = 0


def make_noegle(modtager: str, periode: str, trin: str) -> str:
    """Give the name a mail has for ever: 32 hexadecimal digits of recipient (`art` and `adressat`), period and step."""
    return hashlib.sha256("\x1f".join((modtager, periode, trin)).encode()).hexdigest()[:32]


def put_mails(conn: Connection, mails: Iterable[Brevrow], *, frigivet: bool) -> Lagt:
    """Put mails in the outbox under their keys; those nobody has got yet are replaced, those that went are left alone.

    A new one is `klar` when `frigivet`, else it waits for a person; one that is written anew keeps its state. `mails`
    is read a handful at a time, so that a stream of them takes no memory.
    """
    status = Mailstatus.KLAR if frigivet else Mailstatus.AFVENTER
    nye = omskrevet = gaaet = 0
    for bunke in _take(mails):
        findes = _read_statuser(conn, bunke)
        friske = [mail for mail in bunke if mail.noegle not in findes]
        gamle = [mail for mail in bunke if findes.get(mail.noegle) in USENDTE]
        _insert(conn, friske, status)
        _rewrite(conn, gamle)
        _store_contents(conn, [*friske, *gamle])
        nye, omskrevet = nye + len(friske), omskrevet + len(gamle)
        gaaet += len(bunke) - len(friske) - len(gamle)
    return Lagt(nye=nye, omskrevet=omskrevet, roert_ikke=gaaet)


def withdraw(conn: Connection, noegler: Iterable[str]) -> int:
    """Take mails that nobody has got out of the outbox; gives how many. One that was handed over stays."""
    rows = [{"b_noegle": noegle} for noegle in noegler]
    usendt = MAIL.c.noegle == bindparam("b_noegle"), MAIL.c.status.in_(USENDTE)
    antal = 0
    for row in rows:
        if conn.execute(select(MAIL.c.id).where(*usendt), row).first() is None:
            continue
        forget_indhold(conn, [row["b_noegle"]])
        conn.execute(delete(MAIL_TILBUD).where(MAIL_TILBUD.c.noegle == bindparam("b_noegle")), row)
        conn.execute(delete(MAIL).where(*usendt), row)
        antal += 1
    return antal


def _take(mails: Iterable[Brevrow]) -> Iterator[list[Brevrow]]:
    rest = iter(mails)
    while bunke := list(islice(rest, _BUNKE)):
        yield bunke


def _read_statuser(conn: Connection, mails: list[Brevrow]) -> dict[str, str]:
    query = select(MAIL.c.noegle, MAIL.c.status).where(MAIL.c.noegle.in_([mail.noegle for mail in mails]))
    return {row.noegle: row.status for row in conn.execute(query)}


def _insert(conn: Connection, mails: list[Brevrow], status: Mailstatus) -> None:
    if mails:
        conn.execute(insert(MAIL), [{**_columns(mail), "status": status.value} for mail in mails])


def _rewrite(conn: Connection, mails: list[Brevrow]) -> None:
    if not mails:
        return
    saet = update(MAIL).where(MAIL.c.noegle == bindparam("b_noegle"))
    # A new text, perhaps to a new address: what the server said of the old one no longer counts.
    saet = saet.values({"antal_forsoeg": 0, "naeste_forsoeg": None, "fejl": None})
    saet = saet.values({navn: bindparam(f"b_{navn}") for navn in _NYE_FELTER})
    conn.execute(saet, [{f"b_{navn}": getattr(mail, navn) for navn in ("noegle", *_NYE_FELTER)} for mail in mails])


def _columns(mail: Brevrow) -> dict[str, Any]:
    return {navn: getattr(mail, navn) for navn in (*_FASTE_FELTER, *_NYE_FELTER)}


def _store_contents(conn: Connection, mails: list[Brevrow]) -> None:
    store_indhold(conn, {mail.noegle: mail.fund for mail in mails})
    gamle = [{"b_noegle": mail.noegle} for mail in mails]
    rows = [{"noegle": mail.noegle, "tilbudsid": t, "trin": trin} for mail in mails for t, trin in mail.tilbud.items()]
    if gamle:
        conn.execute(delete(MAIL_TILBUD).where(MAIL_TILBUD.c.noegle == bindparam("b_noegle")), gamle)
    if rows:
        conn.execute(insert(MAIL_TILBUD), rows)
