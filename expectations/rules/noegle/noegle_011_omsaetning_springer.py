"""Omsætningen springer mod sidste år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

# The budget of the year agrees with the omsætning.
_BUDGET = {"budgetaar": 2025, "takstindtaegt_kr": 4_900_000.0, "indtaegter_kr": 5_000_000.0}
_FUND = (("1001", None),)

# Half the omsætning, and a share of wages that fits it.
_HALV = {"a_omsaetning_kr": 2_500_000.0, "o_loen_pct": 150.0}
_FOER = {"aar": 2024}

REGEL = Regel(
    id="NOEGLE-011",
    titel="Omsætningen er meget anderledes end året før",
    finder="Den nyeste årsrapport, hvor omsætningen (a) er ændret mere end 30 procent fra året før.",
    hvorfor=(
        "Det kan have en god grund, for eksempel flere pladser eller en lukket afdeling. Det kan også være et nul for "
        "meget eller for lidt. Grænsen er vores egen."
    ),
    ret=(
        "Sammenlign omsætningen med årsregnskabet og med antallet af pladser. Er der en grund, kan afvigelsen "
        "accepteres."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-14", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(n.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(f.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS aaret_foer_kr,
            ROUND(CAST(100.0 * n.a_omsaetning_kr / NULLIF(f.a_omsaetning_kr, 0) - 100 AS NUMERIC), 1)
                AS aendring_pct,
            vokset.vaerdi AS graense_pct
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        JOIN kendt_noegletal AS f ON f.tilbudsid = n.tilbudsid AND f.aar = n.aar - 1
        JOIN nu_graense AS vokset ON vokset.noegle = 'noegle_omsaetning_aendring_pct'
        JOIN nu_graense AS afrunding ON afrunding.noegle = 'noegle_afrunding_pct'
        JOIN nu_graense AS afvigelse ON afvigelse.noegle = 'noegle_budget_afvigelse_pct'
        LEFT JOIN kendt_budget AS b ON b.tilbudsid = n.tilbudsid AND b.budgetaar = n.aar AND b.indtaegter_kr > 0
        WHERE nyere.id IS NULL AND n.a_omsaetning_kr > 0
            AND f.a_omsaetning_kr > 0
            AND 100 * ABS(n.a_omsaetning_kr - f.a_omsaetning_kr) > vokset.vaerdi * f.a_omsaetning_kr
            AND NOT COALESCE(ABS(n.o_loen_pct * n.a_omsaetning_kr - 100 * (
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0))
            )) > afrunding.vaerdi * n.a_omsaetning_kr, FALSE)
            AND NOT COALESCE(
                100 * n.a_omsaetning_kr < (100 - afvigelse.vaerdi) * b.takstindtaegt_kr
                OR 100 * n.a_omsaetning_kr > (100 + afvigelse.vaerdi) * b.indtaegter_kr,
                FALSE
            )
    """,
    note=(
        "Passer lønprocenten ikke med omsætningen, er det NOEGLE-004; passer den ikke med årets budget, er det "
        "NOEGLE-014."
    ),
    bryder=(
        Eksempel(
            navn="Halveret, og årets budget kendes ikke",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    _HALV,
                    _FOER,
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Halveret, som budgetteret; budgettet rammer lige grænserne",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    _HALV,
                    _FOER,
                ),
                "budget": ({**_BUDGET, "takstindtaegt_kr": 10_000_000.0 / 3, "indtaegter_kr": 2_000_000.0},),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Fordoblet, uden lønprocent; naboens er som før, og kun dens budget kendes",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 10_000_000.0, "o_loen_pct": None},
                    _FOER,
                    {"tilbudsid": "1002"},
                    {**_FOER, "tilbudsid": "1002"},
                ),
                "budget": ({**_BUDGET, "tilbudsid": "1002"},),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Fordoblet; budgettet for året er tomt, og et andet års siger intet",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 10_000_000.0, "o_loen_pct": 37.5},
                    _FOER,
                ),
                "budget": (
                    {**_BUDGET, "takstindtaegt_kr": 0.0, "indtaegter_kr": 0.0},
                    {**_BUDGET, "budgetaar": 2024},
                ),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="En omsætning på 1 kr. før; lønprocenten er lige netop rundet",
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
                    {**_FOER, "a_omsaetning_kr": 1.0},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="En omsætning på 1 kr. nu",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 1.0, "o_loen_pct": None},
                    _FOER,
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Som året før",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {},
                    _FOER,
                )
            },
        ),
        Eksempel(
            navn="Vokset med præcis 30 procent",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 6_500_000.0, "o_loen_pct": None},
                    _FOER,
                )
            },
        ),
        Eksempel(
            navn="Året før kendes ikke; forrige år og naboen siger intet",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    _HALV,
                    {"aar": 2023},
                    {**_FOER, "tilbudsid": "1002"},
                )
            },
        ),
        Eksempel(
            navn="Lønprocenten passer ikke med omsætningen: det er NOEGLE-004",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 50_000_000.0},
                    _FOER,
                )
            },
        ),
        Eksempel(
            navn="Langt under årets budget: det er NOEGLE-014",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    _HALV,
                    _FOER,
                ),
                "budget": (_BUDGET,),
            },
        ),
        Eksempel(
            navn="Budgettet er på 1 kr.: det er NOEGLE-014",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 10_000_000.0, "o_loen_pct": 37.5},
                    _FOER,
                ),
                "budget": ({**_BUDGET, "takstindtaegt_kr": 1.0, "indtaegter_kr": 1.0},),
            },
        ),
        Eksempel(
            navn="Langt over årets budget: det er NOEGLE-014",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 10_000_000.0, "o_loen_pct": 37.5},
                    _FOER,
                ),
                "budget": (_BUDGET,),
            },
        ),
        Eksempel(
            navn="Ingen omsætning det ene år",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 0.0, "o_loen_pct": None},
                    _FOER,
                    {"tilbudsid": "1002"},
                    {**_FOER, "tilbudsid": "1002", "a_omsaetning_kr": 0.0},
                )
            },
        ),
        Eksempel(
            navn="Et tidligere år sprang",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {},
                    _FOER,
                    {"aar": 2023, "a_omsaetning_kr": 1_000_000.0},
                )
            },
        ),
    ),
)
