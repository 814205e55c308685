"""The register in figures after each control, so that a page of a year's course adds nothing up."""

from sqlmodel import Field, SQLModel


class Registertal(SQLModel, table=True):
    """What a control left behind.

    `emne`: `landet`, `socialtilsyn` (by code or `andre`), `kommune` (by kommunekode), `tilbudstype` (by paragraph).
    `ramte` are tilbud with an open `kritisk` or `alvorlig` finding; the grades count open findings. A tilbud counts in
    each kommune where it has an afdeling, and at each type it names; one that is protected (§ 109) in no kommune.
    """

    __tablename__ = "registertal"

    emne: str = Field(primary_key=True)
    noegle: str = Field(primary_key=True)
    kontrol_id: int = Field(primary_key=True, foreign_key="kontrol.id", index=True)
    tilbud: int
    afdelinger: int
    ramte: int
    kritisk: int
    alvorlig: int
    advarsel: int
