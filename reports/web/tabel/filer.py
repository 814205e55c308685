"""A table as a file: every row that the filters leave, under words that say which."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from reports.visning import dato
from reports.web.side import Fil
from reports.web.tabel.celler import Filvaerdi, write_filvaerdi
from reports.web.tabel.csvfil import write_csv
from reports.web.tabel.tabel import Kolonne, Tabel
from reports.web.tabel.valg import Valg
from reports.web.tabel.xlsxfil import write_xlsx
from warehouse.queries.tabelopslag import iterate_udvalg

R = TypeVar("R")

MEDIETYPER = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_UKENDT_DAG = date(1980, 1, 1)


def make_fil(conn: Connection, tabel: Tabel[R], valg: Valg, *, dag: date | None) -> Fil:
    """Give the table as the file `valg.format` asks for; `dag` is the day of the register. Its name says no more."""
    raekker = () if valg.fejl else iterate_udvalg(conn, tabel.kilde, tabel.make_udvalg(valg))
    format_ = valg.format or "xlsx"
    return Fil(
        navn=f"tilbudstjek-{tabel.navn}-{dag.isoformat() if dag else 'tom'}.{format_}",
        medietype=MEDIETYPER[format_],
        indhold=write_fil(tabel, raekker, linjer=describe(tabel, valg, dag), format_=format_, dag=dag),
    )


def write_fil(
    tabel: Tabel[R], raekker: Iterable[R], *, linjer: tuple[str, ...], format_: str, dag: date | None
) -> bytes:
    """Write rows in one of the formats, with `linjer` above them or on a sheet of their own."""
    kolonner = [kolonne for kolonne in tabel.kolonner if not kolonne.kun_side]
    hoved = [kolonne.etiket for kolonne in kolonner]
    celler = _celler(kolonner, raekker)
    if format_ == "csv":
        return write_csv(" ".join(linjer), hoved, celler)
    return write_xlsx(linjer, hoved, celler, dag=dag or _UKENDT_DAG)


def describe(tabel: Tabel[R], valg: Valg, dag: date | None) -> tuple[str, ...]:
    """Say what a file holds: the table, the filters, the day of the register, and where it comes from."""
    filtre = tabel.write_filtre(valg) or "ingen"
    return (
        f"Tilbudstjek: {tabel.titel}.",
        *((tabel.om,) if tabel.om else ()),
        f"Filtre: {filtre}.",
        *valg.fejl,
        f"Kilde: Tilbudsportalen, som registret så ud den {dato(dag)}." if dag else "Der er ikke hentet noget endnu.",
        "En afvigelse er et tegn på en fejl og ikke en afgørelse.",
    )


def _celler(kolonner: list[Kolonne[R]], raekker: Iterable[R]) -> Iterator[list[Filvaerdi]]:
    for raekke in raekker:
        yield [write_filvaerdi((kolonne.fil or kolonne.celle)(raekke)) for kolonne in kolonner]
