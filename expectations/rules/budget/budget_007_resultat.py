"""Budgettets resultat er ikke indtægter minus omkostninger."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-007",
    titel="Budgettets resultat er ikke indtægter minus omkostninger",
    finder=(
        "Budgetter for indeværende og kommende år, hvor resultatet afviger fra indtægter i alt minus omkostninger i "
        "alt med mere end 1.000 kr."
    ),
    hvorfor=(
        "De tre tal hænger sammen. Passer de ikke, er mindst ét af dem forkert, eller en formel i skemaet er ændret."
    ),
    ret=(
        "Gennemgå indtægter i alt, omkostninger i alt og resultat i budgetskemaet, og indsend det rettede skema under "
        "økonomi. Et underskud skrives med minus. Forslaget er indtægter minus omkostninger."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-11", "SKEMA-GUIDE", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(b.resultat_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(b.indtaegter_kr - b.omkostninger_kr AS NUMERIC)) AS BIGINT) AS forslag,
            CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT) AS indtaegter_kr,
            CAST(ROUND(CAST(b.omkostninger_kr AS NUMERIC)) AS BIGINT) AS omkostninger_kr
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_graense AS g ON g.noegle = 'budget_afrunding_kr'
        LEFT JOIN nu_budgetskema AS s ON s.tilbudsid = b.tilbudsid AND s.budgetaar = b.budgetaar
        WHERE s.id IS NULL AND b.indtaegter_kr >= 0 AND b.omkostninger_kr >= 0
            AND ABS(b.resultat_kr - b.indtaegter_kr + b.omkostninger_kr) > g.vaerdi
    """,
    note=(
        "Forskellen på 1.000 kr. giver plads til tal i hele tusinde. Er budgetskemaet læst, dømmer BUDGET-009 og "
        "BUDGET-011 i stedet; negative indtægter og omkostninger er BUDGET-016."
    ),
    bryder=(
        Eksempel(
            navn="Resultatet er 2.000 kr. for lille",
            afdelinger=({},),
            udtraek={"budget": ({"resultat_kr": 98_000.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Underskuddet mangler sit minus, i næste års budget; sidste års skema er læst",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    {"budgetaar": 2027, "omkostninger_kr": 5_648_000.0, "resultat_kr": 100_000.0},
                    {"tilbudsid": "1002"},
                )
            },
            skemaer=(fejlfrit_skema(), fejlfrit_skema(tilbudsid="1002", budgetaar=2027)),
            fund=_FUND,
        ),
        Eksempel(
            navn="Ingen indtægter og omkostninger, men et resultat",
            afdelinger=({},),
            udtraek={"budget": ({"indtaegter_kr": 0.0, "omkostninger_kr": 0.0},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Overskud", afdelinger=({},), udtraek={"budget": ({},)}),
        Eksempel(
            navn="Underskud",
            afdelinger=({},),
            udtraek={"budget": ({"omkostninger_kr": 5_648_000.0, "resultat_kr": -100_000.0},)},
        ),
        Eksempel(navn="Præcis 1.000 kr. fra", afdelinger=({},), udtraek={"budget": ({"resultat_kr": 99_000.0},)}),
        Eksempel(navn="Et tal mangler", afdelinger=({},), udtraek={"budget": ({"resultat_kr": None},)}),
        Eksempel(
            navn="Negative omkostninger: det er BUDGET-016",
            afdelinger=({},),
            udtraek={"budget": ({"omkostninger_kr": -5_448_000.0},)},
        ),
        Eksempel(
            navn="Negative indtægter: det er BUDGET-016",
            afdelinger=({},),
            udtraek={"budget": ({"indtaegter_kr": -5_548_000.0},)},
        ),
        Eksempel(
            navn="Skemaet er læst: det er BUDGET-009 eller BUDGET-011",
            afdelinger=({},),
            udtraek={"budget": ({"resultat_kr": 0.0},)},
            skemaer=(fejlfrit_skema(),),
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "resultat_kr": 0.0},)},
        ),
    ),
)
