"""What the address register says about the addresses of one version of an afdeling."""

from datetime import date

from sqlmodel import Field, SQLModel


class Adressevask(SQLModel, table=True):
    """One wash, made once per version and register; never of a protected tilbud (§ 109).

    `indlaest` names the load of the register it was held against. `afviger` names the parts that differ, with blanks
    between. `noegle` is what two afdelinger at one address have in common: the address's id, or the house's.
    """

    __tablename__ = "adressevask"

    afdeling_id: int = Field(foreign_key="afdeling.id", primary_key=True)
    indlaest: str = Field(index=True)
    register_dag: date
    kategori: str
    aarsag: str | None = None
    noegle: str | None = Field(default=None, index=True)
    adresse_id: str | None = None
    husnummer_id: str | None = None
    betegnelse: str | None = None
    forslag: str | None = None
    afviger: str = ""
    er_nedlagt: bool = False
    er_stavefejl: bool = False
    kommunekode: str | None = None
    virksomhed_husnummer_id: str | None = None
