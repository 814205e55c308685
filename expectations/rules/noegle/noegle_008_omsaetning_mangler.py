"""Omsætningen (a) mangler, er nul eller negativ."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-008",
    titel="Omsætningen (a) mangler eller er ikke positiv",
    finder="Den nyeste indberettede årsrapport, hvor omsætningen mangler, er nul eller er negativ.",
    hvorfor="Omsætningen er det tal, alle procenter regnes af. Uden den siger de andre nøgletal intet.",
    ret="Skriv omsætningen fra årsregnskabet i indberetningen af årsrapporten.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-14", "SEL-14-4-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(n.a_omsaetning_kr AS NUMERIC)) AS BIGINT) AS vaerdi, n.indberettet_dato
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        CROSS JOIN (SELECT COUNT(andre.a_omsaetning_kr) AS antal FROM nu_noegletal AS andre) AS leveret
        WHERE nyere.id IS NULL AND (
            n.a_omsaetning_kr <= 0
            OR (n.a_omsaetning_kr IS NULL AND n.indberettet_dato IS NOT NULL AND leveret.antal > 0)
        )
    """,
    note="Er hverken dato eller omsætning der, er det NOEGLE-001. Et dataudtræk helt uden omsætning anklager ingen.",
    bryder=(
        Eksempel(
            navn="Mangler",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": None},
                    {"tilbudsid": "1002"},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Nul, uden dato",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": 0.0, "indberettet_dato": None},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": -5_000_000.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Omsætning", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(navn="Én krone", afdelinger=({},), udtraek={"noegletal": ({"a_omsaetning_kr": 1.0},)}),
        Eksempel(
            navn="Hverken dato eller omsætning: det er NOEGLE-001",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"a_omsaetning_kr": None, "indberettet_dato": None},
                    {"tilbudsid": "1002"},
                )
            },
        ),
        Eksempel(
            navn="Udtrækket har ingen omsætninger",
            afdelinger=({},),
            udtraek={"noegletal": ({"a_omsaetning_kr": None},)},
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "a_omsaetning_kr": 0.0},
                    {},
                )
            },
        ),
    ),
)
