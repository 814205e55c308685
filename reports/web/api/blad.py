"""Long lists a page at a time: which page, how many in all, and links to the others."""

from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from reports.web.api.model import Heltal, Spoergsmaal, Svar
from reports.web.api.problem import IkkeFundet

R = TypeVar("R", bound=Svar)
HOEJST = 500


class Blad(Spoergsmaal):
    """Which page of a list."""

    side: Heltal = Field(1, ge=1, le=100_000, description="Siden, talt fra 1.")
    antal: Heltal = Field(100, ge=1, le=HOEJST, description=f"Så mange linjer på hver side; højst {HOEJST}.")

    @property
    def spring(self) -> int:
        """How many lines lie before it."""
        return (self.side - 1) * self.antal


class Liste(Svar, Generic[R]):
    """A page of a list."""

    dag: date | None = Field(description="Dagen, registret er bedømt på; null, før noget er hentet.")
    i_alt: int = Field(description="Så mange linjer har listen på alle sider tilsammen.")
    side: int = Field(description="Siden, talt fra 1.")
    antal_sider: int = Field(description="Så mange sider har listen; mindst 1.")
    linjer: tuple[R, ...] = Field(description="Sidens linjer, altid i samme orden.")


def make_liste(linjer: tuple[R, ...], i_alt: int, blad: Blad, *, dag: date | None) -> Liste[R]:
    """Make a page of a list.

    Raises:
        IkkeFundet: the list has fewer pages.
    """
    sider = max(1, -(-i_alt // blad.antal))
    if blad.side > sider:
        raise IkkeFundet(f"Listen har kun {sider} sider med {blad.antal} linjer på hver. Vælg en lavere side.")
    return Liste(dag=dag, i_alt=i_alt, side=blad.side, antal_sider=sider, linjer=linjer)


def add_links(request: Request, svar: Response, liste: Liste[R]) -> None:
    """Add the addresses of the other pages as a Link header (RFC 8288)."""
    svar.headers["Link"] = ", ".join(
        f'<{request.url.path}?{request.url.include_query_params(side=side).query}>; rel="{rel}"'
        for rel, side in _relate(liste.side, liste.antal_sider)
    )


def _relate(side: int, antal: int) -> Iterator[tuple[str, int]]:
    yield "first", 1
    if side > 1:
        yield "prev", side - 1
    if side < antal:
        yield "next", side + 1
    yield "last", antal
