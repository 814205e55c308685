"""Årsrapportens nøgletal er indberettet efter fristen."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-002",
    titel="Årsrapporten er indberettet efter fristen",
    finder=(
        "Tilbud, hvis årsrapport for det nyeste regnskabsår med udløbet frist er indberettet efter 1. maj året efter."
    ),
    hvorfor=(
        "Sene nøgletal kommer for sent til årets tilsyn. Fristens dag kan ikke nås igen; oplysningen er til "
        "planlægningen."
    ),
    ret="Ingen rettelse er mulig. Brug oplysningen, når næste års frist planlægges.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-14", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        WITH seneste AS (
            SELECT u.dag, MAX(f.aar) AS aar, MAX(f.frist_dag) AS frist_dag, MAX(f.sidste_dag) AS sidste_dag
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'noegletal' AND u.dag > f.sidste_dag
            WHERE f.frist = 'aarsrapport'
            GROUP BY u.dag
        )
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke,
            CAST(n.indberettet_dato AS VARCHAR) AS vaerdi, s.frist_dag AS frist_dato
        FROM nu_noegletal AS n
        JOIN seneste AS s ON s.aar = n.aar
        LEFT JOIN nu_tilbudsoplysning AS o ON o.tilbudsid = n.tilbudsid
        WHERE n.indberettet_dato > s.sidste_dag AND n.indberettet_dato <= s.dag
            AND (o.godkendt_dato IS NULL OR CAST(o.godkendt_dato AS VARCHAR) < CAST(s.aar AS VARCHAR))
    """,
    note=(
        "Kun det nyeste år, og kun tilbud, der var godkendt før regnskabsåret, hvis dagen er kendt. En dato efter "
        "dataudtrækkets dag siger intet."
    ),
    bryder=(
        Eksempel(
            navn="Dagen efter fristen, der i 2026 er en fredag; naboen var i tide",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilbud": ({"godkendt_dato": "2024-12-31"}, {"tilbudsid": "1002"}),
                "noegletal": (
                    {"indberettet_dato": "2026-05-02"},
                    {"tilbudsid": "1002", "indberettet_dato": "2026-05-01"},
                ),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="På udtrækkets dag, og dagen for godkendelsen er ukendt",
            afdelinger=({},),
            udtraek={"noegletal": ({"indberettet_dato": "2026-11-01"},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="På den nye frists sidste dag gælder det forrige år endnu",
            afdelinger=({},),
            udtraek={"noegletal": ({"aar": 2024, "indberettet_dato": "2025-06-01"},)},
            dato=date(2026, 5, 1),
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Fristens sidste dag", afdelinger=({},), udtraek={"noegletal": ({"indberettet_dato": "2026-05-01"},)}
        ),
        Eksempel(
            navn="Et tidligere år kom for sent",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "indberettet_dato": "2026-06-01"},
                    {},
                )
            },
        ),
        Eksempel(
            navn="Efter udtrækkets dag", afdelinger=({},), udtraek={"noegletal": ({"indberettet_dato": "2026-11-02"},)}
        ),
        Eksempel(
            navn="Godkendt på regnskabsårets første dag",
            afdelinger=({},),
            udtraek={"tilbud": ({"godkendt_dato": "2025-01-01"},), "noegletal": ({"indberettet_dato": "2026-06-01"},)},
        ),
        Eksempel(
            navn="Nøgletallene er fra før fristen, selv om resten er nyt",
            afdelinger=({},),
            dato=date(2026, 5, 20),
            udtraek_foer={"noegletal": ({"indberettet_dato": "2026-05-10"},)},
            udtraek={"tilbud": ({},)},
        ),
    ),
)
