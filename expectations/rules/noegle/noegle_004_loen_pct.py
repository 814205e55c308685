"""Lønprocenten (o) passer ikke med lønbeløbene."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-004",
    titel="Lønprocenten (o) passer ikke med lønbeløb og omsætning",
    finder=(
        "Den nyeste årsrapports nøgletal, hvor o (løn i procent af omsætningen) afviger mere end 0,6 procentpoint fra "
        "summen af i, j, k, l og m i procent af omsætningen (a)."
    ),
    hvorfor=(
        "Tallene hænger sammen, og revisor bekræfter nøgletallene. Passer de ikke, er et lønbeløb, omsætningen eller "
        "procenten forkert."
    ),
    ret=(
        "Sammenlign omsætningen (a), lønbeløbene (i, j, k, l, m) og procenten (o) med årsregnskabet, og ret det "
        "forkerte i indberetningen af årsrapporten. Forslaget er o, regnet ud af beløbene."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-14", "STL-18", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        WITH tal AS (
            SELECT n.tilbudsid, n.aar, n.a_omsaetning_kr, n.o_loen_pct,
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0)) AS loen_kr
            FROM nu_noegletal AS n
            LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
            WHERE nyere.id IS NULL AND n.a_omsaetning_kr > 0
        )
        SELECT t.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(t.aar AS VARCHAR) AS raekke,
            t.o_loen_pct AS vaerdi,
            ROUND(CAST(100.0 * t.loen_kr / NULLIF(t.a_omsaetning_kr, 0) AS NUMERIC), 1) AS forslag,
            CAST(ROUND(CAST(t.loen_kr AS NUMERIC)) AS BIGINT) AS loen_i_alt_kr,
            CAST(ROUND(CAST(t.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS a_omsaetning_kr
        FROM tal AS t
        JOIN nu_graense AS g ON g.noegle = 'noegle_afrunding_pct'
        WHERE t.o_loen_pct >= 0 AND t.o_loen_pct <= 100
            AND ABS(t.o_loen_pct * t.a_omsaetning_kr - 100 * t.loen_kr) > g.vaerdi * t.a_omsaetning_kr
            AND ABS(100 * t.o_loen_pct * t.a_omsaetning_kr - 100 * t.loen_kr) > g.vaerdi * t.a_omsaetning_kr
    """,
    note=(
        "Bestyrelseshonorar (j) og ikke-fastansatte (m) tæller nul, når de mangler; fortegn ses der bort fra "
        "(NOEGLE-010). En forkert omsætning findes her og ikke i NOEGLE-003, NOEGLE-005, NOEGLE-011 eller NOEGLE-014. "
        "Uden for 0-100 er NOEGLE-006, en brøk NOEGLE-015."
    ),
    bryder=(
        Eksempel(
            navn="74 i stedet for 75", afdelinger=({},), udtraek={"noegletal": ({"o_loen_pct": 74.0},)}, fund=_FUND
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"o_loen_pct": 0.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(navn="100 procent", afdelinger=({},), udtraek={"noegletal": ({"o_loen_pct": 100.0},)}, fund=_FUND),
        Eksempel(
            navn="Omsætningen har et nul for meget",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 50_000_000.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="En omsætning på 1 kr.",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 1.0},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="75 procent", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Præcis 0,6 procentpoint fra",
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
                )
            },
        ),
        Eksempel(
            navn="Et beløb har minus: det er NOEGLE-010",
            afdelinger=({},),
            udtraek={"noegletal": ({"i_ledelse_kr": -700_000.0, "j_bestyrelse_kr": -50_000.0},)},
        ),
        Eksempel(
            navn="Uden for 0-100: det er NOEGLE-006",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"o_loen_pct": 7500.0},
                    {"tilbudsid": "1002", "o_loen_pct": -75.0},
                )
            },
        ),
        Eksempel(navn="Brøk: det er NOEGLE-015", afdelinger=({},), udtraek={"noegletal": ({"o_loen_pct": 0.75},)}),
        Eksempel(
            navn="Brøk, hvor den lige netop passer med beløbene",
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
        ),
        Eksempel(
            navn="Ingen omsætning, eller negativ: det er NOEGLE-008",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": 0.0},
                    {"tilbudsid": "1002", "a_omsaetning_kr": -5.0},
                )
            },
        ),
        Eksempel(
            navn="Et lønbeløb mangler", afdelinger=({},), udtraek={"noegletal": ({"k_borgerrelateret_kr": None},)}
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "o_loen_pct": 50.0},
                    {},
                )
            },
        ),
    ),
)
