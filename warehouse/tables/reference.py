"""The reference lists of domain.reference as tables, so that rules can join them by date."""

from datetime import date

from sqlmodel import Field, SQLModel


class ReferenceVersion(SQLModel, table=True):
    """Which edition of the lists the tables hold: the SHA-256 of the files they came from."""

    __tablename__ = "reference_version"

    id: int = Field(default=1, primary_key=True)
    sha256: str


class ReferencePostnr(SQLModel, table=True):
    """A postcode and its official town."""

    __tablename__ = "reference_postnr"

    postnr: str = Field(primary_key=True)
    navn: str
    er_stormodtager: bool


class ReferencePostnrKommune(SQLModel, table=True):
    """A kommune that a postcode reaches into."""

    __tablename__ = "reference_postnr_kommune"

    postnr: str = Field(primary_key=True)
    kommunekode: str = Field(primary_key=True)


class ReferenceKommune(SQLModel, table=True):
    """A kommune in a period, with region and socialtilsyn."""

    __tablename__ = "reference_kommune"

    kommunekode: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    navn: str
    region: str
    socialtilsyn: str


class ReferenceSocialtilsyn(SQLModel, table=True):
    """A socialtilsyn in a period, and the kommune that runs it."""

    __tablename__ = "reference_socialtilsyn"

    kode: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    navn: str
    drives_af: str


class ReferenceParagraf(SQLModel, table=True):
    """A paragraph in a period: `tilsyn` is `socialtilsyn`, `kommune` or `ukendt`."""

    __tablename__ = "reference_paragraf"

    paragraf: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    lov: str
    betegnelse: str
    tilsyn: str
    gruppe: str
    plads_er_seng: bool
    sikkerhed: str


class ReferenceVirksomhedsform(SQLModel, table=True):
    """A form of firm (folded text) and until when a private tilbud may have it."""

    __tablename__ = "reference_virksomhedsform"

    foldet: str = Field(primary_key=True)
    tilladt_fra: date = Field(primary_key=True)
    tilladt_til: date | None = None
    tekst: str
    ejerform: str
    er_personlig: bool


class ReferenceLovkilde(SQLModel, table=True):
    """A legal source as it read in a period."""

    __tablename__ = "reference_lovkilde"

    noegle: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    henvisning: str
    siger: str
    sikkerhed: str


class ReferenceFrist(SQLModel, table=True):
    """A yearly time limit as days: `frist_dag` is the day the law names, `sidste_dag` the last one in time."""

    __tablename__ = "reference_frist"

    frist: str = Field(primary_key=True)
    gruppe: str = Field(primary_key=True)
    aar: int = Field(primary_key=True)
    frist_dag: date
    sidste_dag: date


class ReferenceGraense(SQLModel, table=True):
    """A limit that rules judge by, in a period."""

    __tablename__ = "reference_graense"

    noegle: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    vaerdi: float


class ReferenceTakstenhed(SQLModel, table=True):
    """A unit of a takst by its folded text; `dage` is None when it is not counted by the day."""

    __tablename__ = "reference_takstenhed"

    foldet: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    enhed: str
    dage: int | None = None


class ReferenceRegulering(SQLModel, table=True):
    """By how many percent prices and wages rose from the year before."""

    __tablename__ = "reference_regulering"

    aar: int = Field(primary_key=True)
    regulering_pct: float


class ReferenceTema(SQLModel, table=True):
    """A tema of the kvalitetsmodel by its folded name, in a period."""

    __tablename__ = "reference_tema"

    foldet: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    tema: str


class ReferencePlejefamilietype(SQLModel, table=True):
    """A kind of plejefamilie by its folded text, in a period."""

    __tablename__ = "reference_plejefamilietype"

    foldet: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    familietype: str


class ReferencePligt(SQLModel, table=True):
    """A paragraph that carries a duty for a year: `budget` of the budget year, `aarsrapport` of the accounting year."""

    __tablename__ = "reference_pligt"

    pligt: str = Field(primary_key=True)
    paragraf: str = Field(primary_key=True)
    aar: int = Field(primary_key=True)


class ReferenceBudgetfiltype(SQLModel, table=True):
    """A kind of file that the budget of a year may be handed in as."""

    __tablename__ = "reference_budgetfiltype"

    filtype: str = Field(primary_key=True)
    aar: int = Field(primary_key=True)


class ReferenceSkemaaargang(SQLModel, table=True):
    """A year's form that the budget of a year may be made on: its own, and others that are the same."""

    __tablename__ = "reference_skemaaargang"

    budgetaar: int = Field(primary_key=True)
    skema_aar: int = Field(primary_key=True)


class ReferenceGodkendelsesstatus(SQLModel, table=True):
    """A state of approval by its folded text, in a period; `er_slut` says that the tilbud is not to be shown."""

    __tablename__ = "reference_godkendelsesstatus"

    foldet: str = Field(primary_key=True)
    gyldig_fra: date = Field(primary_key=True)
    gyldig_til: date | None = None
    er_slut: bool


class ReferenceSocialtilsynsnavn(SQLModel, table=True):
    """A socialtilsyn's code by each way its name is written, folded ("syd", "socialtilsyn syd")."""

    __tablename__ = "reference_socialtilsynsnavn"

    foldet: str = Field(primary_key=True)
    kode: str
