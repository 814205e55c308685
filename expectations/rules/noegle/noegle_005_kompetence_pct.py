"""Kompetenceudvikling i procent (p) er ikke 100·n/a."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-005",
    titel="Kompetenceudvikling i procent (p) passer ikke med beløbene",
    finder=(
        "Den nyeste årsrapports nøgletal, hvor p (kompetenceudvikling i procent af omsætningen) afviger mere end 0,6 "
        "procentpoint fra 100 gange n divideret med a."
    ),
    hvorfor="Tallene hænger sammen, og revisor bekræfter nøgletallene. Passer de ikke, er mindst ét af dem forkert.",
    ret=(
        "Sammenlign kompetenceudvikling (n), omsætning (a) og p med årsregnskabet, og ret det forkerte i "
        "indberetningen af årsrapporten. Forslaget er p, regnet ud af beløbene."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-14", "STL-18", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        WITH tal AS (
            SELECT n.tilbudsid, n.aar, n.a_omsaetning_kr, n.o_loen_pct, n.p_kompetence_pct,
                ABS(n.n_kompetence_kr) AS n_kompetence_kr,
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0)) AS loen_kr
            FROM nu_noegletal AS n
            LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
            WHERE nyere.id IS NULL AND n.a_omsaetning_kr > 0
        )
        SELECT t.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(t.aar AS VARCHAR) AS raekke,
            t.p_kompetence_pct AS vaerdi,
            ROUND(CAST(100.0 * t.n_kompetence_kr / NULLIF(t.a_omsaetning_kr, 0) AS NUMERIC), 1) AS forslag,
            CAST(ROUND(CAST(t.n_kompetence_kr AS NUMERIC)) AS BIGINT) AS n_kompetence_kr,
            CAST(ROUND(CAST(t.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS a_omsaetning_kr
        FROM tal AS t
        JOIN nu_graense AS g ON g.noegle = 'noegle_afrunding_pct'
        WHERE t.p_kompetence_pct >= 0 AND t.p_kompetence_pct <= 100
            AND ABS(t.p_kompetence_pct * t.a_omsaetning_kr - 100 * t.n_kompetence_kr) > g.vaerdi * t.a_omsaetning_kr
            AND NOT COALESCE(
                ABS(t.o_loen_pct * t.a_omsaetning_kr - 100 * t.loen_kr) > g.vaerdi * t.a_omsaetning_kr
                AND ABS(t.p_kompetence_pct * t.loen_kr - t.n_kompetence_kr * t.o_loen_pct) <= g.vaerdi * t.loen_kr,
                FALSE
            )
    """,
    note=(
        "Forskellen på 0,6 giver plads til hele procent; fortegn på beløbet ses der bort fra (NOEGLE-010). Passer p og "
        "lønprocenten med den samme, anden omsætning, er det NOEGLE-004 eller NOEGLE-015; uden for 0-100 er det "
        "NOEGLE-006."
    ),
    bryder=(
        Eksempel(
            navn="1,7 i stedet for 1", afdelinger=({},), udtraek={"noegletal": ({"p_kompetence_pct": 1.7},)}, fund=_FUND
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"p_kompetence_pct": 0.0, "n_kompetence_kr": 500_000.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Lønprocenten mangler",
            afdelinger=({},),
            udtraek={"noegletal": ({"p_kompetence_pct": 100.0, "o_loen_pct": None},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Lønprocenten er også forkert, men på sin egen måde",
            afdelinger=({},),
            udtraek={"noegletal": ({"p_kompetence_pct": 10.0, "o_loen_pct": 50.0},)},
            fund=_FUND,
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
                        "n_kompetence_kr": 20_000.0,
                        "p_kompetence_pct": 1.39,
                    },
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="En omsætning på 1 kr.",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 1.0, "o_loen_pct": None},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="1 procent", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Præcis 0,6 procentpoint fra",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 1_000_000.0, "n_kompetence_kr": 4_000.0, "o_loen_pct": None},)},
        ),
        Eksempel(
            navn="Beløbet har minus: det er NOEGLE-010",
            afdelinger=({},),
            udtraek={"noegletal": ({"n_kompetence_kr": -50_000.0},)},
        ),
        Eksempel(
            navn="Uden for 0-100: det er NOEGLE-006",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"p_kompetence_pct": 101.0},
                    {"tilbudsid": "1002", "p_kompetence_pct": -1.0},
                )
            },
        ),
        Eksempel(
            navn="Omsætningen har et nul for meget: det er NOEGLE-004",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 50_000_000.0},)},
        ),
        Eksempel(
            navn="Omsætningen er så meget forkert, at p lige netop kan passe med lønprocenten",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 50_000_000.0, "p_kompetence_pct": 1.6},)},
        ),
        Eksempel(
            navn="Brøker: det er NOEGLE-015",
            afdelinger=({},),
            udtraek={"noegletal": ({"o_loen_pct": 0.75, "p_kompetence_pct": 0.01},)},
        ),
        Eksempel(
            navn="Ingen omsætning, eller negativ: det er NOEGLE-008",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 0.0, "o_loen_pct": None},
                    {"tilbudsid": "1002", "a_omsaetning_kr": -5.0, "o_loen_pct": None},
                )
            },
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "p_kompetence_pct": 50.0},
                    {},
                )
            },
        ),
    ),
)
