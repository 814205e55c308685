"""The rules' examples as real warehouses: each loaded from a dump through the gate, one file apiece."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from domain.eksempel import fejlfri
from domain.regel import Eksempel, Regel
from expectations.registry import load_regler
from tests.builders import load_afdelinger, load_udtraek
from tests.dar import parse_adr, write_datafordeler
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.adresser.indlaes import load_dar
from warehouse.engine import open_warehouse
from warehouse.gruppe import refresh_grupper
from warehouse.load.budgetskema import store_skemaer
from warehouse.tables import table_of
from warehouse.tables.brevveksling import DoedAdresse

Noegle = tuple[str, str | None]


@dataclass(frozen=True)
class Tilfaelde:
    """One example of one rule, named for the test report."""

    regel: Regel
    eksempel: Eksempel

    def __str__(self) -> str:
        return f"{self.regel.id}: {self.eksempel.navn}"


def list_tilfaelde() -> list[Tilfaelde]:
    """Every example of every rule, breaking ones first."""
    return [Tilfaelde(regel, eksempel) for regel in load_regler() for eksempel in (*regel.bryder, *regel.holder)]


def build_warehouse(eksempel: Eksempel, url: str, mappe: Path) -> str:
    """Load the example in a fresh warehouse; give its URL."""
    engine = open_warehouse(url)
    try:
        fill_warehouse(engine, eksempel, mappe)
    finally:
        engine.dispose()
    return url


def fill_warehouse(engine: Engine, eksempel: Eksempel, mappe: Path) -> None:
    """Load the example, and the night before it when something went missing, in an empty warehouse."""
    mappe.mkdir()
    dag = eksempel.dato
    nat = datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC)
    alle = [fejlfri(aendringer) for aendringer in eksempel.afdelinger]
    if eksempel.savnet:
        _load(engine, mappe, alle, nat - timedelta(days=1))
    _load(engine, mappe, [afdeling for afdeling in alle if afdeling.noegle not in eksempel.savnet], nat)
    _load_udtraek(engine, mappe, eksempel.udtraek_foer, nat - timedelta(days=30))
    _load_udtraek(engine, mappe, eksempel.udtraek, nat)
    _store_skemaer(engine, eksempel.skemaer, nat)
    _store_doede(engine, eksempel.doede_adresser, nat)
    if eksempel.dar:
        _wash(engine, mappe, eksempel, nat)
    if eksempel.udtraek:
        refresh_grupper(engine)


def _load(engine, mappe, afdelinger, nat):
    resultat = load_afdelinger(engine, mappe, afdelinger, start=nat, begrundelse="Et eksempel på en regel.")
    assert resultat.status == "godkendt", resultat.aarsag


def _load_udtraek(engine, mappe, entiteter, nat):
    if entiteter:
        resultat = load_udtraek(engine, mappe, entiteter, start=nat, begrundelse="Et eksempel på en regel.")
        assert resultat.status == "godkendt", resultat.aarsag


def _store_skemaer(engine, skemaer, nat):
    gemt = store_skemaer(engine, skemaer, nu=nat)
    assert gemt.nye == len(skemaer), gemt


def _store_doede(engine, adresser, nat):
    fast = {"kode": "5.1.1", "aarsag": "Adressen findes ikke.", "foerst": nat, "sidst": nat, "antal": 1}
    if adresser:
        with engine.begin() as conn:
            conn.execute(insert(table_of(DoedAdresse)), [{"email": email, **fast} for email in adresser])


def _wash(engine, mappe, eksempel, nat):
    nye = {ny: text for text, ny in eksempel.dar_foer.items()}
    adresser = [parse_adr(text, id_af=nye.get(text, text)) for text in eksempel.dar]
    adresser += [parse_adr(text, id_af=text, til="2015-01-01T00:00:00Z") for text in eksempel.dar_foer]
    register = mappe / "register.db"
    load_dar(write_datafordeler(mappe / "dar", adresser), register, nu=nat)
    assert refresh_adressevask(engine, register)


def run_sql(connection: Connection, sql: str) -> list[Noegle]:
    """The keys a rule's SQL gives, sorted, doubles kept."""
    rows = connection.execute(text(sql)).mappings()
    return sorted(((row["tilbudsid"], row["afdelingsid"]) for row in rows), key=str)
