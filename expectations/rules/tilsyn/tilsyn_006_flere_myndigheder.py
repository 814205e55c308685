"""Afdelinger af samme tilbud har forskellige tilsynsmyndigheder."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-006",
    titel="Tilbuddets afdelinger har forskellige tilsynsmyndigheder",
    finder="Tilbud, hvor afdelingerne ikke nævner den samme slags myndighed eller det samme socialtilsyn.",
    hvorfor=(
        "Et tilbud godkendes som helhed, og ét tilsyn fører tilsyn med det hele. Forskellen kan skyldes, at tilbuddet "
        "er ved at skifte tilsyn."
    ),
    ret="Socialtilsynet ser, hvilken myndighed der er den rigtige, og retter afdelingerne på portalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-2", "STL-4", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="tilsynsmyndighed",
    sql="""
        SELECT a.tilbudsid, NULL AS afdelingsid, MIN(a.skrevet) || ' / ' || MAX(a.skrevet) AS vaerdi,
            COUNT(DISTINCT a.myndighed) AS antal_myndigheder
        FROM (
            SELECT tilbudsid, er_set,
                CASE WHEN tilsyn_art IN ('kommune', 'region') THEN tilsyn_art ELSE tilsyn_kode END AS myndighed,
                CASE WHEN tilsyn_art <> 'ukendt' THEN tilsynsmyndighed END AS skrevet
            FROM nu_afdeling
        ) AS a
        GROUP BY a.tilbudsid
        HAVING COUNT(DISTINCT a.myndighed) > 1 AND COUNT(*) = COUNT(CASE WHEN a.er_set THEN 1 END)
    """,
    note="En myndighed, som programmet ikke genkender, tæller ikke som en anden: den er TILSYN-005.",
    bryder=(
        Eksempel(
            navn="To socialtilsyn",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Socialtilsyn Nord"}),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Et socialtilsyn og en kommune",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Odense Kommune"}),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="En kommune og en region",
            afdelinger=(
                {"tilsynsmyndighed": "Region Syddanmark"},
                {"afdelingsid": "2", "tilsynsmyndighed": "Odense Kommune"},
            ),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Samme socialtilsyn", afdelinger=({}, {"afdelingsid": "2"})),
        Eksempel(
            navn="Samme socialtilsyn, skrevet på to måder",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Faaborg-Midtfyn Kommune, Socialtilsyn Syd"}),
        ),
        Eksempel(
            navn="To tilbud, to socialtilsyn",
            afdelinger=({}, {"tilbudsid": "1002", "tilsynsmyndighed": "Socialtilsyn Nord"}),
        ),
        Eksempel(
            navn="Den anden afdeling nævner ingen: det er TILSYN-001",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": None}),
        ),
        Eksempel(
            navn="Den anden afdeling nævner en, vi ikke genkender: det er TILSYN-005",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Tilsynet"}),
        ),
        Eksempel(
            navn="Den anden afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Socialtilsyn Nord"}),
            savnet=(("1001", "2"),),
        ),
    ),
)
