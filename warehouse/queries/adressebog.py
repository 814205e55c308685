"""Whom mails may go to: the addresses people set, those that are dead, and the tilbud nobody can write to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection, select

from domain.kontakt import is_email
from domain.regel import Modtager
from warehouse.queries.rapport_views import NU_AFDELING, NU_TILBUD, id_orden, portefoelje
from warehouse.tables import table_of
from warehouse.tables.brevveksling import Adressebog, DoedAdresse

ADRESSEBOG = table_of(Adressebog)
DOED = table_of(DoedAdresse)


class Hindring(StrEnum):
    """Why a tilbud cannot be written to: it shows no address, none that is one, or only dead ones."""

    MANGLER = "mangler"
    UGYLDIG = "ugyldig"
    DOED = "doed"


@dataclass(frozen=True)
class Adresser:
    """The address book as it stands: what people set (by art and key), and the dead addresses in small letters."""

    sat: Mapping[tuple[str, str], str] = field(default_factory=dict)
    doede: frozenset[str] = frozenset()

    def override(self, art: str, noegle: str) -> str | None:
        """Give the address a person set for a tilbud, socialtilsyn or kommune (`art` is a Modtager), or None.

        It goes before what the register shows; a dead one is given too, so ask `is_dead`.
        """
        return self.sat.get((art, noegle))

    def is_dead(self, email: str) -> bool:
        """Tell whether mails to an address (in any case) came back for good."""
        return fold_email(email) in self.doede


@dataclass(frozen=True, kw_only=True)
class Uopnaaelig:
    """A live tilbud nobody can write to; `tilsyn_kode` is its socialtilsyn's, or `andre` (as in `portefoelje`)."""

    tilbudsid: str
    tilsyn_kode: str
    grund: Hindring


def fold_email(email: str) -> str:
    """Give the form that addresses are compared in: small letters, no blanks around."""
    return email.strip().lower()


def load_adresser(conn: Connection) -> Adresser:
    """Give the address book in force."""
    sat = select(ADRESSEBOG.c.art, ADRESSEBOG.c.noegle, ADRESSEBOG.c.email).where(ADRESSEBOG.c.ophoert.is_(None))
    doede = select(DOED.c.email).where(DOED.c.ophoert.is_(None))
    return Adresser(
        sat={(row.art, row.noegle): row.email for row in conn.execute(sat.order_by(ADRESSEBOG.c.id))},
        doede=frozenset(conn.scalars(doede)),
    )


def list_uopnaaelige(conn: Connection) -> tuple[Uopnaaelig, ...]:
    """Give the live tilbud without a valid living address, by id; whether anything is wrong with them is not asked."""
    adresser = load_adresser(conn)
    hoerer_til = portefoelje()
    tilsyn = {row.tilbudsid: row.kode for row in conn.execute(select(hoerer_til.c.tilbudsid, hoerer_til.c.kode))}
    gyldige = frozenset(conn.scalars(select(NU_AFDELING.c.email).where(NU_AFDELING.c.email_ok).distinct()))
    alle = (
        (tilbudsid, find_hindring(adresser, tilbudsid, emails, gyldige=gyldige))
        for tilbudsid, emails in _list_emails(conn).items()
    )
    return tuple(
        Uopnaaelig(tilbudsid=tilbudsid, tilsyn_kode=tilsyn[tilbudsid], grund=hindring)
        for tilbudsid, hindring in alle
        if hindring is not None
    )


def find_hindring(
    adresser: Adresser, tilbudsid: str, emails: Iterable[str | None], *, gyldige: Collection[str] = ()
) -> Hindring | None:
    """Say why a tilbud that shows `emails` cannot be written to; None when it can.

    `gyldige` are addresses that were judged when they were loaded, and are not judged again.
    """
    skrevne = [adresser.override(Modtager.TILBUD, tilbudsid), *emails]
    udfyldte = [email for email in skrevne if email]
    if not udfyldte:
        return Hindring.MANGLER
    brugbare = [email for email in udfyldte if email in gyldige or is_email(email.strip())]
    if not brugbare:
        return Hindring.UGYLDIG
    return Hindring.DOED if all(map(adresser.is_dead, brugbare)) else None


def _list_emails(conn: Connection) -> Mapping[str, list[str | None]]:
    samlet: defaultdict[str, list[str | None]] = defaultdict(list)
    query = (
        select(NU_TILBUD.c.tilbudsid, NU_AFDELING.c.email)
        .join(NU_AFDELING, NU_AFDELING.c.tilbudsid == NU_TILBUD.c.tilbudsid)
        .order_by(*id_orden(NU_TILBUD.c.tilbudsid), *id_orden(NU_AFDELING.c.afdelingsid))
    )
    for row in conn.execute(query):
        samlet[row.tilbudsid].append(row.email)
    return samlet
