"""The sample controls: plan, frozen frame with the draw, outcomes in every version, and a file note for each step."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Stikproeve(SQLModel, table=True):
    """One control. `nummer` is the ministry's (`27-1`); `punkter` the items (JSON list of `domain.felter` names).

    `design` is JSON: strata, allocation, size or margin, exclusions. `ramme_*` and `offentligt_tal` are filled as the
    control goes on, and never changed afterwards.
    """

    __tablename__ = "stikproeve"

    id: int | None = Field(default=None, primary_key=True)
    nummer: str = Field(unique=True)
    aar: int = Field(index=True)
    emne: str
    formaal: str
    population: str
    punkter: str = Field(sa_column=Column(Text, nullable=False))
    design: str = Field(sa_column=Column(Text, nullable=False))
    start_dag: date
    tilstand: str = Field(index=True)
    kilde_til_tal: str | None = Field(default=None, sa_column=Column(Text))
    ramme_snapshot_id: int | None = Field(default=None, foreign_key="snapshot.id")
    ramme_dag: date | None = None
    ramme_antal: int | None = None
    ramme_sha256: str | None = None
    ramme_bemaerkning: str | None = Field(default=None, sa_column=Column(Text))
    offentligt_tal: str | None = None
    udtrukket_antal: int | None = None
    kode_version: str | None = None


class StikproeveFrist(SQLModel, table=True):
    """One step of a control's course; `udfoert` is the day it was done."""

    __tablename__ = "stikproeve_frist"

    stikproeve_id: int = Field(foreign_key="stikproeve.id", primary_key=True)
    trin: str = Field(primary_key=True)
    betegnelse: str
    dag: date
    ansvarlig: str
    udfoert: date | None = None


class StikproeveHaendelse(SQLModel, table=True):
    """A file note: what happened, when, and the role of who did it. Never changed once written."""

    __tablename__ = "stikproeve_haendelse"

    id: int | None = Field(default=None, primary_key=True)
    stikproeve_id: int = Field(foreign_key="stikproeve.id", index=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt)
    tilstand: str
    hvem: str
    tekst: str = Field(sa_column=Column(Text, nullable=False))


class StikproeveEnhed(SQLModel, table=True):
    """One unit of a frozen frame. `hash`, `nummer_i_stratum` and `er_udtrukket` come with the draw.

    `offentligt_id` is what the frame is hashed and drawn by, and all that is published: the id itself for tilbud, for
    plejefamilier a keyed hash of it.
    """

    __tablename__ = "stikproeve_enhed"
    __table_args__ = (UniqueConstraint("stikproeve_id", "enhed_id", name="uq_stikproeve_enhed"),)

    id: int | None = Field(default=None, primary_key=True)
    stikproeve_id: int = Field(foreign_key="stikproeve.id", index=True)
    enhed_id: str
    offentligt_id: str
    stratum: str
    socialtilsyn: str
    type: str
    ejerform: str
    udelukket: str | None = None
    hash: str | None = None
    nummer_i_stratum: int | None = None
    er_udtrukket: bool = False
    sagsbehandler: str | None = None


class StikproeveUdfald(SQLModel, table=True):
    """One version of one outcome: the highest `version` counts, every earlier one is kept.

    `kilde` is `ark` or `web`; `efter_lukning` marks what was changed after the control had been settled.
    """

    __tablename__ = "stikproeve_udfald"
    __table_args__ = (
        UniqueConstraint("stikproeve_id", "enhed_id", "punkt", "version", name="uq_stikproeve_udfald"),
        Index("ix_stikproeve_udfald_noegle", "stikproeve_id", "enhed_id", "punkt"),
    )

    id: int | None = Field(default=None, primary_key=True)
    stikproeve_id: int = Field(foreign_key="stikproeve.id")
    enhed_id: str
    punkt: str
    version: int
    udfald: str
    kommentar: str | None = Field(default=None, sa_column=Column(Text))
    minutter: int | None = None
    sagsbehandler: str
    tidspunkt: datetime = Field(sa_type=Tidspunkt)
    kilde: str
    efter_lukning: bool = False
    rettet_dag: date | None = None
    sanktion: str | None = None


class StikproeveRegelfund(SQLModel, table=True):
    """What the rules had flagged when the frame was frozen; hidden from caseworkers until they answer."""

    __tablename__ = "stikproeve_regelfund"

    stikproeve_id: int = Field(foreign_key="stikproeve.id", primary_key=True)
    enhed_id: str = Field(primary_key=True)
    punkt: str = Field(primary_key=True)
    regler: str


class StikproeveArk(SQLModel, table=True):
    """A workbook read back, by its SHA-256: reading it again changes nothing."""

    __tablename__ = "stikproeve_ark"

    sha256: str = Field(primary_key=True)
    stikproeve_id: int = Field(foreign_key="stikproeve.id", index=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt)
    sagsbehandler: str
    antal: int
