"""Budgetskemaets hovedtal er ikke dem, portalen har."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Post

_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-011",
    titel="Budgetskemaets hovedtal er ikke dem, portalen har",
    finder=(
        "Læste budgetskemaer for indeværende og kommende år, hvor takstindtægt, indtægter i alt, omkostninger i alt "
        "eller resultat afviger med mere end 1.000 kr. fra de tal, dataudtrækket har."
    ),
    hvorfor=(
        "De to steder taler om det samme budget. Måske er der kommet et nyere skema, eller portalen har ikke fået alle "
        "tal med."
    ),
    ret="Sammenlign skemaet med portalens tal. Er der kommet et nyere skema, så indlæs det.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-11", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(b.resultat_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(s.resultat_kr AS NUMERIC)) AS BIGINT) AS skema_resultat_kr,
            CAST(ROUND(CAST(b.takstindtaegt_kr AS NUMERIC)) AS BIGINT) AS takstindtaegt_kr,
            CAST(ROUND(CAST(t.beloeb_kr AS NUMERIC)) AS BIGINT) AS skema_takstindtaegt_kr,
            CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT) AS indtaegter_kr,
            CAST(ROUND(CAST(s.indtaegter_kr AS NUMERIC)) AS BIGINT) AS skema_indtaegter_kr,
            CAST(ROUND(CAST(b.omkostninger_kr AS NUMERIC)) AS BIGINT) AS omkostninger_kr,
            CAST(ROUND(CAST(s.omkostninger_kr AS NUMERIC)) AS BIGINT) AS skema_omkostninger_kr
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_graense AS g ON g.noegle = 'budget_afrunding_kr'
        JOIN nu_budgetskema AS s ON s.tilbudsid = b.tilbudsid AND s.budgetaar = b.budgetaar
        LEFT JOIN nu_budgetskema_post AS t ON t.budgetskema_id = s.id AND t.post = 'takst_i_alt'
        WHERE ABS(s.resultat_kr - b.resultat_kr) > g.vaerdi OR ABS(t.beloeb_kr - b.takstindtaegt_kr) > g.vaerdi
            OR ABS(s.indtaegter_kr - b.indtaegter_kr) > g.vaerdi
            OR ABS(s.omkostninger_kr - b.omkostninger_kr) > g.vaerdi
    """,
    note="Mangler et tal det ene sted, sammenlignes det ikke. Forskellen på 1.000 kr. giver plads til hele tusinde.",
    bryder=(
        Eksempel(
            navn="Resultatet; næste års budget og naboens er ens i skema og portal",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"budget": ({"resultat_kr": 98_000.0}, {"budgetaar": 2027}, {"tilbudsid": "1002"})},
            skemaer=(fejlfrit_skema(), fejlfrit_skema(budgetaar=2027), fejlfrit_skema(tilbudsid="1002")),
            fund=_FUND,
        ),
        Eksempel(
            navn="Takstindtægten",
            afdelinger=({},),
            udtraek={"budget": ({"takstindtaegt_kr": 5_500_000.0},)},
            skemaer=(fejlfrit_skema(),),
            fund=_FUND,
        ),
        Eksempel(
            navn="Indtægterne i alt, hvor skemaets takstindtægt ikke kan læses",
            afdelinger=({},),
            udtraek={"budget": ({"indtaegter_kr": 5_600_000.0},)},
            skemaer=(fejlfrit_skema({Post.TAKST_I_ALT: None}),),
            fund=_FUND,
        ),
        Eksempel(
            navn="Omkostningerne",
            afdelinger=({},),
            udtraek={"budget": ({},)},
            skemaer=(fejlfrit_skema({Post.OMKOSTNINGER_I_ALT: {"beloeb_kr": 5_440_000.0}}),),
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="De samme tal", afdelinger=({},), udtraek={"budget": ({},)}, skemaer=(fejlfrit_skema(),)),
        Eksempel(
            navn="Alle tal er præcis 1.000 kr. fra hinanden",
            afdelinger=({},),
            udtraek={
                "budget": (
                    {
                        "takstindtaegt_kr": 5_547_000.0,
                        "indtaegter_kr": 5_547_000.0,
                        "omkostninger_kr": 5_449_000.0,
                        "resultat_kr": 99_000.0,
                    },
                )
            },
            skemaer=(fejlfrit_skema(),),
        ),
        Eksempel(
            navn="Portalen har ingen tal",
            afdelinger=({},),
            udtraek={
                "budget": (
                    {"takstindtaegt_kr": None, "indtaegter_kr": None, "omkostninger_kr": None, "resultat_kr": None},
                )
            },
            skemaer=(fejlfrit_skema(),),
        ),
        Eksempel(
            navn="Et tidligere års skema",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "resultat_kr": 0.0},)},
            skemaer=(fejlfrit_skema(budgetaar=2025),),
        ),
    ),
)
