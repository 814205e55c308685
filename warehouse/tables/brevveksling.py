"""Whom mails go to, and what comes back: the address book, dead addresses, answers."""

from datetime import datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class MailTilbud(SQLModel, table=True):
    """A tilbud that a mail tells of, and the step it takes there: `varsel`, `rykker`, or `tak` when all is mended."""

    __tablename__ = "mail_tilbud"

    noegle: str = Field(primary_key=True, foreign_key="mail.noegle")
    tilbudsid: str = Field(primary_key=True, index=True)
    trin: str = Field(default="varsel", sa_column_kwargs={"server_default": "varsel"})


class Adressebog(SQLModel, table=True):
    """An address that a person set, before what the register shows; in force until `ophoert`.

    `art` is a Modtager (`tilbud`, `socialtilsyn`, `kommune`), `noegle` its tilbudsid, code of socialtilsyn or kommune.
    Who set it and why are `af` and `grund`; who took it away again and why, `ophoert_af` and `ophoert_grund`.
    """

    __tablename__ = "adressebog"
    __table_args__ = (Index("ix_adressebog_noegle", "art", "noegle"),)

    id: int | None = Field(default=None, primary_key=True)
    art: str
    noegle: str
    email: str
    grund: str = Field(sa_column=Column(Text, nullable=False))
    af: str
    oprettet: datetime = Field(sa_type=Tidspunkt)
    ophoert: datetime | None = Field(default=None, sa_type=Tidspunkt)
    ophoert_af: str | None = None
    ophoert_grund: str | None = Field(default=None, sa_column=Column(Text))


class DoedAdresse(SQLModel, table=True):
    """An address (in small letters) that mails came back from for good; dead until `ophoert`.

    `kode` is the enhanced status code of RFC 3463 (`5.1.1`), `aarsag` what it means in Danish. `af` and
    `grund` are who said that it works after all, and why.
    """

    __tablename__ = "doed_adresse"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(index=True)
    kode: str | None = None
    aarsag: str = Field(sa_column=Column(Text, nullable=False))
    foerst: datetime = Field(sa_type=Tidspunkt)
    sidst: datetime = Field(sa_type=Tidspunkt)
    antal: int
    ophoert: datetime | None = Field(default=None, sa_type=Tidspunkt)
    af: str | None = None
    grund: str | None = Field(default=None, sa_column=Column(Text))


class MailSvar(SQLModel, table=True):
    """A message that came back, read once by its Message-ID; `modtaget` is when. `art` is a Svarart of domain.brevsvar.

    `noegle` is the mail it answers, None when that cannot be told; no foreign key, for a mail whose fate was unknown
    may be withdrawn after all. `punkter` are the numbers of the mail's points that it disputes ("3, 7"). It waits for a
    person until `behandlet`.
    """

    __tablename__ = "mail_svar"
    __table_args__ = (UniqueConstraint("message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: str
    modtaget: datetime = Field(sa_type=Tidspunkt)
    art: str
    noegle: str | None = Field(default=None, index=True)
    punkter: str | None = None
    tekst: str = Field(sa_column=Column(Text, nullable=False))
    behandlet: datetime | None = Field(default=None, sa_type=Tidspunkt)
    af: str | None = None
    grund: str | None = Field(default=None, sa_column=Column(Text))
