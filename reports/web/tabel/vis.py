"""A table with its rows, ready to be drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from reports.web.side import Bladring
from reports.web.tabel.celler import Celle
from reports.web.tabel.filtre import Filter
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import FORMATER, Valg
from warehouse.queries.tabelopslag import Raekker, load_udvalg

R = TypeVar("R")


@dataclass(frozen=True)
class Hoved:
    """A column's heading: where a click leads (None: nowhere), and how the table is sorted by it now."""

    kolonne: Kolonne[Any]
    adresse: str | None
    retning: str | None


@dataclass(frozen=True, kw_only=True)
class Vistabel(Generic[R]):
    """A table as a page shows it; `raekker` are the rows' own data, `celler` what is drawn of them."""

    tabel: Tabel[R]
    valg: Valg
    bladring: Bladring
    raekker: tuple[R, ...]
    celler: tuple[tuple[Celle, ...], ...]
    hoveder: tuple[Hoved, ...]

    @property
    def er_filtreret(self) -> bool:
        """Tell whether any filter is on, or asked for in vain."""
        return bool(self.valg.filtre or self.valg.fejl)

    @property
    def felter(self) -> tuple[tuple[Filter, str], ...]:
        """The filters with what each is set to."""
        return tuple((x, self.valg.filtre.get(x.navn, "")) for x in self.tabel.filtre)

    @property
    def sorter(self) -> str | None:
        """What is sorted by, as the address says it; None for the table's own order."""
        return None if self.valg.sorter is None else f"{'-' if self.valg.faldende else ''}{self.valg.sorter}"

    @property
    def filtertekst(self) -> str:
        """The filters in words."""
        return self.tabel.write_filtre(self.valg)

    @property
    def filer(self) -> tuple[tuple[str, str], ...]:
        """The downloads: kind and address."""
        return tuple((format_.upper(), self.valg.write_adresse(format=format_)) for format_ in FORMATER)

    def find_side(self, nummer: int) -> str:
        """Give the address of another part of the table."""
        return self.valg.write_adresse(nummer=nummer)


def show_tabel(conn: Connection, tabel: Tabel[R], valg: Valg) -> Vistabel[R]:
    """Look the rows up and draw their cells. A filter that cannot be followed leaves none."""
    fundet: Raekker[R] = Raekker(0, ()) if valg.fejl else load_udvalg(conn, tabel.kilde, tabel.make_udvalg(valg))
    synlige = [kolonne for kolonne in tabel.kolonner if not kolonne.kun_fil]
    return Vistabel(
        tabel=tabel,
        valg=valg,
        bladring=Bladring(fundet.i_alt, valg.udsnit),
        raekker=fundet.raekker,
        celler=tuple(tuple(kolonne.celle(raekke) for kolonne in synlige) for raekke in fundet.raekker),
        hoveder=tuple(_hoveder(tabel, synlige, valg)),
    )


def _hoveder(tabel: Tabel[R], kolonner: list[Kolonne[R]], valg: Valg) -> Iterator[Hoved]:
    nu = tabel.make_udvalg(valg)
    for kolonne in kolonner:
        if kolonne.navn not in tabel.kilde.orden:
            yield Hoved(kolonne, None, None)
            continue
        er_nu = kolonne.navn == nu.sorter
        # Whoever sorts by a number wants the largest; a second click turns any order.
        faldende = not nu.faldende if er_nu else kolonne.er_tal
        retning = ("descending" if nu.faldende else "ascending") if er_nu else None
        yield Hoved(kolonne, valg.write_adresse(sorter=f"{'-' if faldende else ''}{kolonne.navn}"), retning)
