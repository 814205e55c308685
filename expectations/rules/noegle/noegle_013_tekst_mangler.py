"""Den korte tekst om året mangler."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-013",
    titel="Den korte tekst om året mangler i årsrapporten",
    finder=(
        "Den nyeste indberettede årsrapport uden den korte tekst om årets og næste års faglige udvikling og større "
        "ændringer."
    ),
    hvorfor="Teksten hører med til årsrapporten og hjælper socialtilsynet med at forstå tallene.",
    ret="Skriv nogle få linjer om året, der gik, og det, der kommer, i indberetningen af årsrapporten.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-14", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke, NULL AS vaerdi,
            n.indberettet_dato
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        WHERE nyere.id IS NULL AND n.indberettet_dato IS NOT NULL AND NOT n.har_tekst
    """,
    note="Er det ukendt, om teksten er der, siger reglen intet. Er årsrapporten ikke indberettet, er det NOEGLE-001.",
    bryder=(
        Eksempel(navn="Teksten mangler", afdelinger=({},), udtraek={"noegletal": ({"har_tekst": False},)}, fund=_FUND),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"har_tekst": False},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Teksten er der", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(navn="Ukendt", afdelinger=({},), udtraek={"noegletal": ({"har_tekst": None},)}),
        Eksempel(
            navn="Ikke indberettet: det er NOEGLE-001",
            afdelinger=({},),
            udtraek={"noegletal": ({"har_tekst": False, "indberettet_dato": None},)},
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "har_tekst": False},
                    {},
                )
            },
        ),
    ),
)
