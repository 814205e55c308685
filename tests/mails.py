"""Mails in an outbox, ready to be handed over, without a register behind them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, text

from reports.mail.besked import Afsender, Indhold, encode_besked, make_besked
from reports.mail.takt import Ur
from tests.builders import NAT_1
from warehouse.tables import table_of
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
        rows = [_row(1001 + foer + plads, modtager, status, snapshot_id) for plads, modtager in enumerate(modtagere)]
        conn.execute(insert(table_of(Mail)), rows)


def make_key(tilbudsid: int) -> str:
    return f"{tilbudsid:032x}"


def _row(tilbudsid: int, modtager: str, status: str, snapshot_id: object) -> dict[str, object]:
    tekst = f"Kære tilbud {tilbudsid}\n\n.en linje med punktum\n..to\næøå\n"
    indhold = Indhold(emne=f"Tilbudsportalen: {tilbudsid}", tekst=tekst, html=f"<p>{tilbudsid} æøå</p>")
    noegle = make_key(tilbudsid)
    besked = make_besked(indhold, til=modtager, afsender=FRA, noegle=noegle, nu=NAT_1)
    return {
        "noegle": noegle,
        "tilbudsid": str(tilbudsid),
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
    mail = table_of(Mail)
    with engine.connect() as conn:
        return {row.tilbudsid: row.status for row in conn.execute(select(mail.c.tilbudsid, mail.c.status))}


def column(engine: Engine, navn: str) -> dict[str, Any]:
    """Each tilbud's mail's value in a column."""
    mail = table_of(Mail)
    with engine.connect() as conn:
        return {row.tilbudsid: row[1] for row in conn.execute(select(mail.c.tilbudsid, mail.c[navn]))}
