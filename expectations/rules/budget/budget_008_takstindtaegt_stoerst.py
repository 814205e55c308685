"""Indtægten fra takster er større end indtægterne i alt."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-008",
    titel="Indtægten fra takster er større end indtægterne i alt",
    finder=(
        "Budgetter for indeværende og kommende år, hvor omsætningen fra takster og abonnement er mere end 1.000 kr. "
        "større end den samlede omsætning."
    ),
    hvorfor=(
        "Indtægten fra takster er en del af det hele og kan ikke være større. Et af tallene ser ud til at være forkert."
    ),
    ret=(
        "Gennemgå indtægterne i budgetskemaet: takster og abonnement i alt, andre indtægter og indtægter i alt. "
        "Indsend det rettede skema under økonomi."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-11", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(b.takstindtaegt_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT) AS indtaegter_kr
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_graense AS g ON g.noegle = 'budget_afrunding_kr'
        LEFT JOIN nu_budgetskema AS s ON s.tilbudsid = b.tilbudsid AND s.budgetaar = b.budgetaar
        WHERE s.id IS NULL AND b.indtaegter_kr >= 0 AND b.takstindtaegt_kr - b.indtaegter_kr > g.vaerdi
    """,
    note=(
        "Er budgetskemaet læst, dømmer BUDGET-009 og BUDGET-011 i stedet; negative indtægter er BUDGET-016. Passer "
        "resultatet heller ikke, er der to tal at se på: BUDGET-007 finder det for sig."
    ),
    bryder=(
        Eksempel(
            navn="Takstindtægten er 2.000 kr. større",
            afdelinger=({},),
            udtraek={"budget": ({"takstindtaegt_kr": 5_550_000.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Et nul for meget, i næste års budget; årets skema er læst, og naboens",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"budget": ({"budgetaar": 2027, "takstindtaegt_kr": 55_480_000.0}, {"tilbudsid": "1002"})},
            skemaer=(fejlfrit_skema(), fejlfrit_skema(tilbudsid="1002", budgetaar=2027)),
            fund=_FUND,
        ),
        Eksempel(
            navn="Ingen indtægter i alt",
            afdelinger=({},),
            udtraek={"budget": ({"indtaegter_kr": 0.0},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Lige store", afdelinger=({},), udtraek={"budget": ({},)}),
        Eksempel(
            navn="Der er andre indtægter", afdelinger=({},), udtraek={"budget": ({"takstindtaegt_kr": 5_000_000.0},)}
        ),
        Eksempel(
            navn="Præcis 1.000 kr. større", afdelinger=({},), udtraek={"budget": ({"takstindtaegt_kr": 5_549_000.0},)}
        ),
        Eksempel(
            navn="Negative indtægter: det er BUDGET-016",
            afdelinger=({},),
            udtraek={"budget": ({"indtaegter_kr": -5_548_000.0},)},
        ),
        Eksempel(
            navn="Skemaet er læst: det er BUDGET-009 eller BUDGET-011",
            afdelinger=({},),
            udtraek={"budget": ({"takstindtaegt_kr": 9_000_000.0},)},
            skemaer=(fejlfrit_skema(),),
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "takstindtaegt_kr": 9_000_000.0},)},
        ),
    ),
)
