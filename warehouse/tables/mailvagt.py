"""What keeps a wrong mail from going out: what each mail told of, and the rules that wait for a person."""

from datetime import datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class MailAfvigelse(SQLModel, table=True):
    """One finding that a mail tells of; `aabnet_i` is the snapshot that had last opened it then."""

    __tablename__ = "mail_afvigelse"

    noegle: str = Field(primary_key=True, foreign_key="mail.noegle")
    afvigelse_id: int = Field(primary_key=True, foreign_key="afvigelse.id")
    aabnet_i: int = Field(foreign_key="snapshot.id")


class Regelstop(SQLModel, table=True):
    """A rule that opened at too many tilbud in one snapshot: held out of mails until a person releases it.

    `antal` of the register's `antal_tilbud` were hit; `frigivet` and `grund` are a person's decision.
    """

    __tablename__ = "regelstop"
    __table_args__ = (UniqueConstraint("regel", "snapshot_id"),)

    id: int | None = Field(default=None, primary_key=True)
    regel: str
    snapshot_id: int = Field(foreign_key="snapshot.id")
    antal: int
    antal_tilbud: int
    oprettet: datetime = Field(sa_type=Tidspunkt)
    frigivet: datetime | None = Field(default=None, sa_type=Tidspunkt)
    grund: str | None = Field(default=None, sa_column=Column(Text))
