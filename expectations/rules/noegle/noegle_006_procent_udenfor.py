"""Et nøgletal i procent ligger uden for 0-100."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-006",
    titel="Et nøgletal i procent ligger uden for 0-100",
    finder=(
        "Procenter i den nyeste årsrapport (løn, kompetenceudvikling, administration, borgerrelaterede omkostninger, "
        "ejendom og sygefravær), der er negative eller over 100, og negativ personalegennemstrømning."
    ),
    hvorfor=(
        "En andel af omsætningen eller af arbejdstiden kan ikke være negativ og næsten aldrig over 100. Oftest er et "
        "komma flyttet, eller beløbet er skrevet i stedet for procenten."
    ),
    ret="Ret procenten i indberetningen af årsrapporten; den står i årsregnskabets nøgletal.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-14", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT t.tilbudsid, NULL AS afdelingsid,
            'Årsrapport ' || CAST(t.aar AS VARCHAR) || ', ' || CASE t.nr
                WHEN 1 THEN 'o: løn'
                WHEN 2 THEN 'p: kompetenceudvikling'
                WHEN 3 THEN 'q: administration'
                WHEN 4 THEN 'r: borgerrelaterede omkostninger'
                WHEN 5 THEN 's: ejendom'
                WHEN 6 THEN 'sygefravær'
                ELSE 'personalegennemstrømning'
            END AS raekke,
            t.pct AS vaerdi
        FROM (
            SELECT n.tilbudsid, n.aar, 1 AS nr, n.o_loen_pct AS pct
            FROM nu_noegletal AS n
            JOIN nu_graense AS g ON g.noegle = 'noegle_afrunding_pct'
            WHERE NOT COALESCE(ABS(n.o_loen_pct * n.a_omsaetning_kr - 100 * (
                ABS(n.i_ledelse_kr) + ABS(COALESCE(n.j_bestyrelse_kr, 0)) + ABS(n.k_borgerrelateret_kr)
                    + ABS(n.l_administrativ_kr) + ABS(COALESCE(n.m_ikke_fastansat_kr, 0))
            )) <= g.vaerdi * n.a_omsaetning_kr, FALSE)
            UNION ALL SELECT n.tilbudsid, n.aar, 2, n.p_kompetence_pct FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 3, n.q_administration_pct FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 4, n.r_borgerrelateret_pct FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 5, n.s_ejendom_pct FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 6, n.sygefravaer_pct FROM nu_noegletal AS n
            UNION ALL SELECT n.tilbudsid, n.aar, 7, n.personalegennemstroemning_pct FROM nu_noegletal AS n
        ) AS t
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = t.tilbudsid AND nyere.aar > t.aar
        WHERE nyere.id IS NULL AND (t.pct < 0 OR (t.pct > 100 AND t.nr < 7))
    """,
    note=(
        "Personalegennemstrømning kan være over 100, og c (resultatet) er ikke med. Lønprocenten må være over 100, når "
        "beløbene viser det samme."
    ),
    bryder=(
        Eksempel(
            navn="Over 100: o_loen_pct", afdelinger=({},), udtraek={"noegletal": ({"o_loen_pct": 100.5},)}, fund=_FUND
        ),
        Eksempel(
            navn="Over 100: p_kompetence_pct",
            afdelinger=({},),
            udtraek={"noegletal": ({"p_kompetence_pct": 100.5},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Over 100: q_administration_pct",
            afdelinger=({},),
            udtraek={"noegletal": ({"q_administration_pct": 100.5},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Over 100: r_borgerrelateret_pct",
            afdelinger=({},),
            udtraek={"noegletal": ({"r_borgerrelateret_pct": 100.5},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Over 100: s_ejendom_pct",
            afdelinger=({},),
            udtraek={"noegletal": ({"s_ejendom_pct": 100.5},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Over 100: sygefravaer_pct",
            afdelinger=({},),
            udtraek={"noegletal": ({"sygefravaer_pct": 100.5},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Negativ personalegennemstrømning",
            afdelinger=({},),
            udtraek={"noegletal": ({"personalegennemstroemning_pct": -1.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"sygefravaer_pct": -4.5},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="To på én gang, og omsætningen mangler",
            afdelinger=({},),
            udtraek={"noegletal": ({"o_loen_pct": 7500.0, "s_ejendom_pct": -10.0, "a_omsaetning_kr": None},)},
            fund=(("1001", None), ("1001", None)),
        ),
    ),
    holder=(
        Eksempel(navn="Almindelige procenter", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Nul og 100",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"q_administration_pct": 0.0, "r_borgerrelateret_pct": 100.0, "personalegennemstroemning_pct": 0.0},
                )
            },
        ),
        Eksempel(
            navn="Over 100 i personalegennemstrømning",
            afdelinger=({},),
            udtraek={"noegletal": ({"personalegennemstroemning_pct": 140.0},)},
        ),
        Eksempel(
            navn="Løn for mere end omsætningen, og beløbene siger det samme",
            afdelinger=({},),
            udtraek={"noegletal": ({"o_loen_pct": 150.0, "a_omsaetning_kr": 2_500_000.0},)},
        ),
        Eksempel(
            navn="Løn for mere end omsætningen, og procenten er lige netop rundet",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {
                        "a_omsaetning_kr": 1_000_000.0,
                        "i_ledelse_kr": 6_000.0,
                        "j_bestyrelse_kr": None,
                        "k_borgerrelateret_kr": 1_000_000.0,
                        "l_administrativ_kr": 100_000.0,
                        "m_ikke_fastansat_kr": None,
                        "o_loen_pct": 110.0,
                    },
                )
            },
        ),
        Eksempel(
            navn="Underskud",
            afdelinger=({},),
            udtraek={"noegletal": ({"b_resultat_kr": -9_000_000.0, "c_resultat_pct": -180.0},)},
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "sygefravaer_pct": 450.0},
                    {},
                )
            },
        ),
    ),
)
