"""The filters that several tables have in common."""

from functools import cache

from domain.reference import load_kommuner
from domain.tekst import order
from reports.web.side import Katalog
from reports.web.sider.socialtilsyn import make_navne, make_slug
from reports.web.sider.tilbudstypenavne import load_typenavne
from reports.web.tabel.filtre import Valgfilter
from warehouse.queries.rapport_views import ALVORSGRADER


@cache
def load_kommunenavne() -> dict[str, str]:
    """Give the kommuner's names by code, in the order of the alphabet."""
    navne = {kommune.kommunekode: kommune.navn for kommune in load_kommuner()}
    return dict(sorted(navne.items(), key=lambda par: order(par[1])))


def make_tilsynsfilter(katalog: Katalog) -> tuple[Valgfilter, ...]:
    """Give the choice of portfolio; none for a reader who sees one only."""
    if katalog.tilsyn is not None:
        return ()
    muligheder = tuple((make_slug(kode), navn) for kode, navn in make_navne().items())
    return (Valgfilter(navn="tilsyn", etiket="Socialtilsyn", muligheder=muligheder),)


def find_tilsyn(slug: str) -> str:
    """Give the code of a portfolio by the word it has in addresses."""
    return next(kode for kode in make_navne() if make_slug(kode) == slug)


@cache
def make_kommunefilter() -> Valgfilter:
    """Give the choice of kommune."""
    return Valgfilter(navn="kommune", etiket="Kommune", muligheder=tuple(load_kommunenavne().items()))


@cache
def make_typefilter() -> Valgfilter:
    """Give the choice of tilbudstype."""
    muligheder = tuple((navn.slug, navn.navn) for navn in load_typenavne().values())
    return Valgfilter(navn="type", etiket="Tilbudstype", muligheder=muligheder)


@cache
def make_alvorsfilter() -> Valgfilter:
    """Give the choice of grade."""
    return Valgfilter(
        navn="alvor", etiket="Alvor", muligheder=tuple((grad, grad.capitalize()) for grad in ALVORSGRADER)
    )


def make_regelfilter(katalog: Katalog) -> Valgfilter:
    """Give the choice of rule."""
    muligheder = tuple((regel.id, f"{regel.id}: {regel.titel}") for regel in katalog.regler.values())
    return Valgfilter(navn="regel", etiket="Regel", muligheder=muligheder)
