"""Plejefamiliers godkendte antal pladser mangler eller er ikke over nul."""

from domain.plejetal import count_families
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-006",
    titel="Plejefamiliers godkendte antal pladser mangler eller er ikke over nul",
    finder="Socialtilsyn med plejefamilier, hvor det godkendte antal pladser mangler, er nul eller er negativt.",
    hvorfor="En familie er godkendt til et bestemt antal børn, mindst ét. Uden tallet kan ingen se, om der er plads.",
    ret=(
        "Socialtilsynet registrerer det antal, familien er godkendt til, på Tilbudsportalen, eller lukker godkendelsen."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BEKTP-BILAG2-54"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families(
        "(f.godkendte_antal IS NULL AND leveret.antal > 0) OR f.godkendte_antal <= 0",
        "CROSS JOIN (SELECT COUNT(godkendte_antal) AS antal FROM nu_plejefamilie) AS leveret",
    ),
    sikkerhed="B",
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«. Har udtrækket ingen godkendte pladser overhovedet, er de ikke leveret, og "
        "ingen savnes."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "godkendte_antal": 0},
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
                    {"plejefamilieid": "501", "godkendte_antal": 0},
                    {"plejefamilieid": "502", "godkendte_antal": 0},
                    {"plejefamilieid": "503", "godkendte_antal": 0, "socialtilsyn": "Socialtilsyn Nord"},
                    {"plejefamilieid": "504", "socialtilsyn": "Midt"},
                )
            },
            fund=(("socialtilsyn:Nord", None), ("socialtilsyn:Syd", None)),
        ),
        Eksempel(
            navn="Tallet mangler for den ene",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "godkendte_antal": None},
                )
            },
            fund=_SYD,
        ),
        Eksempel(
            navn="Minus to",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": -2},)},
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
                    {"plejefamilieid": "502", "godkendte_antal": 0, "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "godkendte_antal": 0, "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="Én godkendt plads",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": 1, "anbragte_antal": 0},)},
        ),
        Eksempel(
            navn="Godkendte pladser er ikke leveret for nogen",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": None},)},
        ),
    ),
)
