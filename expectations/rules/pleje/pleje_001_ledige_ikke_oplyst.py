"""Plejefamiliers antal ledige pladser er ikke oplyst."""

from domain.plejetal import count_families, require_delivered
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-001",
    titel="Plejefamiliers antal ledige pladser er ikke oplyst",
    finder="Socialtilsyn med plejefamilier, hvor antallet af ledige pladser ikke er oplyst.",
    hvorfor=(
        "Antal ledige pladser er en obligatorisk oplysning, som offentliggøres. Uden den kan en kommune ikke finde en "
        "familie med plads."
    ),
    ret=(
        "Socialtilsynet beder familierne gennemgå deres børn i familien og pladser på Tilbudsportalen; tallet regnes "
        "ud af dem."
    ),
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-BILAG2-54", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families("f.ledige_antal IS NULL", require_delivered("ledige_antal")),
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«. Har udtrækket ingen ledige pladser overhovedet, er de ikke leveret, og ingen "
        "savnes."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "ledige_antal": None},
                ),
                "sanktion": ({},),
            },
            fund=_SYD,
        ),
        Eksempel(
            navn="Én familie under Nord, to under Syd, og Midt er i orden",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501", "ledige_antal": None},
                    {"plejefamilieid": "502", "ledige_antal": None},
                    {"plejefamilieid": "503", "ledige_antal": None, "socialtilsyn": "Socialtilsyn Nord"},
                    {"plejefamilieid": "504", "socialtilsyn": "Midt"},
                )
            },
            fund=(("socialtilsyn:Nord", None), ("socialtilsyn:Syd", None)),
        ),
    ),
    holder=(
        Eksempel(
            navn="Alt i orden",
            afdelinger=({},),
            udtraek={"plejefamilie": ({},)},
        ),
        Eksempel(
            navn="Et socialtilsyn, vi ikke genkender",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "ledige_antal": None, "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "ledige_antal": None, "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="Nul ledige er oplyst",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": 0},)},
        ),
        Eksempel(
            navn="Ledige pladser er ikke leveret for nogen",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": None},)},
        ),
    ),
)
