"""The dated lists that dataudtræk are judged by: time limits, limits of rules, units, temaer, regulation of prices."""

from dataclasses import dataclass
from functools import cache

from domain.reference import Gyldighed, read_gyldighed, read_rows


@dataclass(frozen=True)
class Frist:
    """A time limit that returns every year: `aar_forskudt` years from the year it is about, for a group of owners."""

    frist: str
    gruppe: str
    maaned: int
    dag: int
    aar_forskudt: int
    betegnelse: str
    gyldig: Gyldighed
    henvisning: str
    sikkerhed: str
    kilde: str


@dataclass(frozen=True)
class Graense:
    """A limit that a rule judges by in a period, and what it says."""

    noegle: str
    vaerdi: float
    enhed: str
    gyldig: Gyldighed
    siger: str
    sikkerhed: str
    kilde: str


@dataclass(frozen=True)
class Takstenhed:
    """A unit as it may be written, in one spelling; `dage` is the days one unit covers, None when not by the day."""

    tekst: str
    enhed: str
    dage: int | None
    gyldig: Gyldighed


@dataclass(frozen=True)
class Regulering:
    """By how many percent prices and wages in the kommuner rose from the year before."""

    aar: int
    regulering_pct: float
    sikkerhed: str


@dataclass(frozen=True)
class Tema:
    """A tema of the kvalitetsmodel in a period."""

    tema: str
    gyldig: Gyldighed


@dataclass(frozen=True)
class Plejefamilietype:
    """A kind of plejefamilie as it may be written, in one spelling."""

    tekst: str
    familietype: str
    gyldig: Gyldighed


@dataclass(frozen=True)
class Pligt:
    """A duty (`budget`, `aarsrapport`) that tilbud of a paragraph have in a period."""

    pligt: str
    paragraf: str
    gyldig: Gyldighed


@dataclass(frozen=True)
class Budgetfiltype:
    """A kind of file that a budget may be handed in as, written as the end of the file's name."""

    filtype: str
    gyldig: Gyldighed


@dataclass(frozen=True)
class Skemaaargang:
    """A form of another year that is as good as the budget year's own."""

    budgetaar: int
    skema_aar: int


@dataclass(frozen=True)
class Godkendelsesstatus:
    """A state of approval as it may be written; `er_slut` says that the tilbud is not to be shown any longer."""

    tekst: str
    er_slut: bool
    gyldig: Gyldighed


@cache
def load_frister() -> tuple[Frist, ...]:
    """Give the yearly time limits."""
    return tuple(
        Frist(
            row["frist"],
            row["gruppe"],
            int(row["maaned"]),
            int(row["dag"]),
            int(row["aar_forskudt"]),
            row["betegnelse"],
            read_gyldighed(row),
            row["henvisning"],
            row["sikkerhed"],
            row["kilde"],
        )
        for row in read_rows("frister.csv")
    )


@cache
def load_graenser() -> tuple[Graense, ...]:
    """Give the limits of rules."""
    return tuple(
        Graense(
            row["noegle"],
            float(row["vaerdi"]),
            row["enhed"],
            read_gyldighed(row),
            row["siger"],
            row["sikkerhed"],
            row["kilde"],
        )
        for row in read_rows("graenser.csv")
    )


@cache
def load_takstenheder() -> tuple[Takstenhed, ...]:
    """Give the units of a takst."""
    return tuple(
        Takstenhed(row["tekst"], row["enhed"], int(row["dage"]) if row["dage"] else None, read_gyldighed(row))
        for row in read_rows("takstenheder.csv")
    )


@cache
def load_reguleringer() -> tuple[Regulering, ...]:
    """Give the yearly regulation of prices and wages."""
    return tuple(
        Regulering(int(row["aar"]), float(row["regulering_pct"]), row["sikkerhed"])
        for row in read_rows("reguleringer.csv")
    )


@cache
def load_temaer() -> tuple[Tema, ...]:
    """Give the temaer of the kvalitetsmodel."""
    return tuple(Tema(row["tema"], read_gyldighed(row)) for row in read_rows("temaer.csv"))


@cache
def load_plejefamilietyper() -> tuple[Plejefamilietype, ...]:
    """Give the kinds of plejefamilie."""
    return tuple(
        Plejefamilietype(row["tekst"], row["familietype"], read_gyldighed(row))
        for row in read_rows("plejefamilietyper.csv")
    )


@cache
def load_pligter() -> tuple[Pligt, ...]:
    """Give which paragraphs carry which duty."""
    return tuple(Pligt(row["pligt"], row["paragraf"], read_gyldighed(row)) for row in read_rows("pligter.csv"))


@cache
def load_budgetfiltyper() -> tuple[Budgetfiltype, ...]:
    """Give the kinds of file that a budget may be handed in as."""
    return tuple(Budgetfiltype(row["filtype"], read_gyldighed(row)) for row in read_rows("budgetfiltyper.csv"))


@cache
def load_skemaaargange() -> tuple[Skemaaargang, ...]:
    """Give the forms of another year that are accepted beside the year's own."""
    return tuple(Skemaaargang(int(row["budgetaar"]), int(row["skema_aar"])) for row in read_rows("skemaaargange.csv"))


@cache
def load_godkendelsesstatusser() -> tuple[Godkendelsesstatus, ...]:
    """Give the states of approval."""
    return tuple(
        Godkendelsesstatus(row["tekst"], row["er_slut"] == "1", read_gyldighed(row))
        for row in read_rows("godkendelsesstatusser.csv")
    )
