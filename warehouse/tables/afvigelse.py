"""Findings with a life, the events of that life, and the runs of the rules that gave them."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Afvigelse(SQLModel, table=True):
    """One finding for its whole life. `status`: `aaben`, `lukket`, `accepteret`; `vaerdi` is None when personal.

    `raekke` says in words which of several rows (a ydelse, a year) it speaks of. `set_i_traek` counts the accepted
    snapshots in a row that showed it, up to `sidst_set`.
    """

    __tablename__ = "afvigelse"
    __table_args__ = (
        Index("ix_afvigelse_tilbud", "tilbudsid", "status"),
        Index("ix_afvigelse_aaben", "status", "tilbudsid", "alvor"),
    )

    id: int | None = Field(default=None, primary_key=True)
    noegle: str = Field(unique=True)
    regel: str = Field(index=True)
    alvor: str
    tilbudsid: str
    afdelingsid: str | None = None
    raekke: str | None = None
    felt: str
    vaerdi: str | None = Field(default=None, sa_column=Column(Text))
    forslag: str | None = Field(default=None, sa_column=Column(Text))
    bevis: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    status: str = Field(index=True)
    foerst_set: int = Field(foreign_key="snapshot.id")
    sidst_set: int = Field(foreign_key="snapshot.id")
    lukket_af: int | None = Field(default=None, foreign_key="snapshot.id")
    genaabnet_antal: int = 0
    set_i_traek: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    accepteret_grund: str | None = Field(default=None, sa_column=Column(Text))
    accepteret_til: date | None = None


class AfvigelseHaendelse(SQLModel, table=True):
    """What a snapshot did to a finding: `aabnet`, `genaabnet`, `lukket`. Never changed once written."""

    __tablename__ = "afvigelse_haendelse"

    id: int | None = Field(default=None, primary_key=True)
    afvigelse_id: int = Field(foreign_key="afvigelse.id", index=True)
    snapshot_id: int = Field(foreign_key="snapshot.id", index=True)
    haendelse: str


class Kontrol(SQLModel, table=True):
    """One run of the rules over one snapshot; `udtraek_id` is the newest delivery of a dataudtræk it saw."""

    __tablename__ = "kontrol"

    id: int | None = Field(default=None, primary_key=True)
    snapshot_id: int = Field(foreign_key="snapshot.id", index=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt)
    aabnet: int = 0
    genaabnet: int = 0
    lukket: int = 0
    aabne_i_alt: int = 0
    udtraek_id: int | None = None


class Regelkoersel(SQLModel, table=True):
    """One rule in one run: how many it found and how long it took; `fejl` is set when it could not run."""

    __tablename__ = "regelkoersel"
    __table_args__ = (Index("ix_regelkoersel_regel", "regel", "kontrol_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kontrol_id: int = Field(foreign_key="kontrol.id", index=True)
    regel: str
    antal: int
    sekunder: float
    fejl: str | None = Field(default=None, sa_column=Column(Text))
