"""The register by validity: a row is written again only when its content changed (`gyldig_fra`, `gyldig_til`)."""

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel


class RawAfdeling(SQLModel, table=True):
    """The known labels of one detail page as they stood, as JSON; people and § 109 streets never reach it."""

    __tablename__ = "raw_afdeling"
    __table_args__ = (Index("ix_raw_afdeling_noegle", "tilbudsid", "afdelingsid", "gyldig_til"),)

    id: int | None = Field(default=None, primary_key=True)
    tilbudsid: str
    afdelingsid: str
    gyldig_fra: int = Field(foreign_key="snapshot.id")
    gyldig_til: int | None = Field(default=None, foreign_key="snapshot.id")
    sha256: str
    indhold: str = Field(sa_column=Column(Text, nullable=False))


class Afdeling(SQLModel, table=True):
    """One version of one afdeling: valid from the snapshot that brought it until the one that replaced it."""

    __tablename__ = "afdeling"
    __table_args__ = (
        Index("ix_afdeling_noegle", "tilbudsid", "afdelingsid", "gyldig_til"),
        Index("ix_afdeling_gyldig_til", "gyldig_til"),
    )

    id: int | None = Field(default=None, primary_key=True)
    tilbudsid: str
    afdelingsid: str
    gyldig_fra: int = Field(foreign_key="snapshot.id")
    gyldig_til: int | None = Field(default=None, foreign_key="snapshot.id")
    sha256: str
    navn: str | None = None
    adresse: str | None = None
    har_adresse: bool = False
    postnr: str | None = None
    by: str | None = None
    tilbuddets_adresse: str | None = None
    cvr: str | None = Field(default=None, index=True)
    p_nummer: str | None = None
    telefon: str | None = None
    email: str | None = None
    hjemmeside: str | None = None
    har_leder: bool = False
    leder_hash: str | None = None
    har_kontaktperson: bool = False
    kontaktperson_hash: str | None = None
    virksomhed: str | None = None
    virksomhedsform: str | None = None
    driftsaftale_med: str | None = None
    tilsynsmyndighed: str | None = None
    tilbudstyper: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    pladser: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    pladser_i_alt: int | None = None
    er_beskyttet: bool = False
    lister: str = "[]"
    kilde_url: str = ""


class AfdelingParagraf(SQLModel, table=True):
    """One paragraph of one version of an afdeling: named as tilbudstype, given places, or both."""

    __tablename__ = "afdeling_paragraf"

    id: int | None = Field(default=None, primary_key=True)
    afdeling_id: int = Field(foreign_key="afdeling.id", index=True)
    paragraf: str
    er_tilbudstype: bool
    har_pladser: bool
    pladser: int | None = None


class AfledtAfdeling(SQLModel, table=True):
    """What pure functions make of one version, once; `*_ok` is None where the field is empty or not judged."""

    __tablename__ = "afledt_afdeling"

    afdeling_id: int = Field(foreign_key="afdeling.id", primary_key=True)
    cvr_form_ok: bool | None = None
    cvr_modulus_ok: bool | None = None
    p_nummer_form_ok: bool | None = None
    telefon_ok: bool | None = None
    email_ok: bool | None = None
    hjemmeside_ok: bool | None = None
    adresse_form_ok: bool | None = None
    er_postboks: bool | None = None
    postnr_form_ok: bool | None = None
    postnr_findes: bool | None = None
    by_ok: bool | None = None
    postnr_by: str | None = None
    tilsyn_art: str | None = None
    tilsyn_kode: str | None = None
    virksomhed_foldet: str | None = None
    virksomhedsform_foldet: str | None = None
    cvr_cifre: str | None = None
    p_nummer_cifre: str | None = None
    driftsaftale_kommunekode: str | None = None


class AfdelingNavn(SQLModel, table=True):
    """The name of one version as lists need it: `foldet` to look for, `orden` to sort by. None where it has none."""

    __tablename__ = "afdeling_navn"

    afdeling_id: int = Field(primary_key=True, foreign_key="afdeling.id", ondelete="CASCADE")
    foldet: str | None = None
    orden: str | None = None


class Tilbudslinje(SQLModel, table=True):
    """One live tilbud as lists show it, written anew with every accepted load.

    `navn` is that of its first afdeling and `orden` how it sorts; `kode` is its socialtilsyn's, or `andre`.
    """

    __tablename__ = "tilbudslinje"

    tilbudsid: str = Field(primary_key=True)
    navn: str | None = None
    orden: str | None = Field(default=None, index=True)
    kode: str = Field(index=True)
    antal_afdelinger: int


class AfdelingLiv(SQLModel, table=True):
    """Whether an afdeling is still there: it ends when the list lacked it in two accepted fetches in a row."""

    __tablename__ = "afdeling_liv"

    tilbudsid: str = Field(primary_key=True)
    afdelingsid: str = Field(primary_key=True)
    foerst_set: int = Field(foreign_key="snapshot.id")
    sidst_set: int = Field(foreign_key="snapshot.id", index=True)
    savnet_antal: int = 0
    ophoert: int | None = Field(default=None, foreign_key="snapshot.id")
