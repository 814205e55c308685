"""Mails in an outbox, ready to be handed over, without a register behind them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, text

from reports.mail.besked import Afsender, Indhold, encode_besked, make_besked
from reports.mail.takt import Ur
from tests.builders import NAT_1
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailTilbud
from warehouse.tables.opfoelgning import Mail

FRA = Afsender(fra="Tilbudstjek <tilbudstjek@example.org>", svar_til="svar@example.org")


class Provur:
    """A clock that stands still but for the waits, which it keeps in `ventet`."""

    def __init__(self, nu: datetime = NAT_1) -> None:
        self.nu = nu
        self.sekunder = 0.0
        self.ventet: list[float] = []

    def ur(self) -> Ur:
        return Ur(nu=lambda: self.nu, sekunder=lambda: self.sekunder, sov=self._sov)

    def _sov(self, sekunder: float) -> None:
        self.ventet.append(sekunder)
        self.sekunder += sekunder


def put_mails(engine: Engine, modtagere: Sequence[str], *, status: str = "klar") -> None:
    """Put one mail to each address, tilbud 1001 and on, with the keys `make_noegle` gives."""
    with engine.begin() as conn:
        snapshot_id = conn.execute(text("SELECT MAX(id) FROM snapshot")).scalar()
        foer = conn.execute(text("SELECT COUNT(*) FROM mail")).scalar() or 0
        tilbud = range(1001 + foer, 1001 + foer + len(modtagere))
        rows = [_row(nr, modtager, status, snapshot_id) for nr, modtager in zip(tilbud, modtagere, strict=True)]
        conn.execute(insert(table_of(Mail)), rows)
        conn.execute(insert(table_of(MailTilbud)), [{"noegle": make_key(nr), "tilbudsid": str(nr)} for nr in tilbud])


def make_key(tilbudsid: int) -> str:
    return f"{tilbudsid:032x}"


def _row(tilbudsid: int, modtager: str, status: str, snapshot_id: object) -> dict[str, object]:
    tekst = f"Kære tilbud {tilbudsid}\n\n.en linje med punktum\n..to\næøå\n"
    indhold = Indhold(emne=f"Tilbudsportalen: {tilbudsid}", tekst=tekst, html=f"<p>{tilbudsid} æøå</p>")
    noegle = make_key(tilbudsid)
    besked = make_besked(indhold, til=modtager, afsender=FRA, noegle=noegle, nu=NAT_1)
    return {
        "noegle": noegle,
        "art": "ejer",
        "adressat": modtager.lower(),
        "modtager": modtager,
        "periode": "2026-11-01",
        "trin": "varsel",
        "snapshot_id": snapshot_id,
        "emne": indhold.emne,
        "indhold": encode_besked(besked),
        "status": status,
        "oprettet": NAT_1,
        "message_id": besked["Message-ID"],
    }


def states(engine: Engine) -> dict[str, str]:
    """Each tilbud's mail's state."""
    return column(engine, "status")


def column(engine: Engine, navn: str) -> dict[str, Any]:
    """Each tilbud's mail's value in a column."""
    mail, tilbud = table_of(Mail), table_of(MailTilbud)
    query = select(tilbud.c.tilbudsid, mail.c[navn]).join(mail, mail.c.noegle == tilbud.c.noegle)
    with engine.connect() as conn:
        return {row.tilbudsid: row[1] for row in conn.execute(query.order_by(mail.c.id))}
