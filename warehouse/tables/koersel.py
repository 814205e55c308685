"""Runs, their gate, what the pages surprised the reader with, and the snapshots of accepted fetches."""

from datetime import date, datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Koersel(SQLModel, table=True):
    """One attempt to fetch and load. `status`: `i_gang`, `godkendt`, `afvist`, `fejlet`; `aarsag` is for people."""

    __tablename__ = "koersel"

    id: str = Field(primary_key=True)
    start: datetime = Field(sa_type=Tidspunkt, index=True)
    slut: datetime | None = Field(default=None, sa_type=Tidspunkt)
    kilde: str
    adresse: str
    status: str = Field(index=True)
    aarsag: str | None = Field(default=None, sa_column=Column(Text))
    antal: int | None = None
    dump_fil: str | None = None
    dump_sha256: str | None = Field(default=None, index=True)
    tilsidesat_begrundelse: str | None = Field(default=None, sa_column=Column(Text))
    statistik: str = Field(default="{}", sa_column=Column(Text, nullable=False))


class GateProeve(SQLModel, table=True):
    """One test of the gate on one run: what was measured, against which limit, said for people in `tekst`."""

    __tablename__ = "gate_proeve"

    id: int | None = Field(default=None, primary_key=True)
    koersel_id: str = Field(foreign_key="koersel.id", index=True)
    navn: str
    bestaaet: bool
    maalt: str
    graense: str
    tekst: str = Field(sa_column=Column(Text, nullable=False))
    kan_tilsidesaettes: bool = True


class Sideafvigelse(SQLModel, table=True):
    """Something on the pages that the reader did not expect, counted per run; `eksempel` is a page address."""

    __tablename__ = "sideafvigelse"

    id: int | None = Field(default=None, primary_key=True)
    koersel_id: str = Field(foreign_key="koersel.id", index=True)
    art: str
    hvad: str = Field(sa_column=Column(Text, nullable=False))
    antal: int
    eksempel: str = Field(sa_column=Column(Text, nullable=False))


class Snapshot(SQLModel, table=True):
    """An accepted fetch. Ids grow with time; `dag` is the Danish calendar day the register is judged by.

    `dag_nr` is that day as days since 0001-01-01, and `aar` its year: SQL that all engines share has no such functions.
    """

    __tablename__ = "snapshot"

    id: int | None = Field(default=None, primary_key=True)
    koersel_id: str = Field(foreign_key="koersel.id", unique=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt, unique=True)
    dag: date = Field(index=True)
    dag_nr: int
    aar: int
    dump_sha256: str = Field(unique=True)
    antal_afdelinger: int
    antal_tilbud: int
