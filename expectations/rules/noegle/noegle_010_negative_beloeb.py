"""Et lønbeløb eller kompetenceudvikling er negativt."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-010",
    titel="Et beløb i nøgletallene er negativt",
    finder="Løn og kompetenceudvikling (h-n) i den nyeste årsrapport, der er mindre end nul.",
    hvorfor=(
        "Omkostninger skrives uden minus; kun resultatet kan være negativt. Med minus bliver procenter og "
        "sammenligninger forkerte."
    ),
    ret=(
        "Skriv beløbet uden minus i indberetningen af årsrapporten. Er det en tilbageførsel, så spørg jeres "
        "socialtilsyn."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-14", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT t.tilbudsid, NULL AS afdelingsid,
            'Årsrapport ' || CAST(t.aar AS VARCHAR) || ', ' || CASE t.nr
                WHEN 1 THEN 'h: øverste leder'
                WHEN 2 THEN 'i: samlet ledelse'
                WHEN 3 THEN 'j: bestyrelseshonorarer'
                WHEN 4 THEN 'k: borgerrelateret personale'
                WHEN 5 THEN 'l: administrativt og teknisk personale'
                WHEN 6 THEN 'm: ikke-fastansat personale'
                ELSE 'n: kompetenceudvikling'
            END AS raekke,
            CAST(ROUND(CAST(t.kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(-t.kr AS NUMERIC)) AS BIGINT) AS forslag
        FROM (
            SELECT n.tilbudsid, n.aar, 1 AS nr, n.h_leder_kr AS kr FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 2, n.i_ledelse_kr FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 3, n.j_bestyrelse_kr FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 4, n.k_borgerrelateret_kr FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 5, n.l_administrativ_kr FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 6, n.m_ikke_fastansat_kr FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 7, n.n_kompetence_kr FROM nu_noegletal AS n
        ) AS t
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = t.tilbudsid AND nyere.aar > t.aar
        WHERE nyere.id IS NULL AND t.kr < 0
    """,
    note="En negativ omsætning er NOEGLE-008.",
    bryder=(
        Eksempel(
            navn="Negativ: h_leder_kr", afdelinger=({},), udtraek={"noegletal": ({"h_leder_kr": -1.0},)}, fund=_FUND
        ),
        Eksempel(
            navn="Negativ: i_ledelse_kr", afdelinger=({},), udtraek={"noegletal": ({"i_ledelse_kr": -1.0},)}, fund=_FUND
        ),
        Eksempel(
            navn="Negativ: j_bestyrelse_kr",
            afdelinger=({},),
            udtraek={"noegletal": ({"j_bestyrelse_kr": -1.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Negativ: k_borgerrelateret_kr",
            afdelinger=({},),
            udtraek={"noegletal": ({"k_borgerrelateret_kr": -1.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Negativ: l_administrativ_kr",
            afdelinger=({},),
            udtraek={"noegletal": ({"l_administrativ_kr": -1.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Negativ: m_ikke_fastansat_kr",
            afdelinger=({},),
            udtraek={"noegletal": ({"m_ikke_fastansat_kr": -1.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Negativ: n_kompetence_kr",
            afdelinger=({},),
            udtraek={"noegletal": ({"n_kompetence_kr": -1.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"k_borgerrelateret_kr": -2_500_000.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Almindelige beløb", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Nul, og en negativ omsætning",
            afdelinger=({},),
            udtraek={"noegletal": ({"j_bestyrelse_kr": 0.0, "a_omsaetning_kr": -1.0, "b_resultat_kr": -100_000.0},)},
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "k_borgerrelateret_kr": -2_500_000.0},
                    {},
                )
            },
        ),
    ),
)
