"""A tilbud whose street, name and e-mail hold one word that stands nowhere else; and the search for it in VAR."""

from pathlib import Path

from sqlalchemy import Engine

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1
from warehouse.findings import record_kontrol

GADE = "Zqhemmelighedsvej"
EGEN = {"tilbudsid": "7", "adresse": f"{GADE} 17", "tilbuddets_adresse": f"{GADE} 17, 1420 København K"}
EGEN |= {"postnr": "1420", "by": "København K", "navn": f"Huset på {GADE}", "email": f"post@{GADE.lower()}.example.org"}


def record_fund(engine: Engine) -> None:
    """Let the first night's control find fault with the tilbud's name, and quote it."""
    fund = Fund(regel="IDENT-003", tilbudsid="7", afdelingsid="1", felt="navn", vaerdi=EGEN["navn"])
    regel = Regelresultat(regel=fund.regel, alvor="alvorlig", fund=(fund,))
    record_kontrol(engine, Kontrolresultat(snapshot_id=1, regler=(regel,)), nu=NAT_1)


def find_in_var(var: Path) -> list[str]:
    """Give the names of the files that hold the word."""
    return [
        fil.name
        for fil in var.rglob("*")
        if fil.is_file() and GADE.lower() in fil.read_bytes().decode("utf-8", "replace").lower()
    ]
