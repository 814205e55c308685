"""Omsætningen stemmer ikke med budgettet for samme år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

# The budget of the year agrees with the omsætning.
_BUDGET = {"budgetaar": 2025, "takstindtaegt_kr": 4_900_000.0, "indtaegter_kr": 5_000_000.0}
_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-014",
    titel="Omsætningen ligger langt fra budgettet for samme år",
    finder=(
        "Den nyeste årsrapport, hvor omsætningen (a) er mere end 25 procent under årets budgetterede takstindtægt "
        "eller mere end 25 procent over de budgetterede indtægter i alt."
    ),
    hvorfor=(
        "Regnskabet bør ligne budgettet, og revisor ser efter væsentlige afvigelser. En stor forskel kan skyldes et "
        "forkert tal det ene eller det andet sted. Grænsen er vores egen."
    ),
    ret="Sammenlign omsætningen i årsregnskabet med det godkendte budget. Er der en grund, kan afvigelsen accepteres.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-18", "BEKST-14", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(n.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(b.takstindtaegt_kr AS NUMERIC)) AS BIGINT) AS budget_takstindtaegt_kr,
            CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT) AS budget_indtaegter_kr,
            afvigelse.vaerdi AS graense_pct
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        JOIN kendt_budget AS b ON b.tilbudsid = n.tilbudsid AND b.budgetaar = n.aar
        JOIN nu_graense AS afrunding ON afrunding.noegle = 'noegle_afrunding_pct'
        JOIN nu_graense AS afvigelse ON afvigelse.noegle = 'noegle_budget_afvigelse_pct'
        WHERE nyere.id IS NULL AND n.a_omsaetning_kr > 0 AND b.indtaegter_kr > 0
            AND NOT COALESCE(ABS(n.o_loen_pct * n.a_omsaetning_kr - 100 * (
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0))
            )) > afrunding.vaerdi * n.a_omsaetning_kr, FALSE)
            AND (
                100 * n.a_omsaetning_kr < (100 - afvigelse.vaerdi) * b.takstindtaegt_kr
                OR 100 * n.a_omsaetning_kr > (100 + afvigelse.vaerdi) * b.indtaegter_kr
            )
    """,
    note=(
        "Om a er takstindtægten eller hele omsætningen, gør indberetterne forskelligt: alt imellem går an. Budgettet "
        "tages, som det sidst var. Passer lønprocenten ikke med omsætningen, er det NOEGLE-004; en omsætning, der ikke "
        "er positiv, er NOEGLE-008."
    ),
    bryder=(
        Eksempel(
            navn="Halvdelen af budgettet",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 2_500_000.0, "o_loen_pct": 150.0},), "budget": (_BUDGET,)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Det dobbelte; naboens passer og er fra et nyere år",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 10_000_000.0, "o_loen_pct": None},
                    {"tilbudsid": "1002", "aar": 2026},
                ),
                "budget": (
                    _BUDGET,
                    {**_BUDGET, "tilbudsid": "1002"},
                ),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Én krone, begge steder",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 1.0, "o_loen_pct": None},
                    {"tilbudsid": "1002"},
                ),
                "budget": (
                    _BUDGET,
                    {**_BUDGET, "tilbudsid": "1002", "takstindtaegt_kr": 1.0, "indtaegter_kr": 1.0},
                ),
            },
            fund=(("1001", None), ("1002", None)),
        ),
        Eksempel(
            navn="Lønprocenten er lige netop rundet",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {
                        "a_omsaetning_kr": 1_000_000.0,
                        "i_ledelse_kr": 6_000.0,
                        "j_bestyrelse_kr": None,
                        "k_borgerrelateret_kr": 700_000.0,
                        "l_administrativ_kr": 50_000.0,
                        "m_ikke_fastansat_kr": None,
                    },
                ),
                "budget": (_BUDGET,),
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Som budgetteret", afdelinger=({},), udtraek={"noegletal": ({},), "budget": (_BUDGET,)}),
        Eksempel(
            navn="Præcis 25 procent under",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 3_675_000.0, "o_loen_pct": None},), "budget": (_BUDGET,)},
        ),
        Eksempel(
            navn="Præcis 25 procent over",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 6_250_000.0, "o_loen_pct": None},), "budget": (_BUDGET,)},
        ),
        Eksempel(
            navn="Et andet års budget, og naboens",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": ({"a_omsaetning_kr": 2_500_000.0, "o_loen_pct": 150.0},),
                "budget": (
                    {**_BUDGET, "budgetaar": 2026},
                    {**_BUDGET, "tilbudsid": "1002"},
                ),
            },
        ),
        Eksempel(
            navn="Lønprocenten passer ikke med omsætningen: det er NOEGLE-004",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 50_000_000.0},), "budget": (_BUDGET,)},
        ),
        Eksempel(
            navn="Ingen omsætning: det er NOEGLE-008",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 0.0, "o_loen_pct": None},), "budget": (_BUDGET,)},
        ),
        Eksempel(
            navn="Budgettet er tomt, eller negativt",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {},
                    {"tilbudsid": "1002"},
                ),
                "budget": (
                    {**_BUDGET, "takstindtaegt_kr": 0.0, "indtaegter_kr": 0.0},
                    {**_BUDGET, "tilbudsid": "1002", "takstindtaegt_kr": -5.0, "indtaegter_kr": -5.0},
                ),
            },
        ),
        Eksempel(
            navn="Et tidligere år",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "a_omsaetning_kr": 2_500_000.0, "o_loen_pct": 150.0},
                    {},
                ),
                "budget": ({**_BUDGET, "budgetaar": 2024},),
            },
        ),
    ),
)
