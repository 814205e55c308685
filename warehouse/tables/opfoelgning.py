"""Cases and the outbox. A mail is a row under a unique key before it is anything else."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, text
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Sag(SQLModel, table=True):
    """One case per tilbud; `tilstand` is a state of domain.sag, and `aendret` the moment it became so.

    `besked` is when a person told the tilbud, by other means than a mail, of all that stood then. `pause` (a Pauseart)
    and `sagsbehandler` hold to and including their day.
    """

    __tablename__ = "sag"

    tilbudsid: str = Field(primary_key=True)
    tilstand: str = Field(index=True)
    oprettet: datetime = Field(sa_type=Tidspunkt)
    aendret: datetime = Field(sa_type=Tidspunkt)
    besked: datetime | None = Field(default=None, sa_type=Tidspunkt)
    pause: str | None = None
    pause_til: date | None = None
    sagsbehandler: str | None = None
    sagsbehandler_til: date | None = None


class SagHaendelse(SQLModel, table=True):
    """A step of a case: from which state to which, when, why and by whom (`system` or a person's user name).

    `art` is a Haendelsesart of domain.sag; what moves nothing has the same state twice.
    """

    __tablename__ = "sag_haendelse"

    id: int | None = Field(default=None, primary_key=True)
    tilbudsid: str = Field(foreign_key="sag.tilbudsid", index=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt)
    fra: str | None = None
    til: str
    grund: str = Field(sa_column=Column(Text, nullable=False))
    af: str = "system"
    art: str = Field(default="skridt", sa_column_kwargs={"server_default": "skridt"})


class SagPaabud(SQLModel, table=True):
    """A påbud that a person decided; `leveret` is the day Digital Post delivered it. Kept when the case is closed."""

    __tablename__ = "sag_paabud"

    id: int | None = Field(default=None, primary_key=True)
    tilbudsid: str = Field(foreign_key="sag.tilbudsid", index=True)
    afgjort: date
    leveret: date | None = None
    er_afsluttet: bool = False


class SagPaabudFejl(SQLModel, table=True):
    """A finding that a påbud names."""

    __tablename__ = "sag_paabud_fejl"

    paabud_id: int = Field(primary_key=True, foreign_key="sag_paabud.id")
    noegle: str = Field(primary_key=True, foreign_key="afvigelse.noegle")


class Mail(SQLModel, table=True):
    """One mail of the outbox, unique by recipient, period and step.

    `art` says what the recipient is (`ejer`, `socialtilsyn`, `kommune`), `adressat` which: an owner's address in small
    letters, or the code of the authority. `mail_tilbud` holds the tilbud it tells of.
    `status` is a state of domain.mailstatus. `antal_forsoeg` counts the times a server refused it for now,
    `naeste_forsoeg` is when it may be tried again, `fejl` says in Danish what a person must know.
    """

    __tablename__ = "mail"
    __table_args__ = (
        Index("ix_mail_adressat", "art", "adressat"),
        # Each handing over looks for the few whose text was taken away, among all that were ever written.
        Index("ix_mail_toemt", "id", sqlite_where=text("indhold = ''"), postgresql_where=text("indhold = ''")),
    )

    id: int | None = Field(default=None, primary_key=True)
    noegle: str = Field(unique=True)
    modtager: str
    periode: str
    trin: str
    snapshot_id: int = Field(foreign_key="snapshot.id")
    emne: str
    indhold: str = Field(sa_column=Column(Text, nullable=False))
    status: str = Field(index=True)
    oprettet: datetime = Field(sa_type=Tidspunkt)
    sendt: datetime | None = Field(default=None, sa_type=Tidspunkt)
    fil: str | None = None
    antal_forsoeg: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    naeste_forsoeg: datetime | None = Field(default=None, sa_type=Tidspunkt)
    fejl: str | None = Field(default=None, sa_column=Column(Text))
    message_id: str | None = None
    art: str = Field(default="ejer", sa_column_kwargs={"server_default": "ejer"})
    adressat: str = Field(default="", sa_column_kwargs={"server_default": ""})
