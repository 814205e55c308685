"""A long table as it is declared once: its columns, its filters, and where its rows come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.exceptions import HTTPException

from reports.web.side import Udsnit
from reports.web.tabel.celler import Celle
from reports.web.tabel.filtre import Filter, Laest
from reports.web.tabel.valg import FORMATER, Valg
from warehouse.queries.tabelopslag import Tabelkilde, Udvalg

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Kolonne(Generic[R]):
    """One column; it can be sorted by when the table's source has an order of its name.

    `fil` gives what a file says where that is more or other than the cell. `alvor` draws the heading as that grade.
    """

    navn: str
    etiket: str
    celle: Callable[[R], Celle]
    fil: Callable[[R], Celle] | None = None
    er_tal: bool = False
    alvor: str | None = None
    kun_fil: bool = False
    kun_side: bool = False


@dataclass(frozen=True, kw_only=True)
class Tabel(Generic[R]):
    """A table. `navn` is part of its files' names, `titel` its caption, `ental` and `flertal` what a row is called.

    `sorter` is what it is sorted by when nothing is chosen, a minus before it for falling. The first column is what a
    row is known by. `om` says in files what the rows are, where the page itself chose them: a rule, a portfolio.
    `er_i_arkivet` says that a workbook of it lies beside the pages that are written as files.
    """

    navn: str
    titel: str
    ental: str
    flertal: str
    kilde: Tabelkilde[R]
    kolonner: tuple[Kolonne[R], ...]
    sorter: str
    filtre: tuple[Filter, ...] = ()
    om: str = ""
    er_i_arkivet: bool = False

    def read(self, felter: Mapping[str, str], udsnit: Udsnit | None = None) -> Valg:
        """Read an address's fields. Those the table does not know are somebody else's and left alone.

        Raises:
            HTTPException: 404 for a file format there is none of.
        """
        laest = {x.navn: x.read(felter[x.navn]) for x in self.filtre if felter.get(x.navn, "").strip()}
        sorter = _read_sorter(felter.get("sorter", ""), self.kilde.orden)
        return Valg(
            filtre={navn: x.value for navn, x in laest.items() if x.value is not None},
            fejl=_list_fejl(laest),
            sorter=sorter.removeprefix("-") or None,
            faldende=sorter.startswith("-"),
            udsnit=udsnit or Udsnit(),
            format=_read_format(felter.get("format", "")),
        )

    def make_udvalg(self, valg: Valg) -> Udvalg:
        """Give what the database is asked for."""
        sorter = valg.sorter or self.sorter.removeprefix("-")
        faldende = valg.faldende if valg.sorter else self.sorter.startswith("-")
        return Udvalg(
            filtre=valg.filtre,
            sorter=sorter,
            faldende=faldende,
            graense=valg.udsnit.graense,
            spring=valg.udsnit.spring,
        )

    def write_filtre(self, valg: Valg) -> str:
        """Say in words which filters are on; nothing when none is."""
        return ", ".join(f"{x.etiket}: {x.write(valg.filtre[x.navn])}" for x in self.filtre if x.navn in valg.filtre)


def _list_fejl(laest: Mapping[str, Laest]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x.fejl for x in laest.values() if x.fejl is not None))


def _read_sorter(tekst: str, orden: Mapping[str, object]) -> str:
    return tekst if tekst.removeprefix("-") in orden else ""


def _read_format(tekst: str) -> str | None:
    if tekst not in ("", *FORMATER):
        raise HTTPException(404)
    return tekst or None
