"""Drawing pages: compiled templates, everything escaped, nothing undefined."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from domain.kolonneord import write_entitet, write_kolonne
from reports import visning
from reports.lovkilder import SIKKERHED
from reports.web.bruger import Bruger
from reports.web.links import Links
from reports.web.menu import Punkt, list_menu
from reports.web.side import Side
from reports.web.tabel.celler import find_art
from warehouse.queries.rapport_tilstand import Tilstand


@dataclass(frozen=True, kw_only=True)
class Ramme:
    """What surrounds every page: its links, the state of the register, and when it was written (None: just now).

    `bruger` is who is logged in; None when nobody can be. `maerke` is the token that every form carries
    (CSRF), `kan_logge_ud` whether there is a login to leave. `har_ur`: there are pages that tell of this moment.
    """

    links: Links
    tilstand: Tilstand
    skrevet: datetime | None = None
    bruger: Bruger | None = None
    maerke: str | None = None
    kan_logge_ud: bool = False
    har_ur: bool = False

    @property
    def menu(self) -> tuple[Punkt, ...]:
        """The main menu, with the pages the reader may see."""
        return tuple(punkt for punkt in list_menu(self.bruger) if self.har_ur or not punkt.kun_server)


def draw(side: Side, ramme: Ramme) -> str:
    """Give a page as HTML."""
    skabelon = _miljoe().get_template(side.skabelon)
    return skabelon.render(side.indhold, side=side, ramme=ramme, tilstand=ramme.tilstand, til=ramme.links.til)


@cache
def _miljoe() -> Environment:
    miljoe = Environment(
        loader=PackageLoader("reports.web", "skabeloner"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    miljoe.filters.update(
        rens=visning.rens, dato=visning.dato, tidspunkt=visning.tidspunkt, tal=visning.tal, alvorsnavn=_alvorsnavn
    )
    miljoe.filters.update(entitetsnavn=write_entitet, kildenavn=_kildenavn, artsnavn=_artsnavn)
    miljoe.filters.update(decimaltal=visning.decimaltal)
    miljoe.globals.update(celleart=find_art, procent=visning.procent, antal_af=visning.antal_af, SIKKERHED=SIKKERHED)
    return miljoe


def _kildenavn(kilde: str) -> str:
    return {"dataudtraek": "dataudtræk", "portal": "portalen"}.get(kilde, visning.rens(kilde, 60))


def _artsnavn(art: str) -> str:
    return visning.rens(write_kolonne(art), 60)


def _alvorsnavn(alvor: str) -> str:
    return alvor.capitalize()
