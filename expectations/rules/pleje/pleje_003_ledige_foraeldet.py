"""Plejefamiliers antal ledige pladser er ikke ændret i tre år."""

from domain.plejetal import count_families
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-003",
    titel="Plejefamiliers antal ledige pladser er ikke ændret i tre år",
    finder="Socialtilsyn med plejefamilier, hvor antallet af ledige pladser ikke er ændret i over tre år.",
    hvorfor=(
        "Et tal, der har stået stille i tre år, er værd at se efter. Det var styrelsens eget kriterium, da den "
        "kontrollerede plejefamiliers ledige pladser i 2023."
    ),
    ret="Socialtilsynet beder familierne se efter, om tallet stadig passer.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SBST-231", "BEKTP-BILAG2-54", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families(
        "f.ledige_antal IS NOT NULL AND pr.dag_nr - f.ledige_opdateret_dato_nr > g.vaerdi",
        "JOIN nu_udtraek AS pr ON pr.entitet = 'plejefamilie'",
        "JOIN reference_graense AS g ON g.noegle = 'ledige_foraeldet_dage' AND g.gyldig_fra <= pr.dag",
        "    AND (g.gyldig_til IS NULL OR g.gyldig_til >= pr.dag)",
    ),
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«. Alderen regnes fra den dag, dataudtrækket taler om."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "ledige_opdateret_dato": "2023-10-31"},
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
                    {"plejefamilieid": "501", "ledige_opdateret_dato": "2023-10-31"},
                    {"plejefamilieid": "502", "ledige_opdateret_dato": "2023-10-31"},
                    {
                        "plejefamilieid": "503",
                        "ledige_opdateret_dato": "2023-10-31",
                        "socialtilsyn": "Socialtilsyn Nord",
                    },
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
                    {"plejefamilieid": "502", "ledige_opdateret_dato": "2023-10-31", "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "ledige_opdateret_dato": "2023-10-31", "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="Tre år på dagen",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_opdateret_dato": "2023-11-01"},)},
        ),
        Eksempel(
            navn="Ingen dato",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_opdateret_dato": None},)},
        ),
        Eksempel(
            navn="Tallet er ikke oplyst: det er PLEJE-001",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_opdateret_dato": "2019-01-01", "ledige_antal": None},)},
        ),
        Eksempel(
            navn="Tre år på dagen, da udtrækket blev lavet",
            afdelinger=({},),
            udtraek={"sanktion": ({},)},
            udtraek_foer={"plejefamilie": ({"ledige_opdateret_dato": "2023-10-02"},)},
        ),
    ),
)
