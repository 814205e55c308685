"""The dated lists of the stikprøvekontrol: the course of a control, and the subjects that the years go through."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from domain.reference import Gyldighed, read_gyldighed, read_rows
from domain.stikproeve import Population


@dataclass(frozen=True, kw_only=True)
class Forloebstrin:
    """One step of the course: `uge` is counted from the day the frame is frozen."""

    trin: str
    betegnelse: str
    uge: int
    ansvarlig: str
    gyldig: Gyldighed


@dataclass(frozen=True, kw_only=True)
class Emne:
    """A subject: its items (`domain.felter`), its aim (the number in SEL § 14 stk. 4), its quarter and its cases."""

    noegle: str
    emne: str
    population: Population
    punkter: tuple[str, ...]
    formaal: int
    kvartal: int
    antal: int
    gyldig: Gyldighed


# The three aims of the sample control (SEL § 14 stk. 4).
FORMAAL = {
    1: "at de oplysninger, der skal indberettes, er indberettet (serviceloven § 14, stk. 4, nr. 1)",
    2: "at oplysningerne stemmer med de faktiske forhold (serviceloven § 14, stk. 4, nr. 2)",
    3: "at oplysningerne følger Tilbudsportalens systematik (serviceloven § 14, stk. 4, nr. 3)",
}


@cache
def load_forloeb() -> tuple[Forloebstrin, ...]:
    """Give the steps of the course in every version, in order."""
    return tuple(
        Forloebstrin(
            trin=row["trin"],
            betegnelse=row["betegnelse"],
            uge=int(row["uge"]),
            ansvarlig=row["ansvarlig"],
            gyldig=read_gyldighed(row),
        )
        for row in read_rows("stikproeveforloeb.csv")
    )


@cache
def load_emner() -> tuple[Emne, ...]:
    """Give the subjects in every version."""
    return tuple(
        Emne(
            noegle=row["noegle"],
            emne=row["emne"],
            population=Population(row["population"]),
            punkter=tuple(row["punkter"].split()),
            formaal=int(row["formaal"]),
            kvartal=int(row["kvartal"]),
            antal=int(row["antal"]),
            gyldig=read_gyldighed(row),
        )
        for row in read_rows("stikproeveemner.csv")
    )


def find_emne(aar: int, kvartal: int) -> Emne:
    """Give the subject of a quarter: those that hold that year take turns, from 2027.

    Raises:
        LookupError: The list holds no subject for the quarter that year.
    """
    dag = date(aar, 1, 1)
    turen = [emne for emne in load_emner() if emne.kvartal == kvartal and emne.gyldig.covers(dag)]
    if not turen:
        raise LookupError(f"stikproeveemner.csv has no subject for quarter {kvartal} of {aar}")
    return turen[(aar - _FOERSTE_AAR) % len(turen)]


_FOERSTE_AAR = 2027
