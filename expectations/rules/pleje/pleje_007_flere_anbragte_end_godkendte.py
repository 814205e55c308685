"""Plejefamilier har flere anbragte børn end godkendte pladser."""

from domain.plejetal import count_families
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-007",
    titel="Plejefamilier har flere anbragte børn end godkendte pladser",
    finder=(
        "Socialtilsyn med plejefamilier, hvor antallet af anbragte børn er større end det godkendte antal pladser."
    ),
    hvorfor=(
        "En familie kan højst have det antal børn, den er godkendt til. Enten er et af tallene forkert, eller også bør "
        "socialtilsynet vide det."
    ),
    ret=(
        "Socialtilsynet ser, om godkendelsen er registreret rigtigt, og beder familien rette antallet af børn, hvis "
        "det er forkert."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BL-43"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families("f.anbragte_antal > f.godkendte_antal AND f.godkendte_antal > 0"),
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«. Er de godkendte nul, er det PLEJE-006."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "anbragte_antal": 3},
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
                    {"plejefamilieid": "501", "anbragte_antal": 3},
                    {"plejefamilieid": "502", "anbragte_antal": 3},
                    {"plejefamilieid": "503", "anbragte_antal": 3, "socialtilsyn": "Socialtilsyn Nord"},
                    {"plejefamilieid": "504", "socialtilsyn": "Midt"},
                )
            },
            fund=(("socialtilsyn:Nord", None), ("socialtilsyn:Syd", None)),
        ),
        Eksempel(
            navn="To anbragte, én godkendt plads",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": 1, "anbragte_antal": 2},)},
            fund=_SYD,
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
                    {"plejefamilieid": "502", "anbragte_antal": 3, "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "anbragte_antal": 3, "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="Alle pladser er optaget",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"anbragte_antal": 2, "ledige_antal": 0},)},
        ),
        Eksempel(
            navn="Antallet af anbragte mangler",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"anbragte_antal": None},)},
        ),
        Eksempel(
            navn="Ingen godkendte: det er PLEJE-006",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": 0},)},
        ),
        Eksempel(
            navn="De godkendte mangler: det er PLEJE-006",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": None, "anbragte_antal": 3},)},
        ),
    ),
)
