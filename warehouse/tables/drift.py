"""What the running of the program leaves behind: the audit log's chain, what was deleted, alarms, and jobs done."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Revision(SQLModel, table=True):
    """One link of the audit log: each holds the hash of the one before, so none can be changed or taken out unseen.

    `nr` runs from 1 without gaps. `hvem` is a user name or what did it (`natten`, `web`). `genstand` names what it was
    done to (`adgangslog:17`, `sag:3`), never a person. `indhold` is the SHA-256 of the row it speaks of, where there is
    one; `forrige` and `hash` are SHA-256 in hex.
    """

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_genstand", "genstand"),)

    nr: int = Field(primary_key=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt, index=True)
    hvem: str
    handling: str
    genstand: str | None = None
    indhold: str | None = None
    bemaerkning: str | None = None
    forrige: str
    hash: str


class RevisionSlettet(SQLModel, table=True):
    """A span of ids (both ends included) that a link of the chain says were deleted from a table.

    The database lets rows of a table that the chain holds go only when such a span is there.
    """

    __tablename__ = "revision_slettet"
    __table_args__ = (Index("ix_revision_slettet_tabel", "tabel", "fra", "til"),)

    nr: int = Field(primary_key=True, foreign_key="revision.nr")
    tabel: str
    fra: int = Field(primary_key=True)
    til: int


class Sletning(SQLModel, table=True):
    """The proof of one deletion: how much of what went, by which time limit, and a fingerprint of what it was.

    `hvad` is a table, or a kind of files (`dumps`). `grund` is `opbevaring` (a time limit ran out), `beskyttet` (a
    tilbud became a krisecenter) or `anmodning` (a person asked). `graense` is the day that what was older had to go.
    `bevis` is the SHA-256 over the sorted keys of what went: it shows that something was among them to who has the key,
    and nothing to others.
    """

    __tablename__ = "sletning"

    id: int | None = Field(default=None, primary_key=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt, index=True)
    hvad: str
    grund: str
    graense: date | None = None
    antal: int
    bevis: str
    hvem: str


class Alarm(SQLModel, table=True):
    """Something a person must see to: raised once, told once, closed when it is over.

    `slags` is the kind (`nat_fejlet`, `nat_forsinket`, …) and `noegle` which one of it (a run, a day): the two together
    are raised once while open. `tekst` is a Danish sentence without personal values. `fortalt` is when a person was
    written to about it, `afmeldt` when one was written to that it is over.
    """

    __tablename__ = "alarm"
    __table_args__ = (UniqueConstraint("slags", "noegle", "rejst"), Index("ix_alarm_lukket", "lukket"))

    id: int | None = Field(default=None, primary_key=True)
    slags: str
    noegle: str
    tekst: str
    rejst: datetime = Field(sa_type=Tidspunkt)
    fortalt: datetime | None = Field(default=None, sa_type=Tidspunkt)
    set_af: str | None = None
    lukket: datetime | None = Field(default=None, sa_type=Tidspunkt)
    afmeldt: datetime | None = Field(default=None, sa_type=Tidspunkt)


class Udfoert(SQLModel, table=True):
    """One job that comes again and again (`sikkerhedskopi`, `opbevaring`, …): when it last went well, and last failed.

    `sekunder` is how long the last one that went well took.
    """

    __tablename__ = "udfoert"

    job: str = Field(primary_key=True)
    lykkedes: datetime | None = Field(default=None, sa_type=Tidspunkt)
    fejlede: datetime | None = Field(default=None, sa_type=Tidspunkt)
    sekunder: float | None = None


class Stempeltal(SQLModel, table=True):
    """How often the database was changed, in one row (id 1). Triggers count on PostgreSQL; SQLite counts by itself."""

    __tablename__ = "stempeltal"

    id: int = Field(primary_key=True)
    tal: int = Field(sa_type=BigInteger)
