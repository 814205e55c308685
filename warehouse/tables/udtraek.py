"""The deliveries of dataudtræk, and a table for each entity of `domain.entiteter` by validity.

The entities' tables are made of their declarations, so that a column stands in one place only. Each has, beside the
entity's own columns, `id`, `gyldig_fra` and `gyldig_til` (deliveries), `sidst_set` (the last delivery that had the
row), `savnet_antal`, `sha256`, for each `…_dato` a `…_dato_nr` (the days since 0001-01-01, because the SQL that all
engines share cannot subtract dates), and `…_foldet` for each column that is compared with a list.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

from domain.entiteter import ENTITETER, Art, Entitetstype
from warehouse.tables.tidspunkt import Tidspunkt

_TYPER: dict[Art, type[TypeEngine[Any]]] = {
    Art.TEKST: String,
    Art.HELTAL: Integer,
    Art.TAL: Float,
    Art.DATO: Date,
    Art.JANEJ: Boolean,
}


class Udtraek(SQLModel, table=True):
    """One accepted delivery of one entity. Ids grow with time; `dag` is the day the delivery speaks of."""

    __tablename__ = "udtraek"

    id: int | None = Field(default=None, primary_key=True)
    koersel_id: str = Field(foreign_key="koersel.id", index=True)
    entitet: str = Field(index=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt)
    dag: date
    dag_nr: int
    antal: int


class RawUdtraek(SQLModel, table=True):
    """The cells of one row as written, by heading, as JSON; only headings the column table knows."""

    __tablename__ = "raw_udtraek"
    __table_args__ = (Index("ix_raw_udtraek_noegle", "entitet", "noegle", "gyldig_til"),)

    id: int | None = Field(default=None, primary_key=True)
    entitet: str
    noegle: str = Field(sa_column=Column(Text, nullable=False))
    gyldig_fra: int = Field(foreign_key="udtraek.id")
    gyldig_til: int | None = Field(default=None, foreign_key="udtraek.id")
    sha256: str
    indhold: str = Field(sa_column=Column(Text, nullable=False))


class AfledtTakst(SQLModel, table=True):
    """Where a takst lies in its peer group, worked out anew before each control (`warehouse/gruppe.py`).

    `median_kr` is the group's median, `afvigelse` the distance from it in robust standard deviations of ln(takst).
    """

    __tablename__ = "afledt_takst"

    takst_id: int = Field(foreign_key="takst.id", primary_key=True)
    gruppe: str
    gruppe_antal: int
    median_kr: float
    afvigelse: float | None = None


class AfledtBudget(SQLModel, table=True):
    """Where a budget's costs per place lie among its peers: `post` is `ledelse` or `ejendom`."""

    __tablename__ = "afledt_budget"

    budget_id: int = Field(foreign_key="budget.id", primary_key=True)
    post: str = Field(primary_key=True)
    gruppe: str
    gruppe_antal: int
    pr_plads_kr: float
    median_kr: float
    afvigelse: float | None = None


def _make_table(entitet: Entitetstype) -> Table:
    kolonner = [
        Column(kolonne.navn, _TYPER[kolonne.art](), nullable=not kolonne.er_noegle) for kolonne in entitet.kolonner
    ]
    foldede = [Column(f"{k.navn}_foldet", String(), nullable=True) for k in entitet.kolonner if k.foldes]
    numre = [Column(f"{k.navn}_nr", Integer(), nullable=True) for k in entitet.kolonner if k.art is Art.DATO]
    return Table(
        entitet.navn,
        SQLModel.metadata,
        Column("id", Integer(), primary_key=True),
        *kolonner,
        *numre,
        *foldede,
        Column("gyldig_fra", Integer(), ForeignKey("udtraek.id"), nullable=False),
        Column("gyldig_til", Integer(), ForeignKey("udtraek.id"), nullable=True),
        Column("sidst_set", Integer(), ForeignKey("udtraek.id"), nullable=False),
        Column("savnet_antal", Integer(), nullable=False),
        Column("sha256", String(), nullable=False),
        Index(f"ix_{entitet.navn}_noegle", *entitet.noegle, "gyldig_til"),
        Index(f"ix_{entitet.navn}_gyldig_til", "gyldig_til"),
    )


ENTITETSTABELLER = {navn: _make_table(entitet) for navn, entitet in ENTITETER.items()}
