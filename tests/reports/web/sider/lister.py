"""A made-up register for the lists, and a way to ask for a page or a file without a server in between."""

import csv
import io
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.routing import compile_path

from domain.afdeling import Afdeling
from reports.web.bruger import LOKAL, Bruger, Rolle
from reports.web.links import ServerLinks
from reports.web.ruter import Rute
from reports.web.side import Fil, Katalog
from reports.web.sidekort import RUTER
from reports.web.tegner import Ramme, draw
from tests.builders import make_afdeling
from tests.reports.scene import ADRESSE, BY, CVR, LEDER, REGLER, SUM, TILSYN, make_fund
from tests.reports.web.klient import Laeser, read
from warehouse.queries.rapport_tilstand import load_tilstand

SYD = Bruger(brugernavn="syd1", navn="Syd", rolle=Rolle.SOCIALTILSYN, tilsyn="Syd")
NORD = Bruger(brugernavn="nord1", navn="Nord", rolle=Rolle.SOCIALTILSYN, tilsyn="Nord")


def make_register() -> list[Afdeling]:
    """Nine tilbud in two portfolios: a krisecenter, a personal firm, letters of all kinds, a stranger's text."""
    return [
        make_afdeling(1, navn="Ågården", cvr="99000016", postnr="5000", by="Odense C"),
        make_afdeling(2, tilbudsid="1002", navn="Ærtebo, Nord", postnr="9800", by="Hjørring"),
        make_afdeling(3, tilbudsid="1002", navn="Ærtebo, Syd", postnr="5000", by="Odense C"),
        make_afdeling(4, navn="Krisecentret Viben", tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8}),
        make_afdeling(5, navn="Ø-huset", tilsynsmyndighed="Socialtilsyn Nord", postnr="9800", by="Hjørring"),
        make_afdeling(6, navn="Café Élan", virksomhedsform="Enkeltmandsvirksomhed", cvr="99000032"),
        make_afdeling(7, navn='<script>alert("x")</script>', tilbudstyper=("Midlertidigt botilbud, § 107",)),
        make_afdeling(8, navn="=1+1", tilsynsmyndighed="Socialtilsyn Nord", postnr="2300", by="København S"),
        make_afdeling(9, navn="100 % Bo_lig", postnr=None, by=None),
    ]


FUND = (
    make_fund(CVR, "1001", "1", vaerdi="99000016"),
    make_fund(LEDER, "1001", "1", vaerdi="Navn Navnesen"),
    make_fund(BY, "1002", "2", vaerdi="Hjørring", forslag="Hjørring C"),
    make_fund(SUM, "1002", None, vaerdi="20", forslag="16"),
    make_fund(TILSYN, "1004", "4", vaerdi="Socialtilsyn Syd"),
    make_fund(ADRESSE, "1004", "4", vaerdi="Hemmelig Vej 1", forslag="Hemmelig Vej 2"),
    make_fund(CVR, "1005", "5", vaerdi="99000015"),
    make_fund(CVR, "1006", "6", vaerdi="99000032"),
    make_fund(TILSYN, "1008", "8", vaerdi='=HYPERLINK("http://example.org")'),
    make_fund(SUM, "socialtilsyn:Nord", None, vaerdi="færre end 5"),
)


@dataclass(frozen=True)
class Spoerger:
    """Asks the pages as a reader would; None: not found."""

    conn: Connection
    bruger: Bruger = LOKAL

    def ask(self, adresse: str) -> Laeser | Fil | None:
        dele = urlsplit(adresse)
        for rute in RUTER:
            moenster, _, _ = compile_path(rute.sti)
            fundet = moenster.match(dele.path)
            if fundet:
                return self._answer(rute, dele.query, fundet.groupdict())
        return None

    def _answer(self, rute: Rute, forespoergsel: str, sti: dict[str, str]) -> Laeser | Fil | None:
        katalog = Katalog({regel.id: regel for regel in REGLER}, load_tilstand(self.conn), None, self.bruger)
        request = Request(
            {"type": "http", "query_string": forespoergsel.encode(), "path_params": sti, "headers": [], "method": "GET"}
        )
        side = rute.opslag(self.conn, katalog, request)
        if side is None or isinstance(side, Fil):
            return side
        return read(draw(side, Ramme(links=ServerLinks(), tilstand=katalog.tilstand)))

    def page(self, adresse: str) -> Laeser:
        """Ask for a page that must be there."""
        svar = self.ask(adresse)
        assert isinstance(svar, Laeser), adresse
        return svar

    def tilbud(self, adresse: str) -> list[str]:
        """The ids of the tilbud a page links to, in order, each once."""
        links = [link for link in self.page(adresse).links if link.startswith("/tilbud/")]
        return list(dict.fromkeys(link.removeprefix("/tilbud/") for link in links))

    def rows(self, adresse: str) -> list[list[str]]:
        """The rows of a table's CSV without what stands above them."""
        fil = self.ask(f"{adresse}{'&' if '?' in adresse else '?'}format=csv")
        assert isinstance(fil, Fil)
        return list(csv.reader(io.StringIO(fil.indhold.decode("utf-8-sig"), newline=""), delimiter=";"))[2:]
