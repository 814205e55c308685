"""Resultatet i procent (c) er ikke 100·b/a."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-003",
    titel="Resultatet i procent (c) passer ikke med omsætning og resultat",
    finder=(
        "Den nyeste årsrapports nøgletal, hvor c (overskud eller underskud i procent af omsætningen) afviger mere end "
        "0,6 procentpoint fra 100 gange b divideret med a."
    ),
    hvorfor="De tre tal hænger sammen, og revisor bekræfter nøgletallene. Passer de ikke, er mindst ét af dem forkert.",
    ret=(
        "Sammenlign omsætning (a), resultat (b) og c med årsregnskabet, og ret det forkerte i indberetningen af "
        "årsrapporten. Forslaget er c, regnet ud af a og b."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-14", "STL-18", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        WITH tal AS (
            SELECT n.tilbudsid, n.aar, n.a_omsaetning_kr, n.o_loen_pct, n.b_resultat_kr, n.c_resultat_pct,
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0)) AS loen_kr
            FROM nu_noegletal AS n
            LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
            WHERE nyere.id IS NULL AND n.a_omsaetning_kr > 0
        )
        SELECT t.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(t.aar AS VARCHAR) AS raekke,
            t.c_resultat_pct AS vaerdi,
            ROUND(CAST(100.0 * t.b_resultat_kr / NULLIF(t.a_omsaetning_kr, 0) AS NUMERIC), 1) AS forslag,
            CAST(ROUND(CAST(t.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS a_omsaetning_kr,
            CAST(ROUND(CAST(t.b_resultat_kr AS NUMERIC)) AS BIGINT) AS b_resultat_kr
        FROM tal AS t
        JOIN nu_graense AS g ON g.noegle = 'noegle_afrunding_pct'
        WHERE t.b_resultat_kr * t.c_resultat_pct >= 0
            AND ABS(t.c_resultat_pct * t.a_omsaetning_kr - 100 * t.b_resultat_kr) > g.vaerdi * t.a_omsaetning_kr
            AND NOT COALESCE(
                ABS(t.o_loen_pct * t.a_omsaetning_kr - 100 * t.loen_kr) > g.vaerdi * t.a_omsaetning_kr
                AND ABS(t.c_resultat_pct * t.loen_kr - t.b_resultat_kr * t.o_loen_pct) <= g.vaerdi * t.loen_kr,
                FALSE
            )
    """,
    note=(
        "Forskellen på 0,6 giver plads til hele procent. Forskelligt fortegn er NOEGLE-007; passer c og lønprocenten "
        "med den samme, anden omsætning, er det NOEGLE-004 eller NOEGLE-015."
    ),
    bryder=(
        Eksempel(
            navn="c er 2,7 i stedet for 2",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": 2.7},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"c_resultat_pct": -5.0, "b_resultat_kr": -100_000.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Lønprocenten mangler",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": 20.0, "o_loen_pct": None},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Resultatet er nul",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": 2.0, "b_resultat_kr": 0.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Lønprocenten er også forkert, men på sin egen måde",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": 20.0, "o_loen_pct": 50.0},)},
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
                        "b_resultat_kr": 20_000.0,
                        "c_resultat_pct": 1.39,
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
        Eksempel(navn="2 procent", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Underskud",
            afdelinger=({},),
            udtraek={"noegletal": ({"b_resultat_kr": -100_000.0, "c_resultat_pct": -2.0},)},
        ),
        Eksempel(
            navn="Præcis 0,6 procentpoint fra",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {
                        "a_omsaetning_kr": 1_000_000.0,
                        "b_resultat_kr": 14_000.0,
                        "c_resultat_pct": 2.0,
                        "o_loen_pct": None,
                    },
                )
            },
        ),
        Eksempel(
            navn="Forskelligt fortegn: det er NOEGLE-007",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": -2.0},)},
        ),
        Eksempel(
            navn="Omsætningen har et nul for meget, og lønprocenten siger det samme: det er NOEGLE-004",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 50_000_000.0},)},
        ),
        Eksempel(
            navn="Omsætningen er så meget forkert, at c lige netop kan passe med lønprocenten",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 50_000_000.0, "c_resultat_pct": 2.6},)},
        ),
        Eksempel(
            navn="Alt er skrevet som brøk: det er NOEGLE-015",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": 0.02, "o_loen_pct": 0.75},)},
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
        Eksempel(navn="c mangler", afdelinger=({},), udtraek={"noegletal": ({"c_resultat_pct": None},)}),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "c_resultat_pct": 20.0},
                    {},
                )
            },
        ),
    ),
)
