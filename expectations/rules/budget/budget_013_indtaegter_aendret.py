"""Budgettets indtægter er ændret meget mod sidste år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)
_I_AAR = {"indtaegter_kr": 5_000_000.0, "omkostninger_kr": 4_900_000.0, "resultat_kr": 100_000.0}
_SIDSTE_AAR = {**_I_AAR, "budgetaar": 2025}
_DOBBELT = {"indtaegter_kr": 10_000_000.0, "omkostninger_kr": 9_800_000.0, "resultat_kr": 200_000.0}

REGEL = Regel(
    id="BUDGET-013",
    titel="Budgettets indtægter er meget anderledes end sidste års",
    finder=(
        "Budgetter for indeværende og kommende år, hvor de samlede indtægter er ændret mere end 30 procent fra året "
        "før."
    ),
    hvorfor=(
        "Det kan have en god grund, for eksempel flere pladser. Det kan også være en forkert takst, et forkert antal "
        "dage eller et nul for meget. Grænsen er vores egen."
    ),
    ret=(
        "Sammenlign indtægterne med sidste års budget og med antallet af pladser. Er der en grund, kan afvigelsen "
        "accepteres."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-11A", "STL-16"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(f.indtaegter_kr AS NUMERIC)) AS BIGINT) AS sidste_aar_kr,
            ROUND(CAST(100.0 * b.indtaegter_kr / NULLIF(f.indtaegter_kr, 0) - 100 AS NUMERIC), 1)
                AS aendring_pct,
            vokset.vaerdi AS graense_pct
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN kendt_budget AS f ON f.tilbudsid = b.tilbudsid AND f.budgetaar = b.budgetaar - 1
        JOIN nu_graense AS vokset ON vokset.noegle = 'budget_indtaegt_aendring_pct'
        JOIN nu_graense AS afrunding ON afrunding.noegle = 'budget_afrunding_kr'
        WHERE b.indtaegter_kr > 0 AND f.indtaegter_kr > 0
            AND ABS(b.resultat_kr - b.indtaegter_kr + b.omkostninger_kr) <= afrunding.vaerdi
            AND 100 * ABS(b.indtaegter_kr - f.indtaegter_kr) > vokset.vaerdi * f.indtaegter_kr
    """,
    note=(
        "Sidste års budget tages, som det sidst var. Passer årets resultat ikke til tallene, er det BUDGET-007; uden "
        "indtægter er der intet at sammenligne."
    ),
    bryder=(
        Eksempel(navn="Fordoblet", afdelinger=({},), udtraek={"budget": (_DOBBELT, _SIDSTE_AAR)}, fund=_FUND),
        Eksempel(
            navn="Faldet til det halve i næste års budget, afrundet med 1.000 kr.; naboens er som før",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    {**_I_AAR, "budgetaar": 2027, "resultat_kr": 101_000.0},
                    _DOBBELT,
                    {**_DOBBELT, "tilbudsid": "1002"},
                    {**_DOBBELT, "tilbudsid": "1002", "budgetaar": 2025},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="En indtægt på 1 kr., det ene år eller det andet",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    {"indtaegter_kr": 1.0, "omkostninger_kr": 0.0, "resultat_kr": 1.0},
                    _SIDSTE_AAR,
                    {**_I_AAR, "tilbudsid": "1002"},
                    {**_SIDSTE_AAR, "tilbudsid": "1002", "indtaegter_kr": 1.0},
                )
            },
            fund=(("1001", None), ("1002", None)),
        ),
    ),
    holder=(
        Eksempel(navn="Som sidste år", afdelinger=({},), udtraek={"budget": (_I_AAR, _SIDSTE_AAR)}),
        Eksempel(
            navn="Vokset med præcis 30 procent",
            afdelinger=({},),
            udtraek={
                "budget": (
                    {"indtaegter_kr": 6_500_000.0, "omkostninger_kr": 6_400_000.0, "resultat_kr": 100_000.0},
                    _SIDSTE_AAR,
                )
            },
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({**_DOBBELT, "budgetaar": 2025}, {**_I_AAR, "budgetaar": 2024})},
        ),
        Eksempel(
            navn="Sidste års budget kendes ikke; det forrige års og naboens siger intet",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"budget": (_DOBBELT, {**_I_AAR, "budgetaar": 2024}, {**_SIDSTE_AAR, "tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Resultatet passer ikke til tallene: det er BUDGET-007",
            afdelinger=({},),
            udtraek={"budget": ({**_I_AAR, "indtaegter_kr": 50_000_000.0}, _SIDSTE_AAR)},
        ),
        Eksempel(
            navn="Ingen indtægter, det ene år eller det andet, eller negative",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    {**_I_AAR, "indtaegter_kr": 0.0, "resultat_kr": -4_900_000.0},
                    {**_DOBBELT, "budgetaar": 2027},
                    _SIDSTE_AAR,
                    {**_DOBBELT, "tilbudsid": "1002"},
                    {**_SIDSTE_AAR, "tilbudsid": "1002", "indtaegter_kr": -5_000_000.0},
                )
            },
        ),
    ),
)
