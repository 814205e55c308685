"""Plejefamiliers type mangler."""

from domain.plejetal import count_families, require_delivered
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-004",
    titel="Plejefamiliers type mangler",
    finder=(
        "Socialtilsyn med plejefamilier, hvor det ikke står, om familien er almen, forstærket eller specialiseret."
    ),
    hvorfor="Kommunerne søger plejefamilier efter type. En familie uden type bliver ikke fundet.",
    ret="Socialtilsynet registrerer den type, familien er godkendt som, på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("TP-FAMILIETYPER", "BL-43", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families("f.familietype IS NULL", require_delivered("familietype")),
    sikkerhed="B",
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«. Har udtrækket ingen typer overhovedet, er de ikke leveret, og ingen savnes."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "familietype": None},
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
                    {"plejefamilieid": "501", "familietype": None},
                    {"plejefamilieid": "502", "familietype": None},
                    {"plejefamilieid": "503", "familietype": None, "socialtilsyn": "Socialtilsyn Nord"},
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
                    {"plejefamilieid": "502", "familietype": None, "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "familietype": None, "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="En type, vi ikke kender: det er PLEJE-005",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"familietype": "Netværk"},)},
        ),
        Eksempel(
            navn="Typen er ikke leveret for nogen",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"familietype": None},)},
        ),
    ),
)
