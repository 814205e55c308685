"""Nøgletallenes procenter er skrevet som brøk."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-015",
    titel="Procenterne i nøgletallene er skrevet som brøk",
    finder=(
        "Den nyeste årsrapport, hvor lønprocenten (o) er skrevet som brøk, for eksempel 0,75 i stedet for 75: gange "
        "100 passer den med lønbeløbene og omsætningen."
    ),
    hvorfor=(
        "Et Excel-ark kan vise 75 % og gemme 0,75. På portalen skal procenten stå som et tal mellem 0 og 100, ellers "
        "kan tilbud ikke sammenlignes."
    ),
    ret=(
        "Gang procenterne (o-s) med 100 i indberetningen af årsrapporten. Forslaget er lønprocenten, regnet ud af "
        "beløbene."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-14", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        WITH tal AS (
            SELECT n.tilbudsid, n.aar, n.a_omsaetning_kr, n.o_loen_pct, n.p_kompetence_pct, n.q_administration_pct,
                n.r_borgerrelateret_pct, n.s_ejendom_pct,
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0)) AS loen_kr
            FROM nu_noegletal AS n
            LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
            WHERE nyere.id IS NULL
        )
        SELECT t.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(t.aar AS VARCHAR) AS raekke,
            t.o_loen_pct AS vaerdi,
            ROUND(CAST(100.0 * t.loen_kr / NULLIF(t.a_omsaetning_kr, 0) AS NUMERIC), 1) AS forslag,
            t.p_kompetence_pct, t.q_administration_pct, t.r_borgerrelateret_pct, t.s_ejendom_pct
        FROM tal AS t
        JOIN nu_graense AS g ON g.noegle = 'noegle_afrunding_pct'
        WHERE ABS(t.o_loen_pct * t.a_omsaetning_kr - 100 * t.loen_kr) > g.vaerdi * t.a_omsaetning_kr
            AND ABS(100 * t.o_loen_pct * t.a_omsaetning_kr - 100 * t.loen_kr) <= g.vaerdi * t.a_omsaetning_kr
    """,
    note=(
        "Kun lønprocenten kan prøves mod beløbene; de andre står oftest på samme måde. Er den forkert på en anden "
        "måde, er det NOEGLE-004."
    ),
    bryder=(
        Eksempel(
            navn="Alle som brøk",
            afdelinger=({},),
            udtraek={"noegletal": ({"o_loen_pct": 0.75, "p_kompetence_pct": 0.01, "q_administration_pct": 0.04},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"o_loen_pct": 0.745},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Brøken er lige netop rundet",
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
                        "o_loen_pct": 0.75,
                    },
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="75 procent", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Forkert, men ikke en brøk: det er NOEGLE-004",
            afdelinger=({},),
            udtraek={"noegletal": ({"o_loen_pct": 0.5},)},
        ),
        Eksempel(
            navn="Meget lille løn: procenten passer, som den står",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {
                        "a_omsaetning_kr": 1_000_000.0,
                        "i_ledelse_kr": 3_000.0,
                        "j_bestyrelse_kr": 0.0,
                        "k_borgerrelateret_kr": 0.0,
                        "l_administrativ_kr": 0.0,
                        "m_ikke_fastansat_kr": 0.0,
                        "o_loen_pct": 0.005,
                    },
                )
            },
        ),
        Eksempel(
            navn="Meget lille løn, og procenten er lige netop rundet",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {
                        "a_omsaetning_kr": 1_000_000.0,
                        "i_ledelse_kr": 6_100.0,
                        "j_bestyrelse_kr": 0.0,
                        "k_borgerrelateret_kr": 0.0,
                        "l_administrativ_kr": 0.0,
                        "m_ikke_fastansat_kr": 0.0,
                        "o_loen_pct": 0.01,
                    },
                )
            },
        ),
        Eksempel(
            navn="Ingen omsætning, eller negativ: det er NOEGLE-008",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 0.0, "o_loen_pct": 0.75},
                    {"tilbudsid": "1002", "a_omsaetning_kr": -5.0, "o_loen_pct": 0.75},
                )
            },
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "o_loen_pct": 0.75},
                    {},
                )
            },
        ),
    ),
)
