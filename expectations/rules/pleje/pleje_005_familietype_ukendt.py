"""Plejefamiliers type kan ikke genkendes."""

from domain.plejetal import count_families
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-005",
    titel="Plejefamiliers type kan ikke genkendes",
    finder="Socialtilsyn med plejefamilier, hvis type hverken er almen, forstærket eller specialiseret.",
    hvorfor=(
        "Enten er typen forkert, eller også er den skrevet på en måde, programmet ikke kender. Kommunerne søger "
        "plejefamilier efter type."
    ),
    ret=(
        "Socialtilsynet ser, om typen er rigtig. Er den det, føjes skrivemåden til "
        "domain/reference/plejefamilietyper.csv."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("TP-FAMILIETYPER", "BL-43", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.SOCIALTILSYN, Modtager.OS}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families(
        "f.familietype IS NOT NULL AND kendt.foldet IS NULL",
        "LEFT JOIN (",
        "    SELECT DISTINCT foldet FROM reference_plejefamilietype",
        ") AS kendt ON kendt.foldet = f.familietype_foldet",
    ),
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "familietype": "Netværk"},
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
                    {"plejefamilieid": "501", "familietype": "Netværk"},
                    {"plejefamilieid": "502", "familietype": "Netværk"},
                    {"plejefamilieid": "503", "familietype": "Netværk", "socialtilsyn": "Socialtilsyn Nord"},
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
                    {"plejefamilieid": "502", "familietype": "Netværk", "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "familietype": "Netværk", "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="Ingen type: det er PLEJE-004",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"familietype": None},)},
        ),
        Eksempel(
            navn="Forstærket, skrevet på en anden måde",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"familietype": "FORSTÆRKET plejefamilie"},)},
        ),
        Eksempel(
            navn="Specialiseret",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"familietype": "Specialiseret"},)},
        ),
    ),
)
