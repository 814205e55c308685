"""Resultatet i kroner (b) og i procent (c) har forskelligt fortegn."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-007",
    titel="Resultatet i kroner og i procent har forskelligt fortegn",
    finder=(
        "Den nyeste årsrapports nøgletal, hvor resultatet i kroner (b) og i procent (c) ikke begge er overskud eller "
        "begge underskud."
    ),
    hvorfor=(
        "Overskud skrives med plus, underskud med minus, begge steder. Er de uens, ved ingen, om tilbuddet havde "
        "overskud eller underskud."
    ),
    ret=(
        "Sammenlign resultatet med årsregnskabet, og ret det fortegn, der er forkert, i indberetningen af årsrapporten."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-14", "STL-18", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke,
            n.c_resultat_pct AS vaerdi, CAST(ROUND(CAST(n.b_resultat_kr AS NUMERIC)) AS BIGINT) AS b_resultat_kr,
            CAST(ROUND(CAST(n.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS a_omsaetning_kr
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        WHERE nyere.id IS NULL AND n.a_omsaetning_kr > 0 AND n.b_resultat_kr * n.c_resultat_pct < 0
    """,
    note="Er omsætningen ikke positiv, er det NOEGLE-008.",
    bryder=(
        Eksempel(
            navn="Overskud i kroner, minus i procent",
            afdelinger=({},),
            udtraek={"noegletal": ({"c_resultat_pct": -2.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"b_resultat_kr": -100_000.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Næsten nul",
            afdelinger=({},),
            udtraek={"noegletal": ({"b_resultat_kr": 1.0, "c_resultat_pct": -0.1, "a_omsaetning_kr": 1.0},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Overskud", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(
            navn="Underskud",
            afdelinger=({},),
            udtraek={"noegletal": ({"b_resultat_kr": -100_000.0, "c_resultat_pct": -2.0},)},
        ),
        Eksempel(
            navn="Et lille underskud, der er nul procent",
            afdelinger=({},),
            udtraek={"noegletal": ({"b_resultat_kr": -1.0, "c_resultat_pct": 0.0},)},
        ),
        Eksempel(
            navn="Ingen omsætning: det er NOEGLE-008",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 0.0, "c_resultat_pct": -2.0},)},
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "c_resultat_pct": -2.0},
                    {},
                )
            },
        ),
    ),
)
