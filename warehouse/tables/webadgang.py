"""Who looked at what and changed what through the web, and the keys of other systems."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from warehouse.tables.tidspunkt import Tidspunkt


class Adgangslog(SQLModel, table=True):
    """One act of a person: `handling` (`set`, `aendret`, `log_ind`, `afvist`, …) on an `emne` (`kontakt`, `sag`, …).

    `noegle` says which one (a tilbudsid, say). Rows are only ever added; none holds a personal value but the user name.
    """

    __tablename__ = "adgangslog"
    __table_args__ = (
        Index("ix_adgangslog_emne", "emne", "noegle"),
        Index("ix_adgangslog_bruger", "bruger", "tidspunkt"),
    )

    id: int | None = Field(default=None, primary_key=True)
    tidspunkt: datetime = Field(sa_type=Tidspunkt, index=True)
    bruger: str
    rolle: str
    handling: str
    emne: str
    noegle: str | None = None


class ApiNoegle(SQLModel, table=True):
    """A key another system asks the API with: only its SHA-256 is kept, and its first letters to tell it by.

    `omfang` are its scopes, separated by spaces.
    """

    __tablename__ = "api_noegle"
    __table_args__ = (UniqueConstraint("hash"),)

    id: int | None = Field(default=None, primary_key=True)
    navn: str
    begyndelse: str
    hash: str
    omfang: str
    oprettet: datetime = Field(sa_type=Tidspunkt)
    af: str
    udloeber: datetime = Field(sa_type=Tidspunkt)
    lukket: datetime | None = Field(default=None, sa_type=Tidspunkt)
    sidst_brugt: date | None = None
