"""The frame of a page for a reader."""

from reports.web.adgang.doer import Doer
from reports.web.adgang.indgang import Login
from reports.web.adgang.laeser import Laeser
from reports.web.bruger import LOKAL
from reports.web.links import ServerLinks
from reports.web.tegner import Ramme
from warehouse.queries.rapport_tilstand import Tilstand

# As the template cuts it.
NAVN_GRAENSE = 80


def make_ramme(doer: Doer, laeser: Laeser, tilstand: Tilstand) -> Ramme:
    """Give what surrounds a page for a reader."""
    return Ramme(
        links=ServerLinks(),
        tilstand=tilstand,
        bruger=None if laeser.bruger == LOKAL else laeser.bruger,
        maerke=laeser.maerke,
        kan_logge_ud=isinstance(doer.indgang, Login),
        har_ur=doer.har_ur,
    )
