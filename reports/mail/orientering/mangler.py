"""The authorities that should get the week's mail but have no address that works."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from domain.afvigelse import Status
from domain.regel import Modtager
from reports.mail.orientering.kreds import Kreds, list_kredse
from reports.mail.orientering.model import Myndighed
from reports.visning import antal_af
from warehouse.queries.adressebog import Adresser, load_adresser
from warehouse.queries.orientering import list_paragraffer, list_tilsynsled
from warehouse.queries.rapport_views import AFVIGELSE


def find_adresse(adresser: Adresser, myndighed: Myndighed) -> str | None:
    """Give the address a person set for an authority (the register has none); None without one that mails reach."""
    email = adresser.override(*myndighed.noegle)
    return None if email is None or adresser.is_dead(email) else email


def list_uden_adresse(conn: Connection, dag: date) -> tuple[Myndighed, ...]:
    """Give the socialtilsyn without an address, and the kommuner without one that an open finding may concern."""
    aabne = frozenset(conn.scalars(select(AFVIGELSE.c.tilbudsid).where(AFVIGELSE.c.status == Status.AABEN.value)))
    adresser = load_adresser(conn)
    return tuple(
        kreds.myndighed
        for kreds in list_kredse(list_tilsynsled(conn), list_paragraffer(conn), dag)
        if find_adresse(adresser, kreds.myndighed) is None and _is_concerned(kreds, aabne)
    )


def name_myndigheder(alle: Sequence[Myndighed]) -> tuple[str, ...]:
    """Name authorities in short: each socialtilsyn, and how many kommuner."""
    navne = [et.navn for et in alle if et.art == Modtager.SOCIALTILSYN]
    if kommuner := len(alle) - len(navne):
        navne.append(antal_af(kommuner, "kommune", "kommuner"))
    return tuple(navne)


def _is_concerned(kreds: Kreds, aabne: frozenset[str]) -> bool:
    if kreds.myndighed.art == Modtager.SOCIALTILSYN:
        return True
    return not aabne.isdisjoint(kreds.egne | {tilbudsid for tilbudsid, _ in kreds.naevnt})
