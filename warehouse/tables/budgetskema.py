"""Budgetskemaer as read from their files: the newest of a tilbud and year is `er_gaeldende`."""

from datetime import datetime

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Budgetskema(SQLModel, table=True):
    """One read form. Sums are those the form states; `skema_version` names the cell map it was read by."""

    __tablename__ = "budgetskema"
    __table_args__ = (Index("ix_budgetskema_noegle", "tilbudsid", "budgetaar", "er_gaeldende"),)

    id: int | None = Field(default=None, primary_key=True)
    tilbudsid: str
    budgetaar: int
    laest: datetime = Field(sa_type=Tidspunkt)
    fil: str
    fil_sha256: str = Field(index=True)
    skema_version: str
    er_gaeldende: bool
    indtaegter_kr: float | None = None
    omkostninger_kr: float | None = None
    resultat_kr: float | None = None


class BudgetskemaPost(SQLModel, table=True):
    """One line of a form: `post` is its code, `linje` the row of the sheet."""

    __tablename__ = "budgetskema_post"

    id: int | None = Field(default=None, primary_key=True)
    budgetskema_id: int = Field(foreign_key="budgetskema.id", index=True)
    post: str
    ark: str
    linje: int
    antal: float | None = None
    takst_kr: float | None = None
    beloeb_kr: float | None = None
    belaegning_pct: float | None = None


class BudgetskemaFejl(SQLModel, table=True):
    """Something wrong in a form, cell by cell: `art` is a code, `tekst` the sentence for people."""

    __tablename__ = "budgetskema_fejl"

    id: int | None = Field(default=None, primary_key=True)
    budgetskema_id: int = Field(foreign_key="budgetskema.id", index=True)
    art: str
    ark: str
    celle: str
    tekst: str = Field(sa_column=Column(Text, nullable=False))
